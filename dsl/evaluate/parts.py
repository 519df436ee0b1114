"""An event that comes about in parts: the moment at which they make up the whole (language 3.9, 4.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dsl.base.moment import Moment, end_of, some_time_on
from dsl.base.money import grouped_text
from dsl.evaluate.bounds import day_of, extent, number
from dsl.evaluate.records import every
from dsl.evaluate.run import Env, Run
from dsl.evaluate.truth import needs_of
from dsl.model.outcome import TermValue
from dsl.model.value import NULL, Known, Needs, Null, Unknown, Value
from dsl.model.vocabulary import Entry


@dataclass(frozen=True, slots=True)
class Share:
    """One part: when it is done, and what it counts for."""

    at: Value
    counts: Value


def made_up(entry: Entry, place: Env, run: Run) -> TermValue | None:
    """When the parts of an event make up its whole; None where the facts give the event itself, or neither."""
    parts, entries = entry.parts, run.plan.book.vocabulary.entries
    if parts is None or not given_in_parts(entry, place, run):
        return None
    places, found = every(run, entries[parts.records].holds or "", place)
    shares = [_share(parts.at, parts.counts, p, run) for p in places]
    more = frozenset() if found.complete else found.needs
    return TermValue(completion(run.known(parts.whole, place).value, shares, more), settled=True)


def given_in_parts(entry: Entry, place: Env, run: Run) -> bool:
    """Whether the facts give the parts of an event of the innermost record, and not its short form."""
    holder, entries = place.stack[-1], run.plan.book.vocabulary.entries
    in_parts = entry.parts is not None and entries[entry.parts.records].key in holder.lists
    return in_parts and entry.key not in holder.values


def _share(at: str, counts: str, place: Env, run: Run) -> Share:
    """A part, told in one line: the grounds of what it counts for are those of the part itself.

    What it counts for is settled when it is done, also where that lies ahead.
    """
    done = run.apart(lambda: run.happening(at, place))
    then = place.at(end_of(done.value.day)) if isinstance(done, Known) and isinstance(done.value, Moment) else place
    amount = run.apart(lambda: run.known(counts, then).value)
    if isinstance(done, Known) and isinstance(amount, Known) and isinstance(amount.value, Fraction):
        run.detail("part", f"{done.value}: {grouped_text(amount.value)}")
    return Share(done, amount)


def completion(whole: Value, shares: Iterable[Share], more: Needs = frozenset()) -> Value:
    """The moment at which the sum of some shares first reaches a whole; null if it never does.

    more: what tells whether there are further shares, where that is not known.
    """
    done = [s for s in shares if not isinstance(s.at, Null) and not isinstance(s.counts, Null)]
    least, most = number(extent(whole)[0]), number(extent(whole)[1])
    if isinstance(whole, Null):
        return NULL
    latest = None if most is None else _reached(most, [_at_least(s) for s in done], beyond=False)
    first = date.min if more or least is None else _reached(least, [_at_most(s) for s in done], beyond=True)
    if first is None:
        return NULL
    if first == latest and first != date.min:
        return Known(_within(first, whole, done))
    low = None if first == date.min else some_time_on(first)
    high = None if latest is None else some_time_on(latest)
    needs = needs_of([whole, *(v for s in done for v in (s.at, s.counts))]) | more
    return Unknown(needs, low, high, none_possible=latest is None)


Step = tuple[date | None, Fraction | None]
"""A day (None: never) and what is added on it (None: without limit, up or down)."""


def _at_least(share: Share) -> Step:
    """What a share surely counts for, as late as it can: nothing where it may never be done."""
    low, none = number(extent(share.counts)[0]), isinstance(share.counts, Unknown) and share.counts.none_possible
    surely = min(low, Fraction(0)) if none and low is not None else low
    first, last = _days(share.at)
    if surely is None or surely < 0:
        return first or date.min, surely
    return last, surely


def _at_most(share: Share) -> Step:
    """What a share may count for, as early as it can."""
    high, none = number(extent(share.counts)[1]), isinstance(share.counts, Unknown) and share.counts.none_possible
    possibly = None if high is None else max(high, Fraction(0)) if none else high
    first, last = _days(share.at)
    if possibly is not None and possibly < 0:
        return last, possibly
    return first or date.min, possibly


def _days(at: Value) -> tuple[date | None, date | None]:
    """The first and the last day on which it may be done; no last day where it may never be."""
    low, high = extent(at)
    never = isinstance(at, Unknown) and at.none_possible
    return None if low is None else day_of(low), None if high is None or never else day_of(high)


def _reached(goal: Fraction, steps: list[Step], beyond: bool) -> date | None:
    """The first day at whose end the steps up to then come to a goal; one without limit goes beyond it, or keeps from
    it."""
    days = sorted({day for day, _ in steps if day is not None})
    for day in days:
        counted = [amount for at, amount in steps if at is not None and at <= day]
        unlimited = any(amount is None for amount in counted)
        if beyond if unlimited else sum(amount for amount in counted if amount is not None) >= goal:
            return day
    return None


def _within(day: date, whole: Value, done: list[Share]) -> Moment:
    """The moment of a day at which the whole is reached: to the hour where every share of that day has one."""
    known = [(s.at.value, s.counts.value) for s in done if isinstance(s.at, Known) and isinstance(s.counts, Known)]
    moments = [(at, counts) for at, counts in known if isinstance(at, Moment) and isinstance(counts, Fraction)]
    on_it = sorted({at.earliest for at, _ in moments if at.day == day and at.exact})
    if len(moments) < len(done) or any(at.day == day and not at.exact for at, _ in moments):
        return some_time_on(day)
    goal = number(extent(whole)[1])
    for hour in on_it:
        if goal is not None and sum(counts for at, counts in moments if at.earliest <= hour) >= goal:
            return Moment(hour, hour)
    return some_time_on(day)
