"""Business-day calendars from a kept library, turned into data."""

from collections.abc import Callable
from datetime import date
from functools import cache

ClosedDays = Callable[[str, tuple[str, ...], int, int], frozenset[date]]
"""Country, categories, first and last year to closed days; ValueError for what is not covered."""


@cache
def closed_days(country: str, categories: tuple[str, ...], first: int, last: int) -> frozenset[date]:
    """The closed days of a country's calendar (`public`, `bank`, …) for whole years.

    Raises ValueError where the library does not cover the country, the category or a year.
    """
    import holidays  # slow to import: only a book with a calendar pays for it

    years = range(first, last + 1)
    try:
        found = holidays.country_holidays(country, years=years, categories=categories, language="en_US")
    except (NotImplementedError, ValueError) as problem:
        raise ValueError(str(problem)) from None
    missing = [year for year in years if not any(day.year == year for day in found)]
    if missing:
        raise ValueError(f"{country}: no holidays known for {missing[0]}")
    return frozenset(found)
