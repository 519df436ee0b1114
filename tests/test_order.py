"""The order of rules decides nothing: not what comes out, nor what it waits for, nor which readings it consulted."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.evaluate import evaluate_worlds
from dsl.facts import node_of, read_case
from dsl.model.case import Case
from dsl.model.outcome import Outcome
from dsl.model.plan import Plan
from dsl.scenarios.scenario import read_scenarios, scenario_files
from tests.conftest import RULES, plan_of
from tests.test_laws import LAWS, poorer, record_of, trees_plan

pytestmark = pytest.mark.no_cover  # long, and of lines that other tests run as well
FILES = list(scenario_files(RULES))


def turned(plan: Plan) -> Plan:
    """The same rules, the last one first."""
    return replace(plan, rules=dict(reversed(plan.rules.items())))


def plain(outcome: Outcome) -> tuple[object, ...]:
    parts = () if outcome.duty is None else tuple((p.value, p.accruing) for p in outcome.duty.parts)
    return replace(outcome, because=None), parts


def told(plan: Plan, case: Case) -> Mapping[object, object]:
    result = evaluate_worlds(plan, case)
    return {o.key: plain(o) for o in result.outcomes} | {path: (v, v.accruing) for path, v in result.values.items()}


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_scenario_whichever_rule_comes_first(path):
    for scenario in read_scenarios([path], plan_of(RULES))[::16]:
        plan = scenario.plan(plan_of(RULES))
        assert told(plan, scenario.case) == told(turned(plan), scenario.case), scenario.name


def test_any_case_whichever_rule_comes_first():
    plan = trees_plan()
    cases = record_of(plan, "case")

    @settings(LAWS, max_examples=60)
    @given(st.data(), st.booleans())
    def law(data: st.DataObject, more: bool) -> None:
        facts: Any = {"as_of": "2024-06-10", **data.draw(poorer(data.draw(cases), more))}
        case = read_case(node_of(facts), plan.book)
        assert told(plan, case) == told(turned(plan), case)

    law()
