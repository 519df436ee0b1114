"""What several worlds come to together: determined where all agree, else what is possible (language 4.1)."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from dsl.base.money import decimal_text
from dsl.base.order import highest, in_order, lowest
from dsl.evaluate.events import in_force
from dsl.evaluate.truth import needs_of
from dsl.model.case import Either
from dsl.model.grounds import Ground
from dsl.model.outcome import Duty, Effect, Outcome, Part, Status, TermValue
from dsl.model.plan import Plan
from dsl.model.value import FALSE, NULL, Judgement, Known, Need, Needs, Null, Plain, Unknown, Value, bare

T = TypeVar("T")
V = TypeVar("V")

STATUSES: tuple[Status, ...] = ("in_force", "defeated", "not_applicable", "undetermined", "conflict")
MOST_TOLD = 8
"""How many worlds the grounds of one outcome tell."""


@dataclass(frozen=True, slots=True)
class Merger:
    """The worlds by the statements that they take (`choices`, in the order of what is merged).

    What a world does not have is None: of a record that is not there, no rule applies.
    """

    plan: Plan
    eithers: tuple[Either, ...]
    choices: tuple[tuple[int, ...], ...]

    # what it hangs on

    def mattering(self, tells: Sequence[Hashable]) -> tuple[int, ...]:
        """The facts on whose statements alone something hangs; `tells` says what each world comes to, None: nothing."""
        there = [(choice, told) for choice, told in zip(self.choices, tells, strict=True) if told is not None]
        if all(told == there[0][1] for _, told in there):
            return ()
        every = range(len(self.eithers))
        found = tuple(at for at in every if _splits(there, at))
        return found or tuple(at for at in every if len({choice[at] for choice, _ in there}) > 1)

    def needs(self, facts: Iterable[int]) -> Needs:
        return frozenset(self._need(self.eithers[at]) for at in facts)

    def _need(self, either: Either) -> Need:
        entry = self.plan.book.vocabulary.entries[either.entry]
        return Need(either.path, "judgement", entry.holder or "") if entry.kind == "judgement" else Need(either.path)

    # values

    def value(self, values: Sequence[Value | None]) -> Value:
        """One value where all worlds have the same, else what is possible, within bounds."""
        there = [v for v in values if v is not None]
        if all(v == there[0] for v in there):
            return there[0]
        needs = needs_of(there) | self.needs(self.mattering([None if v is None else bare(v) for v in values]))
        there_is = [v for v in there if not isinstance(v, Null)]
        none = any(isinstance(v, Null) or (isinstance(v, Unknown) and v.none_possible) for v in there)
        lows, highs = ([_end(v, side) for v in there_is] for side in ("low", "high"))
        low = None if None in lows else lowest(lows)
        high = None if None in highs else highest(highs)
        return Unknown(needs, low, high, none, _one_of(there))

    def term(self, terms: Sequence[TermValue | None]) -> TermValue:
        there = [t for t in terms if t is not None]
        conflict = tuple(dict.fromkeys(c for t in there for c in t.conflict)) if all(t.conflict for t in there) else ()
        return replace(
            there[0],
            value=self.value([NULL if t is None else t.value for t in terms]),
            conflict=conflict if len(there) == len(terms) else (),
            settled=all(t.settled for t in there),
            readings=self._readings(t.readings for t in there),
        )

    def _readings(self, asked: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        every = {q for questions in asked for q in questions}
        return tuple(q for q in self.plan.book.readings if q in every)

    # outcomes

    def outcome(self, found: Sequence[Outcome | None]) -> Outcome:
        """One rule's outcome for one record in all worlds; determined if its status is the same in all."""
        there = [o for o in found if o is not None]
        possible = _possible(found)
        status = _same([o.status if o is not None else "not_applicable" for o in found], "undetermined")
        tells = [() if o is None else told(o) for o in found]
        on_status = self.mattering([("not_applicable", ()) if o is None else (o.status, o.possible) for o in found])
        merged = replace(
            there[0],
            status=status,
            possible=possible if status == "undetermined" else (),
            duty=self._duty(_of(found, lambda o: o.duty), status),
            effect=self._effect(_of(found, lambda o: o.effect), status),
            exercised=self._truth(_of(found, lambda o: o.exercised)),
            violated=self._truth(_of(found, lambda o: o.violated)),
            without_effect=True if all(o is not None and o.without_effect for o in found) else None,
            defeated_by=() if {"in_force", "conflict"} & {*possible} else _union(o.defeated_by for o in there),
            conflicts_with=_union(o.conflicts_with for o in there) if status == "conflict" else (),
            waits=frozenset(n for o in there for n in o.waits) | self.needs(self.mattering(tells)),
            undecided=frozenset(n for o in there for n in o.undecided) | self.needs(on_status),
            readings=self._readings(o.readings for o in there),
            follows=_union(o.follows for o in there) if status == "in_force" else (),
            gap=all(o is not None and o.gap for o in found),
        )
        return replace(merged, because=self._grounds(merged, found, tells))

    def _duty(self, duties: Sequence[Duty | None], status: Status) -> Duty | None:
        there = [d for d in duties if d is not None]
        if not there:
            return None
        would_be = _same([d.would_be for d in there], "unknown")
        state = would_be if status == "in_force" else None
        return Duty(
            state,
            would_be,
            self.value(_of(duties, lambda d: d.due)),
            there[0].before,
            None if there[0].amount is None else self.value(_of(duties, lambda d: d.amount)),
            tuple(self._part(parts) for parts in zip(*(_parts(d, len(there[0].parts)) for d in duties), strict=True)),
            self.value(_of(duties, lambda d: d.remainder)) if state and there[0].remainder is not None else None,
        )  # fmt: skip

    def _part(self, parts: Sequence[Part | None]) -> Part:
        there = [p for p in parts if p is not None]
        accrual = there[0].accrual if all(p.accrual == there[0].accrual for p in there) else None
        return Part(there[0].term, self.value(_of(parts, lambda p: p.value)), any(p.accruing for p in there), accrual)

    def _effect(self, effects: Sequence[Effect | None], status: Status) -> Effect | None:
        there = [e for e in effects if e is not None]
        if not there:
            return None
        state = _same([e.state for e in there], "unknown") if status == "in_force" else "unknown"
        by = _union(e.prevented_by for e in there) if state == "prevented" else ()
        return Effect(there[0].event, state, self.value(_of(effects, lambda e: e.at)), by)

    def _truth(self, truths: Sequence[Value | None]) -> Value | None:
        """Whether something was done; nothing was where a world does not ask."""
        if all(t is None for t in truths):
            return None
        return self.value([FALSE if t is None else t for t in truths])

    # grounds

    def _grounds(self, merged: Outcome, found: Sequence[Outcome | None], tells: Sequence[Hashable]) -> Ground | None:
        """The grounds of the first of all worlds that come to the same, under what is stated there."""
        there = [(at, o, o.because) for at, o in enumerate(found) if o is not None and o.because is not None]
        if not there or all(because == there[0][2] for _, _, because in there):
            return there[0][2] if there else None
        groups: dict[Hashable, list[tuple[int, Outcome, Ground]]] = {}
        for at, outcome, because in there:
            groups.setdefault(tells[at], []).append((at, outcome, because))
        facts = self.mattering(tells) or tuple(range(len(self.eithers)))
        worlds = [self._world(same[0], facts, len(same)) for same in groups.values()]
        more = len(worlds) - MOST_TOLD
        detail = (("further", str(more)),) if more > 0 else ()
        return Ground("worlds", merged.rule, in_force(merged), detail=detail, parts=tuple(worlds[:MOST_TOLD]))

    def _world(self, first: tuple[int, Outcome, Ground], facts: Iterable[int], count: int) -> Ground:
        world, outcome, because = first
        return Ground("world", "", in_force(outcome), detail=self._stated(world, facts, count), parts=(because,))

    def _stated(self, world: int, facts: Iterable[int], count: int) -> tuple[tuple[str, str], ...]:
        """What is stated in a world, and in how many others it comes to the same."""
        lines = []
        for at in facts:
            option, source = self.eithers[at].statements[self.choices[world][at]]
            lines.append((self.eithers[at].path, option_text(option) + (f" ({source})" if source else "")))
        return (*lines, *((("alike", str(count - 1)),) if count > 1 else ()))


