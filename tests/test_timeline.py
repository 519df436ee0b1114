"""The time line as people and programs get it: text, JSON, exit codes; and the shipped life of a contract by hand."""

import json
from datetime import date
from fractions import Fraction

import jsonschema
import pytest

from dsl import load_book
from dsl.facts import node_of
from dsl.model.timeline import Timeline
from dsl.model.value import Known
from dsl.pipeline import read_facts, timeline_node
from tests.conftest import RULES, plan_of

LIFE = RULES / "life.yaml"
SPAN = ("--from", "2026-01-01", "--to", "2026-12-31")
LATE = {
    "as_of": "2020-01-01",
    "invoices": [{"amount": 110000, "due_on": "2026-04-30", "paid_on": "2026-05-20", "surcharge_paid_on": None}],
    "contract": {"administrative_fee": 3000},
}


def life(*only: str) -> Timeline:
    (node,) = read_facts(LIFE)
    return timeline_node(plan_of(RULES), node, date(2026, 1, 1), date(2027, 12, 31), only)


# ── the life of a contract ────────────────────────────────────────────────────────────────────────

# Due on 29 May, so that it is overdue from the 30th, and interest accrues from that day (Article 16(2)) until it is paid on
# 10 July. The notice of 12 June is in time for the suspension of 1 July (Article 22), which Article 19(1)(i) allows as long
# as the payment is overdue. A bill is dishonoured on 5 October, which allows to cancel (Article 29(1)(ii)); done on the
# 20th, for the 31st (Article 29(3)), on which the deposit is to be returned (Article 15(4)); it is on 15 December. The last
# invoice was due on 30 October.
BY_HAND = {
    "2026-05-30": {"16.2": 1, "19.1.1": 1},
    "2026-06-12": {"22.1": 0},
    "2026-07-01": {"19.1.1": 1},
    "2026-07-10": {"16.2": 1, "19.1.1": 1},
    "2026-07-31": {"16.2": 1},
    "2026-10-05": {"29.1.2": None},
    "2026-10-20": {"29.1.2": None, "29.3": None},
    "2026-10-31": {"15.4": None, "16.2": 2, "19.1.1": 2, "29.3": None},
    "2026-12-15": {"15.4": None},
}


def test_the_life_of_a_contract():
    told: dict[str, dict[str, int | None]] = {}
    for change in life(*{rule for day in BY_HAND.values() for rule in day}).changes:
        subject = change.outcome.subject
        told.setdefault(str(change.day), {})[change.outcome.rule] = subject[0][1] if subject else None
    assert told == BY_HAND


def test_interest_is_told_where_it_begins_and_where_it_ends():
    # 121,000 × 14.6% ÷ 365 = 48.40 a day; 30 May to 10 July are 2 + 30 + 10 = 42 days: 2,032.80, and 3,000.
    begins, ends, paid = [c for c in life("16.2").changes if c.outcome.subject == (("invoice", 1),)]
    assert begins.before is not None
    assert begins.before.status == "not_applicable"
    accrual = begins.outcome.duty.parts[0].accrual
    assert (accrual.first, accrual.a_day) == (Known(date(2026, 5, 30)), Known(Fraction("48.4")))
    assert ends.what == ("amount", "remainder", "accrual")
    assert ends.outcome.duty.parts[0].accrual is None
    assert ends.outcome.duty.amount == Known(Fraction(5032))
    assert paid.what == ("state", "remainder")


def test_it_takes_as_many_evaluations_as_days_matter():
    found = life()
    assert found.evaluations < 25 < 729


# ── text ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def late(tmp_path):
    path = tmp_path / "late.json"
    path.write_text(json.dumps(LATE), encoding="utf-8")
    return str(path)


# From 1 May, 110,000 × 14.6% ÷ 365 = 44 a day; to 20 May 20 days: 880.
def test_text_in_japanese(yakkan, late):
    done = yakkan("timeline", late, *SPAN, "--only", "16.2", "--only", "19.1.1")
    assert done.code == 0
    assert done.out.splitlines() == [
        "クラウドリセールサービス約款  時系列  2026-01-01 から 2026-12-31 まで",
        "",
        "2026-01-01 ┬ この日の状態",
        "2026-05-01 ├ 第16条第2項 (請求 1)  契約者：遅延損害金等を支払う［義務］  適用されない → 履行前；額は3,044円；"
        "2026年5月1日から利息が生じる（1日当たり44円）",
        "           │ 第19条第1項第1号 (請求 1)  当社：本サービスの提供を一時停止する［権能］  適用されない → 行使可能",
        "2026-05-20 ├ 第16条第2項 (請求 1)  契約者：遅延損害金等を支払う［義務］  履行前；額は3,880円；利息の発生が終わる",
        "           │ 第19条第1項第1号 (請求 1)  当社：本サービスの提供を一時停止する［権能］  行使可能 → 適用されない",
        "2026-12-31 ┴ 2日に4件の変化",
        "",
    ]


