"""A chain of renewals (Article 32) against its members one by one, reckoned without the engine and looked at alone."""

from datetime import date, timedelta
from typing import Any

import pytest

from dsl.facts import node_of
from dsl.model.outcome import Result
from dsl.model.plan import Plan
from dsl.model.value import Known
from dsl.pipeline import evaluate_node
from tests.conftest import RULES, plan_of
from tests.test_periods import looked_up

# What a renewal lasts by the unit of the fees: a month, a year, or the months of the fixed period (items (i) to (iii)).
RENEWED = {"month": 1, "year": 12, "period": 7}
STARTS = [
    date(2023, 12, 31),
    date(2024, 1, 30),
    date(2024, 2, 29),
    date(2026, 4, 1),
    date(2026, 8, 31),
    date(2027, 1, 29),
]


pytestmark = pytest.mark.no_cover  # long, and of lines that other tests run as well


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(RULES)


def contract(start: date, unit: str, last: date, **more: Any) -> dict[str, Any]:
    """A contract of six months at first, of which nobody declares the end."""
    said = {
        "service_start": start, "billing_unit": unit, "agreed_months": 6, "minimum_term_months": 3, "period_months": 7,
        "terminated_on": None, "cancelled_on": None, "customer_kind": "organisation", **more,
    }  # fmt: skip
    given = {"documents": "none", "exclusions": [], "notices": [], "contract": said}
    return {"as_of": start, "until": last, **given}


def chain(start: date, unit: str, count: int) -> list[tuple[date, date]]:
    """The first and the last day of each term: six months, then `count` renewals, each from the day after the last."""
    found, first, months = list[tuple[date, date]](), start, 6
    for _ in range(count + 1):
        found.append((first, looked_up(first, months)))
        first, months = found[-1][1] + timedelta(days=1), RENEWED[unit]
    return found


def told(result: Result, first: date) -> tuple[object, object, object]:
    """Of one term: its length, its last day, and when it is renewed."""
    values = [result.values[f"contract.terms[{first}].{key}"].value for key in ("months", "expiry", "renewed_on")]
    months, expiry, renewed = (v.value if isinstance(v, Known) else v for v in values)
    return months, expiry, renewed


@pytest.mark.parametrize("unit", RENEWED)
@pytest.mark.parametrize("start", STARTS, ids=str)
def test_a_chain_equals_its_members(plan: Plan, start: date, unit: str) -> None:
    """Ten renewals of a month, of seven months; five of a year. None is clipped to a shorter month for good."""
    members = chain(start, unit, 5 if unit == "year" else 10)
    whole = evaluate_node(plan, node_of(contract(start, unit, members[-1][0])))
    made = [key for key in whole.values if key.startswith("contract.terms[") and key.endswith(".expiry")]
    assert len(made) >= len(members)
    for first, last in members:
        months, expiry, renewed = told(whole, first)
        assert months == (6 if first == start else RENEWED[unit])
        assert expiry == last
        assert str(renewed) == str(last + timedelta(days=1))
        alone = contract(start, unit, members[-1][0], terms=[{"first_day": first}])
        assert told(evaluate_node(plan, node_of(alone)), first) == (months, expiry, renewed)
