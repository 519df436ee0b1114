"""Contradictory statements, followed as whole alternatives: one evaluation for each combination (language 4.1)."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from dsl.evaluate.case import evaluate_case
from dsl.evaluate.merge import Merger
from dsl.evaluate.records import path_of
from dsl.model.case import Case, Instance
from dsl.model.outcome import Outcome, Result, Worlds
from dsl.model.plan import Plan
from dsl.model.value import Judgement, Value

COUNTED = 10**15
"""Beyond this, how many combinations there are tells nothing."""


@dataclass(frozen=True, slots=True)
class World:
    """One combination: which of its statements each fact takes, and the case in which they are true."""

    choice: tuple[int, ...]
    case: Case


def evaluate_worlds(
    plan: Plan, case: Case, only: Iterable[str] = (), explain: bool = False, values: bool = True
) -> Result:
    """Evaluate a case in every world of its contradictory statements, and tell what all of them come to.

    Past MOST_WORLDS combinations the case is evaluated once, each such fact lying anywhere within its statements, and
    the result says so. Raises as `evaluate_case` does.
    """
    wanted = tuple(only)
    if not case.eithers:
        return evaluate_case(plan, case, wanted, explain, values)
    told = Worlds(case.eithers, _count(case))
    if not told.followed:
        return replace(evaluate_case(plan, case, wanted, explain, values), worlds=told)
    worlds = worlds_of(case)
    results = [evaluate_case(plan, world.case, wanted, explain, values) for world in worlds]
    merger = Merger(plan, case.eithers, tuple(world.choice for world in worlds))
    return replace(_together(plan, results, merger), worlds=told)


def _count(case: Case) -> int | None:
    count = prod(len(e.statements) for e in case.eithers)
    return count if count <= COUNTED else None


def worlds_of(case: Case) -> tuple[World, ...]:
    """Every combination of statements; the last fact varies first."""
    stated = [e.statements for e in case.eithers]
    return tuple(_world(case, choice) for choice in product(*(range(len(s)) for s in stated)))


def _world(case: Case, choice: tuple[int, ...]) -> World:
    taken = [(e.path, *e.statements[at]) for e, at in zip(case.eithers, choice, strict=True)]
    root = _stated(case.root, {path: value for path, value, _ in taken})
    told_by = {path: source for path, _, source in taken if source}
    return World(choice, replace(case, root=root, eithers=(), told_by=told_by))


def _stated(instance: Instance, taken: Mapping[str, Value | Judgement]) -> Instance:
    return replace(
        instance,
        values={key: taken.get(path_of(instance, key), value) for key, value in instance.values.items()},
        one={key: _stated(inner, taken) for key, inner in instance.one.items()},
        lists={key: tuple(_stated(inner, taken) for inner in items) for key, items in instance.lists.items()},
    )


# ── all worlds together ───────────────────────────────────────────────────────────────────────────


Key = tuple[str, tuple[tuple[str, int | None], ...], str | None, int]
"""A rule, its record and its bearer; the number tells apart what is alike in all of these."""


def _together(plan: Plan, results: list[Result], merger: Merger) -> Result:
    first = results[0]
    outcomes = [_by_key(result.outcomes) for result in results]
    keys = sorted(dict.fromkeys(key for found in outcomes for key in found), key=_order(plan))
    paths = dict.fromkeys(path for result in results for path in result.values)
    return replace(
        first,
        outcomes=tuple(merger.outcome([found.get(key) for found in outcomes]) for key in keys),
        values={path: merger.term([result.values.get(path) for result in results]) for path in paths},
        readings={
            q: next(r.readings[q] for r in results if q in r.readings)
            for q in plan.book.readings
            if any(q in r.readings for r in results)
        },
        turning=tuple(sorted({day for r in results for day in r.turning})),
    )


def _by_key(outcomes: tuple[Outcome, ...]) -> dict[Key, Outcome]:
    seen: Counter[Hashable] = Counter()
    found: dict[Key, Outcome] = {}
    for outcome in outcomes:
        same = outcome.rule, outcome.subject, outcome.bearer
        found[*same, seen[same]] = outcome
        seen[same] += 1
    return found


def _order(plan: Plan) -> Callable[[Key], tuple[int, bool]]:
    """The document's order, then that in which the worlds have them, records that are not known last."""
    rules = {rule: at for at, rule in enumerate(plan.rules)}
    return lambda key: (rules[key[0]], any(index is None for _, index in key[1]))
