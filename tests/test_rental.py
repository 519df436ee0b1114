"""A second, unrelated book: the engine knows neither its words nor those of the first (language 1.1)."""

import ast
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from dsl.base.diagnostic import BadInput
from dsl.facts import node_of
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.plan import Plan
from dsl.model.vocabulary import CASE, Phrase
from dsl.model.walk import rule_expressions, walk
from dsl.pipeline import check, evaluate_node, evaluate_typed
from dsl.scenarios.scenario import Scenario, differences, read_scenarios, scenario_files
from tests.conftest import plan_of

ROOT = Path(__file__).parents[1]
RENTAL = ROOT / "tests" / "books" / "rental"


def rental() -> Plan:
    return plan_of(RENTAL)


def test_the_book_checks_without_a_word() -> None:
    assert [d.line("en") for d in check(RENTAL).diagnostics] == []


# ── scenarios ─────────────────────────────────────────────────────────────────────────────────────


@cache
def scenarios() -> dict[str, Scenario]:
    return {s.name: s for s in read_scenarios(scenario_files(RENTAL), rental())}


def scenario_names() -> list[str]:
    """Read without the engine, so that pytest can collect them even where the book is broken."""
    texts = [path.read_text("utf-8") for path in scenario_files(RENTAL)]
    return [name for text in texts for name in re.findall(r"^name: (.+)$", text, re.MULTILINE)]


def test_every_scenario_has_its_own_name() -> None:
    names = scenario_names()
    assert len(names) == len(set(names)) == len(scenarios()) >= 15


@pytest.mark.parametrize("name", scenario_names())
def test_scenario_holds(name: str) -> None:
    scenario = scenarios()[name]
    found = differences(scenario, evaluate_typed(rental(), scenario.case, scenario.span))
    assert [f"{d.where}.{d.field}: expected {d.expected}, got {d.actual}" for d in found] == []


def test_every_rule_is_expected_somewhere() -> None:
    """A rule that no scenario speaks of could say anything."""
    told = {e.where for s in scenarios().values() for e in s.expected if not e.where.startswith("values: ")}
    defined = {"3.2", "3.3"}  # seen through the values of their terms
    assert {r.provision for r in rental().rules.values()} - told - defined == set()


def test_a_day_beyond_the_calendar_is_refused() -> None:
    """14 days after 20 December 2040 is 3 January 2041: no answer rather than a wrong one."""
    facts = {"as_of": "2040-12-31", "hire": {"refers": True}, "invoices": [{"amount": "10.50", "dated": "2040-12-20"}]}
    with pytest.raises(BadInput) as caught:
        evaluate_node(rental(), node_of(facts))
    assert [d.code for d in caught.value.diagnostics] == ["F504"]


# ── nothing of a book in the engine ───────────────────────────────────────────────────────────────

LINT = ROOT / "dsl" / "official" / "lint"
"""What drafters of Japanese terms write alike or change for one another (料金, 費用; 当社, 弊社) is about all terms, not these."""

OWN_WORDS = {
    "apply": "a verb whose third person is told",
    "change": "a key of the changed rules of coverage --mutate",
    "performance": "a word of comparisons",
    "goes_on": "a part of the grammar",
    "notice": "an annotation of GitHub",
    "within": "a keyword, and a key of printed documents",
    "amount": "a key of rules and results",
    "deadline": "a start of the grammar",
    "kind": "a key of results",
    "month": "a unit",
    "on": "a preposition of the sentences, and of the keywords",
    "year": "a unit",
    "other": "a plain word of the code",
    "matters": "what a result says of a reading whose other answers change an outcome",
    "subject": "a key of results",
    "document": "what is left to another document, and what a need may be",
    "span": "a key of time lines",
    "end": "a key of time lines",
    "months": "a unit",
    "terms": "a section of the vocabulary",
    "broken month": "the convention that the language asks for wherever an interval is charged by months",
    "interest year": "the convention that the language asks for wherever interest is reckoned",
}
"""Words of the first book that are also words of the language; each is there with a meaning of its own."""

KEYWORD_TABLE = ROOT / "dsl" / "model" / "spelling.py"


@cache
def terms() -> Book:
    book = check(ROOT / "rules").book
    assert book is not None
    return book


def keys_of(book: Book) -> set[str]:
    """What a book calls things in its files."""
    vocabulary, settings = book.vocabulary, book.settings
    entries = vocabulary.entries.values()
    found = {*vocabulary.parties, *vocabulary.records, *vocabulary.entries, *vocabulary.actions}
    found |= {e.key for e in entries} | {o.key for e in entries for o in e.choices}
    found |= {settings.id, settings.time_zone, settings.calendar or "", *settings.conventions, *book.readings}
    found |= {
        settings.currency.code,
        settings.currency.symbol,
        settings.currency.ja,
        *(la.name for la in settings.layers),
    }
    return found - {CASE, ""}


