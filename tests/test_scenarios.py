"""The book's scenarios, one test each, and what they exercise of every rule."""

import re

import pytest

from dsl.base.diagnostic import BadInput
from dsl.load.documents import parse_documents
from dsl.pipeline import evaluate_typed
from dsl.scenarios.coverage import measure_coverage
from dsl.scenarios.mutate import judge_mutants, mutants
from dsl.scenarios.run import evaluate_scenario, evaluate_whole
from dsl.scenarios.scenario import differences, read_scenario, read_scenarios, scenario_files
from tests.conftest import RULES, plan_of

pytestmark = pytest.mark.no_cover  # long, and of lines that other tests run as well
PLAN = plan_of(RULES)
SCENARIOS = read_scenarios(scenario_files(RULES), PLAN)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[s.name for s in SCENARIOS])
def test_scenario(scenario):
    assert differences(scenario, evaluate_scenario(PLAN, scenario)) == ()


def test_there_are_enough():
    assert len(SCENARIOS) >= 40


def test_a_scenario_comes_out_so_where_everything_is_evaluated_beside_it():
    """One in four; that every rule is in force in one and not in another, `yakkan coverage` tells (test_cli)."""
    some = SCENARIOS[::4]
    results = [evaluate_whole(PLAN, s) for s in some]
    found = [d for s, r in zip(some, results, strict=True) for d in differences(s, r) if d.field != "readings"]
    assert found == []
    assert sum(sum(seen.values()) for seen in measure_coverage(PLAN, results).seen.values()) > len(some)


def test_an_expectation_can_fail():
    """A scenario that expects something else is told apart: the comparison itself can fail."""
    late = next(s for s in SCENARIOS if any(e.field == "parts" for e in s.expected))
    result = evaluate_typed(PLAN, late.case, late.span)
    from dataclasses import replace

    expected = tuple(replace(e, value=["1", None]) if e.field == "parts" else e for e in late.expected)
    assert differences(replace(late, expected=expected), result)


@pytest.mark.parametrize(
    ("said", "code", "line"),
    [
        ("expect: [16.2]", "L201", 3),
        ("expect: {16.2: [defeated]}", "L201", 3),
        ("expect: {16.2/first: in_force}", "L201", 3),
        ("expect: {16.2/²: in_force}", "L201", 3),
        ("expect: {16.2: {confict: null}}", "S802", 3),
        ("values: [contract.deposit_cap]", "L201", 3),
        ("values: {contract.deposit_cap: {confict: null}}", "S802", 3),
        ("why: {ja: 理由}", "L205", 3),
        ("why: {ja: 理由, en: reason, de: Grund}", "L202", 3),
        ("why: [reason]", "L201", 3),
    ],
)
def test_what_says_nothing_of_a_scenario_is_an_error(said, code, line):
    (node,) = parse_documents(f"name: a\nfacts: {{as_of: 2026-06-15}}\n{said}\n", "a.yaml")
    with pytest.raises(BadInput) as caught:
        read_scenario(node, PLAN)
    assert [(d.code, d.span.line) for d in caught.value.diagnostics] == [(code, line)]


def test_mutants_are_one_change_each_and_a_known_one_is_noticed():
    changed = {(m.where, m.change) for m in mutants(PLAN)}
    assert ("16.2", "rounding dropped") in changed
    assert ("22.1.proviso", "override of 22.1 dropped") in changed
    assert ("invoice.overdue", "has passed → has come") in changed
    verdicts = list(judge_mutants(PLAN, SCENARIOS, only=("16.2",)))
    assert verdicts
    assert all(v.noticed_by is not None for v in verdicts)


def test_every_scenario_of_the_book_has_its_name_and_its_why_in_both_languages():
    """Each page tells its own half; the English quotes the print alone in Japanese: 「…」."""
    japanese = re.compile("[ぁ-んァ-ヶ一-龠]")
    for path in scenario_files(RULES):
        for node in parse_documents(path.read_text(encoding="utf-8"), path.name):
            ja, en = node.get("name").text.split(" / ")
            why = node.get("why")
            for told in (ja, why.get("ja").text):
                assert japanese.search(told), (path.name, told)
            for told in (en, re.sub("「[^」]*」", "", why.get("en").text)):
                assert told.strip(), (path.name, ja)
                assert not japanese.search(told), (path.name, told)
