"""The canonical spelling of expressions: what is written in either language is read as the same tree."""

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.base.diagnostic import LANGUAGES, Diagnostic
from dsl.editor.spell import Spelt, spell, spell_lines
from dsl.model import expression as x
from dsl.parse.expressions import Start
from tests.shop import ROOT, Read, read, shipped, written
from tests.strategies import Trees

PROPERTY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# ── expressions ───────────────────────────────────────────────────────────────────────────────────


@cache
def trees() -> Trees:
    return Trees(shipped(ROOT / "rules").book)


def assert_says_the_same(node: Spelt, start: Start) -> None:
    """Spell a tree in both languages, on one line and on many, and read it again."""
    rules = shipped(ROOT / "rules")
    for language in LANGUAGES:
        for text in (spell(node, language, rules.words), "\n".join(spell_lines(node, language, rules.words, 40))):
            if len(text) <= 4_000:  # the limit of the parser
                assert rules.parse(text, start) == node, text


@PROPERTY
@given(st.deferred(lambda: trees().conditions))
def test_a_spelt_condition_is_read_as_the_same_tree(node: Spelt) -> None:
    assert_says_the_same(node, "condition")


@PROPERTY
@given(st.deferred(lambda: trees().terms))
def test_a_spelt_term_is_read_as_the_same_tree(node: Spelt) -> None:
    assert_says_the_same(node, "value")


@PROPERTY
@given(st.deferred(lambda: trees().deadlines))
def test_a_spelt_deadline_is_read_as_the_same_tree(node: Spelt) -> None:
    assert_says_the_same(node, "deadline")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return read(written(tmp_path_factory.mktemp("shop")))


