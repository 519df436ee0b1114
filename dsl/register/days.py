"""On which days a rule is in force, as the facts stand: exact days, by the dates that the rules compare."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from dsl.base.moment import Moment
from dsl.model.case import Case, Instance
from dsl.model.outcome import Key, Outcome, Result
from dsl.model.value import Judgement, Known, Plain, Unknown, Value

_DAY = timedelta(days=1)


class Days:
    """The outcomes of one case by as-of date. Each result names the days on which it may turn, so that the walk goes
    from one of these to the next, and back from one to the day before it; in between nothing changes.

    It goes as far as anything is dated by now, in the facts or by what the rules make of them: a series goes on for
    ever, and a register does not.
    """

    def __init__(self, evaluate: Callable[[date], Result], today: date, dated: Iterable[date], years: tuple[int, int]):
        self.evaluate, self.today = evaluate, today
        self.results: dict[date, tuple[Mapping[Key, Outcome], tuple[date, ...]]] = {}
        near = [d for d in (*dated, *self._on(today)[1], today) if years[0] <= d.year <= years[1]]
        self.first, self.last = (
            max(min(near), date(years[0], 1, 2)) - _DAY,
            min(max(near), date(years[1], 12, 30)) + _DAY,
        )

    def _on(self, day: date) -> tuple[Mapping[Key, Outcome], tuple[date, ...]]:
        if day not in self.results:
            result = self.evaluate(day)
            self.results[day] = _by_key(result), result.turning
        return self.results[day]

    def on(self, day: date) -> Mapping[Key, Outcome]:
        return self._on(day)[0]

    def is_in_force(self, key: Key, day: date) -> bool:
        found = self.on(day).get(key)
        return found is not None and found.status == "in_force"

    def later(self) -> Iterator[date]:
        """The days after today on which anything may be another."""
        day = self.today
        while (turn := next((t for t in self._on(day)[1] if day < t <= self.last), None)) is not None:
            day = turn
            yield day

    def earlier(self) -> Iterator[tuple[date, date]]:
        """The first days of the stretches of days that are alike, with the day before each, from today back."""
        day = self.today
        while (begins := next((t for t in reversed(self._on(day)[1]) if self.first < t <= day), None)) is not None:
            day = begins - _DAY
            yield begins, day

    def since(self, key: Key) -> date | None:
        """The first day of the time in which it is in force today; None if it has always been."""
        return next((begins for begins, before in self.earlier() if not self.is_in_force(key, before)), None)

    def starts(self, key: Key) -> date | None:
        """The first later day on which it is in force."""
        return next((day for day in self.later() if self.is_in_force(key, day)), None)

    def ends(self, key: Key) -> date | None:
        """The last day on which it is still in force; None if nothing that is dated ends it."""
        return next((day - _DAY for day in self.later() if not self.is_in_force(key, day)), None)

    def outcomes(self) -> Iterator[Key]:
        """Every outcome of today, then those of records that come later."""
        found: dict[Key, None] = dict.fromkeys(self.on(self.today))
        for day in self.later():
            found |= dict.fromkeys(self.on(day))
        yield from found


def _by_key(result: Result) -> Mapping[Key, Outcome]:
    return {o.key: o for o in result.outcomes}


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
