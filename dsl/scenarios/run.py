"""Run scenarios against a plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from dsl.model.outcome import Result
from dsl.model.plan import Plan
from dsl.pipeline import evaluate_typed
from dsl.scenarios.scenario import Difference, Scenario, differences


@dataclass(frozen=True, slots=True)
class Ran:
    scenario: Scenario
    result: Result
    differences: tuple[Difference, ...]


def run_scenarios(plan: Plan, scenarios: Iterable[Scenario]) -> tuple[Ran, ...]:
    """Evaluate every scenario and compare; raises BadInput for a date outside the calendar."""
    out = []
    for scenario in scenarios:
        result = evaluate_typed(plan, scenario.case, scenario.span)
        out.append(Ran(scenario, result, differences(scenario, result)))
    return tuple(out)
