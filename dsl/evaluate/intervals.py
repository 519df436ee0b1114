"""Intervals and periods: known, null, or within bounds by their first and last days (language 6.2, 6.3).

An end of which nothing is known is the first or the last day that there is (dsl.base.interval).
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import assert_never

from dsl.base.interval import EARLIEST, ENDLESS, LATEST, Interval, months_of, period_end
from dsl.base.moment import Duration, Moment
from dsl.evaluate.bounds import between, compare, day_of, ends_of, extent, made, may_be_none, scaled, stepped
from dsl.evaluate.readings import by_convention
from dsl.evaluate.run import Env, Run
from dsl.evaluate.truth import all_of, is_false, is_true, needs_of
from dsl.model import expression as x
from dsl.model.book import BROKEN_MONTH, Convention
from dsl.model.value import FALSE, NULL, TRUE, Known, Null, Plain, Unknown, Value

_DAY = timedelta(days=1)


def interval_term(node: x.IntervalTerm, env: Env, run: Run) -> Value:
    match node:
        case x.Stretch(first, last):
            return _stretch(run.term(first, env.planned()), run.term(last, env.planned()))
        case x.Period(length, start, beginning):
            return _period(run.term(length, env), run.term(start, env.planned()), beginning)
        case x.Rest(interval, day):
            return _rest(run.term(interval, env), run.term(day, env.planned()))
        case x.Overlap(left, right):
            return _overlap(run.term(left, env), run.term(right, env))
        case x.Edge(edge, interval):
            return edge_of(edge, run.term(interval, env))
        case x.Length("day", interval):
            return _counted(run.term(interval, env), lambda i: Fraction(i.days))
        case x.Length(_, interval):
            return _months(run.term(interval, env), run)
        case x.FeesFor(monthly, interval):
            return scaled(run.term(monthly, env), _months(run.term(interval, env), run))
        case _:
            assert_never(node)


# ── ends ──────────────────────────────────────────────────────────────────────────────────────────


def _days(value: Value) -> tuple[date, date]:
    low, high = extent(value)
    return (EARLIEST if low is None else day_of(low)), (LATEST if high is None else day_of(high))


def edge_of(edge: str, interval: Value) -> Value:
    """The first day, or the last: none of what never ends."""
    if isinstance(interval, Null):
        return NULL
    first, latest_first, earliest_last, last = ends_of(interval)
    low, high = (first, latest_first) if edge == "first" else (earliest_last, last)
    if isinstance(interval, Known):
        return NULL if low == ENDLESS else Known(low)
    none = may_be_none(interval) or (edge == "last" and high == ENDLESS)
    bounds = None if low == EARLIEST else low, None if high >= LATEST else high
    return between(*bounds, [Unknown(interval.needs, none_possible=none)], none)


# ── making ────────────────────────────────────────────────────────────────────────────────────────


def _stretch(first: Value, last: Value) -> Value:
    """What never begins is none; what never comes to its last day has no end."""
    if isinstance(first, Null):
        return NULL
    low, high = (ENDLESS, ENDLESS) if isinstance(last, Null) else _days(last)
    if isinstance(last, Unknown) and last.none_possible:
        last, high = Unknown(last.needs, none_possible=False), ENDLESS
    return made((*_days(first), low, high), (first, last))


def _period(length: Value, start: Value, beginning: bool) -> Value:
    if isinstance(length, Null) or isinstance(start, Null):
        return NULL
    low, high = extent(start)
    first = EARLIEST if low is None else _counted_from(low, beginning)
    latest = LATEST if high is None else _counted_from(high, beginning)
    short, long = (_duration(bound) for bound in extent(length))
    if isinstance(length, Known) and short is None:  # no whole number of months
        return Unknown(needs_of((start,)), Interval(latest, EARLIEST), Interval(first, LATEST), may_be_none(start))
    end = EARLIEST if low is None or short is None else _end(first, short)
    last = LATEST if high is None or long is None else _end(latest, long)
    return made((first, latest, end, last), (start, length))


def _counted_from(start: Plain, beginning: bool) -> date:
    """The first counted day: the next one, unless the start is at 0:00 or the rule counts it (Civil Code, 140)."""
    midnight = isinstance(start, Moment) and start.exact and start.earliest.time() == datetime.min.time()
    return day_of(start) if beginning or midnight else stepped(day_of(start), lambda d: d + _DAY)


def _duration(length: Plain | None) -> Duration | None:
    if isinstance(length, Fraction):
        return Duration(int(length), "month") if length.denominator == 1 else None
    return length if isinstance(length, Duration) else None


def _end(first: date, length: Duration) -> date:
    return stepped(first, lambda d: period_end(d, length))


def _rest(interval: Value, day: Value) -> Value:
    """What comes after a day; nothing where that never comes."""
    if isinstance(interval, Null) or isinstance(day, Null):
        return NULL
    first, latest_first, earliest_last, last = ends_of(interval)
    low, high = (d if d in (EARLIEST, LATEST, ENDLESS) else stepped(d, lambda d: d + _DAY) for d in _days(day))
    return made((max(first, low), max(latest_first, high), earliest_last, last), (interval, day))


def _overlap(left: Value, right: Value) -> Value:
    if isinstance(left, Null) or isinstance(right, Null):
        return NULL
    one, other = ends_of(left), ends_of(right)
    firsts, lasts = (
        (max(a, b) for a, b in zip(one[:2], other[:2], strict=True)),
        (min(a, b) for a, b in zip(one[2:], other[2:], strict=True)),
    )
    return made((*firsts, *lasts), (left, right))  # type: ignore[arg-type]


# ── reckoning ─────────────────────────────────────────────────────────────────────────────────────


def _counted(interval: Value, count: Callable[[Interval], Fraction]) -> Value:
    """A number that grows with the interval; none of what never ends."""
    if isinstance(interval, Null):
        return NULL
    first, latest_first, earliest_last, last = ends_of(interval)
    endless = last == ENDLESS
    if isinstance(interval, Known):
        return NULL if endless else Known(count(Interval(first, last)))
    low = Fraction(0) if latest_first > earliest_last or earliest_last >= LATEST else count(
        Interval(latest_first, earliest_last)
    )  # fmt: skip
    high = None if last >= LATEST or first == EARLIEST else count(Interval(first, last))
    none = may_be_none(interval) or endless
    return Unknown(interval.needs, low, high, none_possible=none) if low != high or none else Known(low)


def _months(interval: Value, run: Run) -> Value:
    return by_convention(BROKEN_MONTH, run, lambda c: _counted(interval, lambda i: _months_by(i, c)))


def _months_by(interval: Interval, convention: Convention) -> Fraction:
    assert convention.broken is not None  # checked: months are only counted where the convention says how
    return months_of(interval, convention.broken)


# ── conditions ────────────────────────────────────────────────────────────────────────────────────


def is_within(day: Value, interval: Value) -> Value:
    """Neither before the first day nor after the last; a day or an interval that is none is within nothing."""
    if isinstance(day, Null) or isinstance(interval, Null):
        return FALSE
    began = compare("at least", day, edge_of("first", interval))
    ended = _over(day, interval)
    found = all_of([began, TRUE if is_false(ended) else FALSE if is_true(ended) else ended])
    unsure = is_true(found) and any(map(may_be_none, (day, interval)))
    return Unknown(needs_of((day, interval))) if unsure else found


def _over(day: Value, interval: Value) -> Value:
    _, _, earliest_last, last = ends_of(interval)
    low, high = _days(day)
    if high <= earliest_last:
        return FALSE
    return TRUE if low > last else Unknown(needs_of((day, interval)))
