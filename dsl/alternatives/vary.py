"""One case read in other ways: one question at a time, or every combination."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import prod
from typing import Generic, TypeVar

from dsl.base.source import NOWHERE, Span
from dsl.model.case import Case
from dsl.model.outcome import Outcome, Result, TermValue
from dsl.model.plan import Plan
from dsl.model.reading import assignments
from dsl.model.value import bare
from dsl.pipeline import evaluate_typed
from dsl.report.outcomes import duty_json, effect_json, plain_or_none, truth_json

MOST_COMBINATIONS = 4_096

Key = tuple[str, tuple[tuple[str, int | None], ...], str | None]
"""What makes an outcome the same one under another reading: its rule, its record, its bearer."""

Choice = Mapping[str, str | None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Alternative:
    """The same case with another answer to one question."""

    question: str
    answer: str
    result: Result


def consulted(result: Result) -> tuple[str, ...]:
    """The questions on which anything in a result hangs, in the book's order."""
    asked = {q for o in result.outcomes for q in o.readings} | {q for v in result.values.values() for q in v.readings}
    return tuple(q for q in result.readings if q in asked)


def alternatives(
    plan: Plan, case: Case, result: Result, span: Span = NOWHERE, only: tuple[str, ...] = ()
) -> tuple[Alternative, ...]:
    """Every other answer to each question that was consulted, one at a time. Raises BadInput as evaluation does."""
    return tuple(alternative(plan, case, q, answer, span, only) for q, answer in other_answers(plan, result))


def other_answers(plan: Plan, result: Result) -> tuple[tuple[str, str], ...]:
    """Each question that was consulted, with each answer that was not taken."""
    asked = ((q, plan.book.readings[q].keys) for q in consulted(result))
    return tuple((q, answer) for q, answers in asked for answer in answers if answer != result.readings[q])


def alternative(
    plan: Plan, case: Case, question: str, answer: str, span: Span = NOWHERE, only: tuple[str, ...] = ()
) -> Alternative:
    """The case with another answer to one question. Raises BadInput as evaluation does."""
    return Alternative(question, answer, _read(plan, case, {question: answer}, span, only))


def _read(plan: Plan, case: Case, choice: Choice, span: Span, only: tuple[str, ...]) -> Result:
    taken = {question: answer for question, answer in choice.items() if answer is not None}
    return evaluate_typed(plan, replace(case, readings={**case.readings, **taken}), span, only)


# ── what matters ──────────────────────────────────────────────────────────────────────────────────


def with_matters(result: Result, others: Iterable[Alternative]) -> Result:
    """The result in which every outcome and value tells which of the questions that it consulted matter."""
    known = [(other.question, by_key(other.result), other.result.values) for other in others]
    outcomes = tuple(_outcome(o, [(q, found.get(key_of(o))) for q, found, _ in known]) for o in result.outcomes)
    values = {
        path: replace(value, matters=_mattering(value.readings, changed))
        for path, value in result.values.items()
        for changed in [{q for q, _, found in known if told_value(found.get(path)) != told_value(value)}]
    }
    return replace(result, outcomes=outcomes, values=values)


def _outcome(outcome: Outcome, others: Iterable[tuple[str, Outcome | None]]) -> Outcome:
    changed = {q for q, other in others if other is None or told(other) != told(outcome)}
    return replace(outcome, matters=_mattering(outcome.readings, changed))


def _mattering(asked: tuple[str, ...], changed: set[str]) -> tuple[str, ...]:
    return tuple(q for q in asked if q in changed)


def key_of(outcome: Outcome) -> Key:
    return outcome.rule, outcome.subject, outcome.bearer


def by_key(result: Result) -> dict[Key, Outcome]:
    return {key_of(o): o for o in result.outcomes}


def told(outcome: Outcome) -> tuple[object, ...]:
    """What an outcome comes to, without what it waits for."""
    duty = None if outcome.duty is None else dict(duty_json(outcome.duty, "")) | {
        "parts": [plain_or_none(p.value) or bare(p.value) for p in outcome.duty.parts]
    }  # fmt: skip
    effect = None if outcome.effect is None else effect_json(outcome.effect)
    exercised, violated = truth_json(outcome.exercised), truth_json(outcome.violated)
    return outcome.status, outcome.possible, duty, effect, exercised, violated, outcome.without_effect


def told_value(value: TermValue | None) -> object:
    """What a value is, without what it waits for."""
    if value is None:
        return None
    return bare(value.value), value.conflict


# ── every combination ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Reading:
    """One combination of answers to the questions that were varied, and what the case comes to under it."""

    choice: Choice
    result: Result


