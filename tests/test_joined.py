"""Two rules of one sentence of the print: …ことができ、また、…ことができるものとします; may …, and may …."""

from dataclasses import replace

import pytest

from dsl.model import expression as x
from dsl.model.rule import EACH_PARTY, Rule
from dsl.wording import sentence
from dsl.wording.together import full_sentence, joined_sentence, joins, told_by
from tests.conftest import RULES, plan_of

BOOK = plan_of(str(RULES)).book
BY_ID = {rule.id: rule for rule in BOOK.rules}
WITHDRAW, TERMINATE = BY_ID["9.3"], BY_ID["9.3.second#terminate"]
LATE = x.Holds("invoice.late")


def test_the_halves_of_one_printed_sentence_are_one() -> None:
    assert full_sentence(WITHDRAW, "ja", BOOK) == (
        "契約者は、本サービスに係る申込書が当社に到着した後、当社が申込みを承諾しない限り、申込みを撤回することができ、また、"
        "本サービス利用契約の成立後、任意にこれを解約することができるものとします。"
    )
    assert full_sentence(WITHDRAW, "en", BOOK) == (
        "After the application form for the Services has arrived at the Company, the Customer may, unless the Company accepts "
        "the application, withdraw the application, and, after the formation of the Service Agreement, may terminate it at "
        "its discretion."
    )
    assert told_by(TERMINATE, BOOK) == WITHDRAW
    assert told_by(WITHDRAW, BOOK) is None


def norm(kind: str, ident: str = "14.7", **fields: object) -> Rule:
    given: dict[str, object] = {
        "id": ident, "provision": "14.7", "kind": kind, "bearer": "customer", "counterparty": "company",
        "action": "withdraw_application",
    }  # fmt: skip
    return Rule(**(given | fields))  # type: ignore[arg-type]


def two(kind: str, **second: object) -> tuple[Rule, Rule]:
    return norm(kind), norm(kind, "14.7#two", action="restore_services", **second)


@pytest.mark.parametrize(
    ("kind", "ja", "en"),
    [
        ("must", "申込みを撤回し、また、本サービスの提供を回復するものとします。",
         "shall withdraw the application, and shall restore the provision of the Services."),
        ("may", "申込みを撤回することができ、また、本サービスの提供を回復することができるものとします。",
         "may withdraw the application, and may restore the provision of the Services."),
        ("must not", "申込みを撤回することができず、また、本サービスの提供を回復することができないものとします。",
         "may not withdraw the application, and may not restore the provision of the Services."),
        ("need not", "申込みを撤回する義務を負わず、また、本サービスの提供を回復する義務を負わないものとします。",
         "bears no obligation to withdraw the application, and bears no obligation to restore the provision of the Services."),
    ],
)  # fmt: skip
def test_every_kind_of_norm_goes_on(kind: str, ja: str, en: str) -> None:
    pair = two(kind)
    assert joins(*pair, BOOK)
    assert joined_sentence(*pair, "ja", BOOK) == f"契約者は、{ja}"
    assert joined_sentence(*pair, "en", BOOK) == f"The Customer {en}"


def test_each_half_has_its_condition() -> None:
    first, second = two("may", when=x.Happened("contract.ended_on"))
    first = replace(first, when=LATE)
    assert joined_sentence(first, second, "ja", BOOK) == (
        "契約者は、利用料金の支払を遅滞したときは、申込みを撤回することができ、また、本サービス利用契約が終了したときは、本サービスの提供を"
        "回復することができるものとします。"
    )
    assert joined_sentence(first, second, "en", BOOK) == (
        "If the Customer delays payment of the service fees, the Customer may withdraw the application, and, if the Service "
        "Agreement ends, may restore the provision of the Services."
    )


def test_a_half_about_not_doing_the_other_is_in_contrast_to_it() -> None:
    # Article 35, paragraph (3): …するものとしますが、…; what might happen then is no second permission
    submit = BY_ID["35.3#submit"]
    assert full_sentence(submit, "ja", BOOK) == (
        "契約者は、当社に対し、任意に個人情報を提出することができるものとしますが、これを提出しないときは、本サービスの全部又は一部を"
        "利用することができなくなることがあるものとします。"
    )
    assert full_sentence(submit, "en", BOOK) == (
        "The Customer may voluntarily submit personal information to the Company, but, if the Customer does not submit it, "
        "might become unable to use all or part of the Services."
    )
    other = replace(BY_ID["35.3#unusable"], when=LATE)
    assert "ことができ、また、" in joined_sentence(submit, other, "ja", BOOK)
    assert ", and, if the Customer delays" in joined_sentence(submit, other, "en", BOOK)
    assert " may become unable" in joined_sentence(submit, other, "en", BOOK)


@pytest.mark.parametrize(
    "second",
    [
        {"bearer": "company"},
        {"counterparty": None},
        {"action": "withdraw_application"},  # the same once more: an alternative, no second thing
        {"unless": LATE},  # would seem to except both
        {"overrides": ("16.2",)},
        {"provision": "14.6"},
        {"each": "invoice"},
        {"sentence": BY_ID["36.3.second"].sentence},
    ],
)
def test_what_would_be_ambiguous_stays_apart(second: dict[str, object]) -> None:
    first, other = two("may", **{k: v for k, v in second.items() if k != "action"})
    other = replace(other, action=str(second.get("action", other.action)))
    assert not joins(first, other, BOOK)


def test_a_condition_of_the_first_alone_would_seem_to_hold_for_both() -> None:
    first, second = two("may")
    conditioned = replace(first, when=LATE)
    assert not joins(conditioned, second, BOOK)
    assert joins(conditioned, replace(second, when=LATE), BOOK)
    assert joins(first, replace(second, when=LATE), BOOK)


def test_what_neither_may_do_stays_apart() -> None:
    first, second = (replace(rule, bearer=EACH_PARTY, counterparty="the other party") for rule in two("must not"))
    assert not joins(first, second, BOOK)
    may = [replace(rule, kind="may") for rule in (first, second)]
    assert joined_sentence(*may, "en", BOOK).startswith("Each of the Company and the Customer may withdraw the app")


def test_a_second_sentence_of_another_case_says_the_same() -> None:
    second = BY_ID["32.1.second"]
    assert full_sentence(second, "ja", BOOK) == "契約期間が更新後のものであるときも、同様とします。"
    assert full_sentence(second, "en", BOOK) == "The same applies if the contract period is a renewed one."
    assert full_sentence(replace(second, unless=None), "en", BOOK) != full_sentence(second, "en", BOOK)
    assert full_sentence(BY_ID["36.1.second"], "ja", BOOK) == sentence(BY_ID["36.1.second"], "ja", BOOK)
