"""What is not known exactly, as it is told: text in both languages, JSON, schemas, questions, the register."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dsl.ask import Session, one_case
from dsl.ask.answers import read_answer
from dsl.ask.question import Question
from dsl.base.source import Span
from dsl.facts import node_of
from dsl.model.node import Mapping
from dsl.pipeline import RuleBook, register_node
from tests.conftest import RULES, plan_of

# 150,000 x 14.6% / 365 = 60 a day; April 1-10 = 10 days = 600, April 1-20 = 20 days = 1,200
LATE = {
    "as_of": "2026-04-30",
    "contract": {"administrative_fee": 0},
    "invoices": [
        {
            "amount": 150000,
            "due_on": "2026-03-31",
            "paid_on": {"either": ["2026-04-10", "2026-04-20"], "source": ["ledger", "bank statement"]},
            "surcharge_paid_on": None,
        }
    ],
}
MANY = {**LATE, "invoices": LATE["invoices"] * 20}  # type: ignore[operator]


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return RuleBook(plan_of(RULES))


@pytest.fixture
def facts(tmp_path: Path) -> Any:
    def write(case: object) -> str:
        path = tmp_path / "facts.json"
        path.write_text(json.dumps(case, ensure_ascii=False), "utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("ja", ["食い違う記載:", "2026年4月10日（ledger）又は2026年4月20日（bank statement）", "全2通り", "額: 600円又は1,200円"]),
        ("en", ["contradictory statements:", "April 10, 2026 (ledger) or April 20, 2026 (bank statement)", "all 2", "amount: ¥600 or ¥1,200"]),
    ],
)  # fmt: skip
def test_text_tells_the_statements_and_what_they_come_to(
    yakkan: Any, facts: Any, language: str, says: list[str]
) -> None:
    done = yakkan("eval", facts(LATE), "--only", "16.2", "--lang", language)
    assert done.code == 0
    assert [words for words in says if words not in done.out] == []


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("ja", ["上限の256通りを超える（1,048,576通り）", "額: 600円以上1,200円以下"]),
        ("en", ["more combinations than the limit of 256 (1,048,576)", "amount: between ¥600 and ¥1,200"]),
    ],
)
def test_a_million_combinations_are_no_error(yakkan: Any, facts: Any, language: str, says: list[str]) -> None:
    """2 to the 20th: each payment lies between the two days, so that it is late for certain."""
    done = yakkan("eval", facts(MANY), "--only", "16.2", "--lang", language)
    assert done.code == 0
    assert [words for words in says if words not in done.out] == []


@pytest.mark.no_cover
def test_json_fits_its_schema(yakkan: Any, facts: Any) -> None:
    schema = json.loads(yakkan("schema", "result").out)
    for case, combinations, complete in ((LATE, 2, True), (MANY, 1_048_576, False)):
        told = json.loads(yakkan("eval", facts(case), "--json", "--explain").out)
        jsonschema.validate(told, schema)
        assert (told["worlds"]["combinations"], told["worlds"]["complete"]) == (combinations, complete)
        assert told["worlds"]["either"][0] == {
            "path": "invoices[0].paid_on", "values": ["2026-04-10", "2026-04-20"], "source": ["ledger", "bank statement"],
        }  # fmt: skip
    told = json.loads(yakkan("eval", facts(LATE), "--json", "--only", "16.2").out)
    duty = told["outcomes"][0]["duty"]
    assert (duty["amount"], duty["amount_one_of"]) == (None, ["600", "1200"])
    assert (duty["amount_at_least"], duty["amount_at_most"]) == ("600", "1200")
    assert [part["amount_one_of"] for part in duty["parts"]] == [["600", "1200"], None]


def test_more_combinations_than_can_be_counted(yakkan: Any, facts: Any) -> None:
    """2 to the 60th is told as too many; no number of a thousand digits is ever printed."""
    told = json.loads(
        yakkan("eval", facts({**LATE, "invoices": LATE["invoices"] * 60}), "--json", "--only", "16.2").out  # type: ignore[operator]
    )
    assert (told["worlds"]["combinations"], told["worlds"]["complete"]) == (None, False)


@pytest.mark.no_cover
def test_facts_schema_knows_them(yakkan: Any) -> None:
    schema = json.loads(yakkan("schema", "facts").out)
    jsonschema.validate(LATE, schema)
    contract = {
        "月額利用料": {"範囲": [80000, 90000]},
        "annual_price": {"either": [None, {"at least": 1000000}]},
        "billing_unit": {"いずれか": ["month", "年額"], "出所": ["甲", None]},
        "impediment": {"either": [True, {"judged": False, "by": "court"}]},
        "service_start": {"on or after": "2026-01-01"},
    }
    jsonschema.validate({"as_of": "2026-04-30", "contract": contract}, schema)
    for wrong in ({"either": [80000]}, {"between": [80000]}, {"atleast": 1}, {"source": ["甲"]}, {}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"as_of": "2026-04-30", "contract": {"monthly_fee": wrong}}, schema)


def test_every_reading_is_read_in_every_world(yakkan: Any, facts: Any) -> None:
    """2028 is a leap year: 14.6% of 150,000 is 21,900 a year; 10 days are 600 by 365, 598 by 366, floor of 598.36; 20 are
    1,200 or 1,196, floor of 1,196.72; 50 sen up makes 1,197 of it."""
    invoice = {**LATE["invoices"][0], "due_on": "2028-03-31", "paid_on": {"either": ["2028-04-10", "2028-04-20"]}}  # type: ignore[index]
    case = {**LATE, "as_of": "2028-04-30", "invoices": [invoice]}
    told = json.loads(yakkan("eval", facts(case), "--only", "16.2", "--all-readings", "--json").out)
    (outcome,) = told["outcomes"]
    rows = {tuple(row["readings"].values()): row["duty"]["amount_one_of"] for row in outcome["by_reading"]}
    assert rows[("365", "floor")] == ["600", "1200"]
    assert rows[("actual", "floor")] == ["598", "1196"]
    assert rows[("actual", "half-up")] == ["598", "1197"]


# ── questions ─────────────────────────────────────────────────────────────────────────────────────


def test_a_fact_in_doubt_is_asked_for_and_an_answer_settles_it(book: RuleBook) -> None:
    node = node_of(LATE)
    session = Session(book.plan, one_case((node,), "facts"), ("16.2",))
    assert session.question is not None
    assert session.question.path == "invoices[0].paid_on"
    assert session.answer("2026-04-10") == ()
    assert session.result is not None
    assert session.result.worlds is None
    assert session.result.one("16.2").duty.amount.value == 600  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("100000〜200000", {"between": ["100000", "200000"]}),
        ("between 100000 and 200000", {"between": ["100000", "200000"]}),
        ("100000以上200000以下", {"between": ["100000", "200000"]}),
        ("at least 100000", {"at least": "100000"}),
        ("100000以上", {"at least": "100000"}),
        ("200000 以下", {"at most": "200000"}),
        ("100000 .. 200000", {"between": ["100000", "200000"]}),
    ],
)
def test_a_range_may_be_typed(book: RuleBook, typed: str, meant: dict[str, Any]) -> None:
    entry = book.plan.book.vocabulary.entries["contract.monthly_fee"]
    answer = read_answer(Question("fact", "contract.monthly_fee", entry), typed, book.plan.book)
    assert isinstance(answer, Mapping)
    assert answer == Mapping(tuple((k, v) for k, v in node_plain(meant).entries), Span("answer"))


def node_plain(value: dict[str, Any]) -> Mapping:
    """The node as it is typed: its keys and values are plain, not quoted."""
    from dsl.load.documents import parse_documents

    (node,) = parse_documents(json.dumps(value).replace('"', ""), "typed.yaml")
    assert isinstance(node, Mapping)
    return node


def test_a_range_of_days_may_be_typed(book: RuleBook) -> None:
    session = Session(book.plan, one_case((node_of(LATE),), "facts"), ("16.2",))
    assert session.answer("2026/4/12〜2026/4/15") == ()
    duty = session.result.one("16.2").duty  # type: ignore[union-attr]
    assert (duty.amount.low, duty.amount.high) == (720, 900)  # type: ignore[union-attr]  # 12 and 15 days of 60


def test_a_range_whose_ends_are_crossed_is_asked_again(book: RuleBook) -> None:
    session = Session(book.plan, one_case((node_of(LATE),), "facts"), ("16.2",))
    assert [d.code for d in session.answer("2026-04-15〜2026-04-12")] == ["F514"]
    assert session.question is not None


# ── the register ──────────────────────────────────────────────────────────────────────────────────


def test_the_register_goes_through_the_worlds(book: RuleBook) -> None:
    register = register_node(book.plan, node_of(LATE), only=("16.2",))
    (line,) = [line for line in register.lines if line.outcome.rule == "16.2"]
    assert line.outcome.status == "in_force"
    assert line.outcome.duty is not None
    assert line.outcome.duty.amount.one_of == (600, 1200)  # type: ignore[union-attr]


@pytest.mark.parametrize("arguments", [["--register"], ["--all-readings"]])
def test_however_it_is_told_the_statements_are_told(yakkan: Any, facts: Any, arguments: list[str]) -> None:
    told = json.loads(yakkan("eval", facts(LATE), "--only", "16.2", "--json", *arguments).out)
    assert told["worlds"]["combinations"] == 2
    text = yakkan("eval", facts(LATE), "--only", "16.2", "--lang", "en", *arguments).out
    assert "each of all 2 combinations was followed" in text
