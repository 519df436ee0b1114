"""What is known of a fact or a term: a value, that there is none, or which facts it waits for."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from dsl.base.interval import Interval
from dsl.base.moment import Duration, Moment

Plain = bool | Fraction | date | Moment | Duration | Interval | str
"""Truth, number / money / rate, day, moment, duration, interval, text or the key of a choice."""

NeedKind = Literal["fact", "judgement", "document", "date", "reading", "conflict"]


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """What an outcome waits for: a fact's path, a judgement and its holder, a date, a conflict's provision."""

    path: str
    kind: NeedKind = "fact"
    holder: str = ""


Needs = frozenset[Need]


@dataclass(frozen=True, slots=True)
class Known:
    value: Plain


@dataclass(frozen=True, slots=True)
class Null:
    """Known that there is none; a date that is null never comes (language 4.2)."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not known, within bounds (both included) where these are known.

    `one_of` are the values that it may have, where these can be listed; None among them: that there is none.
    """

    needs: Needs = frozenset()
    low: Plain | None = None
    high: Plain | None = None
    none_possible: bool = True
    one_of: tuple[Plain | None, ...] = ()


Value = Known | Null | Unknown


@dataclass(frozen=True, slots=True)
class Judgement:
    """Somebody's judgement as a fact; `by` None means by the holder, `at` None that it has long been made."""

    judged: bool
    by: str | None = None
    at: Moment | None = None


def bare(value: Value | None) -> Hashable:
    """A value without what it waits for."""
    if isinstance(value, Unknown):
        return "unknown", value.low, value.high, value.none_possible, value.one_of
    return value


TRUE, FALSE, NULL = Known(True), Known(False), Null()
