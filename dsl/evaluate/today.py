"""Comparisons with the as-of date, or with a step from it: the days on which they come out otherwise (language 8.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dsl.base.moment import end_of
from dsl.evaluate.bounds import day_of
from dsl.evaluate.run import Env, OutsideCalendar, Run, days_of
from dsl.model import expression as x
from dsl.model.value import Known, Value


def compared_sides(left: x.Term, right: x.Term, env: Env, run: Run) -> tuple[Value, Value]:
    """The values of both sides of a comparison. A side that is the as-of date, or steps from it alone, is another on
    each day, but the comparison turns only where it passes the other side's days."""
    values = _side(left, env, run), _side(right, env, run)
    for side, other, value in ((left, right, values[1]), (right, left, values[0])):
        if _of_today(side):
            if _of_today(other):
                env.turns_daily()
            for day in days_of(value):
                _turns_at(side, day, env, run)
    return values


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

    def place(ordinal: int) -> int | None:
        """Before the bound, on it or after it; None where the calendar ends."""
        there = env.at(end_of(date.fromordinal(ordinal)))
        try:
            value = run.apart(lambda: run.term(side, there))
        except OutsideCalendar:
            return None
        assert isinstance(value, Known)
        return (day_of(value.value) > bound) - (day_of(value.value) < bound)

    today = env.now.day.toordinal()
    now = place(today)
    env.turns_on(map(date.fromordinal, _edges(today, lambda ordinal: place(ordinal) == now)))


def _edges(today: int, same: Callable[[int], bool]) -> tuple[int, ...]:
    """The first day of the days around today for which something holds, and the first day after them, if any."""
    first, last = date.min.toordinal(), date.max.toordinal()
    low, high = first - 1, today
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if same(middle) else (middle, high)
    begins = high
    low, high = today, last + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if same(middle) else (low, middle)
    return tuple(day for day in (begins, high) if first < day <= last)
