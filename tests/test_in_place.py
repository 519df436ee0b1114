"""Definitions told in their place: what a duty says of a deadline or a limit that its own provision defines."""

from dataclasses import replace

import pytest

from dsl.base.diagnostic import Language
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.rule import Deadline, Rule
from dsl.wording import reckoning, sentence, term_words
from dsl.wording.english import terms as english
from dsl.wording.in_place import told_in
from dsl.wording.japanese import terms as japanese
from dsl.wording.scene import Scene
from tests.conftest import RULES, plan_of

BOOK = plan_of(str(RULES)).book
LATE = x.Holds("invoice.late")
FEE, YEAR, PERIOD = (x.Read(f"contract.{name}") for name in ("monthly_fee", "annual_fee", "period_fee"))


def rule(ident: str, book: Book = BOOK) -> Rule:
    return next(r for r in book.rules if r.id == ident)


def unit(key: str) -> x.Condition:
    return x.Compare("is", x.Read("contract.billing_unit"), x.Constant("choice", key))


def test_a_limit_is_said_in_one_sentence() -> None:
    found = rule("28.2#compensate")
    assert sentence(found, "ja", BOOK) == (
        "当社は、前項第1号に基づき損害を賠償する義務を負う場合であっても、契約者に対し、当該損害を、各サービスの月額基本利用料"
        "（料金が年額で定められている場合は年額利用料を12で除した額、料金が期間額で定められている場合は期間利用料を当該期間の月数"
        "で除した額）を限度としてのみ賠償するものとします。"
    )
    assert sentence(found, "en", BOOK) == (
        "Even if the Company is obligated to compensate for the damage pursuant to item (i) of the preceding paragraph, "
        "the Company shall compensate the Customer for the damage only up to the limit, for each service, of the monthly "
        "basic fee (or, if the fee is charged by the year, the amount obtained by dividing the annual fee by 12; or, if "
        "the fee is charged by a fixed period, the amount obtained by dividing the fee for the period by the number of "
        "months in that period)."
    )
    assert reckoning(found, "ja", BOOK) == ""


def test_what_is_told_in_its_place_has_no_sentence_of_its_own() -> None:
    assert told_in(rule("28.2#limit"), BOOK) == rule("28.2#compensate")
    assert told_in(rule("28.2#compensate"), BOOK) is None
    assert sentence(rule("28.2#limit"), "ja", BOOK).startswith("各サービスに係る賠償の限度額は、")


@pytest.mark.parametrize(
    "change",
    [
        {"when": LATE},
        {"unless": LATE},
        {"provision": "28.3"},
        {"sentence": rule("36.3.second").sentence},
        {"under": (x.Under("past-membership", "never"),)},
        {"each": "invoice"},
    ],
)
def test_a_definition_that_says_more_keeps_its_sentence(change: dict[str, object]) -> None:
    limit = rule("28.2#limit")
    changed = replace(limit, **change)  # type: ignore[arg-type]
    book = with_rules(BOOK, {limit.id: changed})
    assert told_in(changed, book) is None
    assert "各サービスに係る賠償の限度額を限度として" in sentence(rule("28.2#compensate"), "ja", book)


def with_rules(book: Book, changed: dict[str, Rule]) -> Book:
    def rules(found: tuple[Rule, ...]) -> tuple[Rule, ...]:
        return tuple(changed.get(r.id, r) for r in found)

    articles = tuple(
        replace(a, provisions=tuple(replace(p, rules=rules(p.rules)) for p in a.provisions)) for a in book.articles
    )
    return replace(book, articles=articles)


@pytest.mark.parametrize(
    ("node", "ja", "en"),
    [
        (
            x.ByCase(((unit("month"), FEE), (unit("year"), YEAR), (unit("period"), PERIOD)), None),
            "月額基本利用料（料金が年額で定められている場合は年額利用料、料金が期間額で定められている場合は期間利用料）",
            "the monthly basic fee (or, if the fee is charged by the year, the annual fee; or, if the fee is charged by a fixed "
            "period, the fee for the period)",
        ),
        (
            x.ByCase(((LATE, YEAR),), FEE),
            "月額基本利用料（利用料金の支払を遅滞した場合は年額利用料）",
            "the monthly basic fee (or, if the Customer delays payment of the service fees, the annual fee)",
        ),
        (
            x.ByCase(((unit("month"), FEE), (unit("year"), YEAR)), None),  # a third unit has no value: all is said
            "料金が月額で定められている場合は月額基本利用料、料金が年額で定められている場合は年額利用料",
            "if the fee is charged by the month, the monthly basic fee; or if the fee is charged by the year, the annual fee",
        ),
        (FEE, "月額基本利用料", "the monthly basic fee"),
    ],
)
def test_a_case_distinction_within_a_sentence_stands_in_brackets(node: x.Term, ja: str, en: str) -> None:
    scene = Scene(BOOK)
    assert japanese.noun(x.UpTo(FEE, node), scene) == f"{ja}を限度とする月額基本利用料"
    assert (japanese.within(node, scene), english.within(node, scene)) == (ja, en)


def test_what_holds_in_principle_is_told_so_and_its_condition_beside_it() -> None:
    found = rule("14.1#pay")
    assert told_in(rule("14.1#due"), BOOK) == found
    assert sentence(found, "ja", BOOK) == (
        "契約者は、原則として、当該利用料金に係る本サービスの提供を受ける最初の月の前月の末日までに、当社に対し、当月分、当年分又は"
        "所定の月数分の基本利用料を含む所定の利用料金を支払うものとします。"
    )
    assert sentence(found, "en", BOOK) == (
        "In principle, the Customer shall, by the last day of the month preceding the first month of the provision of the "
        "Services covered by the fees, pay the Company the prescribed service fees, including the basic fee for the "
        "current month, the current year or the prescribed number of months."
    )
    assert reckoning(found, "ja", BOOK).startswith(
        "その支払期日の定めは、当該利用料金に係る期間の初日がサービス提供開始日より後"
    )
    assert reckoning(found, "en", BOOK).startswith(
        "This provision on the due date applies if the first day of the period"
    )


def test_a_deadline_that_another_provision_defines_keeps_its_name() -> None:
    moved = replace(rule("14.1#pay"), provision="14.5", deadline=Deadline("by", x.Read("invoice.due_on")))
    assert sentence(moved, "en", BOOK).startswith("The Customer shall, by the due date, pay the Company the prescribed")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ja", "当該利用料金に係る本サービスの提供を受ける最初の月の27日"),
        ("en", "the 27th day of the first month of the provision"),
    ],
)
def test_a_month_has_its_own_words_where_the_vocabulary_has_them(language: Language, told: str) -> None:
    node = x.NthDay(27, x.Read("invoice.first_day"))
    assert term_words(node, language, BOOK).startswith(told)
