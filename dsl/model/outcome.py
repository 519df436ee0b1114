"""What a case comes to: outcomes with status, duty, effect and needs; values of terms."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dsl.model.case import Either
from dsl.model.expression import Term
from dsl.model.grounds import Ground
from dsl.model.rule import Kind
from dsl.model.value import Need, Needs, Value

Status = Literal["in_force", "defeated", "not_applicable", "undetermined", "conflict"]
DutyState = Literal["pending", "fulfilled", "fulfilled_late", "breached", "kept", "unknown"]
EffectState = Literal["scheduled", "occurred", "prevented", "unknown"]

Key = tuple[str, tuple[tuple[str, int | None], ...], str | None]
"""A rule, its record and its bearer: the same outcome on every day."""


@dataclass(frozen=True, slots=True)
class Accrual:
    """Interest that grows: its first day, what it is a year and a day (null where years differ in their days)."""

    first: Value
    a_year: Value
    a_day: Value


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an amount, so that a known part is told beside an unknown one; `accrual` of a part that is nothing
    but interest, while it grows."""

    term: Term
    value: Value
    accruing: bool = False
    accrual: Accrual | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty's state (None unless it is in force; `would_be` if it were); `due` is its deadline (`before`: must be
    done ahead of that moment)."""

    state: DutyState | None
    would_be: DutyState | None
    due: Value
    before: bool
    amount: Value | None
    parts: tuple[Part, ...]
    remainder: Value | None


def in_part(duty: Duty) -> bool:
    """Whether something has been done of a duty, and something is left."""
    return duty.state in ("pending", "breached") and duty.remainder is not None and duty.remainder != duty.amount


@dataclass(frozen=True, slots=True)
class Effect:
    event: str
    state: EffectState
    at: Value
    prevented_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One rule's outcome for one record. `subject` names the record from outside in: (type, index or None).

    `readings` are the questions that were consulted; `matters` those whose answer changes the outcome, None where that
    has not been worked out. `undecided` are those of `waits` on which the status itself turns. `follows` are the rules
    of another document to which a point is left; `gap`: no document provides for it.
    """

    rule: str
    provision: str
    kind: Kind
    bearer: str | None
    counterparty: str | None
    action: str | None
    subject: tuple[tuple[str, int | None], ...]
    status: Status
    possible: tuple[Status, ...] = ()
    duty: Duty | None = None
    effect: Effect | None = None
    exercised: Value | None = None
    violated: Value | None = None
    without_effect: bool | None = None
    defeated_by: tuple[str, ...] = ()
    conflicts_with: tuple[str, ...] = ()
    waits: Needs = frozenset()
    because: Ground | None = field(default=None, compare=False)
    readings: tuple[str, ...] = ()
    matters: tuple[str, ...] | None = None
    undecided: Needs = field(default=frozenset(), compare=False)
    follows: tuple[str, ...] = ()
    gap: bool = False

    @property
    def key(self) -> Key:
        return self.rule, self.subject, self.bearer

    @property
    def needs(self) -> tuple[Need, ...]:
        return tuple(sorted(self.waits))


@dataclass(frozen=True, slots=True)
class TermValue:
    """A derived term's value; `conflict` names what gives it different values; `settled`: a rule in force says that
    the event never comes; `accruing`: interest that still runs is part of it."""

    value: Value
    conflict: tuple[str, ...] = ()
    kind: str = ""
    settled: bool = False
    readings: tuple[str, ...] = ()
    matters: tuple[str, ...] | None = None
    accruing: bool = field(default=False, compare=False)


MOST_WORLDS = 256
"""How many combinations of contradictory statements are followed, each as a whole (language 4.1)."""


@dataclass(frozen=True, slots=True)
class Worlds:
    """The contradictory statements of a case, and how many combinations they have (None: beyond counting); these were
    `followed` one by one, or, being too many, each fact was taken as lying anywhere within its statements."""

    eithers: tuple[Either, ...]
    count: int | None

    @property
    def followed(self) -> bool:
        return self.count is not None and self.count <= MOST_WORLDS


@dataclass(frozen=True, slots=True)
class Result:
    """All outcomes of a case in the document's order, and the values of its derived terms by path.

    `readings` are the answers taken to the questions that were consulted or chosen, None where none is taken; `worlds`
    is None unless different things are stated of some fact. `turning` are the days, in order, on which the same facts
    may give another result than on the day before: every as-of date between two of them that follow each other gives
    the same one, but for amounts that accrue.
    """

    as_of: date
    outcomes: tuple[Outcome, ...]
    values: Mapping[str, TermValue]
    documents: Mapping[str, str]
    assumed: tuple[str, ...]
    order: tuple[str, ...] = ()
    readings: Mapping[str, str | None] = field(default_factory=dict)
    worlds: Worlds | None = None
    turning: tuple[date, ...] = field(default=(), compare=False)

    def __getitem__(self, provision: str) -> tuple[Outcome, ...]:
        """The outcomes of a provision, one a record; of one rule with `id#name`. Raises KeyError for none."""
        found = tuple(o for o in self.outcomes if provision in (o.provision, o.rule))
        if not found:
            raise KeyError(provision)
        return found

    def one(self, provision: str) -> Outcome:
        """The only outcome of a provision; raises ValueError if there is not exactly one."""
        found = self[provision]
        if len(found) != 1:
            raise ValueError(f"{provision}: {len(found)} outcomes, not one")
        return found[0]

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.outcomes)

    @property
    def ask_next(self) -> Need | None:
        """The need of most outcomes; ties by the vocabulary's order (language 4.6). Worked out when read."""
        counts: dict[Need, int] = {}
        for outcome in self.outcomes:
            if outcome.status == "undetermined" or outcome.waits:
                for need in outcome.waits:
                    if need.kind in ("fact", "judgement", "document"):
                        counts[need] = counts.get(need, 0) + 1
        rank = {key: at for at, key in enumerate(self.order)}
        return min(counts, key=lambda n: (-counts[n], rank.get(bare_path(n.path), len(rank)), n), default=None)


def bare_path(path: str) -> str:
    """A path as the vocabulary names it, whichever record it speaks of: `invoices.due_on`."""
    return re.sub(r"\[[^\]]*\]", "", path)
