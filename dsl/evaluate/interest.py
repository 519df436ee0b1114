"""Simple interest by days, by the book's convention on how many days a year has."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from dsl.base.moment import Moment
from dsl.base.money import decimal_text
from dsl.base.years import days_by_year, year_share
from dsl.evaluate.bounds import day_of, extent, may_be_none, number, scaled
from dsl.evaluate.principal import Days, Stretch, stretches
from dsl.evaluate.readings import by_convention
from dsl.evaluate.run import Env, Run
from dsl.evaluate.truth import needs_of
from dsl.model import expression as x
from dsl.model.book import INTEREST_YEAR, Convention
from dsl.model.outcome import Accrual
from dsl.model.value import NULL, Known, Null, Plain, Unknown, Value

Bounds = tuple[Fraction | None, Fraction | None]
"""The least and the most that an amount may be, as far as that is known."""


def interest_value(node: x.Interest, env: Env, run: Run) -> Value:
    """Simple interest by days. An `until` that has not come is cut at the as-of date: what has accrued so far.

    Where the principal changes in between (payments in part), each day bears interest on that day's principal.
    """
    told, env = env, replace(env, as_amount=False)
    rate, start = run.term(node.rate, env), run.term(node.start, env.planned())
    today, today_is_last = env.now.day, isinstance(node.until, x.AsOf)
    until = run.term(node.until, replace(env, turning=None) if today_is_last else env.planned())
    days = Days((_day(extent(start)[0]), _day(extent(start)[1])), _ends(until, today))
    principal = stretches(node.principal, days, env, run)
    if isinstance(start, Null) or all(isinstance(s.principal, Null) for s in principal):
        return NULL
    growing = today_is_last or not _over(until, today)
    run.accruing = run.accruing or growing
    _note(start, NULL if today_is_last else until, growing and not told.as_amount, env)
    about = (start, until, *(s.principal for s in principal))
    a_year = scaled(principal[-1].principal, rate)
    a_day: list[Value] = []

    def by(convention: Convention) -> Value:
        a_day.append(_a_day(a_year, convention))
        return _accrued(rate, principal, days, about, convention, run)

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
    rate: Value, found: tuple[Stretch, ...], days: Days, about: tuple[Value, ...], convention: Convention, run: Run
) -> Value:
    """The interest of all stretches by one convention: of those that are certain, and of those that may count."""
    _tell(run, days, scaled(found[-1].principal, rate), convention)
    shares = [_interest(s, rate, convention) for s in found if not isinstance(s.principal, Null)]
    low, high = _sum(low for low, _ in shares), _sum(high for _, high in shares)
    none = any(isinstance(v, Unknown) and v.none_possible for v in (about[0], *about[2:]))
    if low is not None and low == high and not none:
        return Known(low)
    return Unknown(needs_of(about), low, high, none_possible=none)


def _interest(stretch: Stretch, rate: Value, convention: Convention) -> Bounds:
    """The least and the most that one stretch bears; one that may not count bears perhaps nothing."""
    share = _share(stretch.first, stretch.last, convention)
    a_year = extent(scaled(stretch.principal, rate))
    if share == 0:
        return Fraction(0), Fraction(0)
    low, high = (None if bound is None or share is None else bound * share for bound in map(number, a_year))
    if stretch.certain:
        return low, high
    least = number(a_year[0])
    if share is None and least is not None and least >= 0:
        return Fraction(0), None
    return None if low is None else min(low, Fraction(0)), None if high is None else max(high, Fraction(0))


def _sum(amounts: Iterable[Fraction | None]) -> Fraction | None:
    found = list(amounts)
    return None if any(a is None for a in found) else sum((a for a in found if a is not None), Fraction(0))


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


def _day(at: Plain | None) -> date | None:
    return day_of(at) if isinstance(at, (date, Moment)) else None


def _days(first: date | None, last: date | None) -> int | None:
    if first is None:
        return None
    return 0 if last is None else max(0, (last - first).days + 1)


# ── shares of a year ──────────────────────────────────────────────────────────────────────────────


def _share(first: date | None, last: date, convention: Convention) -> Fraction | None:
    """The share of a year that some days are, both ends included; None where the first is not known."""
    days = _days(first, last)
    assert convention.days is not None  # checked: interest needs a convention that counts
    if first is None or days is None:
        return None
    return year_share(first, days) if convention.days == "actual" else Fraction(days, convention.days)


# ── grounds ───────────────────────────────────────────────────────────────────────────────────────


def _tell(run: Run, found: Days, a_year: Value, convention: Convention) -> None:
    """The days, and what one of them bears at the end of them."""
    first, last = found.first[0], found.last[1]
    least, most = _days(found.first[1], found.last[0]), _days(first, last)
    run.detail("from", "" if first is None else first)
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


def _lengths(first: date | None, days: int | None, convention: Convention) -> tuple[tuple[int, int, int], ...]:
    """The years that some days fall into, by the convention: (year, days in it, days that the year has)."""
    if isinstance(convention.days, int):
        return ((0, days or 0, convention.days),)
    return days_by_year(first, days) if first is not None and days else ()
