"""A time line equals the evaluation on every day: nothing changes between the days that it tells, and on these it does."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.base.moment import parse_moment
from dsl.evaluate import evaluate_case
from dsl.facts import node_of
from dsl.model.case import Case
from dsl.model.node import Mapping as MappingNode
from dsl.model.node import Node, Scalar, Sequence
from dsl.model.outcome import Key, Outcome
from dsl.model.plan import Plan
from dsl.model.rule import Deadline
from dsl.model.timeline import Timeline
from dsl.pipeline import read_facts, read_under, timeline_node
from dsl.timeline.told import changed
from tests.conftest import RULES
from tests.test_laws import LAWS, complete_cases, plan_of, poorer, record_of, trees_plan
from tests.typed_trees import TypedTrees

pytestmark = pytest.mark.no_cover  # long, and of lines that other tests run as well
DAY = timedelta(days=1)


def by_key(plan: Plan, case: Case, day: date, only: tuple[str, ...]) -> Mapping[Key, Outcome]:
    return {o.key: o for o in evaluate_case(plan, replace(case, as_of=day), only, values=False)}


def day_by_day(plan: Plan, case: Case, first: date, last: date, only: tuple[str, ...]) -> Iterator[tuple[date, Key]]:
    """What changes on which day, by evaluation as of each day."""
    was, day = by_key(plan, case, first, only), first
    while day < last:
        day += DAY
        now = by_key(plan, case, day, only)
        for key in dict.fromkeys([*now, *was]):
            if changed(was.get(key), day - DAY, now.get(key), day):
                yield day, key
        was = now


def agree(plan: Plan, facts: Any, first: date, last: date, only: tuple[str, ...] = ()) -> Timeline:
    node = facts if hasattr(facts, "span") else node_of(facts)
    found = timeline_node(plan, node, first, last, only)
    case = replace(read_under(plan, node, first, None), until=last)
    told = [(c.day, c.outcome.key) for c in found.changes]
    assert sorted(told, key=str) == sorted(day_by_day(plan, case, first, last, only or tuple(plan.rules)), key=str)
    return found


# ── the shipped cases, two years long ─────────────────────────────────────────────────────────────


def test_the_life_of_a_contract_day_by_day() -> None:
    plan = plan_of("rules")
    (node,) = read_facts(RULES / "life.yaml")
    found = agree(plan, node, date(2026, 1, 1), date(2027, 12, 31))
    assert found.evaluations <= len(set(dates_in(node))) * 2 < 100


def test_the_demo_day_by_day() -> None:
    """A part of the book, since a day of the whole takes as long as that of the life above."""
    plan = plan_of("rules")
    (node,) = read_facts(RULES / "demo.yaml")
    agree(plan, node, date(2026, 1, 1), date(2027, 12, 31), ("9.3", "16.2", "19.1", "22.1"))


def dates_in(node: Node) -> Iterator[str]:
    """Every date that a facts file names."""
    match node:
        case MappingNode(entries):
            for _, value in entries:
                yield from dates_in(value)
        case Sequence(items):
            for item in items:
                yield from dates_in(item)
        case Scalar(text) if parse_moment(text):
            yield text[:10]


# ── whatever the facts ────────────────────────────────────────────────────────────────────────────

FIRST, LAST = date(2024, 1, 1), date(2025, 12, 30)


def spread(facts: Any) -> Any:
    """The dates of a generated case, which lie within three weeks of June 2024, five weeks apart over two years."""
    match facts:
        case dict():
            return {key: spread(value) for key, value in facts.items()}
        case list():
            return [spread(item) for item in facts]
        case str() if facts.startswith("2024-06-"):
            return (FIRST + timedelta(days=(int(facts[8:10]) - 1) * 35)).isoformat() + facts[10:]
        case _:
            return facts


@pytest.mark.parametrize(("book", "examples", "parts"), [("rules", 5, 2), ("rental", 4, 2)])
def test_any_case_day_by_day_for_two_years(book: str, examples: int, parts: int) -> None:
    """Complete cases and poorer ones, each with some articles of the book, so that many days cost little."""
    plan = plan_of(book)
    articles = sorted({p.split(".")[0] for p in plan.provisions})

    @settings(LAWS, max_examples=examples)
    @given(st.data(), st.booleans())
    def law(data: st.DataObject, complete: bool) -> None:
        facts = data.draw(complete_cases(book))
        facts = facts if complete else data.draw(poorer(facts, True))
        only = tuple(data.draw(st.lists(st.sampled_from(articles), min_size=parts, max_size=parts, unique=True)))
        found = agree(plan, spread(facts), FIRST, LAST, only)
        assert found.evaluations < 200

    law()


def test_a_time_line_whatever_the_rules_say() -> None:
    """As the law of monotony, with conditions, amounts, deadlines and definitions made up at random: also those that
    reckon with the as-of date and compare interest."""
    plan = trees_plan()
    asked = tuple(r for r in plan.rules if r.startswith("1."))
    trees, inner = (
        TypedTrees(plan.book, asked, ("1.4", "1.5"), "invoice", 1, records)
        for records in (("contract",), ("contract", "invoice"))
    )
    condition, money, day = trees.condition(), trees.money(), trees.day()
    each, amount, cases = inner.condition(), inner.money(), record_of(plan, "case")

    @settings(LAWS, max_examples=12)
    @given(st.data(), st.booleans())
    def law(data: st.DataObject, more: bool) -> None:
        rules = dict(plan.rules)
        for ident in ("2.1", "2.3", "2.5", "2.6", "2.7", "2.8"):
            rules[ident] = replace(rules[ident], when=data.draw(condition))
        rules["2.2"] = replace(rules["2.2"], value=data.draw(money))
        rules["2.4"] = replace(rules["2.4"], value=data.draw(day))
        rules["2.5"] = replace(rules["2.5"], amount=data.draw(money), deadline=Deadline("by", data.draw(day)))
        rules["2.9"] = replace(rules["2.9"], when=data.draw(each), amount=data.draw(amount))
        facts = data.draw(poorer(data.draw(cases), more))
        agree(replace(plan, rules=rules), facts, date(2024, 5, 25), date(2024, 7, 25))

    law()
