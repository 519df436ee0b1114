"""yakkan ask: the facts that matter, most decisive first, until nothing is left that can matter."""

import io
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dsl.ask import Session, wanted
from dsl.ask.answers import read_answer
from dsl.ask.facts import get, put
from dsl.ask.question import Question
from dsl.ask.ranges import node_text
from dsl.ask.words import question_lines
from dsl.facts import node_of, read_case
from dsl.load.documents import parse_documents
from dsl.load.save import facts_text
from dsl.model.node import Mapping, Scalar, Sequence
from dsl.model.value import NULL, Known
from dsl.pipeline import evaluate_node, load_plan
from tests.conftest import ROOT, RULES, plan_of

PLAN = plan_of(RULES)
DAY = date(2026, 6, 15)


def session(facts, *only, plan=PLAN):
    return Session(plan, node_of({"as_of": DAY, **facts}), only)


def talk(found: Session, answers: dict[str, str]) -> list[str]:
    """Answer what is asked by path until the end; the paths in the order of asking."""
    asked = []
    while found.question is not None:
        asked.append(found.question.path)
        problems = found.answer(answers.get(found.question.path, "?"))
        assert problems == (), [p.message("en") for p in problems]
    return asked


# ── what is asked ─────────────────────────────────────────────────────────────────────────────────


def test_a_question_is_one_that_an_outcome_waits_for():
    # 19.1.1 asks whether an invoice is overdue: how many invoices, then the due date and the payment of each. The due
    # date of the second lies ahead (30 June), so that its payment cannot matter any more.
    found = session({}, "19.1.1")
    answers = {
        "invoices": "2",
        "invoices[0].due_on": "2026-05-31",
        "invoices[0].paid_on": "none",
        "invoices[1].due_on": "2026/6/30",
    }
    assert sorted(talk(found, answers)) == [
        "invoices",
        "invoices[0].due_on",
        "invoices[0].paid_on",
        "invoices[1].due_on",
    ]
    assert [o.status for o in found.result.outcomes] == ["in_force", "not_applicable"]
    assert not found.stopped


def test_what_is_settled_is_not_asked():
    # 28.1.1#exempt and #liable: not attributable to the company settles both; intent and negligence are not asked.
    found = session({"damages": [{}]}, "28.1.1")
    assert talk(found, {"damages[0].attributable": "no"}) == ["damages[0].attributable"]
    assert [o.status for o in found.result.outcomes] == ["in_force", "not_applicable"]


def test_of_a_definition_its_value_is_asked_for():
    # 15.2: twelve months of 80,000 + 15,000 are 1,140,000, more than 900,000 a year. Nothing else is asked.
    answers = {"contract.monthly_fee": "80000", "contract.option_fee": "15000", "contract.annual_price": "900000"}
    found = session({}, "15.2")
    assert sorted(talk(found, answers)) == sorted(answers)
    assert found.result.values["contract.deposit_cap"].value == Known(Fraction(1140000))


def test_a_paragraph_is_asked_about_with_its_further_sentences():
    assert wanted(PLAN, ["30.3"]) == (("30.3", "30.3.second"), "")
    assert wanted(PLAN, ["16.2"]) == (("16.2",), "")


def test_two_statements_may_be_typed():
    found = session({"invoices": [{"amount": 150000, "due_on": "2026-03-31", "surcharge_paid_on": None}]}, "16.2")
    while found.question is not None and found.question.path != "invoices[0].paid_on":
        assert not found.answer("?")
    assert not found.answer("2026-04-10 or 2026-04-20")
    stated = get(found.facts, "invoices[0].paid_on", PLAN.book)
    assert node_text(stated) == "either: [2026-04-10, 2026-04-20]"


def test_the_fact_that_most_outcomes_wait_for_comes_first():
    # Both limbs of 19.2 and 16.3 turn on the other contracts; asked for all three, these come before anything else.
    found = session({}, "16.3", "16.3.proviso", "19.2#other", "19.2#this")
    assert found.question.path == "other_contracts"
    assert len(found.question.why) >= 3


def test_of_what_decides_as_much_a_fact_comes_before_a_judgement():
    # 19.1.2: an impediment (the court's judgement) and a refusal of the inspection. That there was none settles it.
    found = session({}, "19.1.2")
    assert talk(found, {"contract.inspection_refused_on": "no"}) == ["contract.inspection_refused_on"]
    assert found.result.one("19.1.2").status == "not_applicable"


