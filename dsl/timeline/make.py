"""The walk from one day on which something may change to the next."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from dsl.model.outcome import Key, Outcome, Result
from dsl.model.timeline import Change, Timeline
from dsl.timeline.told import changed


def make_timeline(first: date, last: date, evaluate: Callable[[date], Result], case: str = "") -> Timeline:
    """Every change of an outcome after `first` up to `last`.

    evaluate: the outcomes as of a day. Each result names the days on which what it compared with the as-of date comes
    out otherwise; the day to be looked at next is the first of these, and on the days in between nothing can change.
    """
    start = result = evaluate(first)
    evaluations, changes = 1, list[Change]()
    while (day := _next(result, last)) is not None:
        before, result = result, evaluate(day)
        evaluations += 1
        changes += _changes(before, result)
    return Timeline(first, last, start.outcomes, tuple(changes), evaluations, case)


def _next(result: Result, last: date) -> date | None:
    return next((day for day in result.turning if result.as_of < day <= last), None)


def _changes(before: Result, after: Result) -> Iterator[Change]:
    """In the order of the later result; records that are gone stand last."""
    was, now = _by_key(before), _by_key(after)
    for key in dict.fromkeys([*now, *was]):
        old, new = was.get(key), now.get(key)
        what = changed(old, before.as_of, new, after.as_of)
        if what:
            yield Change(after.as_of, old, new, what)


def _by_key(result: Result) -> Mapping[Key, Outcome]:
    return {o.key: o for o in result.outcomes}
