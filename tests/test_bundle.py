"""What the browser gets: the same bytes for the same book, no machine's path, and no package but lark and yaml."""

import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest

from dsl.browser import Desk, facts_tree, forms_json
from dsl.load.documents import parse_documents
from generator.browser import bundle, install
from generator.site import site_files
from generator.sources import sources_of
from tests.conftest import ROOT, RULES, plan_of


@pytest.fixture(scope="module")
def made():
    return bundle(plan_of(RULES), RULES)


def test_the_same_book_gives_the_same_bytes(made):
    assert bundle(plan_of(RULES), RULES) == made


TABLES = "import hashlib; from dsl.parse.tables import shipped_tables; print(hashlib.sha256(shipped_tables()[1]).hexdigest())"


def test_the_tables_of_the_parser_are_the_same_in_every_run():
    """The slowest part to work out; Lark's sets have other orders under other hashes."""
    told = {
        subprocess.run(
            [sys.executable, "-c", TABLES], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1


def test_it_holds_no_path_of_this_machine_and_nothing_that_is_not_needed(made):
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = archive.namelist()
        assert {name.partition("/")[0] for name in names} == {"dsl", "lark", "yaml", "rules", "licences"}
        assert not [n for n in names if "/cli/" in n or "__pycache__" in n or n.startswith("rules/scenarios/0")]
        for name in names:
            assert str(ROOT).encode() not in archive.read(name), name
        assert {"licences/lark.txt", "licences/PyYAML.txt", "rules/calendar.json", "rules/book.yaml"} <= set(names)


def test_the_calendar_is_that_of_the_plan(made):
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        days = json.loads(archive.read("rules/calendar.json"))
    assert days == sorted(days)
    assert {"2026-01-01", "2026-05-05", "2026-12-31"} <= set(days)


CLOSED_WORLD = """
import sys
sys.path[:0] = [sys.argv[1]]
from dsl.browser import open_desk
import json, os
os.chdir(sys.argv[1])
told = json.loads(open_desk("rules").handle(json.dumps({"do": "evaluate", "text": sys.argv[2], "only": ["16.2"]})))
print(told["view"]["outcomes"][0]["details"][0][1])
absent = ["holidays", "jinja2", "typer", "rich", "mkdocs", "markupsafe", "click"]
print(sorted(name for name in absent if name in sys.modules))
"""


def test_it_works_where_nothing_else_is_installed(made, tmp_path):
    """-I -S: no site-packages. 42 days late: 4,200 yen of interest and the fee of 1,100 yen."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        archive.extractall(tmp_path)
    facts = (
        "as_of: 2026-07-31\ncontract: {administrative_fee: 1100}\n"
        "invoices: [{amount: 250000, due_on: 2026-05-29, paid_on: 2026-07-10, surcharge_paid_on: null}]\n"
    )
    command = [sys.executable, "-I", "-S", "-c", CLOSED_WORLD, str(tmp_path), facts]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["5,300円", "[]"]


def test_npm_is_not_needed_to_build(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert install(ROOT / "site" / "try", tmp_path / "cache") is None
    assert install(tmp_path, tmp_path / "cache") is None


@pytest.mark.parametrize(("language", "said"), [("ja", "npm がなかったか"), ("en", "There was no npm")])
def test_the_page_says_where_nothing_can_be_evaluated(language, said, tmp_path):
    sources = sources_of(plan_of(RULES), RULES)
    without, playable = (
        site_files(each, tmp_path)[f"{language}/try.md"]() for each in (sources, replace(sources, interpreter=tmp_path))
    )
    assert said in without
    assert "<script" not in without
    assert said not in playable
    assert "assets/try/main.js" in playable


def test_the_lock_names_no_registry():
    lock = (ROOT / "site" / "try" / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert "://" not in lock
    assert json.loads(lock)["packages"]["node_modules/pyodide"]["integrity"].startswith("sha512-")


# ── what the page asks ────────────────────────────────────────────────────────────────────────────


def tree(text):
    (node,) = parse_documents(text, "facts.yaml")
    return facts_tree(node, plan_of(RULES).book)


def test_the_form_has_one_name_for_everything():
    """Japanese keys, choices and truths become those of the vocabulary; what it does not know stays."""
    found = tree("基準日: 2026-07-31\n請求:\n  - {請求額: 1000, 支払の完了: null}\nなぞ: {a: [1]}\n")
    assert found == {"as_of": "2026-07-31", "invoices": [{"amount": "1000", "paid_on": None}], "なぞ": {"a": ["1"]}}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_form_has_every_fact_that_may_be_given(language):
    """346 facts, lists and records may be given; what only rules set is no field."""
    book = plan_of(RULES).book
    forms = forms_json(book, language)
    fields = {f"{record}.{fact['key']}" for record, told in forms["records"].items() for fact in told["facts"]}
    assert fields == {e.id for e in book.vocabulary.entries.values() if not e.derived and not e.only_by_rules}
    assert all(fact["label"] for told in forms["records"].values() for fact in told["facts"])


def ask(do, text="", **more):
    desk = Desk(plan_of(RULES), RULES)
    return json.loads(desk.handle(json.dumps({"do": do, "text": text, **more})))


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "F507", 1),
        ("a: [", "L105", 1),
        ("as_of: 2026-07-31\nnonsense: 1\n", "F501", 2),
        ("as_of: 2026-07-31\n---\nas_of: 2026-07-31\n", "A903", 3),
        ("x: " + "a" * 200_001, "L102", 1),
        ("as_of: 2026-07-31\ncontract: {service_start: 2026-02-30}\n", "F503", 2),
        ("as_of: 2026-07-31\nx: \x07\n", "L103", 2),
    ],
)
def test_what_is_wrong_with_the_facts_is_told_with_its_place(text, code, line):
    found = ask("evaluate", text)["errors"]
    assert [(d["code"], d["line"]) for d in found] == [(code, line)]
    assert found[0]["message"]["ja"]
    assert found[0]["message"]["en"]


def test_only_shipped_documents_are_applied():
    text = "as_of: 2026-07-31\n"
    assert "view" in ask("evaluate", text, only=["1"], documents=["../../../etc/passwd", "no-such"])
    assert ask("evaluate", text, only=["1"], documents=["special-agreement"])["view"]["given"] != []
    assert ask("evaluate", text, only=["999"])["errors"][0]["code"] == "A901"


def test_a_comparison_goes_step_by_step():
    """Four answers beside those taken: of the year, of fractions, of part payments, of holidays (two)."""
    desk = Desk(plan_of(RULES), RULES)
    text = "as_of: 2026-07-31\ncontract: {administrative_fee: 1100}\ninvoices: [{amount: 77777, due_on: 2026-05-29, paid_on: 2026-07-10}]\n"
    request = {"text": text, "only": ["16.2"], "language": "en"}
    told = json.loads(desk.handle(json.dumps({"do": "compare", **request})))
    steps = 0
    while told["left"]:
        told = json.loads(desk.handle('{"do": "step"}'))
        steps += 1
    assert steps >= 4
    assert told["result"] == json.loads(desk.handle(json.dumps({"do": "result", **request})))["result"]
    assert json.loads(desk.handle('{"do": "step"}')) == {"left": 0}
