"""A time line equals the evaluation on every day: nothing changes between the days that it tells, and on these it does."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.evaluate import evaluate_case
from dsl.facts import node_of
from dsl.model.case import Case
from dsl.model.outcome import Key, Outcome
from dsl.model.plan import Plan
from dsl.model.rule import Deadline
from dsl.model.timeline import Timeline
from dsl.pipeline import read_facts, read_under, timeline_node
from dsl.timeline.told import changed
from tests.conftest import RULES
from tests.test_laws import BOOKS, LAWS, complete_cases, plan_of, poorer, record_of, trees_plan
from tests.typed_trees import TypedTrees

DAY = timedelta(days=1)


def by_key(plan: Plan, case: Case, day: date, only: tuple[str, ...]) -> Mapping[Key, Outcome]:
    return {o.key: o for o in evaluate_case(plan, replace(case, as_of=day), only)}


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
