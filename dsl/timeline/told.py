"""What counts as a change of an outcome.

An outcome has changed where one of these is another than on the day before: its status (while it is open, what it may
be), what beats or contradicts it, the state of its duty, the deadline, the amount, what remains, the state of its
effect, the moment, what prevents it, whether it is exercised, violated or without effect, the provisions of another
document that it follows, the gap. Bounds of what is not known count as the value does. It is no change

- that interest grows: of a part of an amount that is nothing but interest and still accrues, the amount is left out,
  and its first day, whether this has come, and what it is a year stand for it, so that it changes when it begins and
  ends and when its principal or rate does. Other amounts that hang on the as-of date change on each day on which they
  are another.
- what an outcome waits for, and the readings that it consulted: these are not what it comes to.
- that a record is there to which a rule does not apply, with a gap or without one.
"""

from datetime import date

from dsl.base.moment import Moment
from dsl.model.outcome import Accrual, Duty, Outcome, Part
from dsl.model.timeline import What
from dsl.model.value import TRUE, Known, Null, Unknown, Value, bare


def changed(before: Outcome | None, was: date, after: Outcome | None, now: date) -> tuple[What, ...]:
    """What of an outcome is another on a day than it was; None is the outcome of a record that is not there."""
    if _applies_nowhere(before) and _applies_nowhere(after) and (before is None or after is None):
        return ()
    old, new = told(before, was), told(after, now)
    return tuple(what for what in old if old[what] != new[what])


def _applies_nowhere(outcome: Outcome | None) -> bool:
    return outcome is None or outcome.status == "not_applicable"


def told(outcome: Outcome | None, day: date) -> dict[What, object]:
    """What an outcome comes to on a day; of a record that is not there, that nothing applies to it."""
    if outcome is None:
        return dict.fromkeys(_NOTHING, None) | {"status": "not_applicable"}
    duty, effect = outcome.duty, outcome.effect
    return {
        "status": outcome.status,
        "possible": outcome.possible or None,
        "defeated_by": outcome.defeated_by or None,
        "conflicts_with": outcome.conflicts_with or None,
        "follows": outcome.follows or None,
        "gap": outcome.gap or None,
        **_duty(duty, day),
        "effect": None if effect is None else effect.state,
        "at": None if effect is None else bare(effect.at),
        "prevented_by": (None if effect is None else effect.prevented_by) or None,
        "exercised": _truth(outcome.exercised),
        "violated": _truth(outcome.violated),
        "without_effect": outcome.without_effect or None,
    }


_NOTHING: tuple[What, ...] = (
    "status", "possible", "defeated_by", "conflicts_with", "follows", "gap", "state", "due", "amount", "remainder",
    "accrual", "effect", "at", "prevented_by", "exercised", "violated", "without_effect",
)  # fmt: skip


def _duty(duty: Duty | None, day: date) -> dict[What, object]:
    if duty is None:
        return dict.fromkeys(("state", "due", "amount", "remainder", "accrual"), None)
    growing = [p for p in duty.parts if p.accrual is not None]
    return {
        "state": duty.state,
        "due": None if isinstance(duty.due, Null) else bare(duty.due),
        "amount": tuple(_part(p) for p in duty.parts) or None,
        "remainder": bare(duty.remainder) if not growing else None,
        "accrual": tuple(_accrual(p.accrual, day) for p in duty.parts if p.accrual is not None) or None,
    }


def _part(part: Part) -> object:
    return "accrues" if part.accrual is not None else bare(part.value)


def _accrual(accrual: Accrual, day: date) -> object:
    return bare(accrual.first), bare(accrual.a_year), bare(accrual.a_day), has_begun(accrual, day)


def has_begun(accrual: Accrual, day: date) -> bool:
    """Whether the first day of interest has come, as far as it is known."""
    first = accrual.first.value if isinstance(accrual.first, Known) else None
    start = first.day if isinstance(first, Moment) else first
    return not isinstance(start, date) or start <= day


def _truth(value: Value | None) -> object:
    """That it is false says no more than that there is nothing to tell."""
    return "unknown" if isinstance(value, Unknown) else (value == TRUE) or None
