"""Comparisons of interest that grows: on which day one of them comes out otherwise (language 8.2).

Sums and differences of interest by days only rise or only fall as long as nothing else changes, so that between two
days on which anything else is compared such a comparison turns where it first differs. That is looked for once the
whole case is evaluated and the other days are known; a comparison hangs on none that was met later, so that those met
earlier come first, and each narrows the days within which the next can be relied on.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dsl.base.moment import end_of
from dsl.evaluate.bounds import compare
from dsl.evaluate.run import Env, OutsideCalendar, Run
from dsl.model import expression as x
from dsl.model.value import Known, Value


def is_growing(left: x.Term, right: x.Term) -> bool:
    """Whether a comparison is one of sums and differences of interest and what does not grow."""
    return all(map(_is_sum, (left, right))) and any(map(_holds_interest, (left, right)))


def _is_sum(term: x.Term) -> bool:
    match term:
        case x.Interest() | x.Constant() | x.Read():
            return True
        case x.Total(parts):
            return all(map(_is_sum, parts))
        case x.Arithmetic("plus" | "less", left, right):
            return _is_sum(left) and _is_sum(right)
        case x.Arithmetic("times" | "divided by", left, x.Constant()) | x.Multiple(_, left):
            return _is_sum(left)
        case _:
            return False


def _holds_interest(term: x.Term) -> bool:
    match term:
        case x.Interest():
            return True
        case x.Total(parts):
            return any(map(_holds_interest, parts))
        case x.Arithmetic(_, left, right):
            return _holds_interest(left) or _holds_interest(right)
        case x.Multiple(_, of):
            return _holds_interest(of)
        case _:
            return False


def growing_sides(left: x.Term, right: x.Term, env: Env, run: Run) -> tuple[Value, Value]:
    """The values of both sides; where they grow, the day on which the comparison turns is left to `settle`."""
    told, accruing = replace(env, as_amount=True), run.accruing
    run.accruing = False
    values = run.term(left, told), run.term(right, told)
    if run.accruing and env.turning is not None:
        run.growing.append(lambda day: _state(left, right, replace(told.at(end_of(day)), turning=None), run))
    run.accruing = run.accruing or accruing
    return values


def _state(left: x.Term, right: x.Term, there: Env, run: Run) -> object:
    """How both sides stand to each other on a day."""
    found: list[Value] = []

    def compute() -> Value:
        found.extend((run.term(left, there), run.term(right, there)))
        return found[0]

    try:
        run.apart(compute)
    except OutsideCalendar:
        return None
    orders = [compare(relation, *found) for relation in _ORDERS]
    return tuple(order.value if isinstance(order, Known) else None for order in orders)


_ORDERS: tuple[x.Relation, x.Relation] = ("less", "more")


def settle(run: Run) -> tuple[date, ...]:
    """All days on which the result may turn, in order; with those of the comparisons of interest."""
    noted, today = run.env.turning, run.env.now.day
    assert noted is not None
    first, last = run.plan.book.settings.calendar_years
    low = max([date(first, 1, 1), *(d for d in noted if d <= today)])
    high = min([date(last, 12, 31), *(d for d in noted if d > today)])
    if run.growing and not low <= today < high:
        run.env.turns_daily()
    else:
        for state in run.growing:
            now = state(today)
            low, high = stretch(today, low, high, lambda day: state(day) == now)  # noqa: B023 - called at once
            noted |= {low, high}
    return tuple(sorted(noted))


def stretch(today: date, low: date, high: date, same: Callable[[date], bool]) -> tuple[date, date]:
    """The first day of the days around today for which something holds, and the first day after them; not looked for
    before `low` and after `high`."""
    before, begins = low.toordinal() - 1, today.toordinal()
    while begins - before > 1:
        middle = (before + begins) // 2
        before, begins = (before, middle) if same(date.fromordinal(middle)) else (middle, begins)
    holds, after = today.toordinal(), high.toordinal()
    while after - holds > 1:
        middle = (holds + after) // 2
        holds, after = (middle, after) if same(date.fromordinal(middle)) else (holds, middle)
    return date.fromordinal(begins), date.fromordinal(after)
