"""Readings: laws about what hangs on them, what another answer would change, and how people and programs are told."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl import load_book
from dsl.alternatives import all_readings, all_readings_json, alternatives, by_key, told, varied_outcomes, with_matters
from dsl.base.diagnostic import BadInput
from dsl.base.years import year_share
from dsl.evaluate import evaluate_case
from dsl.facts import node_of, read_case
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.outcome import Result
from dsl.model.plan import Plan
from dsl.model.reading import excluded
from dsl.model.rule import Guarded, Rule
from dsl.pipeline import load_plan
from dsl.plan import make_plan
from dsl.scenarios.coverage import measure_coverage
from dsl.scenarios.mutate import rule_mutants
from dsl.wording import condition_words, sentence
from tests.conftest import ROOT, RULES, plan_of
from tests.test_laws import DAYS, LAWS, outcomes_turned, record_of, trees_plan, values_turned
from tests.typed_trees import TypedTrees

# 133,590 yen at 14.6% are 19,504.14 a year: 53.436 a day of 365 days, 53.29 a day of 366. Due on 21 December 2023, so
# that on 10 January 2024 20 days have run: 10 of 2023 and 10 of 2024.
#   365 days      20 × 53.436                = 1,068.72 → 1,068, half up 1,069
#   actual days   10 × 53.436 + 10 × 53.29   = 1,067.26 → 1,067, half up 1,067
LATE: dict[str, Any] = {
    "as_of": "2024-01-10",
    "contract": {"administrative_fee": "1000"},
    "invoices": [{"amount": "133590", "due_on": "2023-12-21", "paid_on": None, "surcharge_paid_on": None}],
    "damages": [],
    "relations": [],
    "misconducts": [],
    "exclusions": [],
}


# 21 December 2023 is a Thursday, and given, so that neither question about the due date changes anything.
CONSULTED = ("default-interest-year", "fraction-of-yen", "due-date-on-holiday", "direct-debit-due-date")


def rules_plan() -> Plan:
    return plan_of(RULES)


def evaluated(plan: Plan, facts: Mapping[str, Any]) -> Result:
    return evaluate_case(plan, read_case(node_of(facts), plan.book))


def amount(result: Result, provision: str) -> Fraction | None:
    duty = result.one(provision).duty
    value = None if duty is None else getattr(duty.parts[0].value, "value", None)
    return value if isinstance(value, Fraction) else None


# ── days of a year ────────────────────────────────────────────────────────────────────────────────


@given(st.dates(date(1999, 1, 1), date(2030, 12, 31)), st.integers(0, 1500))
def test_a_share_of_a_year_is_the_sum_of_its_days(first: date, days: int) -> None:
    """Walked day by day: each is 1/366 in a year that has a 29 February, 1/365 in any other."""

    def part(day: date) -> Fraction:
        has_leap_day = (date(day.year, 3, 1) - timedelta(days=1)).day == 29
        return Fraction(1, 366 if has_leap_day else 365)

    assert year_share(first, days) == sum((part(first + timedelta(days=n)) for n in range(days)), Fraction(0))


# ── laws ──────────────────────────────────────────────────────────────────────────────────────────

MADE_UP = ("2.1", "2.3", "2.5", "2.6", "2.7", "2.8", "2.9")


@st.composite
def guarded_books(draw: st.DrawFn) -> Plan:
    """The book of trees.yaml with made-up conditions, under made-up readings; 2.6 beats 2.5, and 2.8 beats 2.7, under one."""
    plan = trees_plan()
    trees = TypedTrees(plan.book, tuple(r for r in plan.rules if r.startswith("1.")), ("1.4", "1.5"), "invoice", 1)
    guard = st.sampled_from([x.Under(q, a) for q, reading in plan.book.readings.items() for a in reading.keys])
    changed: dict[str, Rule] = {}
    for ident in MADE_UP:
        rule = replace(plan.rules[ident], under=tuple(draw(st.lists(guard, max_size=1))))
        changed[ident] = rule if ident == "2.9" else replace(rule, when=draw(trees.condition()))
    changed["2.2"] = replace(plan.rules["2.2"], value=draw(trees.money()))
    for ident, beaten in (("2.6", "2.5"), ("2.8", "2.7")):
        guards = draw(st.lists(guard, max_size=1))
        changed[ident] = replace(changed[ident], guarded=tuple(Guarded("overrides", beaten, g) for g in guards))
    return make_plan(with_rules(plan.book, changed))


def with_rules(book: Book, changed: Mapping[str, Rule | None]) -> Book:
    """The book with some rules changed, or (None) left out."""

    def rules(old: tuple[Rule, ...]) -> tuple[Rule, ...]:
        return tuple(r for r in (changed.get(o.id, o) for o in old) if r is not None)

    articles = tuple(
        replace(a, provisions=tuple(replace(p, rules=rules(p.rules)) for p in a.provisions)) for a in book.articles
    )
    return replace(book, articles=articles)


CASES = record_of(trees_plan(), "case")
BOTH = st.fixed_dictionaries({"order": st.sampled_from(["first", "last"]), "open": st.sampled_from(["one", "two"])})


@pytest.mark.no_cover
@settings(LAWS, max_examples=80)
@given(guarded_books(), CASES, DAYS, BOTH)
def test_what_consults_no_question_hangs_on_none(plan: Plan, facts: Any, day: str, chosen: Any) -> None:
    one = evaluated(plan, {"as_of": day, **facts})
    other = evaluated(plan, {"as_of": day, **facts, "readings": chosen})
    changed = {q for q, a in chosen.items() if one.readings.get(q, plan.book.readings[q].default) != a}
    found = by_key(other)
    for key, outcome in by_key(one).items():
        if not changed & set(outcome.readings):
            assert told(found[key]) == told(outcome), f"{key} {outcome.readings}"
    for path, value in one.values.items():
        if not changed & set(value.readings):
            assert other.values[path].value == value.value


@pytest.mark.no_cover
@settings(LAWS, max_examples=80)
@given(guarded_books(), CASES, DAYS, st.sampled_from(["one", "two"]), st.sampled_from(["first", "last"]))
def test_to_answer_a_question_turns_nothing(plan: Plan, facts: Any, day: str, answer: str, order: str) -> None:
    """What is determined before an open question is answered stays so whatever the answer."""
    before = evaluated(plan, {"as_of": day, **facts, "readings": {"order": order}})
    after = evaluated(plan, {"as_of": day, **facts, "readings": {"order": order, "open": answer}})
    turned = [*outcomes_turned(before, after, False), *values_turned(before, after)]
    assert not turned, "\n".join(turned)


@pytest.mark.no_cover
@settings(LAWS, max_examples=80)
@given(guarded_books(), CASES, DAYS, BOTH)
def test_a_book_under_a_reading_is_the_book_without_the_other_rules(
    plan: Plan, facts: Any, day: str, chosen: Any
) -> None:
    case = {"as_of": day, **facts, "readings": chosen}
    read = evaluated(plan, case)
    alone = by_key(evaluated(make_plan(only_read(plan.book, chosen)), case))
    for key, outcome in by_key(read).items():
        if excluded(plan.rules[key[0]].under, chosen):
            assert outcome.status == "not_applicable"
        else:
            assert told(alone[key]) == told(outcome), key
            assert alone[key].defeated_by == outcome.defeated_by


def only_read(book: Book, chosen: Mapping[str, str]) -> Book:
    """The book as somebody would write it who knows but one reading."""

    def read(rule: Rule) -> Rule | None:
        if excluded(rule.under, chosen):
            return None
        gone = {g.reference for g in rule.guarded if chosen[g.under.question] != g.under.answer}
        return replace(rule, under=(), guarded=(), overrides=tuple(o for o in rule.overrides if o not in gone))

    return with_rules(book, {r.id: read(r) for r in book.rules})


# ── what matters ──────────────────────────────────────────────────────────────────────────────────


def test_an_outcome_tells_what_it_consulted_and_what_matters() -> None:
    plan = rules_plan()
    case = read_case(node_of(LATE), plan.book)
    result = evaluate_case(plan, case)
    assert amount(result, "16.2") == 1068
    found = with_matters(result, alternatives(plan, case, result))
    assert found.one("16.2").readings == CONSULTED
    assert found.one("16.2").matters == ("default-interest-year", "fraction-of-yen")
    assert found.one("28.3").readings == ()
    assert [result.readings[question] for question in CONSULTED[:2]] == ["365", "floor"]


def test_what_was_consulted_need_not_matter() -> None:
    """2025 has 365 days either way: 10 × 53.436 = 534.36, whose fraction is less than 50 sen."""
    plan = rules_plan()
    invoice = {"amount": "133590", "due_on": "2025-06-20", "paid_on": None, "surcharge_paid_on": None}
    case = read_case(node_of({**LATE, "as_of": "2025-06-30", "invoices": [invoice]}), plan.book)
    result = evaluate_case(plan, case)
    assert amount(result, "16.2") == 534
    outcome = with_matters(result, alternatives(plan, case, result)).one("16.2")
    assert (outcome.readings, outcome.matters) == (CONSULTED, ())


@pytest.mark.parametrize(
    ("year", "fraction", "expected"),
    [("365", "floor", 1068), ("365", "half-up", 1069), ("actual", "floor", 1067), ("actual", "half-up", 1067)],
)
def test_the_terms_read_in_each_way(year: str, fraction: str, expected: int) -> None:
    readings = {"default-interest-year": year, "fraction-of-yen": fraction}
    assert amount(load_book(RULES).evaluate(LATE, readings=readings), "16.2") == expected


def test_a_wrong_reading_from_a_program() -> None:
    with pytest.raises(BadInput) as caught:
        load_book(RULES).evaluate(LATE, readings={"fraction-of-yen": "flor"})
    (found,) = caught.value.diagnostics
    assert (found.code, found.hint) == ("R902", "floor")


# ── every combination ─────────────────────────────────────────────────────────────────────────────


def test_all_readings_of_the_terms() -> None:
    plan = rules_plan()
    found = all_readings(plan, read_case(node_of(LATE), plan.book), only=("16.2",))
    assert (found.questions, found.complete) == (CONSULTED, True)
    (varied,) = [v for v in varied_outcomes(found) if v.questions]
    assert varied.key == "16.2"
    amounts = [o.duty.parts[0].value.value for _, o in varied.rows if o is not None and o.duty is not None]  # type: ignore[union-attr]
    assert [tuple(choice.values()) for choice, _ in varied.rows] == [
        ("365", "floor"), ("365", "half-up"), ("actual", "floor"), ("actual", "half-up"),
    ]  # fmt: skip
    assert amounts == [1068, 1069, 1067, 1067]


def test_past_the_limit_questions_are_varied_alone() -> None:
    plan = rules_plan()
    found = all_readings(plan, read_case(node_of(LATE), plan.book), only=("16.2",), most=3)
    assert not found.complete
    (varied,) = [v for v in varied_outcomes(found) if v.questions]
    # the book's own answers, then each other answer alone
    assert [tuple(choice.values()) for choice, _ in varied.rows] == [
        ("365", "floor"), ("actual", "floor"), ("365", "half-up"),
    ]  # fmt: skip
    assert json.loads(json.dumps(all_readings_json(found, plan.book)))["complete"] is False


HIDDEN = {
    "readings.yaml": """
