"""The ends of several values of one sort: the lowest that they may be, and the highest."""

from collections.abc import Sequence
from datetime import date, datetime, time
from fractions import Fraction
from typing import TypeVar

from dsl.base.moment import Duration, Moment

T = TypeVar("T")

Ordered = Fraction | date | Moment | Duration
"""What stands in an order: amounts, days, moments, and lengths of one unit."""


def lowest(values: Sequence[object]) -> Ordered | None:
    """The value with the earliest (or smallest) beginning; None where the values have no order."""
    found = _ordered(values)
    return min(found, key=_least) if found else None


def highest(values: Sequence[object]) -> Ordered | None:
    """The value with the latest (or greatest) end; None where the values have no order."""
    found = _ordered(values)
    return max(found, key=_most) if found else None


def in_order(values: Sequence[T]) -> list[T]:
    """The values from the lowest to the highest; as they come where they have no order."""
    return sorted(values, key=_place) if _ordered(values) else list(values)


def _place(value: object) -> tuple[object, ...]:
    return (_least(value), _most(value)) if isinstance(value, Ordered) else ()


def _ordered(values: Sequence[object]) -> list[Ordered]:
    for sorts in ((Fraction,), (date, Moment)):
        if all(isinstance(v, sorts) for v in values):
            return list(values)  # type: ignore[arg-type]
    lengths = [v for v in values if isinstance(v, Duration)]
    return list(lengths) if len(lengths) == len(values) and len({v.unit for v in lengths}) == 1 else []


def _least(value: Ordered) -> Fraction | int | datetime:
    match value:
        case Moment():
            return value.earliest
        case date():
            return datetime.combine(value, time.min)
        case Duration():
            return value.count
        case _:
            return value


def _most(value: Ordered) -> Fraction | int | datetime:
    match value:
        case Moment():
            return value.latest
        case date():
            return datetime.combine(value, time.max)
        case Duration():
            return value.count
        case _:
            return value
