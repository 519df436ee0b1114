"""The denial of a condition, pushed down to its leaves: words deny one thing at a time, never a group."""

from typing import assert_never

from dsl.base.source import Span
from dsl.model import expression as x

_OPPOSITE: dict[x.Relation, x.Relation] = {
    "is": "is not", "is not": "is", "less": "at least", "at least": "less", "more": "at most", "at most": "more",
}  # fmt: skip

Leaf = (
    x.Holds | x.OneOf | x.Passed | x.IsGiven | x.Happened | x.TookEffect | x.State | x.Quantified | x.Under | x.Within
)
"""What one clause says, affirmed or denied."""


def denied(node: x.Condition) -> x.Condition:
    """What is said where a condition does not hold; `Not` remains at leaves alone."""
    match node:
        case x.Not(part):
            return part
        case x.And(parts, span):
            return x.Or(tuple(denied(p) for p in parts), span)
        case x.Or(parts, span):
            return x.And(tuple(denied(p) for p in parts), span)
        case x.Although(concession, main, span):
            return x.Or((denied(concession), denied(main)), span)
        case x.Marked(mark, part, span):
            return x.Marked(mark, denied(part), span)
        case x.Regarding(record, part, span):
            return x.Regarding(record, denied(part), span)
        case x.At(event, part, span):
            return x.At(event, denied(part), span)
        case x.Compare(relation, left, right, span):
            return x.Compare(_OPPOSITE[relation], left, right, span)
        case x.Quantified(quantifier, record, where, body, span):
            return _denied_quantifier(quantifier, record, where, body, span)
        case (
            x.Holds() | x.OneOf() | x.Passed() | x.IsGiven() | x.Happened() | x.TookEffect() | x.State() | x.Under()
            | x.Within()
        ):  # fmt: skip
            return x.Not(node, node.span)
        case _:
            assert_never(node)


def _denied_quantifier(
    quantifier: x.Quantifier, record: str, where: x.Condition | None, body: x.Condition | None, span: Span
) -> x.Condition:
    if quantifier == "any":
        return x.Quantified("no", record, where, body, span)
    if quantifier == "no":
        return x.Quantified("any", record, where, body, span)
    broken = None if body is None else denied(body)
    found = broken if where is None or broken is None else x.And((where, broken), span)
    return x.Quantified("any", record, found or where, None, span)


def existence(node: x.Compare) -> x.Quantified | None:
    """A count that only asks whether there is any: `the number of contracts is at least 1`."""
    match node.left, node.right:
        case x.Aggregate("count", record, _, where), x.Constant("number", bound):
            quantifier = _ANY.get((node.relation, str(bound)))
            return None if quantifier is None else x.Quantified(quantifier, record, where, None, node.span)
    return None


_ANY: dict[tuple[x.Relation, str], x.Quantifier] = {
    ("at least", "1"): "any", ("more", "0"): "any", ("is not", "0"): "any",
    ("less", "1"): "no", ("at most", "0"): "no", ("is", "0"): "no",
}  # fmt: skip
