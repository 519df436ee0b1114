"""Grounds in words: each step once, as the case reads the book, and under what is known only what is known."""

import re
from datetime import date

from dsl.base.diagnostic import LANGUAGES
from dsl.load.documents import parse_documents
from dsl.model import expression as x
from dsl.model.grounds import Ground
from dsl.model.value import FALSE, TRUE, Known, Unknown
from dsl.pipeline import evaluate_node, read_facts
from dsl.wording import explain, taken_book
from tests.conftest import RULES, plan_of

BOOK = plan_of(RULES).book
DUE = x.Read("invoice.due_on")
LATE = """\
as_of: 2026-07-31
contract: {administrative_fee: 1100}
invoices: [{amount: 250000, due_on: 2026-05-29, paid_on: 2026-07-10, surcharge_paid_on: null}]
"""


def test_explain_tells_each_step_once() -> None:
    due = Ground("entry", "invoice.due_on", Known(date(2026, 5, 31)), source="invoices[0].due_on")
    read = Ground("term", "", Known(date(2026, 5, 31)), DUE, parts=(due,))
    passed = Ground("condition", "", TRUE, x.Passed(DUE), parts=(read,))
    whole = Ground("rule", "16.2", TRUE, parts=(passed,), detail=(("a day", "44"), ("until", "2026-06-15")))
    assert explain(whole, "ja", BOOK) == (
        "第16条第2項： 適用される",
        "  1日当たりの額： 44円",
        "  終了日： 2026年6月15日",
        "  支払期日を経過した： はい",
        "    支払期日： 2026年5月31日（invoices[0].due_on）",
    )
    assert explain(whole, "en", BOOK) == (
        "Article 16, paragraph (2): applies",
        "  a day: ¥44",
        "  until: June 15, 2026",
        "  the due date has passed: yes",
        "    the due date: May 31, 2026 (invoices[0].due_on)",
    )


def test_under_what_is_known_stands_only_what_is_known() -> None:
    """A ground that is not known decided nothing; where the whole is not known, it is what is waited for."""
    yes, open_ = (Ground("condition", key, value) for key, value in (("a", TRUE), ("b", Unknown())))
    told = explain(Ground("condition", "either", TRUE, parts=(yes, open_)), "en", BOOK)
    assert told == ("condition either: yes", "  condition a: yes")
    asked = explain(Ground("condition", "both", Unknown(), parts=(yes, open_)), "en", BOOK)
    assert asked == ("condition both: not known", "  condition a: yes", "  condition b: not known")


def test_a_choice_of_readings_is_told_as_it_was_read() -> None:
    """The step tells the term that was taken, and what was read as a detail of it."""
    other, day = x.Under("fraction-of-yen", "half-up"), Known(date(2026, 5, 31))
    choice = x.ByCase(((other, x.Constant("date", date(2026, 6, 1))),), DUE)
    parts = (Ground("condition", "", FALSE, other), Ground("term", "", day, DUE))
    told = explain(Ground("term", "", day, choice, parts=parts), "en", BOOK)
    assert told == (
        "the due date: May 31, 2026",
        "  reading: how a fraction of a yen is treated: the fraction is dropped",
    )
    half_up = explain(Ground("term", "", day, choice, parts=parts), "en", taken_book(BOOK, {other.question: "half-up"}))
    assert half_up[0].startswith("June 1, 2026: ")


def test_a_book_as_a_case_reads_it_differs_only_where_the_case_does() -> None:
    assert taken_book(BOOK, {"fraction-of-yen": "floor", "refund-unit": None}) is BOOK
    other = taken_book(BOOK, {"fraction-of-yen": "half-up"}).readings
    assert {q for q, r in other.items() if r.default != BOOK.readings[q].default} == {"fraction-of-yen"}


def test_explain_tells_what_it_does_not_know_by_kind_and_key() -> None:
    assert explain(Ground("omen", "raven", Unknown()), "en", BOOK) == ("omen raven: not known",)
    assumed = Ground("entry", "contract.service_listed", TRUE, source="assumed: contract.service_listed")
    assert explain(assumed, "ja", BOOK) == (
        "利用するサービスが別紙に掲げるものである： はい（前提: contract.service_listed）",
    )


def test_grounds_of_the_demo_have_words() -> None:
    plan = plan_of(RULES)
    for node in read_facts(RULES / "demo.yaml"):
        for outcome in evaluate_node(plan, node, explain=True):
            for language in LANGUAGES:
                assert outcome.because is not None
                for line in explain(outcome.because, language, plan.book):
                    assert not re.search(r"[{}|]|None|Fraction|、、|(condition|term|entry) \w+[._]\w", line), line


def test_a_principal_says_as_of_which_day_it_was_read() -> None:
    """What bears interest on May 30 is what was unpaid at the end of May 29, before the payment of July 10."""
    (case,) = parse_documents(LATE, "facts.yaml")
    (found,) = evaluate_node(plan_of(RULES), case, only=("16.2",), explain=True)
    assert found.because is not None
    told = explain(found.because, "en", BOOK)
    at = next(n for n, line in enumerate(told) if line.strip().startswith("principal"))
    assert told[at].strip() == "principal (the unpaid service fees): ¥250,000"
    assert told[at + 1].strip() == "as of the end of: May 29, 2026"
