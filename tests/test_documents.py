"""Documents of higher rank: laws, sentences, and the ways in which they are given."""

import io
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl import load_book
from dsl.base.diagnostic import BadInput
from dsl.model.outcome import Result
from dsl.model.plan import Plan
from dsl.pipeline import with_documents
from dsl.report import result_json
from dsl.wording import citation, explain, sentence
from tests.conftest import ROOT, RULES, plan_of
from tests.test_laws import LAWS, WITHOUT_LIBRARIES, complete_cases, evaluated, outcomes_turned, poorer, values_turned

pytestmark = pytest.mark.no_cover  # long, and of lines that other tests run as well

DOCUMENTS = RULES / "scenarios" / "documents"
NAMES = ("special-agreement", "specification", "vendor-terms")
SOME = settings(LAWS, max_examples=40)
LAYERS = ("individual agreement", "specification", "vendor terms")
NONE = dict.fromkeys(LAYERS, "none")

SILENT = """
document: silent
layer: {layer}
title: {{ja: 無関係の文書, en: Unrelated Document}}
provisions: []
"""

UNRELATED = """
document: unrelated
layer: {layer}
title: {{ja: 無関係の文書, en: Unrelated Document}}
vocabulary:
  records:
    contract:
      facts:
        audited_on: {{type: event, ja: 監査, en: audit}}
      terms:
        audit_fee: {{type: money, ja: 監査料, en: audit fee}}
  actions:
    allow_audit: {{ja: 監査に応じる, en: undergo the audit, done by: contract.audited_on}}
provisions:
  - {{id: 1, who: Customer, must: undergo the audit, by: 30 days after the service start date}}
  - {{id: 2, each: invoice, state: {{ja: 遅滞は遺憾である, en: Late payment is regretted}}, when: payment is late}}
  - {{id: 3, define: audit fee, as: monthly fee divided by 10, when: 16.3 is in force}}
  - {{id: 4, who: Customer, need not: undergo the audit, when: any measure where it is urgent or otherwise necessary}}
"""


def plan() -> Plan:
    return plan_of(RULES)


@cache
def beside(*names: str) -> Plan:
    return with_documents(plan(), [DOCUMENTS / f"{name}.yaml" for name in names])


