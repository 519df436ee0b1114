"""Run scenarios against a plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from dsl.alternatives import alternatives, with_matters
from dsl.model.outcome import Result
from dsl.model.plan import Plan
from dsl.pipeline import evaluate_typed
from dsl.scenarios.scenario import Difference, Scenario, differences


@dataclass(frozen=True, slots=True)
class Ran:
    scenario: Scenario
    result: Result
    differences: tuple[Difference, ...]


def evaluate_scenario(plan: Plan, scenario: Scenario) -> Result:
    """Evaluate what a scenario speaks of in its case; which readings matter is worked out only where expected."""
    plan, only = scenario.plan(plan), scenario.speaks_of
    result = evaluate_typed(plan, scenario.case, scenario.span, only)
    if not any(e.field == "readings" for e in scenario.expected):
        return result
    return with_matters(result, alternatives(plan, scenario.case, result, scenario.span, only))


def evaluate_whole(plan: Plan, scenario: Scenario) -> Result:
    """Evaluate everything in a scenario's case, whatever it speaks of."""
    return evaluate_typed(scenario.plan(plan), scenario.case, scenario.span)


def run_scenarios(plan: Plan, scenarios: Iterable[Scenario]) -> tuple[Ran, ...]:
    """Evaluate every scenario and compare; raises BadInput for a date outside the calendar."""
    out = []
    for scenario in scenarios:
        result = evaluate_scenario(plan, scenario)
        out.append(Ran(scenario, result, differences(scenario, result)))
    return tuple(out)
