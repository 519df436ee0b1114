"""Which units of the print are in the book, and which rules the scenarios exercise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dsl.model.book import Book
from dsl.model.outcome import Result, Status
from dsl.model.plan import Plan
from dsl.model.rule import Provision

UnitState = Literal["encoded", "declared", "structural", "missing"]
UNIT_STATES: tuple[UnitState, ...] = ("encoded", "declared", "structural", "missing")


@dataclass(frozen=True, slots=True)
class Coverage:
    """`units`: each unit's state in the document's order; `seen`: how often each rule had each status; `answers`: how
    many cases took each answer to each question."""

    units: Mapping[str, UnitState]
    seen: Mapping[str, Mapping[Status, int]]
    answers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def count(self, state: UnitState) -> int:
        return sum(found == state for found in self.units.values())

    @property
    def answered(self) -> int:
        """How many units are encoded, declared or structural."""
        return len(self.units) - self.count("missing")

    @property
    def untaken(self) -> tuple[tuple[str, str], ...]:
        """The answers (question, answer) that no case took."""
        return tuple((q, a) for q, taken in self.answers.items() for a, count in taken.items() if not count)

    @property
    def one_sided(self) -> tuple[str, ...]:
        """Rules that are not in force in one scenario and out of force in another."""
        return tuple(rule for rule, seen in self.seen.items() if not (seen.get("in_force") and _out(seen)))


def _out(seen: Mapping[Status, int]) -> int:
    return seen.get("not_applicable", 0) + seen.get("defeated", 0)


def measure_coverage(plan: Plan, results: Iterable[Result]) -> Coverage:
    seen: dict[str, dict[Status, int]] = {rule: {} for rule in plan.rules}
    answers = {q: dict.fromkeys(reading.keys, 0) for q, reading in plan.book.readings.items()}
    for result in results:
        for outcome in (o for o in result.outcomes if o.rule in seen):  # not those of documents beside the book
            counts = seen[outcome.rule]
            counts[outcome.status] = counts.get(outcome.status, 0) + 1
        for question, answer in result.readings.items():
            if answer is not None:
                answers[question][answer] += 1
    return Coverage(unit_states(plan.book), seen, answers)


def unit_states(book: Book) -> dict[str, UnitState]:
    found = {p.id: _state(p) for p in book.provisions}
    return {ident: found.get(ident, "missing") for ident in dict.fromkeys([*book.units, *found])}


def _state(provision: Provision) -> UnitState:
    if not provision.rules:
        return "structural"
    return "declared" if all(r.kind == "state" for r in provision.rules) else "encoded"
