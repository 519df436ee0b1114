"""Types, units and reach: what is compared or reckoned together, and which record a name speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.rule import Rule
from dsl.model.vocabulary import CASE, Action, Entry, Record
from dsl.model.walk import rule_expressions

DAYS = ("date", "moment")
AMOUNTS = ("money", "number", "percent")
UNORDERED = ("choice", "party", "text", "truth")
ANY = "any"


@dataclass(frozen=True, slots=True)
class Type:
    """What a term is; `options` of a choice; `none` where it may be null, by the entry that may."""

    kind: str
    options: frozenset[str] = frozenset()
    none: str | None = None
    name: str = ""


UNKNOWN = Type(ANY)


def check_types(book: Book) -> Iterator[Diagnostic]:
    for rule in book.rules:
        checker = _Checker(book, chain_to(book, rule.each or CASE), guarded(rule.when))
        yield from checker.rule(rule)
        if rule.action is not None:
            yield from _action(book, rule, book.vocabulary.actions[rule.action])
    for entry in book.vocabulary.entries.values():
        if entry.define is not None:
            checker = _Checker(book, chain_to(book, entry.record), frozenset())
            yield from checker.definition(entry, entry.define)
    for held in book.vocabulary.records.values():
        yield from _series(book, held)
    for action in book.vocabulary.actions.values():
        event = book.vocabulary.entries.get(action.event or "")
        record = event.record if event is not None else CASE
        if action.where is not None:
            checker = _Checker(book, chain_to(book, record), frozenset())
            checker.condition(action.where)
            yield from checker.found


def _action(book: Book, rule: Rule, action: Action) -> Iterator[Diagnostic]:
    """What an action says of itself is read where the rule speaks."""
    here = _Checker(book, chain_to(book, rule.each or CASE), frozenset())
    if action.kept is not None:
        here.condition(action.kept)
    if action.so_far is not None and rule.kind == "must" and rule.amount is not None:
        here.amount(action.so_far)
    yield from here.found


def _series(book: Book, record: Record) -> Iterator[Diagnostic]:
    """The first member is found from the holder, each further one from the one before."""
    series = record.series
    if series is None:
        return
    holders = [e.record for e in book.vocabulary.entries.values() if e.in_series and e.holds == record.key]
    for holder in dict.fromkeys(holders):
        yield from _Checker(book, chain_to(book, holder), frozenset()).day(series.first)
    member = _Checker(book, chain_to(book, record.key), frozenset())
    yield from member.day(series.next)
    if series.goes_on is not None:
        yield from _Checker(book, chain_to(book, record.key), frozenset()).asked(series.goes_on)


def chain_to(book: Book, record: str) -> tuple[str, ...]:
    """The record types from the case down to one of a type; the case and the type alone where there is no way."""
    return book.vocabulary.ways().get(record, (CASE, record))


def guarded(condition: x.Condition | None) -> frozenset[str]:
    """The entries that a condition makes sure are not null."""
    match condition:
        case x.And(parts):
            return frozenset(e for p in parts for e in guarded(p))
        case x.Although(a, b):
            return guarded(a) | guarded(b)
        case x.Marked(_, part) | x.Regarding(_, part):
            return guarded(part)
        case x.Happened(event) | x.TookEffect(event):
            return frozenset({event})
        case x.IsGiven(x.Read(entry)) | x.Passed(x.Read(entry)):
            return frozenset({entry})
        case x.IsGiven(x.Previous(entry)) | x.Passed(x.Previous(entry)):
            return frozenset({f"previous {entry}"})
        case _:
            return frozenset()


class _Checker:
    """Checks the expressions of one rule or definition; `chain` is the record types around it, outermost first."""

    def __init__(self, book: Book, chain: tuple[str, ...], guards: frozenset[str]):
        self.book, self.chain, self.guards = book, chain, guards
        self.found: list[Diagnostic] = []

    def asked(self, condition: x.Condition) -> list[Diagnostic]:
        self.condition(condition)
        return self.found

    def day(self, term: x.Term | None) -> list[Diagnostic]:
        if term is not None:
            self._want(term, DAYS)
        return self.found

    def amount(self, term: x.Term) -> None:
        self._strict(term, ("money",))

    def rule(self, rule: Rule) -> list[Diagnostic]:
        for key, node in rule_expressions(rule):
            if key in ("when", "unless"):
                self.condition(node)  # type: ignore[arg-type]
            elif key == "as":
                self._value(rule, node)
            elif key == "amount":
                self._strict(node, ("money",))  # type: ignore[arg-type]
            else:
                self._want(node, DAYS)
        if rule.event is not None and self.book.vocabulary.entries[rule.event].kind != "event":
            entry = self.book.vocabulary.entries[rule.event]
            self.found.append(diagnose("T601", rule.span, wanted="event", found=entry.kind))
        return self.found

    def _value(self, rule: Rule, node: x.Expression) -> None:
        entry = self.book.vocabulary.entries.get(rule.term or "")
        if entry is not None:
            self.chain = chain_to(self.book, entry.record) if rule.each is None else self.chain
            self.definition(entry, node)

    def definition(self, entry: Entry, node: x.Expression) -> list[Diagnostic]:
        if entry.kind in ("truth", "judgement"):
            self.condition(node)  # type: ignore[arg-type]
        else:
            self._want(node, DAYS if entry.kind in ("date", "event") else (entry.kind,))
        return self.found

    # conditions

    def condition(self, node: x.Condition) -> None:
        match node:
            case x.And(parts):
                for part in parts:
                    self._beside(part, [p for p in parts if p is not part])
            case x.Or(parts):
                for part in parts:
                    self.condition(part)
            case x.Not(part) | x.Marked(_, part):
                self.condition(part)
            case x.Regarding(record, part):
                self._around(record, node)
                self.condition(part)
            case x.Although(concession, main):
                self.condition(concession)
                self.condition(main)
            case x.Holds(entry):
                self._reach(entry, node)
            case x.Compare(relation, left, right):
                one, other = self._compared(left), self._compared(right)
                self._comparable(one, other, node)
                if relation not in ("is", "is not") and one.kind == other.kind and one.kind in UNORDERED:
                    self.found.append(diagnose("T602", node.span, left=one.kind, right=other.kind))
            case x.OneOf(left, options):
                for option in options:
                    self._comparable(self._compared(left), self._compared(option), node)
            case x.Passed(day):
                self._want(day, DAYS)
            case x.IsGiven(term):
                self.term(term)
            case x.Happened(event, _, limit) | x.TookEffect(event, _, limit):
                self._reach(event, node)
                if limit is not None:
                    self._want(limit, DAYS)
            case x.At(event, inner):
                self._reach(event, node)
                self.condition(inner)
            case x.Within(day, interval):
                self._want(day, DAYS)
                self._strict(interval, ("interval",))
            case x.State() | x.Under():
                pass
            case x.Quantified(_, record, where, body):
                inside = self._inside(record, node)
                for asked in (where, body):
                    if asked is not None:
                        inside.condition(asked)
            case _:
                assert_never(node)

    # terms

    def term(self, node: x.Term) -> Type:
        match node:
            case x.Constant(kind, value):
                return Type(kind, frozenset({str(value)}) if kind == "choice" else frozenset())
            case x.Read(entry):
                return self._reach(entry, node)
            case x.Previous(entry):
                return self._previous(entry, node)
            case x.Scheduled(event):
                return self._reach(event, node)
            case x.EffectMoment():
                return Type("moment")
            case x.AsOf():
                return Type("date")
            case x.Arithmetic():
                return self._arithmetic(node)
            case x.Total(parts):
                return self._same(parts, AMOUNTS, node, strict=True)
            case x.Choose(_, parts):
                return self._same(parts, (*AMOUNTS, *DAYS, "duration", "interval"), node)
            case x.Interest():
                return self._interest(node)
            case x.Multiple(_, of):
                return self._strict(of, AMOUNTS)
            case x.UpTo(amount, cap):
                return self._same((amount, cap), AMOUNTS, node, strict=True)
            case x.ByCase():
                return self._by_case(node)
            case x.Shifted(_, day) | x.NthDay(_, day) | x.Later(_, day):
                self._strict(day, DAYS)
                return Type("date")
            case x.FirstAfter(entry, _, day):
                self._strict(day, DAYS)
                return self._of_record(entry, node.record, node) or self._inside(node.record, node)._reach(entry, node)
            case x.Aggregate():
                return self._aggregate(node)
            case x.Stretch() | x.Period() | x.Rest() | x.Overlap() | x.Edge() | x.Length() | x.FeesFor():
                return self._interval(node)
            case _:
                assert_never(node)

    def _interval(self, node: x.IntervalTerm) -> Type:
        match node:
            case x.Stretch(first, last):
                self._strict(first, DAYS)
                self._want(last, DAYS)
            case x.Period(length, start):
                self._strict(length, ("duration", "number"))
                self._strict(start, DAYS)
            case x.Rest(interval, day):
                self._strict(interval, ("interval",))
                self._want(day, DAYS)
            case x.Overlap(left, right):
                self._strict(left, ("interval",))
                self._strict(right, ("interval",))
            case x.Edge(_, interval):
                self._strict(interval, ("interval",))
                return Type("date")
            case x.Length(_, interval):
                self._strict(interval, ("interval",))
                return Type("number")
            case x.FeesFor(monthly, interval):
                self._strict(monthly, ("money",))
                self._strict(interval, ("interval",))
                return Type("money")
        return Type("interval")

    def _arithmetic(self, node: x.Arithmetic) -> Type:
        left, right = self._strict(node.left, (*AMOUNTS, *DAYS)), self._strict(node.right, (*AMOUNTS, "duration"))
        kinds = {left.kind, right.kind}
        if ANY in kinds:
            return UNKNOWN
        if node.operation == "plus" and left.kind in DAYS and right.kind == "duration":
            return Type("date")
        if node.operation in ("plus", "less") and left.kind == right.kind and left.kind in AMOUNTS:
            return Type(left.kind)
        if node.operation == "times" and kinds <= {"money", "number", "percent"} and kinds != {"money"}:
            return Type("money" if "money" in kinds else "number")
        if node.operation == "divided by" and left.kind in AMOUNTS and right.kind in AMOUNTS:
            return Type("number" if left.kind == right.kind else left.kind)
        self.found.append(diagnose("T602", node.span, left=left.kind, right=right.kind))
        return UNKNOWN

    def _interest(self, node: x.Interest) -> Type:
        self._strict(node.principal, ("money",))
        self._strict(node.start, DAYS)
        self._want(node.until, DAYS)
        return Type("money")

    def _by_case(self, node: x.ByCase) -> Type:
        types: list[Type] = []
        for condition, term in node.arms:
            self.condition(condition)
            inner = _Checker(self.book, self.chain, self.guards | guarded(condition))
            types.append(inner.term(term))
            self.found += inner.found
        types += [self.term(node.otherwise)] if node.otherwise is not None else []
        for other in types[1:]:
            self._comparable(types[0], other, node)
        return Type(types[0].kind)

    def _aggregate(self, node: x.Aggregate) -> Type:
        inside = self._inside(node.record, node)
        if node.where is not None:
            inside.condition(node.where)
        if node.entry is None:
            return Type("number")
        other = self._of_record(node.entry, node.record, node)
        if other is not None:
            return other
        return inside._want(x.Read(node.entry, node.span), AMOUNTS if node.aggregation == "sum" else DAYS)

    def _of_record(self, ident: str, record: str, node: x.Term) -> Type | None:
        """A fact is asked only of records that have it; None where that is so."""
        entry = self.book.vocabulary.entries[ident]
        if entry.record == record:
            return None
        words = self.book.vocabulary.records[record].phrase
        name = entry.phrase.ja or entry.phrase.en
        self.found.append(diagnose("N313", node.span, name=name, record=words.ja or words.en))
        return UNKNOWN

    # units

    def _beside(self, part: x.Condition, others: list[x.Condition]) -> None:
        """A part of an `and` is settled by the others where they rule a null out."""
        guards = frozenset(e for o in others for e in guarded(o))
        inner = _Checker(self.book, self.chain, self.guards | guards)
        inner.found = self.found
        inner.condition(part)

    def _want(self, node: x.Expression, kinds: tuple[str, ...]) -> Type:
        found = self.term(node)  # type: ignore[arg-type]
        if found.kind != ANY and found.kind not in kinds:
            self.found.append(diagnose("T601", node.span, wanted=" / ".join(kinds), found=found.kind))
            return UNKNOWN
        return found

    def _compared(self, node: x.Term) -> Type:
        """A date that is null never comes; anything else that may be null must be ruled out first."""
        found = self.term(node)
        if found.kind not in DAYS and found.none is not None and found.none not in self.guards:
            self.found.append(diagnose("T603", node.span, name=found.name))
        return found

    def _strict(self, node: x.Term, kinds: tuple[str, ...]) -> Type:
        """Where a null would make no sense, it must have been ruled out."""
        found = self._want(node, kinds)
        if found.none is not None and found.none not in self.guards:
            self.found.append(diagnose("T603", node.span, name=found.name))
        return found

    def _same(self, parts: tuple[x.Term, ...], kinds: tuple[str, ...], node: x.Term, strict: bool = False) -> Type:
        types = [self._strict(p, kinds) if strict else self._want(p, kinds) for p in parts]
        for other in types[1:]:
            self._comparable(types[0], other, node)
        return Type(types[0].kind)

    def _comparable(self, left: Type, right: Type, node: x.Expression) -> None:
        if ANY in (left.kind, right.kind) or (left.kind in DAYS and right.kind in DAYS):
            return
        if left.kind != right.kind:
            self.found.append(diagnose("T602", node.span, left=left.kind, right=right.kind))
        elif left.kind == "choice":
            entry, option = (left, right) if left.name else (right, left)
            if entry.name and not option.options <= entry.options:
                self.found.append(
                    diagnose("T606", node.span, option=", ".join(sorted(option.options)), name=entry.name)
                )

    # reach

    def _reach(self, ident: str, node: x.Expression) -> Type:
        entry = self.book.vocabulary.entries[ident]
        name = entry.phrase.ja or entry.phrase.en
        if not self._is_around(entry.record):
            record = self.book.vocabulary.records[entry.record].phrase
            self.found.append(diagnose("N313", node.span, name=name, record=record.ja or record.en))
        kind = "moment" if entry.kind == "event" else "truth" if entry.kind == "judgement" else entry.kind
        none = entry.id if entry.optional or entry.kind == "event" else None
        return Type(kind, frozenset(o.key for o in entry.choices), none, name)

    def _previous(self, ident: str, node: x.Term) -> Type:
        """What the member before has: null for the first. Only a member has one before it."""
        entry = self.book.vocabulary.entries[ident]
        record = self.book.vocabulary.records[entry.record]
        if record.series is None or entry.record not in self.chain:
            name, words = entry.phrase, record.phrase
            self.found.append(diagnose("Q904", node.span, name=name.ja or name.en, record=words.ja or words.en))
            return UNKNOWN
        return replace(self._reach(ident, node), none=f"previous {ident}")

    def _is_around(self, record: str) -> bool:
        if record in self.chain:
            return True
        return any(e.kind == "one" and e.holds == record for r in self.chain for e in self.book.vocabulary.lists_of(r))

    def _around(self, record: str, node: x.Expression) -> None:
        if not self._is_around(record):
            name = self.book.vocabulary.records[record].phrase
            self.found.append(diagnose("N313", node.span, name=name.ja or name.en, record=name.ja or name.en))

    def _inside(self, record: str, node: x.Expression) -> "_Checker":
        vocabulary = self.book.vocabulary
        singles = [e.holds for r in self.chain for e in vocabulary.lists_of(r) if e.kind == "one" and e.holds]
        holders = (*self.chain, *(r for r in singles if r in vocabulary.records))
        if not any(e.kind == "list" and e.holds == record for r in holders for e in vocabulary.lists_of(r)):
            name = self.book.vocabulary.records[record].phrase
            self.found.append(diagnose("N313", node.span, name=name.ja or name.en, record=name.ja or name.en))
        inner = _Checker(self.book, (*self.chain, record), self.guards)
        inner.found = self.found
        return inner
