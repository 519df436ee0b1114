"""What hangs on a reading: guards, priorities, conventions (language 7). Whoever asks has consulted the question."""

from collections.abc import Callable

from dsl.evaluate.bounds import either_of
from dsl.evaluate.run import Run
from dsl.evaluate.truth import any_of, is_false, truth, waiting
from dsl.model.book import Convention
from dsl.model.expression import Under
from dsl.model.rule import Rule
from dsl.model.value import FALSE, TRUE, Need, Unknown, Value


def read_under(guard: Under, run: Run) -> Value:
    """Whether the book is read so; without an answer it waits for one."""
    taken = run.answer(guard.question)
    return waiting(_need(guard.question)) if taken is None else truth(taken == guard.answer)


def _need(question: str) -> Need:
    return Need(question, "reading")


def selected(rule: Rule, run: Run) -> bool:
    """Whether a rule may be part of the book as it is read."""
    return not any(is_false(read_under(guard, run)) for guard in rule.under)


def priority(beater: str, beaten: str, run: Run) -> Value:
    """Whether one rule beats another where both hold: always, never, or by the reading taken."""
    if beater not in run.plan.beaters.get(beaten, ()):
        return FALSE
    guards = run.plan.priorities.get((beater, beaten))
    return TRUE if guards is None else any_of([read_under(guard, run) for guard in guards])


def priority_between(one: str, other: str, run: Run) -> Value:
    """Whether one of two rules beats the other, whichever: also where every answer to an open question lets one do."""
    found = any_of([priority(one, other, run), priority(other, one, run)])
    if not isinstance(found, Unknown):
        return found
    pairs = ((one, other), (other, one))
    guards = {(g.question, g.answer) for pair in pairs for g in run.plan.priorities.get(pair, ())}
    readings = run.plan.book.readings
    covered = any(all((q, answer) in guards for answer in readings[q].keys) for q, _ in guards)
    return TRUE if covered else found


# ── conventions ───────────────────────────────────────────────────────────────────────────────────


def by_convention(name: str, run: Run, compute: Callable[[Convention], Value]) -> Value:
    """A value by the convention of a name: by its variant for the reading taken, else within the bounds of them all."""
    convention = run.plan.book.settings.conventions[name]
    if convention.reading is None:
        return compute(convention)
    taken = run.answer(convention.reading)
    if taken is not None:
        run.detail("reading", f"{convention.reading} = {taken}")
        return compute(convention.variants[taken])
    needs = frozenset({_need(convention.reading)})
    return either_of([compute(variant) for variant in convention.every], needs)
