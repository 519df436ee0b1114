"""Intervals of days and the periods of the Civil Code (Articles 138 to 143), reckoned as one step each."""

import calendar as _months
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from dsl.base.moment import Duration

EARLIEST, LATEST, ENDLESS = date.min, date.max - timedelta(days=1), date.max
"""The ends of which nothing is known, and the last day of what never ends, or may not end."""

BrokenMonths = Literal["by days", "whole", "dropped", "by calendar"]
"""What the days count that do not make a whole month: their share of it, a month, nothing; or every month is that of
the calendar, and days count as a share of the month in which they lie."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from a first to a last one, both included; none where the last comes before the first."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first.isoformat()}/{'' if self.last == ENDLESS else self.last.isoformat()}"

    @property
    def days(self) -> int:
        """How many days; of what never ends more than any date allows for."""
        return max(0, (self.last - self.first).days + 1)


def period_end(first: date, length: Duration) -> date:
    """The last day of a period whose first counted day is given.

    Months end on the day before the corresponding day or, where there is none, on the last day of the month (Civil
    Code, Article 143). Clipping and then going back a day would be wrong for a first day such as 31 January.
    Raises OverflowError or ValueError where no date is left.
    """
    if length.unit == "day":
        return first + timedelta(days=length.count - 1)
    year, month = divmod(first.year * 12 + first.month - 1 + length.count, 12)
    if first.day > _months.monthrange(year, month + 1)[1]:
        return date(year, month + 1, _months.monthrange(year, month + 1)[1])
    return date(year, month + 1, first.day) - timedelta(days=1)


def months_of(interval: Interval, broken: BrokenMonths) -> Fraction:
    """How many months an interval has, counted from its first day; days that are left over count as is said."""
    if interval.last < interval.first:
        return Fraction(0)
    if broken == "by calendar":
        return _calendar_months(interval)
    whole = _whole_months(interval)
    left = interval.days - (_end(interval.first, whole) - interval.first).days - 1
    if not left or broken == "dropped":
        return Fraction(whole)
    if broken == "whole":
        return Fraction(whole + 1)
    return whole + Fraction(left, (_end(interval.first, whole + 1) - _end(interval.first, whole)).days)


def _calendar_months(interval: Interval) -> Fraction:
    """The months between the first one and the last, and the shares of these two that are in the interval."""
    first, last = interval.first, interval.last
    between = (last.year - first.year) * 12 + last.month - first.month
    size, last_size = (_months.monthrange(day.year, day.month)[1] for day in (first, last))
    if between == 0:
        return Fraction(last.day - first.day + 1, size)
    return between - 1 + Fraction(size - first.day + 1, size) + Fraction(last.day, last_size)


def _whole_months(interval: Interval) -> int:
    count = (interval.last.year - interval.first.year) * 12 + interval.last.month - interval.first.month + 1
    return next(n for n in range(count, -1, -1) if _end(interval.first, n) <= interval.last)


def _end(first: date, months: int) -> date:
    return period_end(first, Duration(months, "month"))


# ── what is known of an interval ──────────────────────────────────────────────────────────────────

Ends = tuple[date, date, date, date]
"""The earliest and the latest first day, the earliest and the latest last day."""


def ends_between(smallest: Interval | None, largest: Interval | None) -> Ends:
    """The ends of an interval that is at least the one and at most the other; None where nothing is known."""
    low = smallest or Interval(LATEST, EARLIEST)
    high = largest or Interval(EARLIEST, ENDLESS)
    return high.first, low.first, low.last, high.last


def hull(several: Sequence[Ends]) -> Ends:
    """The ends of what may be any of several."""
    return (
        min(e[0] for e in several), max(e[1] for e in several), min(e[2] for e in several), max(e[3] for e in several),
    )  # fmt: skip


def longest(several: Sequence[Ends], shortest: bool = False) -> Ends:
    """The ends of the longer (or shorter) of several: by their own ends where they begin together (language 6.3)."""
    first = several[0][0]
    if any(e[0] != first or e[1] != first for e in several):
        return hull(several)
    pick = min if shortest else max
    return first, first, pick(e[2] for e in several), pick(e[3] for e in several)
