"""The canonical English spelling of conditions and terms.

Brackets stand where the grammar needs them, and where a reader might take an open end (`where …`, `and B`) for more
than it holds.
"""

from dataclasses import dataclass
from typing import assert_never

from dsl.base.english import ordinal
from dsl.base.moment import Duration
from dsl.editor.layout import Align, Break, Doc, Group, Indent, joined
from dsl.editor.words import OPEN_ENDED, Deniable, Words, keyword, length, months, sort_of
from dsl.model import expression as x
from dsl.model.reading import guard_words

_RELATION: dict[x.Relation, tuple[str, int, int]] = {
    # token, its spelling for amounts and numbers, its spelling for days
    "is": ("IS", 0, 0), "is not": ("IS_NOT", 0, 0), "less": ("LESS_THAN", 0, 1), "at most": ("AT_MOST", 0, 1),
    "more": ("MORE", 0, 1), "at least": ("AT_LEAST", 0, 1),
}  # fmt: skip
_STATE: dict[x.ProvisionState, str] = {
    "in force": "IN_FORCE", "breached": "BREACHED", "fulfilled": "FULFILLED", "violated": "VIOLATED",
    "exercised": "EXERCISED",
}  # fmt: skip
_WHEN: dict[x.When, str] = {"by": "BY", "before": "BEFORE", "after": "AFTER"}
_MARK: dict[x.Mark, str] = {
    "even if": "EVEN_IF", "besides the preceding items": "BESIDES", "in principle": "IN_PRINCIPLE",
}  # fmt: skip
_OPERATION: dict[x.Operation, str] = {"plus": "PLUS", "less": "LESS", "times": "TIMES", "divided by": "DIVIDED"}
_SHIFT: dict[x.DayShift, str] = {
    "day after": "DAY_AFTER", "day before": "DAY_BEFORE", "last day of month": "MONTH_END",
    "last day of month before": "LAST_MONTH_END", "first day of month": "MONTH_START",
    "this or next business day": "OR_BUSINESS_DAY",
}  # fmt: skip
_AGGREGATION: dict[x.Aggregation, str] = {
    "count": "NUMBER_OF", "sum": "SUM_OF", "earliest": "EARLIEST", "latest": "LATEST",
}  # fmt: skip


_Named = x.Constant | x.Read | x.Previous | x.Scheduled | x.EffectMoment | x.AsOf


def _k(token: str, variant: int = 0) -> str:
    return keyword(token, "en", variant)


def _bracket(doc: Doc) -> Doc:
    return ("(", Align(Group(doc)), ")")