def written(text: str, folder: Path, name: str = "document.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def terms_only(result: Result) -> list[object]:
    """What comes out by the terms; what is asked of a reading is told of an outcome all the same."""
    return [o for o in result.outcomes if ":" not in o.rule]


def told(plan: Plan, facts: Any) -> str:
    return json.dumps(result_json(evaluated(plan, facts), plan.book), ensure_ascii=False)


# ── laws ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("layer", LAYERS)
def test_what_contradicts_nothing_changes_nothing(layer: str, tmp_path: Path) -> None:
    """A document about other things leaves every outcome of the terms, and every value of theirs, as it is."""
    other = with_documents(plan(), [written(UNRELATED.format(layer=layer), tmp_path)])

    @SOME
    @given(complete_cases("rules"), st.booleans(), st.data())
    def law(facts: dict[str, Any], full: bool, data: st.DataObject) -> None:
        known = facts if full else data.draw(poorer(facts, False))
        without = evaluated(plan(), known | {"documents": NONE})
        result = evaluated(other, known | {"documents": {k: v for k, v in NONE.items() if k != layer}})
        assert terms_only(result) == list(without.outcomes)
        assert {path: value for path, value in result.values.items() if path in without.values} == without.values

    law()


def test_to_be_silent_is_to_be_none(tmp_path: Path) -> None:
    """Given and silent comes to the same as none, whatever the layer."""
    silent = {y: with_documents(plan(), [written(SILENT.format(layer=y), tmp_path, f"{y}.yaml")]) for y in LAYERS}

    @SOME
    @given(complete_cases("rules"), st.sampled_from(LAYERS))
    def law(facts: dict[str, Any], layer: str) -> None:
        without = evaluated(plan(), facts | {"documents": NONE})
        result = evaluated(silent[layer], facts | {"documents": {k: v for k, v in NONE.items() if k != layer}})
        assert result.outcomes == without.outcomes
        assert result.values == without.values

    law()


@SOME
@given(complete_cases("rules"))
def test_only_what_is_left_to_documents_waits_for_them(facts: dict[str, Any]) -> None:
    """Not to know of a document changes only what says that it waits for it."""
    none, unknown = evaluated(plan(), facts | {"documents": NONE}), evaluated(plan(), facts | {"documents": {}})
    for before, after in zip(unknown.outcomes, none.outcomes, strict=True):
        if not any(need.kind == "document" for need in before.waits):
            assert before == after


@SOME
@given(complete_cases("rules"), st.permutations(NAMES))
def test_the_order_in_which_they_are_passed_does_not_matter(facts: dict[str, Any], order: list[str]) -> None:
    case = {key: value for key, value in facts.items() if key != "documents"}
    assert told(beside(*order), case) == told(beside(*NAMES), case)


def test_every_order_is_one_book() -> None:
    books = [with_documents(plan(), [DOCUMENTS / f"{n}.yaml" for n in order]) for order in permutations(NAMES)]
    one_by_one = plan()
    for name in reversed(NAMES):
        one_by_one = with_documents(one_by_one, [DOCUMENTS / f"{name}.yaml"])
    assert all(found.rules == books[0].rules and list(found.rules) == list(books[0].rules) for found in books)
    assert list(one_by_one.rules) == list(books[0].rules)
    assert one_by_one.higher == books[0].higher


def test_monotone_in_knowledge_with_documents() -> None:
    """To know more of the facts never turns a determined outcome, whichever documents are given."""
    whole = beside(*NAMES)

    @SOME
    @given(complete_cases("rules"), st.booleans(), st.data())
    def law(facts: dict[str, Any], more: bool, data: st.DataObject) -> None:
        case = {key: value for key, value in facts.items() if key != "documents"}
        fewer = data.draw(poorer(case, more))
        full, poor = evaluated(whole, case), evaluated(whole, fewer)
        turned = [*outcomes_turned(poor, full, more), *values_turned(poor, full)]
        assert not turned, f"{case}\n{fewer}\n" + "\n".join(turned)

    law()


@SOME
@given(complete_cases("rules"))
def test_who_beats_by_layer_is_higher_in_force_and_contradicts(facts: dict[str, Any]) -> None:
    """Beating is told of rules in force only; and none of a lower layer beats one above it."""
    whole = beside(*NAMES)
    case = {key: value for key, value in facts.items() if key != "documents"}
    result = evaluated(whole, case)
    in_force = {o.rule for o in result.outcomes if o.status == "in_force"}
    for outcome in result.outcomes:
        for winner in outcome.defeated_by:
            assert winner in in_force
            assert rank(winner, whole) <= rank(outcome.rule, whole)


def rank(rule: str, whole: Plan) -> int:
    return whole.book.rank(whole.book.layer_of(rule))


# ── a plan that travels ───────────────────────────────────────────────────────────────────────────

CASE = {"as_of": "2026-07-31", "contract": {"administrative_fee": 1100, "billing_unit": "year"}, "invoices": [
    {"amount": 250000, "due_on": "2026-05-29", "paid_on": "2026-07-10"}]}  # fmt: skip


def test_a_plan_with_documents_needs_the_standard_library_alone(tmp_path: Path) -> None:
    whole = beside(*NAMES)
    path = tmp_path / "plan"
    path.write_bytes(pickle.dumps(whole))
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_LIBRARIES, str(path)], input=json.dumps(CASE).encode(), capture_output=True,
        check=False, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    result = json.loads(done.stdout)
    assert result["documents"] == dict.fromkeys(LAYERS, "given")
    found = {o["provision"]: o["status"] for o in result["outcomes"]}
    assert (found["special-agreement:1"], found["specification:2"], found["16.2"]) == (
        "in_force",
        "defeated",
        "defeated",
    )


def test_the_book_itself_does_not_change() -> None:
    book = load_book(RULES)
    agreed = book.with_documents([DOCUMENTS / "special-agreement.yaml"])
    facts = CASE | {"documents": {"specification": "none"}}
    assert agreed.evaluate(facts).one("16.2").status == "defeated"
    assert agreed.evaluate(facts).documents["individual agreement"] == "given"
    assert book.evaluate(facts).one("16.2").status == "in_force"
    assert book.with_documents([]).evaluate(facts).outcomes == book.evaluate(facts).outcomes
    with pytest.raises(BadInput):
        agreed.with_documents([DOCUMENTS / "special-agreement.yaml"])


# ── sentences ─────────────────────────────────────────────────────────────────────────────────────

TITLE = "クラウドリセールサービス約款"
TERMS = "the Cloud Resale Service Terms and Conditions"
CITING = """
document: {name}
layer: {layer}
title: {{ja: {ja}, en: {en}}}
provisions:
{rules}
"""