@dataclass(frozen=True, slots=True)
class AllReadings:
    """`base` is the case as it is read; where not `complete`, the questions were varied one at a time."""

    questions: tuple[str, ...]
    base: Result
    readings: tuple[Reading, ...]
    complete: bool


def all_readings(
    plan: Plan, case: Case, span: Span = NOWHERE, only: tuple[str, ...] = (), most: int = MOST_COMBINATIONS
) -> AllReadings:
    """The case under every combination of answers to the questions that some of them consults.

    A question may come up under another reading only: those are varied as well. Past `most` combinations each question
    is varied alone. Raises BadInput as evaluation does.
    """
    base = evaluate_typed(plan, case, span, only)
    questions: tuple[str, ...] = ()
    found = [Reading({}, base)]
    complete = True
    while (asked := _asked(plan, found)) != questions:
        questions = asked
        complete = prod(len(plan.book.readings[q].keys) for q in questions) <= most
        choices = _combinations(plan, questions) if complete else _one_at_a_time(plan, questions, base)
        found = [Reading(choice, _read(plan, case, choice, span, only)) for choice in choices]
    return AllReadings(questions, base, tuple(found), complete)


def _asked(plan: Plan, readings: Iterable[Reading]) -> tuple[str, ...]:
    asked = {q for reading in readings for q in consulted(reading.result)}
    asked |= {q for reading in readings for q in reading.choice}
    return tuple(q for q in plan.book.readings if q in asked)


def _combinations(plan: Plan, questions: Iterable[str]) -> Iterable[Choice]:
    return assignments(plan.book.readings[q] for q in questions)


def _one_at_a_time(plan: Plan, questions: tuple[str, ...], base: Result) -> Iterator[Choice]:
    """The answers taken, then each other answer alone; what was not consulted at first has its default."""
    yield {}
    for q in questions:
        taken = base.readings.get(q, plan.book.readings[q].default)
        yield from ({q: answer} for answer in plan.book.readings[q].keys if answer != taken)


# ── by outcome ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Varied(Generic[T]):
    """One outcome or value: the questions that matter to it, and what it comes to for each way to answer them."""

    key: str
    questions: tuple[str, ...]
    rows: tuple[tuple[Choice, T | None], ...]


def varied_outcomes(found: AllReadings) -> tuple[Varied[Outcome], ...]:
    """Every outcome of any reading, in the document's order, by the questions that matter to it."""
    tables = [by_key(r.result) for r in found.readings]
    keys = dict.fromkeys([*by_key(found.base), *(k for table in tables for k in table)])
    return tuple(_varied(found, key[0], [t.get(key) for t in tables], told) for key in keys)


def varied_values(found: AllReadings) -> tuple[Varied[TermValue], ...]:
    tables = [r.result.values for r in found.readings]
    paths = dict.fromkeys(path for table in tables for path in table)
    return tuple(_varied(found, path, [t.get(path) for t in tables], told_value) for path in paths)


def _varied(found: AllReadings, key: str, items: list[T | None], tell: Callable[[T], object]) -> Varied[T]:
    tells = [None if item is None else tell(item) for item in items]
    matter = _complete(found, tells) if found.complete else _alone(found, tells)
    rows: dict[tuple[str | None, ...], tuple[Choice, T | None]] = {}
    for reading, item in zip(found.readings, items, strict=True):
        choice = {q: _answer(found, reading, q) for q in matter}
        rows.setdefault(tuple(choice.values()), (choice, item))
    return Varied(key, matter, tuple(rows.values()))


def _answer(found: AllReadings, reading: Reading, question: str) -> str | None:
    return reading.choice.get(question, found.base.readings.get(question))


def _complete(found: AllReadings, tells: list[object]) -> tuple[str, ...]:
    """The questions in which alone two readings differ that come out otherwise."""
    return tuple(q for q in found.questions if _splits(found.readings, tells, q))


def _splits(readings: Iterable[Reading], tells: Iterable[object], question: str) -> bool:
    groups: dict[tuple[str | None, ...], object] = {}
    for reading, told_ in zip(readings, tells, strict=True):
        rest = tuple(a for q, a in reading.choice.items() if q != question)
        if groups.setdefault(rest, told_) != told_:
            return True
    return False


def _alone(found: AllReadings, tells: list[object]) -> tuple[str, ...]:
    changed = {q for r, told_ in zip(found.readings, tells, strict=True) for q in r.choice if told_ != tells[0]}
    return tuple(q for q in found.questions if q in changed)
