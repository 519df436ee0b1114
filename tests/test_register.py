"""The register: what each party owes and may do, in date order, as lines, text, JSON and a calendar."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from dsl.facts import node_of
from dsl.pipeline import evaluate_typed, register_node
from dsl.register import make_register
from dsl.register.consequences import consequences
from dsl.report.ical import Appointment, calendar_text
from dsl.scenarios.scenario import read_scenarios, scenario_files
from dsl.wording import line_words
from tests.conftest import ROOT, RULES, plan_of

RENTAL = ROOT / "tests" / "books" / "rental"

LATE = {
    "as_of": "2026-06-15",
    "documents": "none",
    "invoices": [
        {"amount": 110000, "due_on": "2026-05-31", "paid_on": None},
        {"amount": 110000, "due_on": "2026-06-30", "paid_on": None},
    ],
    "other_contracts": [],
    "evasions": [],
    "damages": [],
}


def lines(facts, *only, book=RULES):
    return register_node(plan_of(book), node_of(facts), only=only).lines


def test_a_power_stands_on_the_first_day_of_being_in_force():
    # Due 31 May 2026, a Sunday, so that it may be paid on Monday, 1 June: overdue from the 2nd. The one of 30 June, a
    # Tuesday: from 1 July, if unpaid.
    found = lines(LATE, "19.1.1")
    assert [(x.day, x.timing, x.ahead, x.outcome.subject) for x in found] == [
        (date(2026, 6, 2), "from", False, (("invoice", 0),)),
        (date(2026, 7, 1), "from", True, (("invoice", 1),)),
    ]


def test_a_power_tells_its_last_day():
    # The application may be withdrawn once the form has arrived (13 January) until it is accepted. The acceptance is
    # dispatched on 20 January, so that the 19th is the last day at whose end the power still exists.
    facts = {
        "as_of": "2026-01-15",
        "application": {"form_arrived_at": "2026-01-13T09:20", "acceptance_sent_at": "2026-01-20T10:30"},
    }
    (found,) = lines(facts, "9.3")
    assert (found.day, found.since, found.until) == (date(2026, 1, 13), date(2026, 1, 13), date(2026, 1, 19))


def test_a_day_in_between_is_looked_for():
    # 5.1 of the rental terms: a notice of a fortnight. Sent on 3 June: 14 days after it are 17 June, which has passed
    # from the 18th; no fact and no value names the 17th or the 18th.
    facts = {"as_of": "2024-06-30", "hire": {"refers": True, "notice_sent_at": "2024-06-03", "minimum_ends": None}}
    (found,) = lines(facts, "5.1", book=RENTAL)
    assert (found.day, found.timing) == (date(2024, 6, 18), "from")


def test_what_is_on_and_off_between_two_dated_days_is_seen(tmp_path):
    # 14 days after 3 June are the 17th, passed from the 18th; 20 days after it are the 23rd, passed from the 24th. Nothing is
    # dated between 10 June and 31 July.
    base = yaml.load((ROOT / "tests" / "cases" / "base.yaml").read_text("utf-8"), yaml.BaseLoader)["book"]
    for name, text in {**base, "articles/1.yaml": ON_AND_OFF}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    contract = {"start": "2024-06-03", "final_day": "2024-07-31"}
    (found,) = lines({"as_of": "2024-06-10", "contract": contract}, book=tmp_path)
    assert (found.day, found.timing, found.ahead) == (date(2024, 6, 18), "from", True)
    (found,) = lines({"as_of": "2024-06-20", "contract": contract}, book=tmp_path)
    assert (found.since, found.until, found.ahead) == (date(2024, 6, 18), date(2024, 6, 23), False)
    assert lines({"as_of": "2024-07-20", "contract": contract}, book=tmp_path) == ()


ON_AND_OFF = """
article: 1
title: {ja: 期間, en: Periods}
provisions:
  - id: 1.1
    who: buyer
    may: terminate the contract
    when: 14 days after the start date has passed and not (20 days after the start date has passed)
