"""Simple interest by days, by the book's convention on how many days a year has."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from dsl.base.moment import Moment
from dsl.base.money import decimal_text
from dsl.base.years import days_by_year, year_share
from dsl.evaluate.bounds import day_of, extent, may_be_none, number, scaled
from dsl.evaluate.readings import by_convention
from dsl.evaluate.run import Env, Run
from dsl.evaluate.truth import needs_of
from dsl.model import expression as x
from dsl.model.book import INTEREST_YEAR, Convention
from dsl.model.outcome import Accrual
from dsl.model.value import NULL, Known, Null, Plain, Unknown, Value


def interest_value(node: x.Interest, env: Env, run: Run) -> Value:
    """Simple interest by days. An `until` that has not come is cut at the as-of date: what has accrued so far."""
    told, env = env, replace(env, as_amount=False)
    rate, principal = run.term(node.rate, env), run.term(node.principal, env)
    start = run.term(node.start, env.planned())
    today_is_last = isinstance(node.until, x.AsOf)
    until = run.term(node.until, replace(env, turning=None) if today_is_last else env.planned())
    if isinstance(start, Null) or isinstance(principal, Null):
        return NULL
    today = env.now.day
    growing = today_is_last or not _over(until, today)
    run.accruing = run.accruing or growing
    a_year, last = scaled(principal, rate), _ends(until, today)
    _note(start, NULL if today_is_last else until, growing and not told.as_amount, env)
    a_day: list[Value] = []

    def by(convention: Convention) -> Value:
        a_day.append(_a_day(a_year, convention))
        return _accrued(a_year, principal, start, until, last, convention, run)

    value = by_convention(INTEREST_YEAR, run, by)
    if told.as_amount:
        run.accrual = Accrual(start, a_year, a_day[0] if len(set(a_day)) == 1 else NULL)
    return value


def _note(start: Value, until: Value, daily: bool, env: Env) -> None:
    """It begins and ends on known days; in between it is another on each day for whoever compares it."""
    env.turns(start, 0)
    env.turns(until, 0)
    if daily and not (isinstance(start, Known) and day_of(start.value) > env.now.day):
        env.turns_daily()


def _a_day(a_year: Value, convention: Convention) -> Value:
    """What a day brings; null where years differ in their days."""
    return scaled(a_year, Known(Fraction(1, convention.days))) if isinstance(convention.days, int) else NULL


def _accrued(
    a_year: Value, principal: Value, start: Value, until: Value, last: tuple[date | None, date], convention: Convention,
    run: Run,
) -> Value:  # fmt: skip
    """The interest of the fewest to the most days, by one convention."""
    first = extent(start)
    most, least = _share(first[0], last[1], convention), _share(first[1], last[0], convention)
    _tell(run, first[0], last[1], (_days(first[1], last[0]), _days(first[0], last[1])), a_year, convention)
    low, high = scaled(a_year, Known(least or Fraction(0))), scaled(a_year, Known(most or Fraction(0)))
    none = any(isinstance(v, Unknown) and v.none_possible for v in (principal, start))
    if most is not None and most == least and not none:
        return low
    needs = needs_of((principal, start, until))
    return Unknown(needs, extent(low)[0], extent(high)[1] if most is not None else None, none_possible=none)


def _over(until: Value, today: date) -> bool:
    """Whether the end has come for certain."""
    last = None if may_be_none(until) else extent(until)[1]
    return last is not None and day_of(last) <= today


def _ends(until: Value, today: date) -> tuple[date | None, date]:
    """The earliest and the latest last day of interest."""
    match until:
        case Known(value):
            day = min(day_of(value), today)
            return day, day
        case Null():
            return today, today
        case Unknown(low=low):
            last = None if may_be_none(until) else extent(until)[1]
            latest = today if last is None else min(day_of(last), today)
            return (None if low is None else min(day_of(low), today)), latest


def _days(first: Plain | None, last: date | None) -> int | None:
    if not isinstance(first, (date, Moment)):
        return None
    return 0 if last is None else max(0, (last - day_of(first)).days + 1)


# ── shares of a year ──────────────────────────────────────────────────────────────────────────────


def _share(first: Plain | None, last: date | None, convention: Convention) -> Fraction | None:
    """The share of a year that some days are, both ends included; None where the first is not known."""
    days = _days(first, last)
    assert convention.days is not None  # checked: interest needs a convention that counts
    if days is None or convention.days != "actual":
        return None if days is None else Fraction(days, convention.days)  # type: ignore[arg-type]
    assert isinstance(first, (date, Moment))
    return year_share(day_of(first), days)


# ── grounds ───────────────────────────────────────────────────────────────────────────────────────


Days = tuple[int | None, int | None]
"""The fewest and the most."""


def _tell(run: Run, first: Plain | None, last: date, days: Days, a_year: Value, convention: Convention) -> None:
    least, most = days
    run.detail("from", "" if first is None else day_of(first))
    run.detail("until", last)
    run.detail("days", most if most == least else f"{least or 0}–{'?' if most is None else most}")
    lengths = _lengths(first, most, convention)
    alike = len({whole for _, _, whole in lengths}) == 1
    if not alike:  # no one amount a day
        run.detail("days a year", ", ".join(f"{year}: {part}/{whole}" for year, part, whole in lengths))
        return
    run.detail("days a year", lengths[0][2])
    amount = number(extent(a_year)[0])
    if amount is not None:
        run.detail("a day", decimal_text(amount / lengths[0][2]))


def _lengths(first: Plain | None, days: int | None, convention: Convention) -> tuple[tuple[int, int, int], ...]:
    """The years that some days fall into, by the convention: (year, days in it, days that the year has)."""
    if isinstance(convention.days, int):
        return ((0, days or 0, convention.days),)
    return days_by_year(day_of(first), days) if isinstance(first, (date, Moment)) and days else ()
