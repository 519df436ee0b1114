"""The command line as people and programs use it: output, exit codes, and no traceback whatever comes in."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import ROOT, RULES

LATE = "as_of: 2026-07-10\ninvoices:\n  - {amount: 250000, due_on: 2026-05-29, paid_on: 2026-07-10}\n"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(LATE, encoding="utf-8")
    return path


def test_check_of_the_book_is_clean(yakkan):
    done = yakkan("check", "--lang", "en")
    assert (done.code, done.out) == (0, "")
    assert "no errors" in done.err


def test_kept_parser_tables_are_only_a_short_cut(tmp_path):
    """Without a place of one's own, from nothing, from kept tables, and from spoilt ones: the same."""
    home = tmp_path / "cache"
    home.mkdir()
    shared = tmp_path / "shared"
    (shared / "yakkan").mkdir(parents=True)
    (shared / "yakkan").chmod(0o777)

    def check(folder: Path) -> tuple[int, str]:
        command = [sys.executable, "-m", "dsl", "check", "--lang", "en"]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "XDG_CACHE_HOME": str(folder)},
                              capture_output=True, text=True, check=False)  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    fresh = check(home)
    (kept,) = (home / "yakkan").iterdir()
    assert check(home) == fresh
    kept.write_bytes(kept.read_bytes()[:5_000])
    assert check(home) == fresh
    assert check(shared) == fresh
    assert not list((shared / "yakkan").iterdir()), "others can write there: what it holds would be run"
    assert fresh[0] == 0


def test_eval_tells_the_amount_and_what_it_waits_for(yakkan, facts):
    # 5/30–7/10 are 2 + 30 + 10 = 42 days; 250,000 × 14.6% × 42 ÷ 365 = 4,200
    done = yakkan("eval", str(facts), "--only", "16.2", "--lang", "en")
    assert done.code == 0
    assert "4,200" in done.out
    assert "contract.administrative_fee" in done.out


def test_eval_in_japanese_is_the_default(yakkan, facts, monkeypatch):
    monkeypatch.delenv("YAKKAN_LANG", raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    done = yakkan("eval", str(facts), "--only", "16.2")
    assert "第16条第2項" in done.out
    assert "適用" in done.out


def test_json_fits_its_schema(yakkan, facts):
    result = json.loads(yakkan("eval", str(facts), "--json", "--explain").out)
    schema = json.loads(yakkan("schema", "result").out)
    jsonschema.validate(result, schema)
    interest = next(o for o in result["outcomes"] if o["provision"] == "16.2")
    assert interest["status"] == "in_force"
    assert [p["amount"] for p in interest["duty"]["parts"]] == ["4200", None]
    assert interest["because"]["parts"]


@pytest.mark.parametrize("case", ["demo.yaml", "life.yaml"])
def test_a_shipped_case_fits_the_facts_schema(yakkan, case):
    from dsl.load.documents import parse_documents

    schema = json.loads(yakkan("schema", "facts").out)
    node = parse_documents((RULES / case).read_text(encoding="utf-8"), case)[0]

    def plain(n):
        if hasattr(n, "entries"):
            return {k.text: plain(v) for k, v in n.entries}
        if hasattr(n, "items"):
            return [plain(i) for i in n.items]
        return None if n.is_null else n.text

    jsonschema.validate(plain(node), schema)


def test_a_short_form_beside_its_list_does_not_fit_the_facts_schema(yakkan):
    schema = json.loads(yakkan("schema", "facts").out)
    invoice = {"amount": 100, "due_on": "2026-05-31"}
    payments = {"payments": [{"amount": 50, "on": "2026-05-31"}, {"…": "more"}]}
    for told in ({"paid_on": None}, payments, {"弁済": []}):
        jsonschema.validate({"invoices": [{**invoice, **told}]}, schema)
    for both in ({"paid_on": None, **payments}, {"支払の完了": "2026-05-31", "弁済": []}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"invoices": [{**invoice, **both}]}, schema)


