"""The lines of a register, and their order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from dsl.base.moment import Moment
from dsl.model.case import Case
from dsl.model.outcome import Key, Outcome, Result
from dsl.model.plan import Plan
from dsl.model.register import Line, Register, Timing
from dsl.model.value import NULL, Known, Unknown, Value
from dsl.register.consequences import consequences
from dsl.register.days import Days, dates_of

_LISTED = ("must", "may", "must not", "effect")
_RANK: Mapping[Timing, int] = {"at": 0, "before": 1, "due": 2, "from": 3, "undated": 4}


def make_register(plan: Plan, case: Case, whole: Result, evaluate: Callable[[date], Result]) -> Register:
    """The register of a case as of its date.

    whole: the case's whole result, for the dates that it names; evaluate: the outcomes to be listed, as of any day,
    all else being as the facts say. Listed are duties, powers and
    prohibitions that are in force, undetermined or in conflict, and effects with their moments; then what is not in
    force yet but will be, if nothing else happens.
    """
    days = Days(evaluate, case.as_of, dates_of(case, whole), plan.book.settings.calendar_years)
    missed = consequences(plan)
    lines = [
        replace(line, missed=missed.get(line.outcome.rule, ())) for key in days.outcomes() for line in _lines(key, days)
    ]
    place = {rule: at for at, rule in enumerate(plan.rules)}
    party = {key: at for at, key in enumerate(plan.book.vocabulary.parties)}
    ordered = tuple(sorted(lines, key=lambda line: _order(line, party, place)))
    return Register(case.as_of, ordered, case.name, whole.worlds)


def _order(line: Line, party: Mapping[str, int], place: Mapping[str, int]) -> tuple[object, ...]:
    bearer = party.get(line.outcome.bearer or "", len(party))
    rest = (place[line.outcome.rule], [(-1 if at is None else at) for _, at in line.outcome.subject])
    if line.day is None:
        return (1, date.max, bearer, 0, *rest)
    return (0, line.day, _RANK[line.timing], bearer, *rest)


def _lines(key: Key, days: Days) -> Iterator[Line]:
    found = days.on(days.today).get(key)
    if found is not None and found.status in ("in_force", "undetermined", "conflict"):
        if found.kind in _LISTED and _may_come(found):
            yield _present(found, key, days)
        return
    start = days.starts(key)
    if start is not None and days.on(start)[key].kind in _LISTED:
        coming = days.on(start)[key]
        if _may_come(coming):
            yield _timed(coming, start, None, True)


def _may_come(outcome: Outcome) -> bool:
    """Whether it is, or may be, in force, and an effect is not already known not to occur."""
    if outcome.status == "undetermined" and "in_force" not in outcome.possible:
        return False
    return outcome.effect is None or outcome.effect.state != "prevented"


def _present(outcome: Outcome, key: Key, days: Days) -> Line:
    if outcome.status != "in_force" or outcome.kind == "effect":
        return _timed(outcome, None, None, False)
    lasting = outcome.kind in ("may", "must not")
    return _timed(outcome, days.since(key), days.ends(key) if lasting else None, False)


def _timed(outcome: Outcome, since: date | None, until: date | None, ahead: bool) -> Line:
    when, timing = _when(outcome)
    day = _day(when)
    if day is not None:
        return Line(day, timing, outcome, when, since, until, ahead)
    if since is not None:
        return Line(since, "from", outcome, when, since, until, ahead)
    return Line(None, "undated", outcome, when, since, until, ahead)


def _when(outcome: Outcome) -> tuple[Value, Timing]:
    if outcome.duty is not None:
        return outcome.duty.due, "before" if outcome.duty.before else "due"
    if outcome.effect is not None:
        return outcome.effect.at, "at"
    return NULL, "undated"


def _day(when: Value) -> date | None:
    """The day, or the last possible one."""
    found = when.value if isinstance(when, Known) else when.high if isinstance(when, Unknown) else None
    if isinstance(found, Moment):
        return found.latest.date()
    return found if isinstance(found, date) else None
