"""Truths that are defined by the values of a choice, days told as adverbs, and events with a place for their moment."""

from dataclasses import replace

import pytest

from dsl.model.book import Book
from dsl.model.rule import Article, Rule
from dsl.wording import sentence
from tests.conftest import RULES, plan_of

BOOK = plan_of(str(RULES)).book
RULE: dict[str, Rule] = {rule.id: rule for rule in BOOK.rules}


def test_a_definition_says_what_a_word_means() -> None:
    # Article 34, paragraph (1): 相手方の顧客情報、技術情報、その他の業務上の秘密; the Appendix
    assert sentence(RULE["34.1#secret"], "ja", BOOK) == (
        "秘密情報とは、相手方の顧客情報、技術情報その他の業務上の秘密をいいます。"
    )
    assert sentence(RULE["34.1#secret"], "en", BOOK) == (
        "“Confidential Information” means customer information, technical information and any other business secret of the "
        "other party."
    )
    assert sentence(RULE["annex"], "ja", BOOK).startswith("本サービスとは、当社が提供するAWS、Azure、")
    assert sentence(RULE["annex"], "ja", BOOK).endswith("CloudOPT及びClara Cloud Connectをいいます。")
    assert sentence(RULE["annex"], "en", BOOK).startswith(
        "“Services” means the following services that the Company provides:"
    )


def test_in_the_style_of_the_book() -> None:
    plain = replace(BOOK, settings=replace(BOOK.settings, style="de-aru"))
    assert sentence(RULE["34.1#secret"], "ja", plain).endswith("業務上の秘密をいう。")


@pytest.mark.parametrize("other", ["annex", "34.1#secret"])
def test_what_two_rules_define_is_told_with_its_condition(other: str) -> None:
    second = replace(RULE[other], id=f"{other}#second")
    book: Book = replace(BOOK, articles=tuple(_with(article, second) for article in BOOK.articles))
    assert "であるときは、" in sentence(RULE[other], "ja", book)
    assert sentence(RULE[other], "en", book).startswith("If ")


def _with(article: Article, rule: Rule) -> Article:
    found = [replace(p, rules=(*p.rules, rule)) if p.id == rule.provision else p for p in article.provisions]
    return replace(article, provisions=tuple(found))


def test_a_day_without_a_date_is_told_as_an_adverb() -> None:
    # Article 34, paragraph (3): すみやかに
    assert sentence(RULE["34.3"], "ja", BOOK).endswith(
        "すみやかに、相手方の秘密情報を廃棄し、又は返還するものとします。"
    )
    assert sentence(RULE["34.3"], "en", BOOK).endswith(
        " shall promptly destroy or return the Confidential Information of the other party."
    )


def test_what_the_words_of_an_action_say_of_a_record_is_no_condition_beside_them() -> None:
    # Article 34, paragraph (3): whose information it is stands in the verb phrase (相手方の秘密情報を廃棄し)
    assert sentence(RULE["34.3"], "ja", BOOK).startswith(
        "当社及び契約者は、本サービス利用契約が終了し、又は相手方が要求したときは、"
    )
    assert sentence(RULE["34.3"], "en", BOOK).startswith(
        "If the Service Agreement ends or the other party makes a request, each of the Company and the Customer "
    )


def test_a_definition_says_what_a_party_falls_under() -> None:
    # Article 3 (法人等): 該当する; as a condition the same words are …である (Article 33, paragraph (4))
    assert sentence(RULE["3.1.term2#entity"], "ja", BOOK) == (
        "申込者は、個人以外の団体であって、代表者の定めがあり、かつ、組織としての実態を備えているときは、法人等に該当するものとします。"
    )
    assert "契約者が個人であり、かつ、" in sentence(RULE["33.4"], "ja", BOOK)


def test_the_words_of_a_choice_may_name_a_party() -> None:
    # Article 35, paragraph (1), item (ii)
    assert "当社は、契約者の個人情報の利用目的外の取扱い又は" in sentence(RULE["35.1.2"], "ja", BOOK)
    assert sentence(RULE["35.1.2"], "en", BOOK) == (
        "If the Company is to handle the personal information of the Customer outside the purpose of use, or change the "
        "scope of that purpose, the Company shall obtain the consent of the Customer in advance."
    )


def test_an_event_with_a_place_for_its_moment() -> None:
    assert sentence(RULE["supplement"], "ja", BOOK) == "本約款は、2024年1月1日から実施されるものとします。"