readings:
  first:
    question: {ja: 第一の問い, en: the first question}
    default: no
    answers: {"no": {ja: 否, en: no}, "yes": {ja: 是, en: yes}}
  second:
    question: {ja: 第二の問い, en: the second question}
    default: no
    answers: {"no": {ja: 否, en: no}, "yes": {ja: 是, en: yes}}
""",
    "articles/2.yaml": """
article: 2
title: {ja: 売買, en: Sale}
provisions:
  - {id: 2.1, who: seller, must: deliver the goods, under: first = yes, when: under second = yes}
  - {id: 2.2, who: buyer, must: pay the price}
""",
}


def test_a_question_that_comes_up_under_another_reading_only(tmp_path: Path) -> None:
    """2.1 looks at its condition, and so at the second question, only where the first is answered yes."""

    shutil.copytree(ROOT / "tests" / "rejected" / "shared", tmp_path, dirs_exist_ok=True)
    for name, text in HIDDEN.items():
        (tmp_path / name).write_text(text, "utf-8")
    plan = load_plan(tmp_path)
    case = read_case(node_of({"as_of": "2024-06-15"}), plan.book)
    assert evaluate_case(plan, case).one("2.1").readings == ("first",)
    found = all_readings(plan, case)
    assert found.questions == ("first", "second")
    (varied,) = [v for v in varied_outcomes(found) if v.questions]
    statuses = {tuple(choice.values()): o.status for choice, o in varied.rows if o is not None}
    assert statuses == {
        ("no", "no"): "not_applicable", ("no", "yes"): "not_applicable", ("yes", "no"): "not_applicable",
        ("yes", "yes"): "in_force",
    }  # fmt: skip


# ── the command line ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def facts(tmp_path: Path) -> str:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(LATE), "utf-8")
    return str(path)


def test_eval_under_a_reading(yakkan: Any, facts: str) -> None:
    done = yakkan("eval", facts, "--only", "16.2", "--json", "--reading", "default-interest-year=actual")
    result = json.loads(done.out)
    jsonschema.validate(result, json.loads(yakkan("schema", "result").out))
    assert [result["readings"][question] for question in CONSULTED[:2]] == ["actual", "floor"]
    (outcome,) = result["outcomes"]
    assert outcome["duty"]["parts"][0]["amount"] == "1067"
    assert outcome["readings"] == [
        {"question": question, "matters": question == "default-interest-year"} for question in CONSULTED
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "question", "results"), [
    ("ja", "遅延損害金の年率における1年の日数", ("閏年であっても365日とする: 2,068円", "実際の日数とする: 2,067円")),
    ("en", "how many days a year has", ("in leap years too: ¥2,068", "each day belongs: ¥2,067")),
])  # fmt: skip
def test_eval_tells_a_reading_that_matters(
    yakkan: Any, facts: str, language: str, question: str, results: tuple[str, str]
) -> None:
    told_ = yakkan("eval", facts, "--only", "16.2", "--lang", language).out
    assert question in told_
    assert all(result in told_ for result in results)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_eval_under_all_readings(yakkan: Any, facts: str, language: str) -> None:
    done = yakkan("eval", facts, "--only", "16", "--all-readings", "--lang", language)
    assert done.code == 0
    rows = [line.strip() for line in done.out.splitlines() if "fraction-of-yen = " in line]
    assert [row.rpartition(": ")[2].strip("¥円") for row in rows] == ["2,068", "2,069", "2,067", "2,067"]


def test_all_readings_as_json(yakkan: Any, facts: str) -> None:
    told_ = json.loads(yakkan("eval", facts, "--only", "16.2", "--all-readings", "--json").out)
    assert (told_["complete"], told_["combinations"]) == (True, 3 * 2**3)  # a due date on a holiday has three answers
    (outcome,) = told_["outcomes"]
    assert [row["duty"]["amount"] for row in outcome["by_reading"]] == ["2068", "2069", "2067", "2067"]
    assert outcome["by_reading"][3]["readings"] == {"default-interest-year": "actual", "fraction-of-yen": "half-up"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--reading", "fraction-of-yen"], "QUESTION=ANSWER"),
        (["--reading", "fraction-of-yan=floor"], "fraction-of-yen"),
        (["--reading", "fraction-of-yen=flor"], "floor"),
        (["--reading", "fraction-of-yen=floor", "--reading", "fraction-of-yen=half-up"], "fraction-of-yen"),
        (["--reading", "fraction-of-yen=floor", "--all-readings"], "--all-readings"),
    ],
)
def test_a_wrong_reading_is_wrong_usage(yakkan: Any, facts: str, arguments: list[str], says: str) -> None:
    done = yakkan("eval", facts, *arguments)
    assert done.code == 2
    assert says in done.err
    assert "Traceback" not in done.err


def test_grounds_tell_the_reading(yakkan: Any, facts: str) -> None:
    told_ = yakkan(
        "eval", facts, "--only", "16.2", "--explain", "--lang", "en", "--reading", "fraction-of-yen=half-up"
    ).out
    assert "rounding: a fraction of less than 50 sen is dropped, one of 50 sen or more counts as one yen" in told_
    assert "reading: how a fraction of a yen is treated: less than 50 sen is dropped" in told_


# ── scenarios, coverage, mutants ──────────────────────────────────────────────────────────────────


def test_coverage_tells_the_answers_that_no_case_took() -> None:
    plan = rules_plan()
    results = [evaluated(plan, LATE), evaluated(plan, {**LATE, "readings": {"default-interest-year": "actual"}})]
    measured = measure_coverage(plan, results)
    assert ("default-interest-year", "actual") not in measured.untaken
    assert ("fraction-of-yen", "half-up") in measured.untaken


def test_guards_are_mutated() -> None:
    plan = trees_plan()
    guard = x.Under("order", "first")
    rule = replace(plan.rules["2.6"], under=(guard,), guarded=(Guarded("overrides", "2.5", guard),))
    changes = {change for change, _ in rule_mutants(rule, plan.book.readings)}
    assert {
        "under order = first dropped", "under order = first → last", "override of 2.5 dropped",
        "overrides 2.5 under order = first dropped", "overrides 2.5 under order = first → last",
    } <= changes  # fmt: skip


# ── words ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_condition_under_a_reading_in_words() -> None:
    book = rules_plan().book
    guard = x.Under("fraction-of-yen", "floor")
    assert (
        condition_words(guard, "ja", book)
        == "金額に1円未満の端数があるときの取扱いについて「端数を切り捨てる」と解する"
    )
    assert condition_words(x.Not(guard), "ja", book).endswith("と解しない")
    assert condition_words(guard, "en", book) == (
        "the question of how a fraction of a yen is treated is read as “the fraction is dropped”"
    )
    assert "is not read as" in condition_words(x.Not(guard), "en", book)


def test_a_priority_that_a_reading_gives_is_not_said() -> None:
    """The provision does not say it; only a reading of it does."""
    book = rules_plan().book
    rule = next(r for r in book.rules if r.id == "16.3")

    def told(*guarded: Guarded) -> str:
        return sentence(replace(rule, overrides=("16.2",), guarded=guarded), "ja", book)

    assert "前項の規定にかかわらず" in told()
    for answer in ("floor", "half-up"):
        guard = Guarded("overrides", "16.2", x.Under("fraction-of-yen", answer))
        assert told(guard) == sentence(replace(rule, overrides=(), guarded=()), "ja", book)


def test_a_rule_under_another_reading_is_marked() -> None:
    book = rules_plan().book
    rule = next(r for r in book.rules if r.id == "28.3")
    assert sentence(replace(rule, under=(x.Under("fraction-of-yen", "floor"),)), "ja", book) == sentence(
        rule, "ja", book
    )
    other = replace(rule, under=(x.Under("fraction-of-yen", "half-up"),))
    assert sentence(other, "ja", book).startswith(
        "〔別の解釈　金額に1円未満の端数があるときの取扱い：50銭未満を切り捨て"
    )
    assert sentence(other, "en", book).startswith(
        "(Other reading: how a fraction of a yen is treated: less than 50 sen"
    )


# ── format ────────────────────────────────────────────────────────────────────────────────────────

GUARDS = """article: 2
title: {ja: 売買, en: Sale}
provisions:
  - id: 2.1
    who: Seller
    must: deliver the goods
    under: first = yes            # only under this reading
    when: under second = yes and not under first = no
  - {id: 2.2, who: Seller, need not: deliver the goods, overrides: [2.1 under second = yes], under: [first = yes, second = no]}