def _parts(duty: Duty | None, count: int) -> Sequence[Part | None]:
    return [None] * count if duty is None else duty.parts


def _of(found: Sequence[T | None], part: Callable[[T], V]) -> list[V | None]:
    """A part of what each world has."""
    return [None if f is None else part(f) for f in found]


def _splits(there: list[tuple[tuple[int, ...], Hashable]], at: int) -> bool:
    """Whether two worlds that differ in one fact alone come out otherwise."""
    groups: dict[tuple[int, ...], Hashable] = {}
    return any(groups.setdefault((*choice[:at], *choice[at + 1 :]), told_) != told_ for choice, told_ in there)


def _possible(found: Sequence[Outcome | None]) -> tuple[Status, ...]:
    """The statuses of all worlds; ("undetermined",) where only that is known."""
    every: set[Status] = set()
    for outcome in found:
        if outcome is None:
            every.add("not_applicable")
        else:
            every |= {*outcome.possible} or {outcome.status}
    return tuple(s for s in STATUSES if s in every)


def _union(names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for found in names for name in found))


def _same(found: Sequence[T], otherwise: T) -> T:
    return found[0] if all(f == found[0] for f in found) else otherwise


def _end(value: Value, side: str) -> Plain | None:
    match value:
        case Known(plain):
            return plain
        case Unknown(low=low, high=high):
            return low if side == "low" else high
        case Null():
            return None