def test_article_files_fit_the_book_schema(yakkan):
    from dsl.load.documents import parse_documents

    schema = json.loads(yakkan("schema", "book").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in (RULES / "articles").glob("*.yaml"):
        node = parse_documents(path.read_text(encoding="utf-8"), path.name)[0]
        keys = {k.text for k, _ in node.entries}
        assert keys <= set(schema["properties"])


def test_several_cases_are_json_lines_and_a_bad_one_does_not_stop_the_rest(yakkan, tmp_path):
    path = tmp_path / "two.yaml"
    path.write_text("as_of: 2026-02-30\n---\nas_of: 2026-02-28\n", encoding="utf-8")
    done = yakkan("eval", str(path), "--json", "--only", "28.3")
    first, second = (json.loads(line) for line in done.out.splitlines())
    assert done.code == 1
    assert first["errors"][0]["code"] == "F503"
    assert first["errors"][0]["line"] == 1
    assert second["outcomes"][0]["provision"] == "28.3"


def test_as_of_on_the_command_line_beats_the_facts(yakkan, facts):
    done = yakkan("eval", str(facts), "--as-of", "2026-05-29", "--json", "--only", "16.2")
    assert json.loads(done.out)["outcomes"][0]["status"] == "not_applicable"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["eval"], 2),
        (["eval", "x.yaml", "--as-of", "tomorrow"], 2),
        (["check", "--format", "xml"], 2),
        (["check", "--lang", "fr"], 2),
        (["schema", "nothing"], 2),
        (["nonsense"], 2),
        (["eval", "missing.yaml"], 1),
        (["check", "--book", "missing"], 1),
        (["test", "--book", "missing"], 1),
    ],
)
def test_exit_codes_of_wrong_use(yakkan, arguments, code):
    done = yakkan(*arguments)
    assert done.code == code
    assert "Traceback" not in done.err + done.out


def test_a_file_without_a_case_is_an_error(yakkan, tmp_path):
    (tmp_path / "empty.yaml").write_text("# nothing yet\n", encoding="utf-8")
    found = yakkan("eval", str(tmp_path / "empty.yaml"))
    assert (found.code, "F507" in found.err) == (1, True)


def test_of_no_record_it_is_said_that_there_is_none(yakkan, tmp_path):
    (tmp_path / "case.yaml").write_text("{as_of: 2026-06-15, invoices: []}", encoding="utf-8")
    found = yakkan("eval", str(tmp_path / "case.yaml"), "--only", "16.2", "--lang", "en")
    assert (found.code, "there is no record" in found.out) == (0, True)


def test_only_a_definition_tells_its_value(yakkan, tmp_path):
    # Article 15, paragraph (2): twelve times (80,000 + 15,000), more than 900,000 a year.
    (tmp_path / "case.yaml").write_text(
        "{as_of: 2026-06-15, contract: {monthly_fee: 80000, option_fee: 15000, annual_price: 900000}}", encoding="utf-8"
    )
    found = yakkan("eval", str(tmp_path / "case.yaml"), "--only", "15.2", "--lang", "en")
    assert (found.code, "deposit cap [contract.deposit_cap]: ¥1,140,000" in found.out) == (0, True)


def test_an_unknown_provision_is_wrong_usage(yakkan, facts):
    done = yakkan("eval", str(facts), "--only", "16.22")
    assert done.code == 2
    assert "16.2" in done.err


def test_diagnostic_formats(yakkan, tmp_path):
    facts_error = RULES
    broken = tmp_path / "book"
    subprocess.run(["cp", "-r", str(facts_error), str(broken)], check=True)
    article = broken / "articles" / "16-surcharges.yaml"
    article.write_text(
        article.read_text(encoding="utf-8").replace("when: payment is late", "when: payment is latte"), encoding="utf-8"
    )
    text = yakkan("check", "--book", str(broken), "--lang", "en")
    assert text.code == 1
    assert "error[P201]" in text.err
    assert "payment is late" in text.err
    found = json.loads(yakkan("check", "--book", str(broken), "--json").out)
    assert found[0]["code"] == "P201"
    assert (found[0]["line"], found[0]["column"]) == _place(article, "payment is latte")
    assert yakkan("check", "--book", str(broken), "--format", "github").out.startswith("::error file=")
    log = json.loads(yakkan("check", "--book", str(broken), "--format", "sarif").out)
    assert log["runs"][0]["results"][0]["ruleId"] == "P201"