"""


def test_what_the_facts_have_always_said_has_no_day():
    found = lines({**LATE, "other_contracts": [{"invoices": [], "other_ground": False}]}, "16.3.proviso")
    assert [(x.day, x.timing, x.since) for x in found] == [(None, "undated", None)]


def test_a_deadline_stands_on_its_day_and_names_what_follows():
    # 4.1: to be returned by the agreed day; 4.2 speaks of its breach. 3.4: by the due date, 14 days after the invoice
    # (3 + 14 = 17 June 2024, a Monday); 3.5 asks whether the payment has happened by then.
    facts = {
        "as_of": "2024-06-10",
        "hire": {"refers": True, "return_day": "2024-06-28", "delivered_at": None},
        "machines": [{"returned_at": None, "lost_at": None}],
        "invoices": [{"amount": 100, "dated": "2024-06-03", "paid_on": None}],
    }
    found = {x.outcome.rule: x for x in lines(facts, "3.4", "4.1", book=RENTAL)}
    assert (found["3.4"].day, found["3.4"].timing, found["3.4"].missed) == (date(2024, 6, 17), "due", ("3.5",))
    assert (found["4.1"].day, found["4.1"].timing, found["4.1"].missed) == (date(2024, 6, 28), "due", ("4.2",))


def test_an_effect_stands_at_its_moment_and_a_prevented_one_is_no_line():
    facts = {"as_of": "2026-06-15", "application": {"acceptance_sent_at": "2026-01-15T10:30", "withdrawn_at": None}}
    (found,) = lines(facts, "9.1")
    assert (found.day, found.timing) == (date(2026, 1, 15), "at")


def test_lines_are_in_date_order_then_by_party():
    found = register_node(plan_of(RULES), node_of(LATE)).lines
    days = [x.day for x in found]
    dated = [d for d in days if d is not None]
    assert dated == sorted(dated)
    assert days == [*dated, *[None] * (len(days) - len(dated))]
    parties = [x.outcome.bearer for x in found if x.day is None and x.outcome.bearer]
    assert parties == sorted(parties, key=["company", "customer"].index)


def test_what_defines_or_exempts_is_no_line():
    kinds = {x.outcome.kind for x in lines(LATE)}
    assert kinds <= {"must", "may", "must not", "effect"}


def test_what_may_apply_is_told_with_what_it_waits_for():
    (found,) = lines({**LATE, "contract": {"impediment": True}}, "19.1.2")
    assert found.outcome.status == "undetermined"
    assert [n.path for n in found.outcome.needs] == ["contract.inspection_refused_on"]


# ── what follows ──────────────────────────────────────────────────────────────────────────────────


def test_consequences_of_the_rental_terms():
    found = {duty: rules for duty, rules in consequences(plan_of(RENTAL)).items() if rules}
    assert found == {"3.4": ("3.5",), "4.1": ("4.2",)}


def test_an_event_of_any_record_is_no_consequence():
    # 22.1 is performed by a notice. What asks for some notice, such as a withdrawal, does not follow from its lack.
    assert consequences(plan_of(RULES))["22.1"] == ()


# ── text and JSON ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(json.dumps(LATE), encoding="utf-8")
    return path


def test_text_in_both_languages(yakkan, facts):
    english = yakkan("eval", str(facts), "--register", "--lang", "en", "--only", "19.1.1")
    assert english.code == 0
    assert (
        "2026-07-01  from  the Company  the Customer  suspend the provision of the Services (invoice 2)" in english.out
    )
    assert "if nothing else happens" in english.out
    japanese = yakkan("eval", str(facts), "--register", "--lang", "ja", "--only", "19.1.1")
    assert "2026-07-01  以後  当社    契約者  本サービスの提供を一時停止する (請求 2)" in japanese.out
    assert "このままであれば" in japanese.out


def test_json_fits_its_schema(yakkan, facts):
    told = json.loads(yakkan("eval", str(facts), "--register", "--json").out)
    jsonschema.validate(told, json.loads(yakkan("schema", "register").out))
    line = next(x for x in told["lines"] if x["provision"] == "19.1.1" and x["ahead"])
    assert (line["date"], line["timing"], line["bearer"]) == ("2026-07-01", "from", "company")
    assert line["what"] == {"ja": "本サービスの提供を一時停止する", "en": "suspend the provision of the Services"}


def test_several_cases_and_a_bad_one(yakkan, facts, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("as_of: 2026-02-30\n", encoding="utf-8")
    done = yakkan("eval", str(bad), str(facts), "--register", "--json")
    first, second = (json.loads(line) for line in done.out.splitlines())
    assert done.code == 1
    assert first["errors"][0]["code"] == "F503"
    assert second["lines"]


@pytest.mark.parametrize(
    "options", [["--ics", "x.ics"], ["--register", "--ics", "x.ics", "--json"], ["--register", "--all"]]
)
def test_options_that_say_nothing_together(yakkan, facts, options):
    assert yakkan("eval", str(facts), *options).code == 2


# ── the calendar ──────────────────────────────────────────────────────────────────────────────────


def parsed(text: str) -> list[dict[str, str]]:
    """The events of an iCalendar file: a reader of its own, by RFC 5545 (3.1 unfolding, 3.3.11 escapes)."""
    assert text.endswith("\r\n")
    physical = text.split("\r\n")[:-1]
    assert all("\n" not in line and "\r" not in line and len(line.encode()) <= 75 for line in physical)
    logical: list[str] = []
    for line in physical:
        if line.startswith(" "):
            logical[-1] += line[1:]
        else:
            logical.append(line)
    assert logical[0] == "BEGIN:VCALENDAR"
    assert logical[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0", "PRODID:-//Yakkan//Register//EN"} <= set(logical)
    events: list[dict[str, str]] = []
    inside = False
    for line in logical:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
            inside = True
        elif line == "END:VEVENT":
            inside = False
        elif inside:
            assert name not in events[-1]
            events[-1][name] = unescaped(value)
    return events


def unescaped(value: str) -> str:
    out, at = "", 0
    while at < len(value):
        if value[at] == "\\":
            out += {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\"}[value[at + 1]]
            at += 2
        else:
            assert value[at] not in ",;"
            out, at = out + value[at], at + 1
    return out


def test_a_calendar_reads_back_as_it_was_written():
    text = "遅延損害金等を支払う, pay; a \\ and\na line — " + "長い" * 40
    found = parsed(
        calendar_text([Appointment("16.2|x", date(2026, 6, 1), text, text, "義務", date(2026, 5, 1))], "約款", "book")
    )
    assert found[0]["SUMMARY"] == text
    assert found[0]["DESCRIPTION"] == text
    assert found[0]["DTSTART;VALUE=DATE"] == "20260601"
    assert found[0]["DTSTAMP"] == "20260501T000000Z"


def test_lines_fold_at_75_octets_and_never_within_a_character():
    # "SUMMARY:" takes 8 octets; 22 characters of 3 octets make 74, the 23rd would be the 77th octet. A further line
    # begins with a space (1 octet), so that 24 characters (73 octets) fit into it.
    text = calendar_text([Appointment("a", date(2026, 6, 1), "約" * 47, "", "c", date(2026, 6, 1))], "n", "d")
    at = text.split("\r\n").index("SUMMARY:" + "約" * 22)
    assert text.split("\r\n")[at + 1 : at + 3] == [" " + "約" * 24, " 約"]


def test_control_characters_are_dropped():
    (found,) = parsed(
        calendar_text([Appointment("a", date(2026, 6, 1), "a\x07b\tc\r\nd", "", "c", date(2026, 6, 1))], "n", "d")
    )
    assert found["SUMMARY"] == "abc\nd"


def test_the_calendar_of_a_case_is_the_same_each_time(yakkan, facts, tmp_path):
    first, second = tmp_path / "a.ics", tmp_path / "b.ics"
    for path, lang in ((first, "ja"), (second, "ja")):
        assert yakkan("eval", str(facts), "--register", "--lang", lang, "--ics", str(path)).code == 0
    assert first.read_bytes() == second.read_bytes()
    events = parsed(first.read_bytes().decode())
    register = json.loads(yakkan("eval", str(facts), "--register", "--json").out)
    dated = [x for x in register["lines"] if x["date"]]
    assert [e["DTSTART;VALUE=DATE"] for e in events] == [x["date"].replace("-", "") for x in dated]
    assert len({e["UID"] for e in events}) == len(events)
    assert all(e["DTSTAMP"] == "20260615T000000Z" for e in events)


def test_uids_are_the_same_in_both_languages_and_on_another_day(yakkan, facts, tmp_path):
    path = tmp_path / "a.ics"
    found = []
    for options in (["--lang", "ja"], ["--lang", "en"], ["--lang", "en", "--as-of", "2026-06-16"]):
        assert yakkan("eval", str(facts), "--register", "--ics", str(path), "--only", "19.1.1", *options).code == 0
        found.append([e["UID"] for e in parsed(path.read_bytes().decode())])
    assert found[0] == found[1] == found[2]


FILES = [(folder, path) for folder in (RULES, RENTAL) for path in scenario_files(folder)]


@pytest.mark.no_cover
@pytest.mark.parametrize(("folder", "path"), FILES, ids=[f"{folder.name}-{path.stem}" for folder, path in FILES])
def test_a_scenario_has_a_register(folder, path):
    """One in twelve of each file: a register evaluates its case once a day that it names."""
    plan = plan_of(folder)
    for scenario in read_scenarios([path], plan)[::12]:
        case, given = scenario.case, scenario.plan(plan)
        whole = evaluate_typed(given, case, scenario.span)
        found = make_register(
            given, case, whole,
            lambda day, c=case, s=scenario, p=given: evaluate_typed(p, replace(c, as_of=day), s.span, values=False),
        )  # fmt: skip
        for line in found.lines:
            for language in ("ja", "en"):
                assert line_words(line, given, language).what
