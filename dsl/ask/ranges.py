"""A range as somebody types it, and what the facts say already of a fact that is not known exactly."""

import re
from collections.abc import Callable

from dsl.base.source import Span
from dsl.model.node import Mapping, Node, Scalar, Sequence

_BETWEEN = (
    re.compile(r"between +(.+?) +and +(.+)", re.IGNORECASE),
    re.compile(r"from +(.+?) +to +(.+)", re.IGNORECASE),
    re.compile(r"(.+?) *(?:以上|以後|から) *(.+?) *(?:以下|以前|まで)"),
    re.compile(r"(.+?) *[~〜–] *(.+)"),
    re.compile(r"(.+?) *\.\. *(.+)"),
)
_AT_LEAST = (re.compile(r"(?:at least|on or after) +(.+)", re.IGNORECASE), re.compile(r"(.+?) *(?:以上|以後)"))
_AT_MOST = (re.compile(r"(?:at most|on or before) +(.+)", re.IGNORECASE), re.compile(r"(.+?) *(?:以下|以前)"))
_OR = re.compile(r" +or +| *(?:又は|または|若しくは|か、) *", re.IGNORECASE)
_HERE = Span("answer")


def read_either(text: str, end: Callable[[str], Scalar]) -> Mapping | None:
    """The node of contradictory statements (`2026-04-10 or 2026-04-20`); None for anything else."""
    found = _OR.split(text)
    return _one("either", Sequence(tuple(end(each) for each in found), _HERE)) if len(found) > 1 else None


def read_interval(text: str, end: Callable[[str], Scalar]) -> Mapping | None:
    """The node of the days from one to another; None for anything else."""
    for pattern in _BETWEEN:
        if found := pattern.fullmatch(text):
            ends = (("from", end(found[1])), ("until", end(found[2])))
            return Mapping(tuple((Scalar(key, _HERE), value) for key, value in ends), _HERE)
    return None


def read_range(text: str, end: Callable[[str], Scalar]) -> Mapping | None:
    """The node that would stand in a facts file (`between 100000 and 200000`, 10万円以上 …); None for anything else."""
    for pattern in _BETWEEN:
        if found := pattern.fullmatch(text):
            return _one("between", Sequence((end(found[1]), end(found[2])), _HERE))
    for key, patterns in (("at least", _AT_LEAST), ("at most", _AT_MOST)):
        for pattern in patterns:
            if found := pattern.fullmatch(text):
                return _one(key, end(found[1]))
    return None


def _one(key: str, value: Node) -> Mapping:
    return Mapping(((Scalar(key, _HERE), value),), _HERE)


def node_text(node: Node) -> str:
    """What a facts file holds, on one line."""
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return f"[{', '.join(node_text(i) for i in items)}]"
        case Mapping(entries):
            return ", ".join(f"{key.text}: {node_text(value)}" for key, value in entries)
