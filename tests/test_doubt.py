"""Laws of what is known in part: contradictory statements are the union of their worlds, bounds hold, narrowing never turns."""

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dsl.base.diagnostic import BadInput
from dsl.evaluate import evaluate_case, evaluate_worlds
from dsl.facts import node_of, read_case
from dsl.model.case import Case
from dsl.model.outcome import Outcome, Result
from dsl.model.plan import Plan
from dsl.model.rule import Deadline
from dsl.model.value import Known, Null, Unknown, Value
from dsl.model.vocabulary import RANGED, Entry, Vocabulary
from tests.test_laws import (
    BOOKS,
    DAYS,
    LAWS,
    complete_cases,
    outcomes_turned,
    plan_of,
    record_of,
    trees_plan,
    value_of,
    values_turned,
)
from tests.typed_trees import TypedTrees

Facts = dict[str, Any]
Path = tuple[str | int, ...]
Leaf = tuple[Path, Entry]


# ── cases of which something is not known exactly ─────────────────────────────────────────────────


pytestmark = pytest.mark.no_cover  # long, and of lines that other tests run as well


def leaves(vocabulary: Vocabulary, record: str, facts: Mapping[str, Any], path: Path = ()) -> Iterator[Leaf]:
    """Every fact that a case gives."""
    for entry in vocabulary.records[record].entries:
        value = facts.get(entry.key)
        if entry.kind == "one" and value is not None:
            yield from leaves(vocabulary, entry.holds or "", value, (*path, entry.key))
        elif entry.kind == "list" and value is not None:
            for at, item in enumerate(value):
                yield from leaves(vocabulary, entry.holds or "", item, (*path, entry.key, at))
        elif entry.key in facts:
            yield (*path, entry.key), entry


def at(facts: Any, path: Path) -> Any:
    for step in path:
        facts = facts[step]
    return facts


def put(facts: Facts, told: Mapping[Path, Any]) -> Facts:
    """The facts with other values at some places; `LEFT_OUT` takes a fact away."""
    found = copy.deepcopy(facts)
    for path, value in told.items():
        if value is LEFT_OUT:
            del at(found, path[:-1])[path[-1]]
        else:
            at(found, path[:-1])[path[-1]] = value
    return found


LEFT_OUT = object()


def vocabulary_of(book: str) -> Vocabulary:
    return (trees_plan() if book == "trees" else plan_of(book)).book.vocabulary


def some_leaves(found: list[Leaf], least: int, most: int) -> st.SearchStrategy[list[Leaf]]:
    assume(len(found) >= least)
    places = st.lists(st.integers(0, len(found) - 1), min_size=least, max_size=most, unique=True)
    return places.map(lambda picked: [found[n] for n in picked])


@st.composite
def contradicted(draw: st.DrawFn, book: str, facts: Facts, least: int = 1, most: int = 2) -> dict[Path, list[Any]]:
    """Two or three statements of some facts of a case."""
    vocabulary = vocabulary_of(book)
    parties = [p.key for p in vocabulary.parties.values() if not p.judge]
    told: dict[Path, list[Any]] = {}
    for path, entry in draw(some_leaves(list(leaves(vocabulary, "case", facts)), least, most)):
        own = value_of(entry, parties, list(vocabulary.parties))
        told[path] = draw(st.lists(own, min_size=2, max_size=3, unique_by=lambda v: json.dumps(v, default=str)))
    return told


def case_of(plan: Plan, facts: Facts) -> Case:
    """Raises hypothesis's own refusal where two statements of one fact mean the same."""
    try:
        return read_case(node_of(facts), plan.book)
    except BadInput as bad:
        assume(not {"F512", "Q912"} & {d.code for d in bad.diagnostics})
        raise


def either(told: Mapping[Path, list[Any]]) -> dict[Path, Any]:
    return {path: {"either": statements} for path, statements in told.items()}


def failed(turned: list[str], *cases: object) -> str:
    return "\n".join([*(str(case) for case in cases), *turned])


# ── either is the union of its worlds ─────────────────────────────────────────────────────────────


def key(outcome: Outcome) -> tuple[object, ...]:
    return outcome.rule, outcome.subject, outcome.bearer


def statuses(outcome: Outcome | None) -> set[str]:
    """What a rule's status may be; of a record that there is not, no rule applies."""
    return {"not_applicable"} if outcome is None else {*outcome.possible} or {outcome.status}