def _place(path: Path, words: str) -> tuple[int, int]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if words in line:
            return number, line.index(words) + 1
    raise AssertionError(words)


def test_fmt_check_of_the_book(yakkan):
    assert yakkan("fmt", "--check").code == 0


def test_fmt_writes_nothing_where_the_book_has_errors(yakkan, tmp_path):
    broken = tmp_path / "book"
    subprocess.run(["cp", "-r", str(RULES), str(broken)], check=True)
    article = broken / "articles" / "16-surcharges.yaml"
    bad = article.read_text(encoding="utf-8").replace("must: pay default interest", "must: pay nothing   ")
    article.write_text(bad, encoding="utf-8")
    assert yakkan("fmt", "--book", str(broken)).code == 1
    assert article.read_text(encoding="utf-8") == bad
    assert not [p for p in (broken / "articles").iterdir() if p.name.startswith(".")]


@pytest.mark.no_cover
def test_the_book_holds_its_own_scenarios(yakkan):
    done = yakkan("test", "--lang", "en")
    assert done.code == 0, done.out


@pytest.mark.no_cover
def test_a_differing_scenario_is_shown(yakkan, tmp_path):
    book = tmp_path / "book"
    subprocess.run(["cp", "-r", str(RULES), str(book)], check=True)
    (book / "scenarios" / "zz.yaml").write_text(
        "name: wrong\nfacts: {as_of: 2026-01-01}\nexpect: {28.3: not_applicable}\n", encoding="utf-8"
    )
    done = yakkan("test", "--book", str(book), "--lang", "en")
    assert done.code == 1
    line = next(row for row in done.out.splitlines() if row.startswith("wrong"))
    assert line.split() == ["wrong", "28.3", "status", "not_applicable", "in_force"]


@pytest.mark.no_cover
def test_coverage_lists_every_unit(yakkan):
    told = json.loads(yakkan("coverage", "--json").out)
    assert len(told["units"]) == 201
    assert told["counts"]["missing"] == 0
    assert told["units"]["2.1"] == "encoded"
    assert told["units"]["16.2"] == "encoded"
    assert told["units"]["1.2.1"] == "declared"
    assert told["units"]["19.1"] == "structural"
    assert told["one_sided"] == []


def test_standard_input_and_module_call(facts):
    done = subprocess.run(
        [sys.executable, "-m", "dsl", "eval", "-", "--json", "--only", "16.2"],
        input=facts.read_bytes(), capture_output=True, cwd=ROOT, check=False, env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["outcomes"][0]["status"] == "in_force"


def test_python_interface():
    from dsl import load_book

    book = load_book(RULES)
    result = book.evaluate(
        {"as_of": "2026-01-26", "invoices": [{"amount": 77777, "due_on": "2025-12-31", "paid_on": "2026-01-26"}]}
    )
    duty = result.one("16.2").duty
    assert duty is not None
    assert duty.parts[0].value.value == 808  # 26 days: 77,777 × 14.6% × 26 ÷ 365 = 808.88…, the fraction dropped
    with pytest.raises(KeyError):
        result["99.1"]
    with pytest.raises(ValueError, match="outcomes"):
        result.one("1.2.1#x") if False else result.one("28.1.1")


def test_of_many_keys_the_likest_are_named(yakkan, tmp_path):
    path = tmp_path / "facts.yaml"
    path.write_text("as_of: 2026-06-15\ncontract: {minimum_term_month: 6}\n", encoding="utf-8")
    told = yakkan("eval", str(path), "--lang", "en").err
    assert "did you mean: minimum_term_months" in told
    known = told.partition("known: ")[2].partition(" …")[0].split(", ")
    assert len(known) == 12
    assert "minimum_term_months" in known