def sentences(rules: Iterable[str], tmp_path: Path) -> dict[str, tuple[str, str]]:
    """The sentences of an agreement's rules, beside a specification of one article."""
    head = CITING.format(name="spec", layer="specification", ja="仕様書", en="Specification",
                         rules="  - {id: 1, state: {ja: 甲とする, en: first}}")  # fmt: skip
    own = CITING.format(name="agreement", layer="individual agreement", ja="覚書", en="Memorandum",
                        rules="\n".join(f"  - {rule}" for rule in rules))  # fmt: skip
    paths = [written(head, tmp_path, "spec.yaml"), written(own, tmp_path, "agreement.yaml")]
    whole = with_documents(plan(), paths)
    return {
        r.id: (sentence(r, "ja", whole.book), sentence(r, "en", whole.book)) for r in whole.rules.values()
        if r.id.startswith("agreement:")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("overrides", "ja", "en"),
    [
        ("cloud-resale-terms:16.2", f"{TITLE}第16条第2項の規定にかかわらず、", f"the provisions of Article 16, paragraph (2) of {TERMS}, "),
        ("[22.1, 19.1.3]", f"{TITLE}第22条及び第19条第1項第3号の規定にかかわらず、", f"the provisions of Article 22 and Article 19, paragraph (1), item (iii) of {TERMS}, "),
        ("[16.2, spec:1]", f"{TITLE}第16条第2項及び仕様書第1条の規定にかかわらず、", f"the provisions of Article 16, paragraph (2) of {TERMS}, and Article 1 of the Specification, "),
        ("spec:1", "仕様書第1条の規定にかかわらず、", "the provisions of Article 1 of the Specification, "),
        ("agreement:7.2", "前項の規定にかかわらず、", "the provisions of the preceding paragraph, "),
        ("agreement:6", "前条の規定にかかわらず、", "the provisions of the preceding Article, "),
        ("agreement:5", "第5条の規定にかかわらず、", "the provisions of Article 5, "),
        ("[agreement:7.1, agreement:7.2]", "前二項の規定にかかわらず、", "the provisions of the preceding two paragraphs, "),
    ],
)  # fmt: skip
def test_a_document_cites_the_terms_with_their_title_and_itself_without(
    overrides: str, ja: str, en: str, tmp_path: Path
) -> None:
    """Expected by how agreements cite: 約款第16条第2項の規定にかかわらず, and 前項 within their own text."""
    rules = [
        *(f"{{id: {ident}, state: {{ja: 乙とする, en: second}}}}" for ident in ("5", "6", "7.1", "7.2")),
        f"{{id: 7.3, state: {{ja: 丙とする, en: third}}, overrides: {overrides}}}",
    ]
    told_ja, told_en = sentences(rules, tmp_path)["agreement:7.3"]
    assert told_ja == f"{ja}丙とします。"
    assert told_en.removeprefix("Notwithstanding ") == f"{en}third."


def grounds_of(rule: str, whole: Plan) -> str:
    because = evaluated(whole, CASE, explain=True).one(rule).because
    assert because is not None
    return "\n".join(explain(because, "ja", whole.book))


def test_the_grounds_tell_whether_the_higher_provision_prevails() -> None:
    """One that differs prevails; one that says the same does not, though it applies."""
    told = [grounds_of("16.2", beside(name)) for name in ("special-agreement", "memorandum")]
    assert "上位の文書の規定 個別契約書第1条： 優先する\n" in told[0]
    assert "上位の文書の規定 覚書第1条： 優先しない\n" in told[1]
    assert "  覚書第1条： 適用される\n" in told[1]


def test_the_first_article_of_a_document_follows_nothing(tmp_path: Path) -> None:
    """What stands last in the terms is not the article before the first of an agreement."""
    rules = ["{id: 1, state: {ja: 乙とする, en: second}, overrides: 36.3}"]
    told_ja, _ = sentences(rules, tmp_path)["agreement:1"]
    assert told_ja.startswith(f"{TITLE}第36条第3項の規定にかかわらず、")


def test_alone_a_provision_is_cited_behind_its_title() -> None:
    book = beside("special-agreement").book
    assert citation("special-agreement:1", "ja", book) == "個別契約書第1条"
    assert citation("special-agreement:1", "en", book) == "Special Agreement, Article 1"
    assert citation("16.2", "ja", book) == "第16条第2項"


# ── the command line ──────────────────────────────────────────────────────────────────────────────

AGREEMENT = str(DOCUMENTS / "special-agreement.yaml")


@pytest.fixture
def facts(tmp_path: Path) -> str:
    return str(written(json.dumps(CASE), tmp_path, "facts.json"))


def test_eval_with_documents(yakkan: Any, facts: str) -> None:
    done = yakkan("eval", facts, "--with", AGREEMENT, "--json")
    result = json.loads(done.out)
    jsonschema.validate(result, json.loads(yakkan("schema", "result").out))
    assert (done.code, result["documents"]["individual agreement"], result["documents"]["specification"]) == (
        0, "given", "not known",
    )  # fmt: skip
    (own,) = [o for o in result["outcomes"] if o["provision"] == "special-agreement:1"]
    assert own["citation"] == {"ja": "個別契約書第1条", "en": "Special Agreement, Article 1"}
    assert own["duty"]["amount"] == "863"
    assert result["outcomes"][-1]["provision"] == "special-agreement:3"