def union_broken(merged: Result, worlds: list[Result]) -> Iterator[str]:
    by_key = [{key(o): o for o in world} for world in worlds]
    for outcome in merged:
        found = [world.get(key(outcome)) for world in by_key]
        every = {s for o in found for s in statuses(o)}
        same = len({"not_applicable" if o is None else o.status for o in found}) == 1
        determined = same and all(o is None or o.status != "undetermined" for o in found)
        if determined != (outcome.status != "undetermined"):
            yield f"{key(outcome)}: {outcome.status}, but in the worlds {every}"
        if statuses(outcome) != every:
            yield f"{key(outcome)}: possible {outcome.possible}, but in the worlds {every}"
        amounts = [o.duty.amount for o in found if o is not None and o.duty is not None]
        if outcome.duty is not None and outcome.duty.amount is not None:
            yield from (f"{key(outcome)}: amount {t}" for t in value_broken(outcome.duty.amount, amounts))
    for path, term in merged.values.items():
        found_values = [world.values[path].value if path in world.values else Null() for world in worlds]
        yield from (f"{path}: {t}" for t in value_broken(term.value, found_values))


def value_broken(merged: Value, worlds: Sequence[Value | None]) -> Iterator[str]:
    known = {v.value if isinstance(v, Known) else None for v in worlds if not isinstance(v, Unknown)}
    settled = not any(isinstance(v, Unknown) for v in worlds)
    if settled and len(known) == 1 and isinstance(merged, Unknown):
        yield f"{merged}, but {known} in every world"
    if settled and len(known) > 1 and not known <= {True, False} and {*getattr(merged, "one_of", ())} != known:
        yield f"{merged}, but {known} in the worlds"


@pytest.mark.parametrize("book", BOOKS)
def test_either_is_the_union_of_its_worlds(book: str) -> None:
    plan = plan_of(book)

    @settings(LAWS, max_examples=15)
    @given(st.data())
    def law(data: st.DataObject) -> None:
        facts = data.draw(complete_cases(book))
        told = data.draw(contradicted(book, facts))
        case = case_of(plan, put(facts, either(told)))
        merged, loose = evaluate_worlds(plan, case), evaluate_case(plan, case)
        choices = [dict(zip(told, choice, strict=True)) for choice in product(*told.values())]
        worlds = [evaluate_case(plan, case_of(plan, put(facts, choice))) for choice in choices]
        assert merged.worlds is not None
        assert merged.worlds.count == len(worlds)
        broken = [*union_broken(merged, worlds)]
        for world in worlds:
            broken += [*outcomes_turned(merged, world, False), *values_turned(merged, world)]
        broken += [*outcomes_turned(loose, merged, False), *values_turned(loose, merged)]
        assert not broken, failed(broken, facts, either(told))

    law()


@pytest.mark.parametrize("book", BOOKS)
def test_past_the_limit_nothing_is_determined_that_is_not(book: str) -> None:
    """Nine facts with two statements each are 512 worlds; each of them was possible before."""
    plan = plan_of(book)

    @settings(LAWS, max_examples=20)
    @given(st.data())
    def law(data: st.DataObject) -> None:
        facts = data.draw(complete_cases(book))
        told = data.draw(contradicted(book, facts, 9, 12))
        merged = evaluate_worlds(plan, case_of(plan, put(facts, either(told))))
        assert merged.worlds is not None
        assert not merged.worlds.followed
        point = {path: data.draw(st.sampled_from(statements)) for path, statements in told.items()}
        world = evaluate_case(plan, case_of(plan, put(facts, point)))
        broken = [*outcomes_turned(merged, world, False), *values_turned(merged, world)]
        assert not broken, failed(broken, facts, either(told), point)

    law()


# ── bounds contain, narrowing never turns ─────────────────────────────────────────────────────────


@st.composite
def around(draw: st.DrawFn, entry: Entry, value: Any) -> tuple[Any, list[Any]]:
    """A range that holds a value, and other values within it."""
    if entry.kind in ("date", "event"):
        day = date.fromisoformat(str(value)[:10])
        before, after = draw(st.integers(0, 4)), draw(st.integers(0, 4))
        ends: list[Any] = [(day - timedelta(days=before)).isoformat(), (day + timedelta(days=after)).isoformat()]
        within: list[Any] = [(day + timedelta(days=n)).isoformat() for n in range(-before, after + 1) if n]
    elif entry.kind == "duration":
        count, unit = int(str(value).split()[0]), str(value).split()[1]
        before, after = draw(st.integers(0, min(count, 3))), draw(st.integers(0, 3))
        ends = [f"{count - before} {unit}", f"{count + after} {unit}"]
        within = [f"{count + n} {unit}" for n in range(-before, after + 1) if n]
    else:
        amount, before, after = Fraction(str(value)), draw(st.integers(0, 5)), draw(st.integers(0, 5))
        ends = [max(amount - before, Fraction(0)), amount + after]
        within = [amount + n for n in range(-before, after + 1) if n and amount + n >= 0]
    form = draw(st.sampled_from(["between", "between", "at least", "at most"]))
    told = {"between": {"between": ends}, "at least": {"at least": ends[0]}, "at most": {"at most": ends[1]}}
    return told[form], within