def phrases_of(book: Book) -> set[str]:
    """What a book calls things in its sentences."""
    vocabulary, settings = book.vocabulary, book.settings
    entries = vocabulary.entries.values()
    phrases: list[Phrase] = [p.phrase for p in vocabulary.parties.values()]
    phrases += [r.phrase for r in vocabulary.records.values() if r.key != CASE]
    phrases += [p for e in entries for p in (e.phrase, e.act, *(o.phrase for o in e.choices)) if p is not None]
    phrases += [p for a in vocabulary.actions.values() for p in (a.name, a.says)]
    phrases += [settings.title, *(la.phrase for la in settings.layers)]
    plurals = {r.plural for r in vocabulary.records.values()}
    return {word for p in phrases for word in (p.ja, p.en)} | plurals - {""}


def numbers_of(book: Book) -> set[str]:
    """The numbers of a book that are no everyday counts: 14.6, 365, but neither 2 nor 12."""
    nodes = [n for rule in book.rules for _, e in rule_expressions(rule) for n in walk(e)]
    rates = [n.rate for n in nodes if isinstance(n, x.Interest)]
    counted = [v.days for c in book.settings.conventions.values() for v in c.every]
    found = [Fraction(days) for days in counted if isinstance(days, int)]
    found += [n.value for n in (*nodes, *rates) if isinstance(n, x.Constant) and isinstance(n.value, Fraction)]
    return {f"{float(n):g}" for n in found if n > 100 or int(n) != n}


@cache
def engine_constants() -> tuple[tuple[str, object], ...]:
    """(place, value) of every constant in dsl/, without docstrings and the language's own keyword table."""
    return tuple(
        (f"{path.relative_to(ROOT)}:{line}", value)
        for path in sorted((ROOT / "dsl").rglob("*.py"))
        if path != KEYWORD_TABLE and not path.is_relative_to(LINT) and path != LINT.parent / "words.py"
        for line, value in constants(path.read_text("utf-8"))
    )


def constants(source: str) -> Iterator[tuple[int, object]]:
    tree = ast.parse(source)
    prose = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in prose:
            yield node.lineno, node.value


def holds(text: str, word: str) -> bool:
    """Whether a text has a word: whole words in English, anything in Japanese."""
    return word in text and (not word.isascii() or bool(re.search(rf"\b{re.escape(word)}\b", text)))


def is_telling(phrase: str) -> bool:
    """Long enough that nobody writes it by chance."""
    return len(phrase.split()) > 1 if phrase.isascii() else len(phrase) > 4


@pytest.mark.parametrize("book", [terms, lambda: rental().book], ids=["cloud", "rental"])
def test_no_constant_is_a_name_of_a_book(book) -> None:  # type: ignore[no-untyped-def]
    names = (keys_of(book()) | phrases_of(book())) - set(OWN_WORDS) - {""}
    found = [(place, text) for place, text in engine_constants() if isinstance(text, str) and text.strip() in names]
    assert found == []


@pytest.mark.parametrize("book", [terms, lambda: rental().book], ids=["cloud", "rental"])
def test_no_constant_speaks_of_a_book(book) -> None:  # type: ignore[no-untyped-def]
    """No text, messages and sentence patterns included, holds a party or one of the longer phrases."""
    parties = {w for p in book().vocabulary.parties.values() for w in (p.phrase.ja, p.phrase.en) if w}
    words = parties | {w for w in phrases_of(book()) if is_telling(w)}
    found = [(place, w) for place, text in engine_constants() if isinstance(text, str) for w in words if holds(text, w)]
    assert found == []


def test_no_constant_is_a_number_of_the_terms() -> None:
    """Of the first book only: a round number of the second may well be a limit of the engine."""
    numbers = numbers_of(terms())
    found = [
        (place, value)
        for place, value in engine_constants()
        for number in numbers
        if number in (re.findall(r"\d+(?:\.\d+)?", value) if isinstance(value, str) else [str(value)])
    ]
    assert found == []


def test_the_grammar_holds_no_name_of_a_book() -> None:
    """Grammar files have no constants but quoted text; every name comes as a token of the vocabulary."""
    for path in (ROOT / "dsl").rglob("*.lark"):
        rules = re.sub(r"//.*", "", path.read_text("utf-8"))
        assert re.findall(r'"[^"]*"', rules) == []


def test_the_search_finds_what_it_looks_for() -> None:
    """The guard above is worth nothing if it is blind."""
    planted = '"""The company."""\nif party == "company":\n    rate = 14.6\n'
    assert [v for _, v in constants(planted)] == ["company", 14.6]
    assert {"company", "invoice", "contract.monthly_fee", "円", "Asia/Tokyo", "vendor terms"} <= keys_of(terms())
    assert {"当社", "Customer", "請求", "月額利用料"} <= phrases_of(terms())
    assert {"14.6", "365"} <= numbers_of(terms())
    assert holds("ask the Company", "Company")
    assert not holds("Companyless", "Company")
    assert holds("当社が", "当社")