@pytest.mark.parametrize(
    ("lang", "head"), [("ja", "併せて適用する文書: 個別契約書"), ("en", "applied together with: Special Agreement")]
)
def test_the_text_names_the_documents(yakkan: Any, facts: str, lang: str, head: str) -> None:
    done = yakkan("eval", facts, "--with", AGREEMENT, "--lang", lang, "--only", "16.2", "--only", "special-agreement")
    assert head in done.out
    assert done.out.count({"ja": "個別契約書第1条", "en": "Special Agreement, Article 1"}[lang]) == 2


@pytest.mark.parametrize("options", [["--register"], ["--register", "--json"], ["--all-readings"], ["--explain"]])
def test_every_form_of_eval_knows_them(yakkan: Any, facts: str, options: list[str]) -> None:
    done = yakkan("eval", facts, "--with", AGREEMENT, "--only", "special-agreement", "--lang", "en", *options)
    assert done.code == 0
    assert "Special Agreement, Article 1" in done.out


def test_only_one_document_is_asked_for_by_its_title(yakkan: Any, facts: str) -> None:
    done = yakkan("eval", facts, "--with", AGREEMENT, "--only", "個別契約書", "--json")
    assert {o["provision"] for o in json.loads(done.out)["outcomes"]} == {f"special-agreement:{n}" for n in (1, 2, 3)}


def test_ask_with_documents(yakkan: Any, facts: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
    done = yakkan("ask", facts, "--with", AGREEMENT, "--only", "special-agreement:1", "--lang", "en")
    assert done.code == 0
    assert "Special Agreement, Article 1" in done.out


def test_check_with_documents(yakkan: Any, tmp_path: Path) -> None:
    assert yakkan("check", "--with", AGREEMENT).code == 0
    wrong = written(SILENT.format(layer="these terms"), tmp_path)
    done = yakkan("check", "--with", str(wrong), "--lang", "en")
    assert (done.code, "document.yaml:3:8: error[D901]" in done.err) == (1, True)
    missing = yakkan("eval", "rules/demo.yaml", "--with", str(tmp_path / "none.yaml"), "--lang", "en")
    assert (missing.code, "error[L101]" in missing.err) == (1, True)


def test_scenarios_beside_a_document(yakkan: Any) -> None:
    """What the agreement would change is shown; a scenario that says something else of it is left out and named."""
    done = yakkan("test", "--with", AGREEMENT, "--lang", "en", "--json")
    told = json.loads(done.out)
    assert done.code == 1
    assert "default interest by individual agreement" in done.err
    first = next(d for d in told["differences"] if d["scenario"].endswith("42 days late"))
    assert (first["where"], first["field"], first["expected"], first["actual"]) == (
        "16.2",
        "status",
        "in_force",
        "defeated",
    )


def test_document_files_fit_their_schema(yakkan: Any) -> None:
    from dsl.load.documents import parse_documents

    schema = json.loads(yakkan("schema", "document").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in DOCUMENTS.glob("*.yaml"):
        (node,) = parse_documents(path.read_text("utf-8"), path.name)
        assert {key.text for key, _ in node.entries} <= set(schema["properties"])  # type: ignore[union-attr]


def test_scenarios_name_documents_that_are_no_scenarios() -> None:
    from dsl.load.book import book_files
    from dsl.scenarios.scenario import read_scenarios, scenario_files

    files = [*scenario_files(RULES), *book_files(RULES)]
    assert not [path for path in files if path.parent.name == "documents"]
    found = [s for s in read_scenarios([RULES / "scenarios" / "documents.yaml"], plan()) if s.given is not None]
    assert len(found) >= 8


def test_a_scenario_with_a_wrong_document_tells_its_errors_alone(tmp_path: Path) -> None:
    from dsl.scenarios.scenario import read_scenarios

    written(SILENT.format(layer="these terms"), tmp_path, "wrong.yaml")
    text = "name: x\nwith: wrong.yaml\nfacts: {as_of: 2026-01-01}\nexpect: {'silent:1': in_force}\n"
    with pytest.raises(BadInput) as caught:
        read_scenarios([written(text, tmp_path, "scenario.yaml")], plan())
    assert [d.code for d in caught.value.diagnostics] == ["D901"]


def test_a_scenario_stands_beside_another_state_of_the_book() -> None:
    from dsl.scenarios.scenario import read_scenarios

    found = [s for s in read_scenarios([RULES / "scenarios" / "documents.yaml"], plan()) if s.given is not None]
    first = found[0]
    changed = replace(plan(), rules={**plan().rules})
    assert list(first.plan(changed).rules) == list(first.plan(plan()).rules)  # another state of the book
