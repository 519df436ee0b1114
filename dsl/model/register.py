"""The register of a case: what each party owes and may do, and what happens in law, line by line in date order."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dsl.model.outcome import Outcome, Worlds
from dsl.model.value import NULL, Value

Timing = Literal["due", "before", "at", "from", "undated"]
"""What the day of a line is: the last day of a deadline, a moment ahead of which to act, the moment of an effect, the
day from which it holds; or there is none."""


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome as a line. `when` is the deadline or moment itself, `day` the day by which the line stands (of a
    moment known within bounds its last possible day).

    `since` and `until` are the first and last day on which it is in force, None where the facts set none. `ahead`: it
    is not in force yet, but is so from `since` if nothing else happens. `missed` are the rules that speak of its not
    being done.
    """

    day: date | None
    timing: Timing
    outcome: Outcome
    when: Value = NULL
    since: date | None = None
    until: date | None = None
    ahead: bool = False
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """All lines: those with a day first, by day; then those without one, by party. `worlds` as of a result."""

    as_of: date
    lines: tuple[Line, ...]
    case: str = ""
    worlds: Worlds | None = None