def _one_of(values: Sequence[Value]) -> tuple[Plain | None, ...]:
    """The distinct values, lowest first, none last; nothing where one of them is not known. A truth has no list."""
    if any(isinstance(v, Unknown) or (isinstance(v, Known) and isinstance(v.value, bool)) for v in values):
        return ()
    known = dict.fromkeys(v.value for v in values if isinstance(v, Known))
    none: tuple[None, ...] = (None,) if any(isinstance(v, Null) for v in values) else ()
    return (*in_order(list(known)), *none)


# ── what is told ──────────────────────────────────────────────────────────────────────────────────


def told(outcome: Outcome) -> Hashable:
    """What an outcome comes to, without what it waits for and the names of what beats it."""
    duty, effect = outcome.duty, outcome.effect
    owed = duty and (
        duty.state, duty.would_be, bare(duty.due), bare(duty.amount), tuple(bare(p.value) for p in duty.parts),
        bare(duty.remainder),
    )  # fmt: skip
    caused = effect and (effect.state, bare(effect.at), effect.prevented_by)
    acted = bare(outcome.exercised), bare(outcome.violated), outcome.without_effect
    return outcome.status, outcome.possible, owed, caused, acted, outcome.follows, outcome.gap


def option_text(option: Value | Judgement) -> str:
    """A statement as a facts file would write it."""
    match option:
        case Known(bool() as known):
            return "true" if known else "false"
        case Known(value):
            return _plain_text(value)
        case Null():
            return "null"
        case Judgement(judged, by, at):
            told_ = "true" if judged else "false"
            return told_ if by is None and at is None else f"{told_} ({by or ''}{', ' if by and at else ''}{at or ''})"
        case Unknown(low=low, high=high):
            return f"{'' if low is None else _plain_text(low)} – {'' if high is None else _plain_text(high)}"


def _plain_text(value: Plain) -> str:
    return decimal_text(value) if isinstance(value, Fraction) else str(value)
