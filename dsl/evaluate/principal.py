"""What bears interest, through time: one amount, or stretches of days cut where it changes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dsl.base.moment import end_of
from dsl.evaluate.changes import ONE_DAY, Changes, changes_of
from dsl.evaluate.run import Env, Run
from dsl.evaluate.truth import needs_of
from dsl.model import expression as x
from dsl.model.value import Unknown, Value


@dataclass(frozen=True, slots=True)
class Days:
    """The earliest and the latest first day of interest, and the earliest and the latest last one (None: not known)."""

    first: tuple[date | None, date | None]
    last: tuple[date | None, date]

    @property
    def certain(self) -> tuple[date, date] | None:
        """The days that bear interest in any case."""
        start, end = self.first[1], self.last[0]
        return None if start is None or end is None or end < start else (start, end)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both included, on each of which the same bears interest: in any case (`certain`), or perhaps. Without a
    `first`, any number of days."""

    first: date | None
    last: date
    principal: Value
    certain: bool = False


def stretches(node: x.Term, days: Days, env: Env, run: Run) -> tuple[Stretch, ...]:
    """The days on which interest may run, cut where the principal changes or where it becomes certain that they count.

    What is paid on a day bears interest through that day: the principal of a day is that of the end of the day before.
    """
    changes = changes_of(node, env, run)
    if changes.fixed:
        value = run.term(node, env)
        return tuple(_with_certainty([Stretch(days.first[0], days.last[1], value)], days))
    env.turns_on(changes.days)
    if changes.daily:
        env.turns_daily()
    found = list(_joined(_worked_out(node, days, changes, env, run)))
    return tuple(_with_certainty([_told(node, s, len(found) > 1, env, run) for s in found], days))


def _worked_out(
    node: x.Term, days: Days, changes: Changes, env: Env, run: Run
) -> Iterator[Stretch]:  # fmt: skip
    first, last = days.first[0], days.last[1]
    if changes.daily and first is None:
        value = _value(node, None, last, env, run)[0]
        yield Stretch(None, last, Unknown(needs_of([value]), none_possible=False))
        return
    cuts = [day for day in changes.days if (first is None or first < day) and day <= last]
    starts: list[date | None] = [first, *cuts]
    for start, end in zip(starts, [*(day - ONE_DAY for day in cuts), last], strict=True):
        yield from _day_by_day(node, start, end, changes.daily, env, run)


def _day_by_day(
    node: x.Term, start: date | None, end: date, daily: bool, env: Env, run: Run
) -> Iterator[Stretch]:  # fmt: skip
    """One stretch, but for days on which the principal itself grows."""
    while True:
        value, grows = _value(node, start, end, env, run)
        if start is None or start >= end or not (grows or daily):
            yield Stretch(start, end, value)
            return
        yield Stretch(start, start, value)
        start += ONE_DAY


def _value(node: x.Term, start: date | None, end: date, env: Env, run: Run) -> tuple[Value, bool]:
    """The principal of a first day, and whether interest that still accrues is part of it."""
    accruing, run.accruing = run.accruing, False
    value = run.apart(lambda: run.term(node, _before(start, end, env)))
    grows, run.accruing = run.accruing, accruing
    return value, grows


def _before(start: date | None, end: date, env: Env) -> Env:
    """Where the principal of a day is read: at the end of the day before, and never after the as-of moment."""
    day = (end if start is None else start) - ONE_DAY
    return replace(env.at(end_of(min(day, env.now.day))), scheduled=False)


def _joined(found: Iterator[Stretch]) -> Iterator[Stretch]:
    """Stretches of one principal as one."""
    last: Stretch | None = None
    for stretch in found:
        if last is not None and last.principal == stretch.principal:
            last = replace(last, last=stretch.last)
        else:
            if last is not None:
                yield last
            last = stretch
    if last is not None:
        yield last


def _told(node: x.Term, stretch: Stretch, several: bool, env: Env, run: Run) -> Stretch:
    """A stretch with its grounds, and when its principal was read; where there is one stretch only, its days are those
    of the interest itself."""
    accruing = run.accruing
    then = _before(stretch.first, stretch.last, env)

    def principal() -> Value:
        run.detail("as of", then.now.day)
        if several:
            run.detail("from", "" if stretch.first is None else stretch.first)
            run.detail("until", stretch.last)
            run.detail("days", "" if stretch.first is None else (stretch.last - stretch.first).days + 1)
        return run.term(node, then)

    run.recorded("stretch", "", node, principal)
    run.accruing = accruing
    return stretch


def _with_certainty(found: list[Stretch], days: Days) -> Iterator[Stretch]:
    """Stretches cut where what is certain begins and ends."""
    if days.certain is None:
        yield from found
        return
    start, end = days.certain
    for s in found:
        if s.first is None or s.first < start:
            yield replace(s, last=min(s.last, start - ONE_DAY))
        if s.last >= start and (s.first or start) <= end:
            yield replace(s, first=max(s.first or start, start), last=min(s.last, end), certain=True)
        if s.last > end:
            yield replace(s, first=max(s.first or start, end + ONE_DAY))
