"""J303: two names for one thing: 支払期限 and 支払期日, 本サービス契約 beside 本サービス利用契約."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document, Printed
from dsl.official.lint.writing import without_laws
from dsl.official.sources import span_in
from dsl.official.words import nouns

_ALIKE: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
    期限 期日
    料金 費用 利用料 利用料金 使用料
    会費 月会費 組合費 賦課金 利用料 利用料金
    キャンセル料 取消料 解約料 解約手数料 取消手数料
    許諾料 使用料 ライセンス料 ロイヤルティ
    代金 商品代金 購入代金 価格 販売価格
    委託料 報酬 業務委託料 委託費 委託報酬
    賃料 家賃 使用料
    保険金 給付金 補償金
    保険料 掛金
    保証金 敷金 預託金 デポジット
    クレジット 返金額 減額金
    サイト ウェブサイト ホームページ Webサイト ウェブページ
    直売所 販売所 売場 直売店
    利用者 使用者 ユーザー ユーザ 顧客 利用客 お客様 加入者 登録者 購入者
    会員 メンバー
    組合員 会員
    施設 設備 会場 スペース 建物
    端末 機器 装置 パソコン
    サーバー サーバ ホスト
    成果物 納入物 納品物 制作物
    契約 契約書 合意
    規約 約款 規程
    申込 申請
    申込者 申請者 応募者
    申込書 申請書 申込用紙
    請求書 請求明細 請求明細書
    会員証 会員カード メンバーカード 会員証明書
    会員情報 登録情報 会員データ
    情報 データ
    業務 役務 作業
    商品 製品 品物
    ソフトウェア プログラム ソフト アプリケーション
    障害 不具合 故障
    停止時間 ダウンタイム 中断時間
    稼働率 可用率 可用性
    秘密情報 機密情報
    従業員 社員 職員 スタッフ
    契約期間 有効期間 存続期間
    再委託先 下請業者 下請負人
    被保険者 被補償者
    当社 弊社 当方
    当会社 弊社 当社 当方
    契約者 利用者 加入者 登録者 契約申込者
    価額 価格
    利用契約 サービス契約
    登録 会員登録 ユーザー登録
    報酬 業務報酬 委託料
    再取得価額 新調達価額 再調達価額
    月間稼働率 月次稼働率 月次可用率
    親会社 持株会社
    甲 委託者
    乙 受託者
    保険契約者 加入者
    アカウント ユーザーアカウント 会員アカウント
    返品 返却
    検収 検査
    予約 申込
    """.strip().split("\n")
)
"""Words that drafters change for one another. What differs in law (解除, 解約; 損害, 損失) is not here."""

_LEAD = re.compile(r"(?:当社|本)?")
_GENERAL = frozenset(
    [
        "情報",
        "契約",
        "料金",
        "期間",
        "サービス",
        "施設",
        "書面",
        "業務",
        "会員",
        "資料",
        "保険",
        "事項",
        "方法",
        "責任",
        "義務",
        "権利",
        "条件",
        "金額",
        "通知",
        "場所",
        "時間",
        "手続",
        "費用",
        "内容",
        "事由",
        "請求",
    ]
)
"""Ends of words that say little: 個人情報 and 秘密情報 are two things."""


@dataclass(slots=True)
class _Words:
    counts: Counter[str] = field(default_factory=Counter)
    places: dict[str, tuple[Printed, int]] = field(default_factory=dict)


def find(document: Document) -> Iterator[Diagnostic]:
    words = _read(document)
    defined = {d.term for d in document.definitions}
    told: set[str] = set()
    named = {_before(document, d.at) for d in document.definitions}
    for word, other in _pairs(words, defined):
        if other not in told and not any(other in before for before in named):
            told.add(other)
            node, at = words.places[other]
            yield diagnose("J303", span_in(document, node, at, len(other)), hint=word, other=other, word=word)


def _before(document: Document, at: int) -> str:
    """The words to which a definition gives a name: …のウェブサイト（以下「本サイト」…"""
    return document.text[max(at - 60, 0) : at].replace("\n", "")


def _read(document: Document) -> _Words:
    words = _Words()
    for node in document.root.walk():
        if node.kind not in SENTENCES or node.kind == "entry":
            continue
        for word, at in nouns(without_laws(node.text)):
            words.counts[word] += 1
            words.places.setdefault(word, (node, at))
    return words


def _pairs(words: _Words, defined: set[str]) -> Iterator[tuple[str, str]]:
    """(the usual word, the other one), the surest first."""
    known = set(words.counts)
    for term in sorted(t for t in defined if len(t) >= 5):
        for other in sorted(known):
            if shortened(other, term) and other not in defined:
                yield term, other
    for word in sorted(known | defined):
        for other in sorted(_alternatives(word) & known):
            if other != word and _prefers(word, other, words.counts, defined):
                yield word, other
    for term in sorted(t for t in defined if len(t) == 4 and t[2:] not in _GENERAL):
        for other in sorted(known):
            if len(other) == 4 and other.endswith(term[2:]) and other not in defined and words.counts[other] == 1:
                yield term, other


def _prefers(word: str, other: str, counts: Counter[str], defined: set[str]) -> bool:
    if other in defined or any(other != t and other in t for t in defined):
        return False
    return (
        word in defined
        or (counts[word] > counts[other] and len(word) > 3)
        or (counts[word] == counts[other] and word < other and len(word) > 3)
    )


def _alternatives(word: str) -> set[str]:
    """The word with another one of like sense at its end: 初期料金 → 初期費用, 本サイト → 当社ホームページ."""
    found: set[str] = set()
    for group in _ALIKE:
        for ending in (e for e in group if word.endswith(e)):
            lead = word.removesuffix(ending)
            others = [e for e in group if e != ending]
            if not lead or _LEAD.fullmatch(lead):
                found |= {more + other for other in others for more in ("", "当社", "本")}
                strange = [other for other in others if ending not in other and other not in ending]
                found |= {more + other for other in strange for more in ("月額", "年額")}
            else:
                found |= {lead + other for other in others}
    return {f for f in found if len(f) > 2 or f in ("商品", "製品", "顧客", "会費", "賃料", "家賃", "弊社", "当方")}


def shortened(other: str, term: str) -> bool:
    """Whether a word is a defined term with one of its parts left out: 本サービス[利用]契約, or with 書 behind it."""
    bare = re.sub(r"(?:書|等)$", "", other)
    if not 4 <= len(bare) < len(term) or bare[0] != term[0]:
        return False
    gap = len(term) - len(bare)
    return gap <= 4 and any(term[:i] + term[i + gap :] == bare for i in range(2, len(bare) - 1))