"""
GUARDS_JA = """条: 2
題名: {ja: 売買, en: Sale}
規定:
  - 条項: 2.1
    主体: 売主
    義務: 目的物を引き渡す
    解釈: first = yes            # only under this reading
    要件: second = yes の解釈による かつ first = no の解釈によらない
  - {条項: 2.2, 主体: 売主, 免責: 目的物を引き渡す, 優先する規定: [第2条第1項 second = yes の解釈による], 解釈: [first = yes, second = no]}
"""


def test_guards_there_and_back(yakkan: Any, tmp_path: Path) -> None:

    shutil.copytree(ROOT / "tests" / "rejected" / "shared", tmp_path, dirs_exist_ok=True)
    (tmp_path / "readings.yaml").write_text(HIDDEN["readings.yaml"].strip() + "\n", "utf-8")
    article = tmp_path / "articles" / "2.yaml"
    article.write_text(GUARDS.replace("first = yes            #", "first=yes            #"), "utf-8")
    assert yakkan("fmt", "--book", str(tmp_path), "--lang", "ja").code == 0
    assert article.read_text("utf-8") == GUARDS_JA
    assert yakkan("check", "--book", str(tmp_path)).code == 0
    assert yakkan("fmt", "--book", str(tmp_path), "--lang", "en").code == 0
    assert article.read_text("utf-8") == GUARDS
