"""All sentences of the terms as one page, reviewed by people: a change of any of them is seen here, and nowhere else.

`make golden` writes the page anew; what it changes is read before it is committed.
"""

import os

import pytest

from dsl.base.diagnostic import Language
from dsl.wording import sentence
from dsl.wording.page import sentences_page
from tests.conftest import ROOT, RULES, plan_of

GOLDEN = ROOT / "tests" / "golden" / "sentences.md"
BOOK = plan_of(str(RULES)).book


def test_the_sentences_are_those_that_were_reviewed() -> None:
    page = sentences_page(BOOK)
    if os.environ.get("YAKKAN_GOLDEN") == "write":
        GOLDEN.write_text(page, encoding="utf-8")
    assert page.splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()


# What the hardest provisions must say, in the words of the drafter's samples: written by hand, before any sentence was made.
SAMPLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "9.2": (
        ("前項", "の規定にかかわらず", "初期費用の入金を確認", "サービス提供開始予定日以降も", "本サービスを提供する義務を負わない"),
        ("Notwithstanding", "the preceding paragraph", "unless the Company", "confirm receipt", "provide the Services"),
    ),
    "9.3": (("申込書が当社に到着した後", "申込みを撤回することができる"), ("After the application form", "may withdraw the application")),
    "9.3.second#terminate": (
        ("本サービス利用契約の成立後", "任意に", "解約することができる"),
        ("the formation", "the Customer may terminate"),
    ),
    "9.3.proviso": (
        ("ただし、", "当社に対し", "初期料金", "残存期間", "最低利用期間から既に経過した期間を控除した期間", "合計額を支払う"),
        ("Provided, however, that", "initial fee", "remaining term", "no fixed term", "shall pay the Company the total of"),
    ),
    "12.3": (
        ("当社に対し", "消費税", "地方消費税", "に相当する額", "支払う"),
        ("together with", "consumption tax", "local consumption tax", "imposed on those fees"),
    ),
    "14.1#pay": (
        ("原則として、", "サービスの提供を受ける最初の月の前月の末日までに、当社に対し、", "所定の利用料金を支払うものとします"),
        ("In principle, the Customer shall, by the last day of the month preceding the first month", "pay the Company the prescribed"),
    ),
    "14.5.second": (
        ("遅くとも", "受領の日から30日を経過した後の最初の", "支払期日", "変更される"),
        ("no later than", "after 30 days have passed", "first due date"),
    ),
    "15.2": (("合計額の12か月分又は年額料金のいずれか高い額",), ("12 months' worth of the total", "the annual fee", "the higher of")),
    "15.3": (("債務不履行", "保証金をもって", "充当することができる"), ("in default", "may apply the security deposit")),
    "15.3.proviso": (("ただし、", "充当を主張することができない"), ("Provided, however, that the Customer may not assert",)),
    "16.2": (
        ("利用料金の支払を遅滞したとき", "支払期日の翌日から支払の完了の日まで年14.6%の割合による遅延損害金", "所定の事務手数料"),
        ("14.6% per annum", "from the day following the due date until", "administrative fee prescribed by the Company"),
    ),
    "19.1.2": (("支障があるにもかかわらず", "当社が行う検査を受けることを拒んだとき"), ("even though", "refuses to undergo")),
    "19.1.3": (("第7条第2項に基づき", "要求したにもかかわらず", "提出しないとき"), ("pursuant to Article 7, paragraph (2)",)),
    "19.1.5": (
        ("前各号に掲げるもののほか", "その役職員により", "場合において", "著しい支障を及ぼし、又は", "おそれがあるとき"),
        ("preceding items", "officers", "is likely"),
    ),
    "20.1.5": (("故障", "不可能", "場合において", "修理又は復旧が不可能なとき", "滅失したとき"), ("repair", "destroyed")),
    "22.1": (("前三条", "措置をとるときは、あらかじめ、", "できる限り日時を特定し", "その旨を通知する"), ("preceding three Articles", "to that effect")),
    "22.1.proviso": (("ただし、緊急その他必要なときは、この限りではありません",), ("does not apply if it is urgent or otherwise necessary",)),
    "25.2": (("最低利用期間内において", "解除することができない"), ("may not cancel the Service Agreement", "minimum term of use")),
    "28.1.1#exempt": (
        ("責めに帰すべき事由により生じたものであり、かつ、当社に故意又は重過失がある場合を除き", "義務を負わない"),
        ("bears no obligation", "unless", "attributable to the Company", "gross negligence"),
    ),
    "28.2#limit": (("12で除した額", "月数で除した額"), ("dividing the annual fee by 12", "the number of months")),
    "28.2#compensate": (
        ("前項第1号に基づき", "場合であっても", "12で除した額", "を限度としてのみ賠償する"),
        ("Even if", "item (i) of the preceding paragraph", "only up to the limit", "dividing the annual fee by 12"),
    ),
    "29.1.7": (("何らの催告を要せず、直ちに", "全部又は一部を解除することができる"), ("immediately cancel", "without making any demand")),
    "30.3.second": (
        ("場合であっても", "契約期間又は最低利用期間のうちいずれか長い期間に係る利用料金の全額", "既払いの金額を除く", "一括して支払う"),
        ("Even if", "in a lump sum", "the full amount of the service fees", "excluding amounts already paid"),
    ),
    "32.1#renewed": (
        ("満了する日の属する月の前月の末日までに", "終了する意思表示をした場合", "を除き", "同一条件で自動的に更新される"),
        ("automatically renewed on the same conditions", "unless", "by the last day of the month preceding the month"),
    ),
    "33.1": (("書面による場合を除き", "譲渡し、貸し渡し、又は質権の設定その他の担保に供することができない"), ("may not transfer or lend", "unless")),
    "36.3#power": (
        ("相手方が前二項の表明、保証又は誓約に違反したときは、何らの催告を要せず、通知のみによって、直ちに", "個別契約を解除することができる"),
        ("If the other party breaches the representations, warranties or covenants", "the preceding two paragraphs, each of the Company",
         "without any demand and by notice alone"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("ident", SAMPLES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_hardest_provisions_say_what_they_must(ident: str, language: Language) -> None:
    rule = next(r for r in BOOK.rules if r.id == ident)
    told, place = sentence(rule, language, BOOK), 0
    for words in SAMPLES[ident][language == "en"]:
        assert words.lower() in told.lower(), (words, told)
        place += 1
    assert place
