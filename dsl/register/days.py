"""On which days a rule is in force, as the facts stand: exact days, found from the dates of the case."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from dsl.base.moment import Moment
from dsl.model.case import Case, Instance
from dsl.model.outcome import Outcome, Result
from dsl.model.value import Judgement, Known, Plain, Unknown, Value

Key = tuple[str, tuple[tuple[str, int | None], ...], str | None]
"""A rule, its record and its bearer: the same outcome on every day."""

_DAY = timedelta(days=1)


def key_of(outcome: Outcome) -> Key:
    return outcome.rule, outcome.subject, outcome.bearer


class Days:
    """The outcomes of one case by as-of date. They are asked for around every day on which something is dated; where
    one has changed in between, the exact day is looked for, so that a day told is one on which it does change."""

    def __init__(self, evaluate: Callable[[date], Result], today: date, dated: Iterable[date], years: tuple[int, int]):
        self.evaluate, self.today = evaluate, today
        self.known: dict[date, Mapping[Key, Outcome]] = {}
        around = {n for d in (*dated, today) for n in (d - _DAY, d, d + _DAY)}
        self.days = sorted(d for d in around if years[0] <= d.year <= years[1])

    def on(self, day: date) -> Mapping[Key, Outcome]:
        if day not in self.known:
            self.known[day] = _by_key(self.evaluate(day))
        return self.known[day]

    def is_in_force(self, key: Key, day: date) -> bool:
        found = self.on(day).get(key)
        return found is not None and found.status == "in_force"

    def since(self, key: Key) -> date | None:
        """The first day of the time in which it is in force today; None if it has always been."""
        for later, earlier in pairwise(reversed([d for d in self.days if d <= self.today])):
            if not self.is_in_force(key, earlier):
                return self._change(key, earlier, later, True)
        return None

    def starts(self, key: Key) -> date | None:
        """The first later day on which it is in force."""
        return self._next(key, True)

    def ends(self, key: Key) -> date | None:
        """The last day on which it is still in force; None if nothing that is dated ends it."""
        found = self._next(key, False)
        return None if found is None else found - _DAY

    def _next(self, key: Key, wanted: bool) -> date | None:
        for earlier, later in pairwise(d for d in self.days if d >= self.today):
            if self.is_in_force(key, later) == wanted:
                return self._change(key, earlier, later, wanted)
        return None

    def _change(self, key: Key, before: date, after: date, wanted: bool) -> date:
        """The first day on which it is as wanted, between one on which it is not and one on which it is."""
        while after - before > _DAY:
            middle = before + (after - before) / 2
            if self.is_in_force(key, middle) == wanted:
                after = middle
            else:
                before = middle
        return after

    def outcomes(self) -> Iterator[Key]:
        """Every outcome of today, then those of records that come later."""
        found: dict[Key, None] = dict.fromkeys(self.on(self.today))
        for day in self.days:
            if day > self.today:
                found |= dict.fromkeys(self.on(day))
        yield from found


def _by_key(result: Result) -> Mapping[Key, Outcome]:
    return {key_of(o): o for o in result.outcomes}


def dates_of(case: Case, result: Result) -> Iterator[date]:
    """Every date that the facts, the derived values, the deadlines and the effects of a case name."""
    yield from _given(case.root)
    for either in case.eithers:
        for option in either.options:
            yield from _stated(option)
    for term in result.values.values():
        yield from _days(term.value)
    for outcome in result.outcomes:
        if outcome.duty is not None:
            yield from _days(outcome.duty.due)
        if outcome.effect is not None:
            yield from _days(outcome.effect.at)


def _given(instance: Instance) -> Iterator[date]:
    for value in instance.values.values():
        yield from _stated(value)
    for child in (*instance.one.values(), *(i for items in instance.lists.values() for i in items)):
        yield from _given(child)


def _stated(value: Value | Judgement) -> Iterator[date]:
    if isinstance(value, Judgement):
        yield from (value.at.day,) if value.at is not None else ()
    else:
        yield from _days(value)


def _days(value: Value) -> Iterator[date]:
    ends: tuple[Plain | None, ...] = (value.value,) if isinstance(value, Known) else ()
    if isinstance(value, Unknown):
        ends = (value.low, value.high, *value.one_of)
    for end in ends:
        if isinstance(end, Moment):
            yield end.day
        elif isinstance(end, date):
            yield end