def test_what_a_duty_comes_to_is_asked_only_where_there_is_one():
    # 16.2: paid on the due date, so that nothing is owed and neither the fee nor the payment of the interest is asked.
    found = session({}, "16.2")
    answers = {"invoices": "1", "invoices[0].due_on": "2026-05-31", "invoices[0].paid_on": "2026-05-31"}
    assert talk(found, answers) == ["invoices", "invoices[0].due_on", "invoices[0].paid_on"]


def test_the_short_form_is_asked_for_not_how_many_payments_there_were():
    # What is unpaid hangs on the payments; of an invoice of which nothing is said, one day says all of it.
    found = session({"invoices": [{"amount": 100000, "due_on": "2026-05-31"}]}, "15.4", "16.2", "16.3", "19.1.1")
    asked = talk(found, {})
    assert "invoices[0].paid_on" in asked
    assert not [path for path in asked if "payments" in path]


def test_of_payments_in_part_what_is_missing_is_asked_for():
    # 60,000 of 100,000 and a payment of an unknown amount: only that amount tells whether anything is overdue.
    payments = [{"amount": 60000, "on": "2026-05-20"}, {"on": "2026-06-01"}]
    found = session({"invoices": [{"amount": 100000, "due_on": "2026-05-31", "payments": payments}]}, "19.1.1")
    assert talk(found, {"invoices[0].payments[1].amount": "40000"}) == ["invoices[0].payments[1].amount"]
    assert found.result.one("19.1.1").status == "not_applicable"


def test_payments_that_go_on_are_asked_for_the_rest():
    # 60,000 of 100,000, and perhaps more; there was one more, of 30,000, so that 10,000 are overdue.
    payments = [{"amount": 60000, "on": "2026-05-20"}, {"…": "more"}]
    found = session({"invoices": [{"amount": 100000, "due_on": "2026-05-31", "payments": payments}]}, "19.1.1")
    assert (found.question.asked, found.question.path) == ("more", "invoices[0].payments")
    talk(found, {"invoices[0].payments": "1", "invoices[0].payments[1].amount": "30000"})
    assert found.result.one("19.1.1").status == "in_force"


def test_a_reading_without_a_default_is_asked_for(tmp_path: Path):
    # The strict reading asks for a defect, the free one for nothing: with it the duty is in force.
    shutil.copytree(ROOT / "tests" / "rejected" / "shared", tmp_path, dirs_exist_ok=True)
    (tmp_path / "readings.yaml").write_text(READINGS, encoding="utf-8")
    (tmp_path / "articles" / "2.yaml").write_text(GUARDED, encoding="utf-8")
    plan = load_plan(tmp_path)
    found = Session(plan, node_of({"as_of": DAY}), ("2.1",))
    assert (found.question.asked, found.question.path) == ("reading", "form")
    lines = list(question_lines(found.question, found.facts, plan, "en", 1))
    assert "   2  any form will do" in lines
    assert found.answer("2") == ()
    assert found.question.path == "sale.delivered_on"  # whether the duty, which there is now, is done
    assert sorted(o.status for o in found.result.outcomes) == ["in_force", "not_applicable"]
    assert evaluate_node(plan, found.facts).readings["form"] == "free"


READINGS = """\
readings:
  form:
    question: {ja: 方式の要否, en: whether a form is needed}
    about: ["2.1"]
    answers:
      strict: {ja: 方式を要する, en: a form is needed, why: {ja: 文言, en: the wording}}
      free: {ja: 方式を要しない, en: any form will do, why: {ja: 慣行, en: usage}}
"""
GUARDED = """\
article: 2
title: {ja: 売買, en: Sale}
provisions:
  - id: 2.1#strict
    who: seller
    must: deliver the goods
    when: the goods are defective
    under: form = strict
  - id: 2.1#free
    who: seller
    must: deliver the goods
    under: form = free
"""


def test_nothing_is_asked_twice_whatever_is_not_known():
    found = session({})
    asked = talk(found, {})
    assert len(asked) == len(set(asked))
    assert found.facts == found.start


def test_every_question_is_in_some_need_when_it_is_asked():
    found = session({"damages": [{}], "evasions": []})
    while found.question is not None:
        assert any(found.question.path == n.path for o in found.result.outcomes for n in o.needs)
        entry = found.question.entry
        found.answer("none" if entry is not None and entry.kind == "event" else "?")


def test_what_only_rules_say_is_not_asked():
    paths = talk(session({}), {})
    assert "contract.formed_on" not in paths