def test_text_in_english(yakkan, late):
    done = yakkan("timeline", late, *SPAN, "--only", "16.2", "--lang", "en")
    assert done.out.splitlines() == [
        "Cloud Resale Service Terms and Conditions  time line  2026-01-01 to 2026-12-31",
        "",
        "2026-01-01 ┬ as it stands on this day",
        "2026-05-01 ├ Art. 16(2) (invoice 1)  the Customer: pay default interest [duty]  does not apply → not yet performed; "
        "amount ¥3,044; interest accrues from May 1, 2026 (¥44 a day)",
        "2026-05-20 ├ Art. 16(2) (invoice 1)  the Customer: pay default interest [duty]  not yet performed; amount ¥3,880; "
        "interest stops accruing",
        "2026-12-31 ┴ 2 changes on 2 days",
        "",
    ]


def test_nothing_changes_is_said(yakkan, late):
    done = yakkan("timeline", late, "--from", "2027-01-01", "--to", "2027-12-31", "--only", "16.2", "--lang", "en")
    assert done.out.splitlines()[-2:] == ["2027-12-31 ┴ nothing changes", ""]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_life_of_a_contract_fits_a_page_or_two(yakkan, language):
    done = yakkan("timeline", str(LIFE), *SPAN, "--lang", language)
    assert done.code == 0
    assert "\x1b" not in done.out
    assert 30 < len(done.out.splitlines()) < 130  # 113 with all 39 articles: two pages


# ── JSON ──────────────────────────────────────────────────────────────────────────────────────────


def test_json_fits_its_schema(yakkan):
    schema = json.loads(yakkan("schema", "timeline").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    told = json.loads(yakkan("timeline", str(LIFE), *SPAN, "--json").out)
    jsonschema.validate(told, schema)
    assert (told["from"], told["to"], told["case"]) == (
        "2026-01-01",
        "2026-12-31",
        "契約の一生 / the life of a contract",
    )
    assert len({c["date"] for c in told["changes"]}) <= told["evaluations"] < 25
    interest = next(c for c in told["changes"] if c["provision"] == "16.2")
    assert interest["date"] == "2026-05-30"
    assert interest["after"]["accrual"] == [
        {"first": "2026-05-30", "first_at_least": None, "first_at_most": None, "a_year": "17666", "a_day": "48.4"}
    ]  # 121,000 × 14.6% = 17,666
    assert yakkan("timeline", str(LIFE), *SPAN, "--json").out == yakkan("timeline", str(LIFE), *SPAN, "--json").out


def test_several_cases_are_json_lines_and_a_bad_one_does_not_stop_the_rest(yakkan, tmp_path):
    path = tmp_path / "two.yaml"
    path.write_text("invoices: 5\n---\ninvoices: []\n", encoding="utf-8")
    done = yakkan("timeline", str(path), *SPAN, "--json")
    first, second = (json.loads(line) for line in done.out.splitlines())
    assert done.code == 1
    assert first["errors"][0]["code"] == "F502"
    assert second["changes"] == []


def test_a_reading_may_be_chosen(yakkan, late):
    # In a year of 366 days the daily amount is another than in one of 365, so that there is no one amount a day.
    done = yakkan("timeline", late, *SPAN, "--only", "16.2", "--json", "--reading", "default-interest-year=actual")
    assert json.loads(done.out)["changes"][0]["after"]["accrual"][0]["a_day"] is None


def test_from_python():
    found = load_book(RULES).timeline(LATE, date(2026, 1, 1), date(2026, 12, 31), only=("16.2",))
    assert [c.day for c in found.changes] == [date(2026, 5, 1), date(2026, 5, 20)]


# ── wrong use ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--from", "2026-01-01"), "--to"),
        (("--to", "2026-01-01"), "--from"),
        (("--from", "2026-01-02", "--to", "2026-01-01"), "--from is after --to"),
        (("--from", "2020-01-01", "--to", "2060-01-02"), "40"),
        (("--from", "yesterday", "--to", "2026-01-01"), "YYYY-MM-DD"),
        ((*SPAN, "--only", "16.9"), "16.9"),
        ((*SPAN, "--reading", "x=y"), "x"),
    ],
)
def test_wrong_use(yakkan, late, options, says):
    done = yakkan("timeline", late, *options)
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_outside_the_calendar_years(yakkan, late):
    done = yakkan("timeline", late, "--from", "1999-12-31", "--to", "2026-01-01", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "error[F504] 1999-12-31" in done.err


def test_facts_need_no_as_of_date():
    assert timeline_node(plan_of(RULES), node_of({"invoices": []}), date(2026, 1, 1), date(2026, 1, 2)).changes == ()
