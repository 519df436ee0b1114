"""Items as one sentence: expected words after the shape of the print (Articles 15, 19, 20, 29 and 32)."""

from dataclasses import replace

import pytest

from dsl.model.rule import Provision
from dsl.pipeline import load_plan
from dsl.wording import sentence
from dsl.wording.items import Listed, listed, only_in_items
from dsl.wording.page import provision_lines
from tests.conftest import RULES

BOOK = load_plan(RULES).book
PROVISIONS: dict[str, Provision] = {p.id: p for p in BOOK.provisions}


def told(ident: str, language: str) -> Listed:
    found = listed(PROVISIONS[ident], "ja" if language == "ja" else "en", BOOK)
    assert found is not None
    return found


def test_the_head_says_the_consequent_once() -> None:
    assert (
        told("19.1", "ja").head
        == "当社は、次の各号のいずれかに該当する場合は、本サービスの提供を一時停止することができるものとします。"
    )
    assert told("19.1", "en").head == (
        "The Company may suspend the provision of the Services if any of the following items applies:"
    )
    assert (
        told("15.1", "ja").head
        == "当社は、次の各号のいずれかに該当する場合は、契約者に対し、保証金の預託を請求することがあるものとします。"
    )


def test_items_are_conditions_that_name_their_subject() -> None:
    # Article 19, paragraph (1), item (iii): 第7条第2項に基づき…要求したにもかかわらず、契約者が…提出しないとき
    items = told("19.1", "ja").items
    assert items[0] == "利用料金が支払期限の経過後も未払であるとき"
    assert items[2].startswith("第7条第2項に基づき、当社が確認資料の提出を要求したにもかかわらず、契約者が")
    assert items[3] == "契約者が本サービス利用契約を締結する権限を有しないことが判明したとき"
    assert all(item.endswith("とき") for item in items)
    english = told("19.1", "en").items
    assert english[0] == "when the service fees remain unpaid even after the payment deadline has passed;"
    assert (english[-2][-4:], english[-1][-1]) == ("; or", ".")


def test_a_second_sentence_inside_an_item_is_an_alternative() -> None:
    # printed: …拒んだとき。又は、検査の結果、…
    second = told("19.1", "ja").items[1]
    assert second.count("とき") == 2
    assert "拒んだとき、又は検査の結果、" in second
    assert "those measures" in told("19.1", "en").items[1]


def test_values_by_case() -> None:
    # Article 32, items: 月単位で支払っているときは1か月間, 年単位…1年間, 期間単位…当該期間と同一期間; of renewed periods
    lengths = replace(PROVISIONS["32.1"], rules=())  # without the event that lasts so long: test_renewal_items.py
    ja, en = listed(lengths, "ja", BOOK), listed(lengths, "en", BOOK)
    assert ja is not None
    assert en is not None
    assert ja.head == "契約期間は、次の各号に掲げる場合の区分に応じ、当該各号に定めるとおりとします。"
    assert en.head == (
        "The contract period is as specified in each of the following items for the cases set forth respectively therein:"
    )
    assert [item.rpartition("場合　")[2] for item in ja.items] == ["1か月", "12か月", "当該期間の月数"]
    assert ja.items[0] == "契約期間が更新後のものであり、かつ、料金が月額で定められている場合　1か月"
    assert en.items[1] == "if the contract period is a renewed one and the fee is charged by the year: 12 months; and"


def test_what_a_proviso_takes_out_is_listed_as_nouns() -> None:
    # printed: ただし、以下の情報は…除く…。(1) 開示時に公知であった情報および…により公知となった情報
    ja, en = told("34.1.proviso", "ja"), told("34.1.proviso", "en")
    assert ja.head == "ただし、次の各号に掲げる情報は、当該秘密保持義務の対象から除かれるものとします。"
    assert ja.items[:2] == (
        "開示時に公知であった情報及び開示後に被開示者の責めに帰すべき事由によらずに公知となった情報",
        "開示時に被開示者が既に知っていた情報",
    )
    assert en.head == (
        "Provided, however, that the information set forth in the following items "
        "is excluded from the scope of that duty of confidentiality:"
    )
    assert en.items[1] == "information that was already known to the receiving party at the time of disclosure;"
    assert (en.items[-2][-5:], en.items[-1][-1]) == ("; and", ".")
    assert en.items[-1].startswith("information whose disclosure was required by ")


def test_powers_that_alone_lift_a_prohibition_are_told_with_it() -> None:
    # Article 35, paragraph (2): …に該当するときに限り; its prohibition is not told a second time
    assert "いずれかに該当する場合に限り、契約者の個人情報を" in told("35.2", "ja").head
    assert told("35.2", "en").head.endswith(" to a third party only if any of the following items applies:")
    assert [rule.id for rule in (only_in_items(PROVISIONS["35.2"], BOOK),) if rule is not None] == ["35.2#only"]
    assert only_in_items(PROVISIONS["19.1"], BOOK) is None
    page = "\n".join(provision_lines(PROVISIONS["35.2"], BOOK))
    assert "てはならない" not in page
    assert "- (2) 契約者の同意があるとき" in page
    assert "- (ii) when the Customer has consented;" in page


def test_one_of_several_such_powers_does_not_say_that_it_is_the_only_one() -> None:
    rules = {r.id: r for r in BOOK.rules}
    assert "ときは、" in sentence(rules["35.2.2"], "ja", BOOK)
    assert sentence(rules["35.2.2"], "en", BOOK).startswith("If the Customer has consented")
    assert sentence(rules["35.2#only"], "ja", BOOK).startswith(
        "当社は、第1号、第2号、第3号又は第4号の規定が適用される場合を除き、"
    )
    assert sentence(rules["35.2#only"], "en", BOOK).startswith(
        "Except where item (i), item (ii), item (iii) or item (iv) "
    )


def test_a_power_that_alone_lifts_a_prohibition_of_the_article() -> None:
    rule = replace(next(r for r in BOOK.rules if r.id == "34.2"), sentence=None)
    assert "知る必要があるときに限り、これを開示し、又は提供することができる" in sentence(rule, "ja", BOOK)
    assert " may disclose or provide it only if the recipient is " in sentence(rule, "en", BOOK)


def test_an_item_of_a_proviso_does_not_say_again_what_it_takes_back() -> None:
    rule = next(r for r in BOOK.rules if r.id == "34.1.2")
    assert rule.overrides
    assert sentence(rule, "ja", BOOK) == (
        "開示時に被開示者が既に知っていた情報は、当該秘密保持義務の対象から除かれるものとします。"
    )
    assert listed(PROVISIONS["34.1"], "ja", BOOK) is None  # its items stand under the proviso


@pytest.mark.parametrize(("ident", "count"), [("15.1", 3), ("19.1", 5), ("20.1", 5), ("29.1", 8), ("34.1.proviso", 5)])
def test_every_item_is_there(ident: str, count: int) -> None:
    assert [len(told(ident, language).items) for language in ("ja", "en")] == [count, count]


@pytest.mark.parametrize("ident", ["1.2", "6.1", "14.4", "28.1", "36.1", "9.1"])
def test_items_of_several_consequents_stay_apart(ident: str) -> None:
    assert listed(PROVISIONS[ident], "ja", BOOK) is None