SPELLINGS: list[tuple[Start, str, str, str]] = [
    # as it may be written, canonical in English, canonical in Japanese
    ("condition", "the SALE is urgent", "the sale is urgent", "緊急である"),
    ("condition", "not the sale is urgent", "the sale is not urgent", "緊急でない"),
    ("condition", "not seller delivers the thing", "the Seller does not deliver the thing", "売主が物を引き渡していない"),
    ("condition", "delivery has happened", "the Seller delivers the thing", "売主が物を引き渡した"),
    ("condition", "滅失 がない", "the loss has not happened", "滅失 がなかった"),
    ("condition", "not (loss has happened by day of delivery)", "the loss has not happened by the day of delivery",
     "引渡日 までに 滅失 がなかった"),
    ("condition", "loss has taken effect before delivery", "the loss has taken effect before the delivery",
     "引渡し の前に 滅失 の効力が生じた"),
    ("condition", "not 2.1 is in force", "not (2.1 is in force)", "（第2条 が適用される）でない"),
    ("condition", "not not the sale is urgent", "not (the sale is not urgent)", "（緊急でない）でない"),
    ("condition", "any item of 1.1 applies", "any item of 1.1 is in force", "第1条第1項 のいずれかの号 が適用される"),
    ("condition", "((the sale is urgent)) and ((the thing is fragile) and 2.1 is breached)",
     "the sale is urgent and (the thing is fragile and 2.1 is breached)",
     "緊急である かつ（壊れやすい物である かつ 第2条 が不履行である）"),
    ("condition", "(any parcel where opening has happened) or the sale is urgent",
     "(any parcel where the opening has happened) or the sale is urgent",
     "（荷物 のうち 開封 があった ものがある）又は 緊急である"),
    ("condition", "the sale is urgent or (no parcel where (opening has happened and weight is 3))",
     "the sale is urgent or no parcel where (the opening has happened and the weight is 3)",
     "緊急である 又は 荷物 のうち（開封 があった かつ 重さ が 3 である）ものがない"),
    ("condition", "every parcel has weight is more than 2", "every parcel satisfies the weight is more than 2",
     "すべての 荷物 について 重さ が 2 を超える"),
    ("condition", "the sale is urgent and (the thing is fragile at delivery)",
     "the sale is urgent and (the thing is fragile at the delivery)", "緊急である かつ（引渡し の時点で、壊れやすい物である）"),
    ("condition", "although (the sale is urgent), 2.1 is fulfilled", "although the sale is urgent, 2.1 is fulfilled",
     "緊急である にもかかわらず、第2条 が履行されている"),
    ("condition", "the as-of date is at least day of delivery", "the as-of date is on or after the day of delivery",
     "基準日 が 引渡日 以後である"),
    ("condition", "the price is at least 1000円", "the price is at least ¥1,000", "代金の額 が 1,000円 以上である"),
    ("condition", "the way of carriage is one of （陸送、海上輸送）", "the way of carriage is one of (by land, by sea)",
     "運送の方法 が（陸送、海上輸送）のいずれかである"),
    ("condition", "(2 days after day of delivery) has passed", "(2 days after the day of delivery) has passed",
     "引渡日 から 2日後 を経過した"),
    ("value", "the price plus discount plus ¥1", "the price plus the discount plus ¥1",
     "（代金の額 に 値引額 を加えた額）に 1円 を加えた額"),
    ("value", "the price less discount times 2", "the price less (the discount times 2)",
     "代金の額 から（値引額 に 2 を乗じた額）を控除した額"),
    ("value", "number of pieces times 2", "the number of pieces times 2", "個数 に 2 を乗じた数"),
    ("value", "total of price, discount and ¥0.5", "the total of the price, the discount and ¥0.50",
     "代金の額 と 値引額 と 0.50円 の合計額"),
    ("value", "12 months of price up to discount", "12 months of the price up to the discount",
     "値引額 を限度とする 代金の額 の 12か月分"),
    ("value", "24 months after day of delivery", "2 years after the day of delivery", "引渡日 から 2年後"),
    ("value", "（引渡日 の翌日）又はその翌営業日", "(the day after the day of delivery) or the next business day",
     "引渡日 の翌日 又はその翌営業日"),
    ("value", "number of parcels", "the number of parcels", "荷物 の数"),
    ("value", "the sum of weight of parcels where opening has happened",
     "the sum of the weight of parcels where the opening has happened", "荷物 のうち 開封 があった ものの 重さ の総計"),
    ("value", "荷物の開封者の総計", "the sum of the opener of parcels", "荷物 の 開封者 の総計"),  # 荷物の開封 is a name too
    ("value", "2024年1月2日", "2024-01-02", "2024年1月2日"),
    ("value", "if the sale is urgent then price; otherwise discount",
     "if the sale is urgent then the price; otherwise the discount",
     "緊急である 場合は 代金の額；その他の場合は 値引額"),
    ("deadline", "引渡し より前に", "before the delivery", "引渡し の前に"),
    ("deadline", "引渡日", "the day of delivery", "引渡日 までに"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "text", "en", "ja"), SPELLINGS, ids=[text for _, text, _, _ in SPELLINGS])
def test_spelling(shop: Read, start: Start, text: str, en: str, ja: str) -> None:
    node = shop.parse(text, start)
    assert not isinstance(node, Diagnostic), node
    assert (spell(node, "en", shop.words), spell(node, "ja", shop.words)) == (en, ja)
    assert shop.parse(en, start) == shop.parse(ja, start) == node


def test_numbers_and_ids_share_their_digits(shop: Read) -> None:
    state, number = shop.parse("2.1 is in force", "condition"), shop.parse("2.1 times ２．１", "value")
    assert state == x.State("2.1", "in force")
    assert shop.parse("２．１ が適用される", "condition") == state
    constant = x.Constant("number", Fraction(21, 10))
    assert number == x.Arithmetic("times", constant, constant)


def test_long_groups_break_before_their_operands(shop: Read) -> None:
    node = shop.parse(
        "the sale is urgent and ((any parcel where opening has happened) or (the thing is fragile and 2.1 is breached))",
        "condition",
    )
    assert not isinstance(node, Diagnostic)
    assert spell_lines(node, "en", shop.words, 60) == (
        "the sale is urgent",
        "and ((any parcel where the opening has happened)",
        "     or (the thing is fragile and 2.1 is breached))",
    )
    assert spell_lines(node, "ja", shop.words, 60) == (
        "緊急である",
        "かつ（（荷物 のうち 開封 があった ものがある）",
        "      又は（壊れやすい物である かつ 第2条 が不履行である））",
    )
