"""An event that lasts for a period which items give by case: …の区分に応じ、当該各号に定める期間、…更新される."""

from dataclasses import replace

from dsl.model.rule import Provision
from dsl.pipeline import load_plan
from dsl.wording import sentence
from dsl.wording.items import Listed, listed
from dsl.wording.together import told_by
from tests.conftest import RULES

BOOK = load_plan(RULES).book
RENEWAL = next(p for p in BOOK.provisions if p.id == "32.1")


def told(provision: Provision, language: str) -> Listed:
    found = listed(provision, "ja" if language == "ja" else "en", BOOK)
    assert found is not None
    return found


def test_the_head_says_the_event_and_leaves_its_period_to_the_items() -> None:
    head = told(RENEWAL, "ja").head
    assert head.startswith("本サービス利用契約は、個別の合意、仕様書又はベンダー規約に別段の定めがない限り、")
    assert head.endswith(
        "場合を除き、当該契約期間の満了日の翌日に、次の各号に掲げる場合の区分に応じ、当該各号に定める期間、同一条件で自動的に更新される"
        "ものとします。"
    )
    head = told(RENEWAL, "en").head
    assert head.startswith(
        "Unless otherwise provided in the individual agreement, the Specifications or the Vendor Terms, "
    )
    assert (
        "the Service Agreement is automatically renewed on the same conditions, for the period specified in each of the "
        "following items for the cases set forth respectively therein, on the day following the expiry of the contract period, "
        "unless the Company or the Customer manifests"
    ) in head
    assert head.endswith(":")


def test_the_items_leave_out_what_the_event_implies() -> None:
    assert told(RENEWAL, "ja").items[0] == "料金が月額で定められている場合　1か月"
    assert [item.rpartition("場合　")[2] for item in told(RENEWAL, "ja").items] == ["1か月", "12か月", "当該期間の月数"]
    assert told(RENEWAL, "en").items[1] == "if the fee is charged by the year: 12 months; and"


def test_the_event_has_no_sentence_of_its_own_beside_its_items() -> None:
    renewed = next(r for r in RENEWAL.rules if r.id == "32.1#renewed")
    assert "次の各号" not in sentence(renewed, "ja", BOOK)
    assert "同一条件で自動的に更新される" in sentence(renewed, "ja", BOOK)
    assert told_by(renewed, BOOK) is None  # the list tells it, no other rule


def test_without_an_event_the_items_give_the_value() -> None:
    without = replace(RENEWAL, rules=tuple(r for r in RENEWAL.rules if r.id != "32.1#renewed"))
    assert told(without, "ja").head == "契約期間は、次の各号に掲げる場合の区分に応じ、当該各号に定めるとおりとします。"
    assert told(without, "ja").items[0].startswith("契約期間が更新後のものであり、かつ、")
