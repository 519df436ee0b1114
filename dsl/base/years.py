"""Calendar years as they are, for rates a year that are reckoned by their actual days."""

from datetime import date, timedelta
from fractions import Fraction


def days_by_year(first: date, days: int) -> tuple[tuple[int, int, int], ...]:
    """So many days from a first day on, by calendar year: (year, days in it, days that the year has)."""
    if not days:
        return ()
    last = first + timedelta(days=days - 1)
    return tuple(
        (y, (min(last, date(y, 12, 31)) - max(first, date(y, 1, 1))).days + 1, _length(y))
        for y in range(first.year, last.year + 1)
    )


def year_share(first: date, days: int) -> Fraction:
    """The share of a year that some days are, each counted as a part of its own year."""
    return sum((Fraction(part, whole) for _, part, whole in days_by_year(first, days)), Fraction(0))


def _length(year: int) -> int:
    return (date(year, 12, 31) - date(year, 1, 1)).days + 1