@dataclass(frozen=True, slots=True)
class English:
    words: Words

    # conditions

    def condition(self, node: x.Condition) -> Doc:
        match node:
            case x.And(parts=parts):
                return self._joined("AND", parts)
            case x.Or(parts=parts):
                return self._joined("OR", parts)
            case x.Not(part=part):
                return self._denied(part)
            case x.Although(concession=concession, main=main):
                return Group((f"{_k('ALTHOUGH')} ", self._unary(concession), ",", Break(), self._unary(main)))
            case x.Marked(mark="even if", part=part):
                return (f"{_k('EVEN_IF')} ", self._unary(part))
            case x.Marked(mark=mark, part=part):
                return Group((f"{_k(_MARK[mark])},", Break(), self._unary(part)))
            case x.Regarding(record=record, part=part):
                named = f"{_k('REGARDING')} the {self.words.record(record, 'en')},"
                return Group((named, Break(), self._unary(part)))
            case x.Holds(entry=entry):
                return self.words.clause(entry, True, "en")
            case x.Compare(relation=relation, left=left, right=right):
                return self._compared(relation, left, right)
            case x.OneOf(left=left, options=options):
                told = joined((self._operand(option, left) for option in options), ", ")
                return (self._side(left), f" {_k('ONE_OF')} (", told, ")")
            case x.Passed() | x.IsGiven() | x.Happened() | x.TookEffect() | x.Under() | x.Within():
                return self._stated(node, True)
            case x.At(event=event, condition=condition):
                return (self._asked(condition), f" {_k('AT')} {self.words.name(event, 'en')}")
            case x.State(provision=provision, state=state, any_item=any_item):
                lead = f"{_k('ANY_ITEM')} " if any_item else ""
                return f"{lead}{self.words.provision(provision, 'en')} {_k(_STATE[state])}"
            case x.Quantified():
                return self._quantified(node)
            case _:
                assert_never(node)

    def _joined(self, token: str, parts: tuple[x.Condition, ...]) -> Doc:
        told = [*(self._inner(part) for part in parts[:-1]), self._unary(parts[-1])]
        return Group(joined(told, (Break(), f"{_k(token)} ")))

    def _inner(self, node: x.Condition) -> Doc:
        """An operand of a group that another follows."""
        doc = self._unary(node)
        return _bracket(doc) if isinstance(node, x.Quantified) else doc

    def _unary(self, node: x.Condition) -> Doc:
        """An operand of `and`, `although`, `where` and their like; brackets for what could be read as wider."""
        doc = self.condition(node)
        return _bracket(doc) if isinstance(node, OPEN_ENDED) else doc

    def _asked(self, node: x.Condition) -> Doc:
        """What is asked `at` an event: in brackets unless it is one short clause."""
        stated = node.part if isinstance(node, x.Not) else node
        limited = isinstance(stated, x.Happened | x.TookEffect) and stated.limit is not None
        plain = isinstance(stated, Deniable) or (stated is node and isinstance(node, x.Compare | x.OneOf | x.State))
        doc = self.condition(node)
        return doc if plain and not limited else _bracket(doc)

    def _denied(self, part: x.Condition) -> Doc:
        if isinstance(part, Deniable):
            return self._stated(part, False)
        return (f"{_k('NOT')} ", _bracket(self.condition(part)))

    def _stated(self, node: Deniable, positive: bool) -> Doc:
        lead = "" if positive else "NOT_"
        match node:
            case x.Holds(entry=entry):
                return self.words.clause(entry, positive, "en")
            case x.Passed(day=term):
                return (self._subject(term), f" {_k(lead + 'PASSED')}")
            case x.IsGiven(term=term):
                return (self._subject(term), f" {_k(lead + 'GIVEN')}")
            case x.Within(day=day, interval=interval):
                word = _k("IS_WITHIN" if positive else "IS_NOT_WITHIN")
                return (self._side(day), f" {word} ", self._operand(interval))
            case x.Happened(event=event, when=when, limit=limit) if self.words.has_act(event):
                return (self.words.clause(event, positive, "en"), self._limited(when, limit))
            case x.Happened(event=event, when=when, limit=limit):
                return (f"{self.words.name(event, 'en')} {_k(lead + 'HAPPENED')}", self._limited(when, limit))
            case x.TookEffect(event=event, when=when, limit=limit):
                return (f"{self.words.name(event, 'en')} {_k(lead + 'EFFECTIVE')}", self._limited(when, limit))
            case x.Under(question=question, answer=answer):
                return ("" if positive else f"{_k('NOT')} ") + guard_words(question, answer, "en")
            case _:
                assert_never(node)

    def _limited(self, when: x.When | None, limit: x.Term | None) -> Doc:
        return "" if when is None or limit is None else (f" {_k(_WHEN[when])} ", self._side(limit))

    def _compared(self, relation: x.Relation, left: x.Term, right: x.Term) -> Doc:
        token, amounts, days = _RELATION[relation]
        sorts = (sort_of(left, self.words.vocabulary), sort_of(right, self.words.vocabulary))
        word = _k(token, days if "day" in sorts else amounts)
        return (self._side(left, right), f" {word} ", self._side(right, left))

    def _quantified(self, node: x.Quantified) -> Doc:
        head = f"{_k(node.quantifier.upper())} {self.words.record(node.record, 'en')}"
        if node.body is None:
            return (head, self._where(node.where))
        where = _bracket(self.condition(node.where)) if isinstance(node.where, x.Quantified) else None
        told: Doc = self._where(node.where) if where is None else (f" {_k('WHERE')} ", where)
        return (head, told, f" {_k('SATISFIES')} ", self._unary(node.body))

    def _where(self, where: x.Condition | None) -> Doc:
        return "" if where is None else (f" {_k('WHERE')} ", self._unary(where))

    # terms

    def value(self, node: x.Term) -> Doc:
        """A term that stands alone: only there a case distinction needs no brackets."""
        return self._by_case(node) if isinstance(node, x.ByCase) else self.term(node)

    def term(self, node: x.Term, beside: x.Term | None = None) -> Doc:
        match node:
            case x.Constant():
                return self.words.literal(node, beside, "en")
            case x.Read(entry=entry):
                return self.words.name(entry, "en")
            case x.Previous(entry=entry):
                return f"{_k('PREVIOUS')} {self.words.bare(entry)}"
            case x.Scheduled(event=event):
                return f"{_k('SCHEDULED')} {self.words.name(event, 'en')}"
            case x.EffectMoment(provision=provision):
                return f"{_k('MOMENT')} {self.words.provision(provision, 'en')} {_k('TOOK_EFFECT')}"
            case x.AsOf():
                return _k("AS_OF")
            case x.Arithmetic(operation=operation, left=left, right=right):
                return (self._chained(operation, left), f" {_k(_OPERATION[operation])} ", self._operand(right))
            case x.Total(parts=parts):
                return self._listed("TOTAL", parts)
            case x.Choose(extreme=extreme, parts=parts):
                return self._listed(extreme.upper(), parts)
            case x.Interest():
                return self._interest(node)
            case x.Multiple(count=count, of=of):
                return (f"{months(count, 'en')} {_k('OF')} ", self._operand(of))
            case x.UpTo(amount=amount, cap=cap):
                return (self._operand(amount), f" {_k('UP_TO')} ", self._operand(cap))
            case x.ByCase():
                return _bracket(self._by_case(node))
            case x.Shifted(shift="this or next business day", day=day):
                return (self._subject(day), f" {_k('OR_BUSINESS_DAY')}")
            case x.Shifted(shift=shift, day=day):
                return (f"{_k(_SHIFT[shift])} ", self._operand(day))
            case x.NthDay(number=number, day=day):
                return (f"the {ordinal(number)} {_k('DAY_OF_MONTH')} ", self._operand(day))
            case x.Later(duration=duration, day=day):
                return (f"{length(duration, 'en')} {_k('AFTER')} ", self._operand(day))
            case x.FirstAfter(entry=entry, duration=duration, day=day):
                return (self._first(entry, duration), self._operand(day))
            case x.Aggregate():
                return self._aggregate(node)
            case x.Stretch() | x.Period() | x.Rest() | x.Overlap() | x.Edge() | x.Length() | x.FeesFor():
                return self._interval(node)
            case _:
                assert_never(node)

    def _interval(self, node: x.IntervalTerm) -> Doc:
        match node:
            case x.Stretch(first=first, last=last):
                return (f"{_k('FROM')} ", self._operand(first), f" {_k('UNTIL')} ", self._operand(last))
            case x.Period(length=length_, start=start, beginning=beginning):
                unit = "MONTHS_" if sort_of(length_, self.words.vocabulary) == "number" else ""
                counted = f" {_k(unit + ('BEGINNING_ON' if beginning else 'FROM'))} "
                return (f"{_k('PERIOD_OF')} ", self._operand(length_), counted, self._operand(start))
            case x.Rest(interval=interval, day=day):
                whole = self.term(interval) if isinstance(interval, x.Read) else _bracket(self.term(interval))
                return (f"{_k('REST_OF')} ", whole, f" {_k('AFTER')} ", self._operand(day))
            case x.Overlap(left=left, right=right):
                return (f"{_k('OVERLAP_OF')} ", self._operand(left), f" {_k('AND')} ", self._operand(right))
            case x.Edge(edge=edge, interval=interval):
                return (f"{_k('START_OF' if edge == 'first' else 'END_OF')} ", self._operand(interval))
            case x.Length(unit=unit, interval=interval):
                return (f"{_k('DAYS_IN' if unit == 'day' else 'MONTHS_IN')} ", self._operand(interval))
            case x.FeesFor(monthly=monthly, interval=interval):
                fee = (self._operand(monthly), f" {_k('PER_MONTH')}")
                return (f"{_k('FEES_FOR')} ", self._operand(interval), f" {_k('AT')} ", *fee)

    def _operand(self, node: x.Term, beside: x.Term | None = None) -> Doc:
        """A term inside another: in brackets unless its end is plain to see."""
        doc = self.term(node, beside)
        return doc if _closed(node) else _bracket(doc)

    def _side(self, node: x.Term, beside: x.Term | None = None) -> Doc:
        """A side of a comparison, or the day or moment by which something happens."""
        plain = isinstance(node, x.Arithmetic) or (isinstance(node, x.Aggregate) and node.where is None)
        return self.term(node, beside) if plain else self._operand(node, beside)

    def _subject(self, node: x.Term) -> Doc:
        """What `has passed` or `or the next business day` follows: in brackets unless it is one name."""
        doc = self.term(node)
        return doc if isinstance(node, _Named) else _bracket(doc)

    def _chained(self, operation: x.Operation, left: x.Term) -> Doc:
        same = isinstance(left, x.Arithmetic) and left.operation == operation and operation in ("plus", "times")
        return self.term(left) if same else self._operand(left)

    def _listed(self, token: str, parts: tuple[x.Term, ...]) -> Doc:
        told: list[Doc] = [self._operand(part) for part in parts]
        listed = joined(told[:-1], (",", Break()))
        return Group((_k(token), Indent((Break(), listed, Break(), f"{_k('AND')} ", told[-1]))))

    def _interest(self, node: x.Interest) -> Doc:
        places = (("ON", node.principal), ("FROM", node.start), ("UNTIL", node.until))
        told = joined(((f"{_k(token)} ", self._operand(term)) for token, term in places), Break())
        return Group((f"{_k('INTEREST')} ", self._operand(node.rate), f" {_k('A_YEAR')}", Indent((Break(), told))))

    def _by_case(self, node: x.ByCase) -> Doc:
        told: list[Doc] = [
            (f"{_k('IF')} ", Align(self.condition(when)), f" {_k('THEN')} ", self.term(then))
            for when, then in node.arms
        ]
        if node.otherwise is not None:
            told.append((f"{_k('OTHERWISE')} ", self.term(node.otherwise)))
        return Group(joined(told, (_k("SEMI"), Break())))

    def _first(self, entry: str, duration: Duration) -> str:
        record = self.words.records(self.words.vocabulary.entries[entry].record)
        named = f"{_k('FIRST')} {self.words.bare(entry)} {_k('OF')} {record}"
        return f"{named} {_k('AFTER')} {length(duration, 'en')} {_k('FROM')} "

    def _aggregate(self, node: x.Aggregate) -> Doc:
        of = "" if node.entry is None else f" {self._summed(node)} {_k('OF')}"
        return (f"{_k(_AGGREGATION[node.aggregation])}{of} {self.words.records(node.record)}", self._where(node.where))

    def _summed(self, node: x.Aggregate) -> str:
        entry = node.entry or ""
        return self.words.name(entry, "en") if node.aggregation == "sum" else self.words.bare(entry)


def _closed(node: x.Term) -> bool:
    match node:
        case x.Multiple() | x.NthDay() | x.Later() | x.ByCase():
            return True
        case x.Shifted(shift=shift):
            return shift != "this or next business day"
        case _:
            return isinstance(node, _Named)