def test_a_list_that_goes_on_is_asked_for_the_rest():
    found = session({"damages": [{"attributable": False}, {"…": "more"}]}, "28.1.1")
    assert (found.question.asked, found.question.path) == ("more", "damages")
    found.answer("0")
    assert found.question is None
    assert isinstance(get(found.facts, "damages", PLAN.book), Sequence)
    assert len(get(found.facts, "damages", PLAN.book).items) == 1


def test_the_members_of_a_series_are_not_counted_but_asked_about():
    # From 1 May on the charges of each month follow from one another; 15 June lies within the second of them.
    given = {"first_day": "2026-05-01", "due_on": "2026-04-30", "amount": 1, "paid_on": "2026-04-30"}
    contract = {"service_start": "2026-05-01", "billing_unit": "month", "ended_on": None}
    found = session({"contract": contract, "invoices": [given, {"…": "more"}]}, "19.1.1")
    asked = talk(found, {"invoices[2026-06-01].due_on": "2026-05-31", "invoices[2026-06-01].paid_on": "none"})
    assert "invoices" not in asked
    assert "invoices[2026-06-01].due_on" in asked


def test_asking_begins_with_the_scope_then_the_day():
    found = Session(PLAN, Mapping(()), None)
    assert found.question.asked == "scope"
    assert [p.code for p in found.answer("9, 99")] == ["A901"]
    assert found.answer("第9条第2項、 28.3") == ()
    assert found.only == ("9.2", "28.3")
    assert found.question.asked == "as of"
    assert [p.code for p in found.answer("tomorrow")] == ["F503"]
    assert [p.code for p in found.answer("")] == ["F507"]
    assert found.answer("2026年6月5日") == ()
    assert found.result.as_of == date(2026, 6, 5)


@pytest.mark.parametrize("text", ["", "all", "すべて"])
def test_everything_may_be_wanted(text):
    found = Session(PLAN, Mapping(()), None, DAY)
    found.answer(text)
    assert found.only == ()
    assert found.question.asked != "scope"


def test_provisions_are_meant_as_lawyers_cite_them():
    assert wanted(PLAN, ["第16条第2項", "Art. 16(2)", "Article 19", "28.1.1#liable"])[0] == (
        "16.2",
        "19",
        "28.1.1#liable",
    )
    assert {"19.1", "19.1.note", "19.1.1", "19.1.2", "19.1.2.second"} <= set(wanted(PLAN, ["19.1"])[0])
    assert wanted(PLAN, ["16.2", "99"]) == ((), "99")


# ── answers ───────────────────────────────────────────────────────────────────────────────────────


def asked(entry: str) -> Question:
    return Question("fact", "x", PLAN.book.vocabulary.entries[entry])


@pytest.mark.parametrize(
    ("entry", "text", "written"),
    [
        ("measure.urgent", "y", "true"),
        ("measure.urgent", "いいえ", "false"),
        ("invoice.paid_on", "none", "null"),
        ("invoice.paid_on", "なし", "null"),
        ("invoice.paid_on", "no", "null"),
        ("invoice.paid_on", "2026年6月1日 9時5分", "2026-06-01T09:05"),
        ("invoice.due_on", "２０２６/６/１", "2026-06-01"),
        ("invoice.amount", "１１０,０００円", "110,000円"),
        ("measure.kind", "3", "interruption"),
        ("measure.kind", "中止", "中止"),
        ("notice.sender", "1", "company"),
    ],
)
def test_answers_are_read_as_people_write_them(entry, text, written):
    assert read_answer(asked(entry), text, PLAN.book).text == written


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("", "skip"),
        ("  ", "skip"),
        ("?", "unknown"),
        ("？", "unknown"),
        ("don’t know", "unknown"),
        ("わからない", "unknown"),
        ("q", "quit"),
        ("終了", "quit"),
    ],
)
def test_turns(text, turn):
    assert read_answer(asked("invoice.amount"), text, PLAN.book) == turn


def test_a_wrong_answer_is_told_at_once_and_asked_again():
    found = session({"invoices": [{"due_on": "2026-05-31"}]}, "19.1.1")
    question = found.question
    for wrong, code in (("2026-02-30", "F503"), ("soon", "F502"), ("1999-01-01", "F504")):
        assert [p.code for p in found.answer(wrong)] == [code]
        assert found.question == question
    assert found.answer("2026-05-31 23:59") == ()


