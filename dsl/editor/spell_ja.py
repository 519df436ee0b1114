"""The canonical Japanese spelling of conditions and terms.

Words are set apart by spaces, except beside brackets and commas; parsing drops them all. Infix forms end in words of
their own, so that brackets are needed around operands only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from dsl.editor.layout import Align, Break, Doc, Group, flat
from dsl.editor.words import OPEN_ENDED, Deniable, Sort, Words, keyword, length, months, sort_of
from dsl.model import expression as x
from dsl.model.reading import guard_words

_RELATION: dict[x.Relation, tuple[str, int, int, str]] = {
    # token, its spelling for amounts and numbers, its spelling for days, what ends the sentence
    "is": ("DEARU", 0, 0, ""), "is not": ("IS_NOT_SO", 0, 0, ""), "less": ("LESS_JA", 0, 1, "DEARU"),
    "at most": ("AT_MOST_JA", 0, 1, "DEARU"), "at least": ("AT_LEAST_JA", 0, 1, "DEARU"),
}  # fmt: skip
_STATE: dict[x.ProvisionState, str] = {
    "in force": "IN_FORCE_JA", "breached": "BREACHED_JA", "fulfilled": "FULFILLED_JA", "violated": "VIOLATED_JA",
    "exercised": "EXERCISED_JA",
}  # fmt: skip
_WHEN: dict[x.When, str] = {"by": "BY_JA", "before": "BEFORE_JA", "after": "AFTER_JA"}
_SHIFT: dict[x.DayShift, str] = {
    "day after": "DAY_AFTER_JA", "day before": "DAY_BEFORE_JA", "last day of month": "MONTH_END_JA",
    "last day of month before": "LAST_MONTH_END_JA", "first day of month": "MONTH_START_JA",
    "this or next business day": "OR_BUSINESS_DAY_JA",
}  # fmt: skip
_ARITHMETIC: dict[x.Operation, tuple[str, str]] = {
    # what stands behind the first operand and behind the second
    "plus": ("NI_JA", "PLUS_JA"), "less": ("FROM_JA", "LESS_JA_TAIL"), "times": ("NI_JA", "TIMES_JA"),
    "divided by": ("WO_JA", "DIVIDED_JA"),
}  # fmt: skip

_TIGHT = "（）、；"


def _k(token: str, variant: int = 0) -> str:
    return keyword(token, "ja", variant)


def _bracket(doc: Doc) -> Doc:
    return ("（", Align(Group(doc)), "）")


def _gap(before: Doc, after: Doc) -> str:
    left, right = flat(before)[-1:], flat(after)[:1]
    return "" if not left or not right or left in _TIGHT or right in _TIGHT else " "


def _set(*parts: Doc) -> Doc:
    """The parts in a row, set apart."""
    return _row(parts, may_break=False)


def _row(parts: Iterable[Doc], may_break: bool) -> Doc:
    told: list[Doc] = []
    for part in parts:
        if flat(part):
            gap = _gap(told[-1], part) if told else ""
            told += ([Break(gap) if may_break else gap] if told else []) + [part]
    return tuple(told)


@dataclass(frozen=True, slots=True)
class Japanese:
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
                lead = (_set(self._primary(concession), _k("DESPITE_JA")), "、")
                return Group((lead, Break(""), self._unary(main)))
            case x.Marked(mark="even if", part=part):
                return _set(self._primary(part), _k("EVEN_IF_JA"))
            case x.Marked(mark=mark, part=part):
                token = "BESIDES" if mark == "besides the preceding items" else "IN_PRINCIPLE"
                return Group((f"{_k(token)}、", Break(""), self._unary(part)))
            case x.Regarding(record=record, part=part):
                lead = (_set(self.words.record(record, "ja"), _k("FOR_JA")), "、")
                return Group((lead, Break(""), self._unary(part)))
            case x.Holds(entry=entry):
                return self.words.clause(entry, True, "ja")
            case x.Compare(relation=relation, left=left, right=right):
                return self._compared(relation, left, right)
            case x.OneOf(left=left, options=options):
                told = "、".join(flat(self.term(option, left)) for option in options)
                return _set(self.term(left), _k("GA"), f"（{told}）", _k("ONE_OF_JA"))
            case x.Passed() | x.IsGiven() | x.Happened() | x.TookEffect() | x.Under() | x.Within():
                return self._stated(node, True)
            case x.At(event=event, condition=condition):
                lead = (_set(self.words.name(event, "ja"), _k("AT_JA")), "、")
                return Group((lead, Break(""), self._primary(condition)))
            case x.State(provision=provision, state=state, any_item=any_item):
                item = _k("ANY_ITEM_JA") if any_item else ""
                return _set(self.words.provision(provision, "ja"), item, _k(_STATE[state]))
            case x.Quantified():
                return self._quantified(node)
            case _:
                assert_never(node)

    def _joined(self, token: str, parts: tuple[x.Condition, ...]) -> Doc:
        told = [*(self._inner(part) for part in parts[:-1]), self._unary(parts[-1])]
        return Group(_row([told[0], *(_set(_k(token), doc) for doc in told[1:])], may_break=True))

    def _inner(self, node: x.Condition) -> Doc:
        """An operand of a group that another follows."""
        doc = self._unary(node)
        return _bracket(doc) if isinstance(node, x.Quantified) else doc

    def _unary(self, node: x.Condition) -> Doc:
        """An operand of かつ, すべての … について and their like; brackets for what could be read as wider."""
        doc = self.condition(node)
        return _bracket(doc) if isinstance(node, OPEN_ENDED) else doc

    def _primary(self, node: x.Condition) -> Doc:
        """What stands before にもかかわらず, behind の時点で or between のうち and ものがある."""
        doc = self._unary(node)
        return _bracket(doc) if isinstance(node, x.Quantified) else doc

    def _denied(self, part: x.Condition) -> Doc:
        if isinstance(part, Deniable):
            return self._stated(part, False)
        return _set(_bracket(self.condition(part)), _k("IS_NOT_SO"))

    def _stated(self, node: Deniable, positive: bool) -> Doc:
        lead = "" if positive else "NOT_"
        match node:
            case x.Holds(entry=entry):
                return self.words.clause(entry, positive, "ja")
            case x.Passed(day=term):
                return _set(self.term(term), _k(f"{lead}PASSED_JA"))
            case x.IsGiven(term=term):
                return _set(self.term(term), _k(f"{lead}GIVEN_JA"))
            case x.Within(day=day, interval=interval):
                word = _k("WITHIN_JA" if positive else "NOT_WITHIN_JA")
                return _set(self.term(day), _k("GA"), self._post(interval), word)
            case x.Happened(event=event, when=when, limit=limit) if self.words.has_act(event):
                return _set(self._limited(when, limit), self.words.clause(event, positive, "ja"))
            case x.Happened(event=event, when=when, limit=limit):
                told = self.words.name(event, "ja")
                return _set(self._limited(when, limit), told, _k(f"{lead}HAPPENED_JA"))
            case x.TookEffect(event=event, when=when, limit=limit):
                told = self.words.name(event, "ja")
                return _set(self._limited(when, limit), told, _k(f"{lead}EFFECTIVE_JA"))
            case x.Under(question=question, answer=answer):
                told = guard_words(question, answer, "ja")
                return told if positive else told.removesuffix("よる") + "よらない"
            case _:
                assert_never(node)

    def _limited(self, when: x.When | None, limit: x.Term | None) -> Doc:
        if when is None or limit is None:
            return ""
        return _set(self.term(limit), _k(_WHEN[when], self.variant(when, limit)))

    def variant(self, when: x.When, limit: x.Term) -> int:
        """の前に behind an event, より前に behind a day."""
        event = isinstance(limit, x.Read) and self.words.vocabulary.entries[limit.entry].kind == "event"
        return 1 if event and when != "by" else 0

    def _compared(self, relation: x.Relation, left: x.Term, right: x.Term) -> Doc:
        days = "day" in (self._sort(left), self._sort(right))
        if relation == "more":
            end = _k("MORE_JA", 1) + _k("DEARU") if days else _k("MORE_JA")
        else:
            token, amount, day, tail = _RELATION[relation]
            end = _k(token, day if days else amount) + (_k(tail) if tail else "")
        return _set(self.term(left, right), _k("GA"), self.term(right, left), end)

    def _sort(self, term: x.Term) -> Sort:
        return sort_of(term, self.words.vocabulary)

    def _quantified(self, node: x.Quantified) -> Doc:
        record = self.words.record(node.record, "ja")
        if node.body is None:
            end = "SUCH_LACKS_JA" if node.quantifier == "no" else "SUCH_EXISTS_JA"
            return _set(record, self._among(node.where), _k(end))
        if node.where is None:
            return _set(_k("EVERY_JA"), record, _k("FOR_JA"), self._unary(node.body))
        return _set(_k("EVERY_JA"), record, self._among(node.where), _k("SUCH_FOR_JA"), self._unary(node.body))

    def _among(self, where: x.Condition | None) -> Doc:
        return "" if where is None else _set(_k("AMONG_JA"), self._primary(where))

    # terms

    def value(self, node: x.Term) -> Doc:
        """A term that stands alone: only there a case distinction needs no brackets."""
        return self._by_case(node) if isinstance(node, x.ByCase) else self.term(node)

    def term(self, node: x.Term, beside: x.Term | None = None) -> Doc:
        match node:
            case x.Constant():
                return self.words.literal(node, beside, "ja")
            case x.Read(entry=entry):
                return self.words.name(entry, "ja")
            case x.Previous(entry=entry):
                return _set(_k("PREVIOUS"), self.words.name(entry, "ja"))
            case x.Scheduled(event=event):
                return _set(self.words.name(event, "ja"), _k("SCHEDULED_JA"))
            case x.EffectMoment(provision=provision):
                return _set(self.words.provision(provision, "ja"), _k("MOMENT_JA"))
            case x.AsOf():
                return _k("AS_OF")
            case x.Arithmetic(operation=operation, left=left, right=right):
                return self._arithmetic(operation, left, right)
            case x.Total(parts=parts):
                return self._listed(parts, _k("TOTAL_JA", 0 if self._sort(parts[0]) == "money" else 1))
            case x.Choose(extreme=extreme, parts=parts):
                return self._listed(parts, self._chosen(extreme, parts))
            case x.Interest():
                return self._interest(node)
            case x.Multiple(count=count, of=of):
                return _set(self._post(of), _k("NO_JA"), months(count, "ja") + _k("PORTION_JA"))
            case x.UpTo(amount=amount, cap=cap):
                return _set(self._post(cap), _k("UP_TO_JA"), self._post(amount))
            case x.ByCase():
                return _bracket(self._by_case(node))
            case x.Shifted(shift=shift, day=day):
                return _set(self._post(day), _k(_SHIFT[shift]))
            case x.NthDay(number=number, day=day):
                return _set(self._post(day), _k("OF_MONTH_JA"), f"{number}日")
            case x.Later(duration=duration, day=day):
                return _set(self._post(day), _k("FROM_JA"), length(duration, "ja") + _k("AGO_JA"))
            case x.FirstAfter(entry=entry, duration=duration, day=day):
                record = self.words.record(self.words.vocabulary.entries[entry].record, "ja")
                passed = _set(self._post(day), _k("FROM_JA"), length(duration, "ja"), _k("FIRST_JA"))
                return _set(passed, record, _k("NO_JA"), self.words.name(entry, "ja"))
            case x.Aggregate():
                return self._aggregate(node)
            case x.Stretch() | x.Period() | x.Rest() | x.Overlap() | x.Edge() | x.Length() | x.FeesFor():
                return self._interval(node)
            case _:
                assert_never(node)

    def _interval(self, node: x.IntervalTerm) -> Doc:
        match node:
            case x.Stretch(first=first, last=last):
                return _set(self._post(first), _k("FROM_JA"), self._post(last), _k("UNTIL_PERIOD_JA"))
            case x.Period(length=length_, start=start, beginning=beginning):
                end = _k("MONTHS_PERIOD_JA" if self._sort(length_) == "number" else "PERIOD_JA")
                counted = _k("FIRST_DAY_BEING_JA" if beginning else "FROM_JA")
                return _set(self._post(start), counted, self._post(length_), end)
            case x.Rest(interval=interval, day=day):
                return _set(self._post(interval), _k("AMONG_JA"), self._post(day), _k("REST_JA"))
            case x.Overlap(left=left, right=right):
                return _set(self._post(left), _k("TO_JA"), self._post(right), _k("OVERLAP_JA"))
            case x.Edge(edge=edge, interval=interval):
                return _set(self._post(interval), _k("START_OF_JA" if edge == "first" else "END_OF_JA"))
            case x.Length(unit=unit, interval=interval):
                return _set(self._post(interval), _k("DAYS_IN_JA" if unit == "day" else "MONTHS_IN_JA"))
            case x.FeesFor(monthly=monthly, interval=interval):
                return _set(self._post(interval), _k("FOR_INTERVAL_JA"), self._post(monthly), _k("FEES_JA"))

    def _post(self, node: x.Term) -> Doc:
        """An operand of an infix form."""
        doc = self.term(node)
        return doc if _closed(node) else _bracket(doc)

    def _arithmetic(self, operation: x.Operation, left: x.Term, right: x.Term) -> Doc:
        between, end = _ARITHMETIC[operation]
        amount = "money" in (self._sort(left), self._sort(right))
        return _set(self._post(left), _k(between), self._post(right), _k(end, 0 if amount else 1))

    def _listed(self, parts: tuple[x.Term, ...], end: str) -> Doc:
        told = [self._post(part) for part in parts]
        linked = [_set(doc, _k("TO_JA")) for doc in told[:-1]]
        return Group(_row([*linked, _set(told[-1], end)], may_break=True))

    def _chosen(self, extreme: x.Extreme, parts: tuple[x.Term, ...]) -> str:
        number = extreme in ("higher", "lower") and self._sort(parts[0]) == "number"
        return _k(f"{extreme.upper()}_JA", 1 if number else 0)

    def _interest(self, node: x.Interest) -> Doc:
        rate = _k("PER_YEAR_JA") + flat(self.term(node.rate))
        places = (("FOR_JA", node.principal), ("FROM_JA", node.start), ("UNTIL_JA", node.until))
        told = [_set(self._post(term), _k(token)) for token, term in places]
        return Group(_row([*told, _set(rate, _k("RATE_JA"))], may_break=True))

    def _by_case(self, node: x.ByCase) -> Doc:
        told: list[Doc] = [
            _set(Align(self.condition(when)), _k("CASE_JA", 1), self.term(then)) for when, then in node.arms
        ]
        if node.otherwise is not None:
            told.append(_set(_k("OTHERWISE_JA"), self.term(node.otherwise)))
        ended = [(doc, "；") for doc in told[:-1]]
        return Group(_row([*ended, told[-1]], may_break=True))

    def _aggregate(self, node: x.Aggregate) -> Doc:
        among = self._among(node.where)
        record = self.words.record(node.record, "ja")
        such = "SUCH_" if node.where is not None else ""
        if node.entry is None:
            return _set(record, among, _k(f"{such}COUNT_JA"))
        end = _k(f"{node.aggregation.upper()}_JA")
        return _set(record, among, _k(f"{such}NO_JA"), self.words.name(node.entry, "ja"), end)


def _closed(node: x.Term) -> bool:
    named = isinstance(node, x.Constant | x.Read | x.Previous | x.Scheduled | x.EffectMoment | x.AsOf)
    return named or isinstance(node, x.Shifted | x.NthDay | x.Multiple | x.Edge | x.Length | x.ByCase)
