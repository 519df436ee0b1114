"""Comparisons with the as-of date, or with a step from it: the days on which they come out otherwise (language 8.2)."""

from dataclasses import replace
from datetime import date

from dsl.base.interval import EARLIEST, LATEST
from dsl.base.moment import end_of
from dsl.evaluate.bounds import day_of, ends_of
from dsl.evaluate.growing import growing_sides, is_growing, stretch
from dsl.evaluate.run import Env, OutsideCalendar, Run, days_of
from dsl.model import expression as x
from dsl.model.value import Known, Null, Value


def compared_sides(left: x.Term, right: x.Term, env: Env, run: Run) -> tuple[Value, Value]:
    """The values of both sides of a comparison. A side that is the as-of date, or steps from it alone, is another on
    each day, but the comparison turns only where it passes the other side's days."""
    if is_growing(left, right):
        return growing_sides(left, right, env, run)
    values = _side(left, env, run), _side(right, env, run)
    for side, other, value in ((left, right, values[1]), (right, left, values[0])):
        if _of_today(side):
            if _of_today(other):
                env.turns_daily()
            for day in days_of(value):
                _turns_at(side, day, env, run)
    return values


def within_sides(day: x.Term, interval: x.Term, env: Env, run: Run) -> tuple[Value, Value]:
    """The values of a day and of the interval in which it may lie; where the day is the as-of date, or steps from it,
    that turns at the interval's ends."""
    if not _of_today(day):
        return run.term(day, env.planned()), run.term(interval, env)
    there = run.term(interval, env)
    for end in ends_of(there) if not isinstance(there, Null) else ():
        if EARLIEST < end < LATEST:
            _turns_at(day, end, env, run)
    return _side(day, env, run), there


def _side(term: x.Term, env: Env, run: Run) -> Value:
    return run.term(term, replace(env, turning=None) if _of_today(term) else env)


def _of_today(term: x.Term) -> bool:
    """Whether a term is a day that the as-of date alone decides, and never an earlier one for a later date."""
    match term:
        case x.AsOf():
            return True
        case x.Shifted(day=day) | x.NthDay(day=day) | x.Later(day=day):
            return _of_today(day)
        case _:
            return False


def _turns_at(side: x.Term, bound: date, env: Env, run: Run) -> None:
    """Note the days from which a step from the as-of date is no longer before a day, and is after it."""
    if isinstance(side, x.AsOf) or env.turning is None:
        env.turns(Known(bound), 0, 1)
        return

    def place(day: date) -> int | None:
        """Before the bound, on it or after it; None where the calendar ends."""
        there = replace(env.at(end_of(day)), turning=None)
        try:
            value = run.apart(lambda: run.term(side, there))
        except OutsideCalendar:
            return None
        assert isinstance(value, Known)
        return (day_of(value.value) > bound) - (day_of(value.value) < bound)

    now = place(env.now.day)
    env.turns_on(stretch(env.now.day, date.min, date.max, lambda day: place(day) == now))