@pytest.mark.parametrize("text", ["q", "Q", "終了", "やめる"])
def test_the_scope_may_be_left(text):
    found = Session(PLAN, Mapping(()), None, DAY)
    assert found.answer(text) == ()
    assert found.stopped


def test_a_number_is_no_answer_to_whether_something_happened():
    found = session({"invoices": [{"due_on": "2026-05-31"}]}, "19.1.1")
    assert found.question.path == "invoices[0].paid_on"
    assert found.answer("2") != ()
    assert found.answer("9" * 4301) != ()


def test_none_where_there_cannot_be_none_is_wrong():
    found = session({"invoices": [{"paid_on": None}]}, "19.1.1")
    assert found.question.path == "invoices[0].due_on"
    assert found.answer("none") != ()


def test_a_judgement_counts_as_its_holders():
    found = session({"measures": [{"kind": "suspension", "notices": []}]}, "22.1.proviso")
    assert (found.question.path, found.question.holder) == ("measures[0].urgent", "court")
    found.answer("はい")
    assert found.result.one("22.1.proviso").status == "in_force"


# ── facts that grow ───────────────────────────────────────────────────────────────────────────────


def test_answers_go_where_the_file_has_them_however_spelled():
    facts = node_of({"請求": [{"支払期日": "2026-05-31"}], "contract": {}})
    grown = put(facts, "invoices[0].due_on", Scalar("2026-06-30"), PLAN.book)
    grown = put(grown, "invoices[1].amount", Scalar("5"), PLAN.book)
    grown = put(grown, "contract.monthly_fee", Scalar("7"), PLAN.book)
    case = read_case(grown, PLAN.book, DAY)
    assert [i.values.get("due_on") for i in case.root.lists["invoices"]] == [Known(date(2026, 6, 30)), None]
    assert get(grown, "contract.monthly_fee", PLAN.book) == Scalar("7")
    assert get(grown, "measures[3].kind", PLAN.book) is None


SCALARS = st.one_of(
    st.sampled_from(
        [("null", "plain"), ("2026-06-01", "plain"), ("true", "plain"), ("1.10", "plain"), ("110,000円", "plain")]
    ),
    st.tuples(
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), max_size=20), st.just("quoted")
    ),
).map(lambda pair: Scalar(pair[0], style=pair[1]))
KEYS = st.sampled_from(["invoices", "請求", "as_of", "…", "no", "1"])
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: Sequence(tuple(items))),
        st.dictionaries(KEYS, inner, max_size=3).map(lambda d: Mapping(tuple((Scalar(k), v) for k, v in d.items()))),
    ),
    max_leaves=8,
)


def same(left, right) -> bool:
    """The same text, and null where the other is null: a plain key or word may come back in quotes."""
    match left, right:
        case Scalar(), Scalar():
            return left.text == right.text and left.is_null == right.is_null
        case Sequence(), Sequence():
            return len(left.items) == len(right.items) and all(map(same, left.items, right.items))
        case Mapping(), Mapping():
            pairs = zip(left.entries, right.entries, strict=False)
            return len(left.entries) == len(right.entries) and all(
                same(a, c) and same(b, d) for (a, b), (c, d) in pairs
            )
    return False


@given(TREES)
def test_saved_facts_read_back_as_they_were(tree):
    facts = Mapping(((Scalar("name"), tree),))
    (yaml_back,) = parse_documents(facts_text(facts, "facts.yaml"), "facts.yaml")
    assert same(facts, yaml_back)


@given(TREES)
def test_saved_json_reads_back_as_it_was(tree):
    facts = Mapping(((Scalar("name"), tree),))
    (json_back,) = parse_documents(facts_text(facts, "facts.json"), "facts.json")
    assert same(facts, json_back)


def test_empty_facts_are_saved_as_an_empty_case():
    assert yaml.safe_load(facts_text(Mapping(()), "facts.yaml")) == {}


# ── in the terminal ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def type_in(yakkan, monkeypatch):
    def run(*arguments: str, lines: str):
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        return yakkan("ask", *arguments)

    return run


