"""The parse tree to expression nodes: one method for each rule of the grammar."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lark import Token, Tree

from dsl.base.folding import FOLD
from dsl.base.moment import Duration
from dsl.base.source import Span
from dsl.model import expression as x


class BuildProblem(Exception):
    """A sentence that parses but may not be said so; `code` names the diagnostic."""

    def __init__(self, code: str, span: Span):
        self.code, self.span = code, span
        super().__init__(code)


_RELATION: dict[str, x.Relation] = {
    "IS": "is", "DEARU": "is", "IS_NOT": "is not", "IS_NOT_SO": "is not", "AT_LEAST": "at least",
    "AT_LEAST_JA": "at least", "AT_MOST": "at most", "AT_MOST_JA": "at most", "MORE": "more", "MORE_JA": "more",
    "LESS_THAN": "less", "LESS_JA": "less",
}  # fmt: skip
_WHEN: dict[str, x.When] = {
    "BY": "by", "BY_JA": "by", "BEFORE": "before", "BEFORE_JA": "before", "AFTER": "after", "AFTER_JA": "after",
}  # fmt: skip
_STATE: dict[str, x.ProvisionState] = {
    "IN_FORCE": "in force", "BREACHED": "breached", "FULFILLED": "fulfilled", "VIOLATED": "violated",
    "EXERCISED": "exercised",
}  # fmt: skip
_EXTREME: dict[str, x.Extreme] = {
    "HIGHER": "higher", "LOWER": "lower", "LONGER": "longer", "SHORTER": "shorter", "LATER": "later",
    "EARLIER": "earlier",
}  # fmt: skip
_SHIFT: dict[str, x.DayShift] = {
    "DAY_AFTER": "day after", "DAY_BEFORE": "day before", "MONTH_END": "last day of month",
    "LAST_MONTH_END": "last day of month before", "MONTH_START": "first day of month",
    "OR_BUSINESS_DAY": "this or next business day",
}  # fmt: skip
_LITERAL: dict[str, x.LiteralKind] = {
    "NUMBER": "number", "MONEY": "money", "PERCENT": "percent", "DATE": "date", "DURATION": "duration",
    "CHOICE": "choice", "PARTY": "party",
}  # fmt: skip
_MARK: dict[str, x.Mark] = {
    "EVEN_IF": "even if", "BESIDES": "besides the preceding items", "IN_PRINCIPLE": "in principle",
}  # fmt: skip


def _plain(token: Token) -> str:
    return token.type.removesuffix("_JA").removesuffix("_JA_TAIL")


class Builder:
    """Builds nodes whose spans are found by `locate(start offset, end offset)`."""

    def __init__(self, locate: Callable[[int, int], Span]):
        self.locate = locate

    def build(self, tree: Any) -> Any:
        if tree is None or isinstance(tree, Token):
            return tree
        children = [self.build(child) for child in tree.children]
        return getattr(self, tree.data.removesuffix("_"))(children, self.span(tree))

    def span(self, tree: Tree[Token]) -> Span:
        tokens = list(tree.scan_values(lambda v: isinstance(v, Token)))
        return self.locate(min(t.start_pos or 0 for t in tokens), max(t.end_pos or 0 for t in tokens))

    # conditions

    def condition(self, c: Any, span: Span) -> Any:
        return _open(c[0])

    def bracketed(self, c: Any, span: Span) -> Any:
        return _Bracketed(c[1])

    def and_group(self, c: Any, span: Span) -> x.And:
        return x.And(self._operands(c), span)

    def or_group(self, c: Any, span: Span) -> x.Or:
        return x.Or(self._operands(c), span)

    def _operands(self, c: Any) -> Any:
        parts = c[::2]
        for part in parts[:-1]:
            if isinstance(part, x.Quantified) and not isinstance(part, _Bracketed):
                raise BuildProblem("P204", part.span)
        return tuple(_open(part) for part in parts)

    def not_en(self, c: Any, span: Span) -> x.Not:
        return x.Not(_open(c[1]), span)

    def not_ja(self, c: Any, span: Span) -> x.Not:
        return x.Not(_open(c[0]), span)

    def although(self, c: Any, span: Span) -> x.Although:
        return x.Although(_open(c[1]), _open(c[3]), span)

    def although_ja(self, c: Any, span: Span) -> x.Although:
        return x.Although(_open(c[0]), _open(c[-1]), span)

    def marked(self, c: Any, span: Span) -> x.Marked:
        return x.Marked(_MARK[c[0].type], _open(c[-1]), span)

    def marked_ja(self, c: Any, span: Span) -> x.Marked:
        return x.Marked("even if", _open(c[0]), span)

    def regarding(self, c: Any, span: Span) -> x.Regarding:
        return x.Regarding(c[1].payload, _open(c[-1]), span)

    def regarding_ja(self, c: Any, span: Span) -> x.Regarding:
        return x.Regarding(c[0].payload, _open(c[-1]), span)

    def truth(self, c: Any, span: Span) -> x.Condition:
        entry, positive = c[0].payload
        return x.Holds(entry, span) if positive else x.Not(x.Holds(entry, span), span)

    def reading(self, c: Any, span: Span) -> x.Condition:
        question, answer, positive = c[0].payload
        node = x.Under(question, answer, span)
        return node if positive else x.Not(node, span)

    def at_en(self, c: Any, span: Span) -> x.At:
        return x.At(c[2].payload, _open(c[0]), span)

    def at_ja(self, c: Any, span: Span) -> x.At:
        return x.At(c[0].payload, _open(c[-1]), span)

    def compare(self, c: Any, span: Span) -> x.Compare:
        return x.Compare(_RELATION[c[1].type], c[0], c[2], span)

    def compare_ja(self, c: Any, span: Span) -> x.Compare:
        return x.Compare(_RELATION[c[3].type], c[0], c[2], span)

    def one_of(self, c: Any, span: Span) -> x.OneOf:
        return x.OneOf(c[0], tuple(t for t in c[3:] if not isinstance(t, Token)), span)

    def one_of_ja(self, c: Any, span: Span) -> x.OneOf:
        return x.OneOf(c[0], tuple(t for t in c[3:] if not isinstance(t, Token)), span)

    def passed(self, c: Any, span: Span) -> x.Condition:
        node = x.Passed(c[0], span)
        return x.Not(node, span) if c[1].type.startswith("NOT") else node

    passed_ja = passed

    def given(self, c: Any, span: Span) -> x.Condition:
        node = x.IsGiven(c[0], span)
        return x.Not(node, span) if c[1].type.startswith("NOT") else node

    given_ja = given

    def within(self, c: Any, span: Span) -> x.Condition:
        day, interval, word = (c[0], c[2], c[1]) if c[1].type != "GA" else (c[0], c[2], c[3])
        node = x.Within(day, interval, span)
        return x.Not(node, span) if "NOT" in word.type else node

    within_ja = within

    def happened(self, c: Any, span: Span) -> x.Condition:
        event, verb, relation, limit = c
        return _event(event.payload, verb.type, relation, limit, span)

    def happened_ja(self, c: Any, span: Span) -> x.Condition:
        limit, relation, event, verb = c
        return _event(event.payload, verb.type, relation, limit, span)

    def did(self, c: Any, span: Span) -> x.Condition:
        act, relation, limit = c
        return _event(act.payload[0], "HAPPENED" if act.payload[1] else "NOT_HAPPENED", relation, limit, span)

    def did_ja(self, c: Any, span: Span) -> x.Condition:
        limit, relation, act = c
        return _event(act.payload[0], "HAPPENED" if act.payload[1] else "NOT_HAPPENED", relation, limit, span)

    def state(self, c: Any, span: Span) -> x.State:
        any_item = any(isinstance(t, Token) and t.type in ("ANY_ITEM", "ANY_ITEM_JA") for t in c)
        reference = next(t for t in c if isinstance(t, Token) and t.type in ("REF", "NUMBER"))
        return x.State(_reference(reference), _STATE[_plain(c[-1])], any_item, span)

    state_ja = state

    def quantified(self, c: Any, span: Span) -> x.Quantified:
        kind = c[0].type.lower()
        return x.Quantified(kind, c[1].payload, _after(c, "WHERE"), _after(c, "SATISFIES"), span)

    def quantified_ja(self, c: Any, span: Span) -> x.Quantified:
        match [t.type if isinstance(t, Token) else "" for t in c]:
            case ["RECORD", _, _, "SUCH_EXISTS_JA"]:
                return x.Quantified("any", c[0].payload, _open(c[2]), None, span)
            case ["RECORD", _, _, "SUCH_LACKS_JA"]:
                return x.Quantified("no", c[0].payload, _open(c[2]), None, span)
            case [_, "RECORD", "FOR_JA", _]:
                return x.Quantified("every", c[1].payload, None, _open(c[3]), span)
        return x.Quantified("every", c[1].payload, _open(c[3]), _open(c[5]), span)

    # terms

    def value(self, c: Any, span: Span) -> Any:
        return c[0]

    def bracket(self, c: Any, span: Span) -> Any:
        return c[1]

    def deadline(self, c: Any, span: Span) -> Any:
        limit = next(t for t in c if not isinstance(t, Token))
        before = any(isinstance(t, Token) and t.type.startswith("BEFORE") for t in c)
        return ("before" if before else "by"), limit

    def by_case(self, c: Any, span: Span) -> x.ByCase:
        kept = [t for t in c if t is not None and not (isinstance(t, Token))]
        otherwise = kept.pop() if len(kept) % 2 else None
        return x.ByCase(tuple((_open(a), b) for a, b in zip(kept[::2], kept[1::2], strict=True)), otherwise, span)

    by_case_ja = by_case

    def up_to(self, c: Any, span: Span) -> x.UpTo:
        return x.UpTo(c[0], c[2], span)

    def up_to_ja(self, c: Any, span: Span) -> x.UpTo:
        return x.UpTo(c[2], c[0], span)

    def plus(self, c: Any, span: Span) -> x.Arithmetic:
        return x.Arithmetic("plus" if c[1].type == "PLUS" else "less", c[0], c[2], span)

    def times(self, c: Any, span: Span) -> x.Arithmetic:
        return x.Arithmetic("times" if c[1].type == "TIMES" else "divided by", c[0], c[2], span)

    def arithmetic_ja(self, c: Any, span: Span) -> x.Arithmetic:
        operation: x.Operation = {
            "PLUS_JA": "plus", "LESS_JA_TAIL": "less", "TIMES_JA": "times", "DIVIDED_JA": "divided by",
        }[c[3].type]  # type: ignore[assignment]  # fmt: skip
        return x.Arithmetic(operation, c[0], c[2], span)

    def read(self, c: Any, span: Span) -> x.Read:
        return x.Read(c[0].payload, span)

    event_moment = read

    def previous(self, c: Any, span: Span) -> x.Previous:
        return x.Previous(c[1].payload, span)

    def constant(self, c: Any, span: Span) -> x.Constant:
        return x.Constant(_LITERAL[c[0].type], c[0].payload, span)

    def as_of(self, c: Any, span: Span) -> x.AsOf:
        return x.AsOf(span)

    def scheduled(self, c: Any, span: Span) -> x.Scheduled:
        return x.Scheduled(next(t.payload for t in c if t.type == "EVENT"), span)

    scheduled_ja = scheduled

    def effect_moment(self, c: Any, span: Span) -> x.EffectMoment:
        return x.EffectMoment(_reference(next(t for t in c if t.type in ("REF", "NUMBER"))), span)

    effect_moment_ja = effect_moment

    def total(self, c: Any, span: Span) -> x.Total | x.Choose:
        head = next(t for t in c if isinstance(t, Token) and t.type not in ("COMMA", "AND", "TO_JA"))
        parts = tuple(t for t in c if not isinstance(t, Token))
        kind = _plain(head)
        return x.Total(parts, span) if kind == "TOTAL" else x.Choose(_EXTREME[kind], parts, span)

    total_ja = total

    def interest(self, c: Any, span: Span) -> x.Interest:
        rate = x.Constant("percent", c[1].payload, span)
        return x.Interest(rate, c[4], c[6], c[8], span)

    def interest_ja(self, c: Any, span: Span) -> x.Interest:
        rate = x.Constant("percent", c[7].payload, span)
        return x.Interest(rate, c[0], c[2], c[4], span)

    def multiple(self, c: Any, span: Span) -> x.Multiple:
        return x.Multiple(_months(c[0], span), c[2], span)

    def multiple_ja(self, c: Any, span: Span) -> x.Multiple:
        return x.Multiple(_months(c[2], span), c[0], span)

    def shifted(self, c: Any, span: Span) -> x.Shifted:
        return x.Shifted(_SHIFT[_plain(c[0])], c[1], span)

    def shifted_post(self, c: Any, span: Span) -> x.Shifted:
        return x.Shifted(_SHIFT[_plain(c[1])], c[0], span)

    def nth_day(self, c: Any, span: Span) -> x.NthDay:
        return self._nth(c[0].payload, c[2], span)

    def nth_day_ja(self, c: Any, span: Span) -> x.NthDay:
        if c[2].payload.unit != "day":
            raise BuildProblem("P205", span)
        return self._nth(c[2].payload.count, c[0], span)

    def _nth(self, number: int, day: Any, span: Span) -> x.NthDay:
        if not 1 <= number <= 31:
            raise BuildProblem("P205", span)
        return x.NthDay(number, day, span)

    def later(self, c: Any, span: Span) -> x.Later:
        return x.Later(c[0].payload, c[2], span)

    def later_ja(self, c: Any, span: Span) -> x.Later:
        return x.Later(c[2].payload, c[0], span)

    def first_after(self, c: Any, span: Span) -> x.FirstAfter:
        return x.FirstAfter(c[1].payload, c[5].payload, c[7], c[3].payload, span)

    def first_after_ja(self, c: Any, span: Span) -> x.FirstAfter:
        return x.FirstAfter(c[6].payload, c[2].payload, c[0], c[4].payload, span)

    def stretch(self, c: Any, span: Span) -> x.Stretch:
        first, last = _terms(c)
        return x.Stretch(first, last, span)

    stretch_ja = stretch

    def period(self, c: Any, span: Span) -> x.Period:
        length, start = _terms(c)
        return x.Period(_length(length), start, any(t.type.endswith("BEGINNING_ON") for t in _tokens(c)), span)

    def period_ja(self, c: Any, span: Span) -> x.Period:
        start, length = _terms(c)
        return x.Period(_length(length), start, any(t.type == "FIRST_DAY_BEING_JA" for t in _tokens(c)), span)

    def rest(self, c: Any, span: Span) -> x.Rest:
        interval, day = _terms(c)
        return x.Rest(interval, day, span)

    rest_ja = rest

    def overlap(self, c: Any, span: Span) -> x.Overlap:
        left, right = _terms(c)
        return x.Overlap(left, right, span)

    overlap_ja = overlap

    def edge(self, c: Any, span: Span) -> x.Edge:
        first = any(t.type.startswith("START") for t in _tokens(c))
        (interval,) = _terms(c)
        return x.Edge("first" if first else "last", interval, span)

    edge_ja = edge

    def length(self, c: Any, span: Span) -> x.Length:
        days = any(t.type.startswith("DAYS") for t in _tokens(c))
        (interval,) = _terms(c)
        return x.Length("day" if days else "month", interval, span)

    length_ja = length

    def fees(self, c: Any, span: Span) -> x.FeesFor:
        interval, monthly = _terms(c)
        return x.FeesFor(monthly, interval, span)

    fees_ja = fees

    def aggregate(self, c: Any, span: Span) -> x.Aggregate:
        if c[0].type == "NUMBER_OF":
            return x.Aggregate("count", c[1].payload, None, _after(c, "WHERE"), span)
        kinds: dict[str, x.Aggregation] = {"SUM_OF": "sum", "EARLIEST": "earliest", "LATEST": "latest"}
        return x.Aggregate(kinds[c[0].type], c[3].payload, c[1].payload, _after(c, "WHERE"), span)

    def aggregate_ja(self, c: Any, span: Span) -> x.Aggregate:
        kinds: dict[str, x.Aggregation] = {"SUM": "sum", "EARLIEST": "earliest", "LATEST": "latest"}
        where = next((_open(t) for t in c if not isinstance(t, Token)), None)
        if c[-1].type in ("COUNT_JA", "SUCH_COUNT_JA"):
            return x.Aggregate("count", c[0].payload, None, where, span)
        return x.Aggregate(kinds[_plain(c[-1])], c[0].payload, c[-2].payload, where, span)


class _Bracketed:
    """A condition in brackets, until its reader opens it."""

    def __init__(self, part: Any):
        self.part = _open(part)


def _open(part: Any) -> Any:
    return part.part if isinstance(part, _Bracketed) else part


def _length(term: Any) -> Any:
    """`6 months` may be cut in two: a number and its unit are a length as well."""
    match term:
        case x.Constant("number", Fraction(denominator=1) as count):
            return x.Constant("duration", Duration(int(count), "month"), term.span)
        case _:
            return term


def _terms(children: Any) -> list[Any]:
    return [c for c in children if c is not None and not isinstance(c, Token)]


def _tokens(children: Any) -> list[Token]:
    return [c for c in children if isinstance(c, Token)]


def _after(children: Any, token: str) -> Any:
    """The node behind a keyword; None where the keyword was left out."""
    at = next((i for i, t in enumerate(children) if isinstance(t, Token) and t.type == token), None)
    return None if at is None else _open(children[at + 1])


def _event(event: str, verb: str, relation: Token | None, limit: Any, span: Span) -> x.Condition:
    when = None if relation is None else _WHEN[relation.type]
    kind = x.TookEffect if "EFFECTIVE" in verb else x.Happened
    node = kind(event, when, limit, span)
    return x.Not(node, span) if verb.startswith("NOT") else node


def _reference(token: Token) -> str:
    return str(token.payload) if token.type == "REF" else str(token).translate(FOLD)  # type: ignore[attr-defined]


def _months(token: Token, span: Span) -> Fraction:
    length: Duration = token.payload  # type: ignore[attr-defined]
    if length.unit != "month":
        raise BuildProblem("P206", span)
    return Fraction(length.count)
