"""When the outcomes of a case change: the state on the first day, then one change after the other, by day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dsl.model.outcome import Outcome

What = Literal[
    "status", "possible", "defeated_by", "conflicts_with", "follows", "gap", "state", "due", "amount", "remainder",
    "accrual", "effect", "at", "prevented_by", "exercised", "violated", "without_effect",
]  # fmt: skip
"""What of an outcome may change."""


@dataclass(frozen=True, slots=True)
class Change:
    """One outcome that is another on a day than on the day before; None where its record is not there yet, or no
    more."""

    day: date
    before: Outcome | None
    after: Outcome | None
    what: tuple[What, ...]

    @property
    def outcome(self) -> Outcome:
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Timeline:
    """`start` are the outcomes on the first day; `changes` those from the day after it to the last, in date order, and
    on one day in the document's. `evaluations` is how often the case was evaluated to find them."""

    first: date
    last: date
    start: tuple[Outcome, ...]
    changes: tuple[Change, ...]
    evaluations: int
    case: str = ""