@st.composite
def narrowings(draw: st.DrawFn, book: str, facts: Facts) -> list[Facts]:
    """The same facts, ever better known: some left out; within ranges; one of several statements; exactly; by the hour.

    No hour is 0:00, from which on a period counts the day itself (Civil Code, Article 140).
    """
    ranges: dict[Path, Any] = {}
    statements: dict[Path, Any] = {}
    found = [leaf for leaf in leaves(vocabulary_of(book), "case", facts) if leaf[1].kind in RANGED]
    for path, entry in draw(some_leaves([leaf for leaf in found if at(facts, leaf[0]) is not None], 1, 4)):
        value = at(facts, path)
        ranges[path], within = draw(around(entry, value))
        if within and len(statements) < 2:
            others = draw(st.lists(st.sampled_from(within), min_size=1, max_size=2, unique=True))
            statements[path] = {"either": [value, *others]}
    steps = [put(facts, dict.fromkeys(ranges, LEFT_OUT)), put(facts, ranges), put(facts, ranges | statements), facts]
    events = [path for path, entry in found if entry.kind == "event" and len(str(at(facts, path))) == len("2024-06-01")]
    hours = {path: f"{at(facts, path)}T{draw(st.sampled_from(['00:01', '09:00', '18:30']))}" for path in events}
    return [*steps, put(facts, hours)]


def turned_on_the_way(plan: Plan, steps: list[Facts]) -> list[str]:
    results = [evaluate_worlds(plan, case_of(plan, step)) for step in steps]
    pairs = [(n, m) for n in range(len(results)) for m in range(n + 1, len(results))]
    return [
        f"{n} → {m}: {told}"
        for n, m in pairs
        for told in (*outcomes_turned(results[n], results[m], False), *values_turned(results[n], results[m]))
    ]


@pytest.mark.parametrize("book", BOOKS)
def test_to_narrow_a_fact_never_turns_an_outcome(book: str) -> None:
    plan = plan_of(book)

    @settings(LAWS, max_examples=20)
    @given(st.data())
    def law(data: st.DataObject) -> None:
        facts = data.draw(complete_cases(book))
        steps = data.draw(narrowings(book, facts))
        turned = turned_on_the_way(plan, steps)
        assert not turned, failed(turned, *steps)

    law()


def test_to_narrow_a_fact_never_turns_an_outcome_whatever_the_rules_say() -> None:
    """As above, with conditions, amounts, deadlines and definitions made up at random."""
    plan = trees_plan()
    asked = tuple(r for r in plan.rules if r.startswith("1."))
    trees, inner = (
        TypedTrees(plan.book, asked, ("1.4", "1.5"), "invoice", 1, records)
        for records in (("contract",), ("contract", "invoice"))
    )
    condition, money, day = trees.condition(), trees.money(), trees.day()
    each, amount, cases = inner.condition(), inner.money(), record_of(plan, "case")

    @settings(LAWS, max_examples=100)
    @given(st.data())
    def law(data: st.DataObject) -> None:
        rules = dict(plan.rules)
        for ident in ("2.1", "2.3", "2.5", "2.6", "2.7", "2.8"):
            rules[ident] = replace(rules[ident], when=data.draw(condition))
        rules["2.2"] = replace(rules["2.2"], value=data.draw(money))
        rules["2.4"] = replace(rules["2.4"], value=data.draw(day))
        rules["2.5"] = replace(rules["2.5"], amount=data.draw(money), deadline=Deadline("by", data.draw(day)))
        rules["2.9"] = replace(rules["2.9"], when=data.draw(each), amount=data.draw(amount))
        changed = replace(plan, rules=rules)
        facts = {"as_of": data.draw(DAYS), **data.draw(cases)}
        steps = data.draw(narrowings("trees", facts))
        turned = turned_on_the_way(changed, steps)
        assert not turned, failed([*turned, *(str(r) for r in rules.values() if r.id[0] == "2")], *steps)

    law()