def test_a_new_file_from_nothing(type_in, tmp_path: Path):
    path = tmp_path / "new.yaml"
    lines = "19.1.1\n2026-06-15\n1\n2026-05-31\nnone\nyes\n"
    done = type_in(str(path), "--lang", "en", lines=lines)
    assert done.code == 0, done.err
    assert "What do you want to know?" in done.err
    assert " 19  Suspension of the Services" in done.err
    assert (
        "why: Article 19, paragraph (1), item (i): If the service fees remain unpaid even after the payment deadline has passed, the Company may suspend"
        in done.err
    )
    assert "Nothing is left to ask that can matter (3 questions)." in done.err
    assert "[power] applies" in done.out
    assert "?" not in done.out.split("[power]")[0]
    saved = read_case(parse_documents(path.read_text(encoding="utf-8"), "new.yaml")[0], PLAN.book)
    assert (saved.as_of, saved.root.lists["invoices"][0].values["paid_on"]) == (DAY, NULL)
    again = type_in(str(path), "--lang", "en", "--only", "19.1.1", lines="")
    assert "(0 questions)" in again.err


def test_in_japanese(type_in, tmp_path: Path):
    done = type_in(
        str(tmp_path / "x.yaml"),
        "--lang",
        "ja",
        "--only",
        "22.1.proviso",
        "--as-of",
        "2026-06-15",
        lines="1\nはい\nいいえ\n",
    )
    assert done.code == 0
    assert "措置は何件ありますか。 [measures]" in done.err
    assert "裁判所は次のとおり判断しましたか: 緊急その他必要である (措置 1) [measures[0].urgent]" in done.err
    assert "理由: 第22条ただし書: " in done.err
    assert "これ以上尋ねることはありません（質問 2 件）。" in done.err
    assert "保存していません" in done.err
    assert not (tmp_path / "x.yaml").exists()


def test_out_leaves_the_facts_file_as_it_is(type_in, tmp_path: Path):
    path, out = tmp_path / "facts.yaml", tmp_path / "out.json"
    path.write_text("as_of: 2026-06-15  # a comment\ninvoices: [{due_on: 2026-05-31}]\n", encoding="utf-8")
    before = path.read_bytes()
    done = type_in(str(path), "--only", "19.1.1", "--out", str(out), lines="2026-06-01\n")
    assert done.code == 0
    assert path.read_bytes() == before
    (node,) = parse_documents(out.read_text(encoding="utf-8"), "out.json")
    assert evaluate_node(PLAN, node).one("19.1.1").status == "not_applicable"


def test_wrong_answers_are_told_and_asked_again(type_in, tmp_path: Path):
    done = type_in(
        str(tmp_path / "x.yaml"),
        "--only",
        "19.1.1",
        "--as-of",
        "2026-06-15",
        "--lang",
        "en",
        lines="many\n1\n2026-13-01\nq\n",
    )
    assert "“many” is no number of records" in done.err
    assert "“2026-13-01” is no date" in done.err
    assert done.err.count("Please answer again.") == 2
    assert "Stopped after 2 questions." in done.err
    assert "undetermined" in done.out


@pytest.mark.parametrize("lines", ["", "19.1.1\n", "q\n", "19.1.1\nq\n"])
def test_the_end_of_the_input_is_no_error(type_in, tmp_path: Path, lines):
    done = type_in(str(tmp_path / "x.yaml"), lines=lines)
    assert done.code == 0
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--only", "99"], 2), (["--as-of", "soon"], 2), (["--lang", "fr"], 2), (["--book", "missing"], 1)],
)
def test_wrong_use(type_in, tmp_path: Path, arguments, code):
    assert type_in(str(tmp_path / "x.yaml"), *arguments, lines="").code == code


def test_facts_with_errors_are_told_first(type_in, tmp_path: Path):
    path = tmp_path / "bad.yaml"
    path.write_text("as_of: 2026-06-15\ninvoices: 3\n", encoding="utf-8")
    done = type_in(str(path), "--only", "19", lines="")
    assert done.code == 1
    assert "F502" in done.err


def test_a_folder_that_does_not_exist_is_wrong_usage(type_in, tmp_path: Path):
    done = type_in(
        str(tmp_path / "x.yaml"),
        "--only",
        "28.3",
        "--as-of",
        "2026-06-15",
        "--out",
        str(tmp_path / "no" / "x.yaml"),
        lines="",
    )
    assert done.code == 2
    assert "Traceback" not in done.err


@pytest.mark.parametrize("folder", [RULES, ROOT / "tests" / "books" / "rental"], ids=["terms", "rental"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_question_can_be_told(folder, language):
    plan = load_plan(folder)
    found = Session(plan, node_of({"as_of": "2026-06-15"}), ())
    while found.question is not None:
        lines = list(question_lines(found.question, found.facts, plan, language, 1))
        assert len(lines) >= 3
        assert all("None" not in line and "{" not in line for line in lines)
        found.answer("1" if found.question.asked == "count" else "?")
