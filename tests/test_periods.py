"""Periods and intervals against computations that share nothing with them: they look days up instead of reckoning."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.base.interval import Interval, months_of, period_end
from dsl.base.moment import Duration, Moment, end_of, some_time_on
from dsl.evaluate.bounds import ends_of, extent
from dsl.evaluate.intervals import edge_of, is_within
from dsl.evaluate.truth import is_true
from dsl.model.value import NULL, Known, Unknown, Value
from tests.test_laws import CASES, LAWS, contains

DAYS = [date(2022, 12, 1) + timedelta(days=n) for n in range(4_300)]
BY_MONTH = {month: [d.day for d in days] for month, days in groupby(DAYS, key=lambda d: d.year * 12 + d.month)}


def looked_up(first: date, months: int) -> date:
    """The day before the same day of the month so many months on; the last day of that month where it has no such day."""
    month = first.year * 12 + first.month + months
    year, number = divmod(month - 1, 12)
    if first.day not in BY_MONTH[month]:
        return date(year, number + 1, BY_MONTH[month][-1])
    return DAYS[DAYS.index(date(year, number + 1, first.day)) - 1]


@pytest.mark.parametrize("year", range(2023, 2029))
def test_the_end_of_a_period(year: int) -> None:
    """Every start day of 2023 to 2028 and 1 to 36 months."""
    starts = [d for d in DAYS if d.year == year]
    assert len(starts) in (365, 366)
    wrong = [
        (d, n) for d in starts for n in range(1, 37) if period_end(d, Duration(n, "month")) != looked_up(d, n)
    ]  # fmt: skip
    assert not wrong


def test_clipping_and_going_back_is_another_thing() -> None:
    """On about one start day in twelve it is a day short (language 6.2): those whose day the last month lacks."""
    starts = [d for d in DAYS if d.year == 2026]
    for months in (1, 6):
        short = [d for d in starts if looked_up(d, months) != _clipped(d, months) - timedelta(days=1)]
        assert short == [d for d in starts if d.day not in BY_MONTH[d.year * 12 + d.month + months]]
        assert short


def _clipped(first: date, months: int) -> date:
    month = first.year * 12 + first.month + months
    return date((month - 1) // 12, (month - 1) % 12 + 1, min(first.day, BY_MONTH[month][-1]))


def test_one_period_follows_another() -> None:
    """Years of twelve months each: the day after the end begins the next, and a leap day is never lost or met twice."""
    for first in [d for d in DAYS if d.year == 2027]:
        day = first
        for _ in range(3):
            end = period_end(day, Duration(12, "month"))
            assert (end - day).days + 1 in (365, 366)
            day = end + timedelta(days=1)


FIRST, LENGTH = st.integers(0, 1500).map(DAYS.__getitem__), st.integers(0, 700)


@LAWS
@given(FIRST, LENGTH)
def test_months_of_an_interval(first: date, days: int) -> None:
    """So many whole months as end within it, and the share of the next one that its days are."""
    last = first + timedelta(days=days)
    whole = max(n for n in range(30) if n == 0 or looked_up(first, n) <= last)
    begun = first if whole == 0 else looked_up(first, whole) + timedelta(days=1)
    left, size = (last - begun).days + 1, (looked_up(first, whole + 1) - begun).days + 1
    found = Interval(first, last)
    assert months_of(found, "by days") == whole + Fraction(left, size)
    assert months_of(found, "dropped") == whole
    assert months_of(found, "whole") == whole + (left > 0)


@LAWS
@given(FIRST, LENGTH)
def test_months_of_the_calendar(first: date, days: int) -> None:
    """Each day counts as its share of its own month."""
    every = [first + timedelta(days=n) for n in range(days + 1)]
    shares = sum(Fraction(1, len(BY_MONTH[d.year * 12 + d.month])) for d in every)
    assert months_of(Interval(first, every[-1]), "by calendar") == shares


@LAWS
@given(FIRST, LENGTH)
def test_longer_intervals_have_no_fewer_months(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    for how in ("by days", "dropped", "whole", "by calendar"):
        assert months_of(Interval(first, last), how) <= months_of(Interval(first, last + timedelta(days=1)), how)
        assert months_of(Interval(first, last), how) <= months_of(Interval(first - timedelta(days=1), last), how)


# ── bounds ────────────────────────────────────────────────────────────────────────────────────────


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Value, Interval]:
    """What is known of an interval, and one that it may be."""
    first, last = draw(FIRST), draw(FIRST)
    low = [draw(st.integers(0, 40)) for _ in range(4)]
    smallest = Interval(first + timedelta(days=low[0]), last - timedelta(days=low[1]))
    largest = Interval(first - timedelta(days=low[2]), last + timedelta(days=low[3]))
    return Unknown(frozenset(), smallest, largest, none_possible=False), Interval(first, last)


@LAWS
@given(intervals(), FIRST)
def test_bounds_hold_what_is_true(found: tuple[Value, Interval], day: date) -> None:
    known, exact = found
    ends = ends_of(known)
    assert ends[0] <= exact.first <= ends[1]
    assert ends[2] <= exact.last <= ends[3]
    for edge in ("first", "last"):
        assert contains(edge_of(edge, known), edge_of(edge, Known(exact)))
    within = is_within(Known(day), known)
    assert isinstance(within, Unknown) or is_true(within) == (exact.first <= day <= exact.last)
    assert extent(known)[1] == Interval(ends[0], ends[3])


@settings(CASES)
@given(FIRST, st.integers(-3, 3))
def test_a_moment_is_within_by_its_day(day: date, off: int) -> None:
    interval = Known(Interval(day, day + timedelta(days=2)))
    there = day + timedelta(days=off)
    moments: list[Moment] = [some_time_on(there), end_of(there)]
    assert {is_true(is_within(Known(m), interval)) for m in moments} == {0 <= off <= 2}
    assert not is_true(is_within(NULL, interval))
