"""J303: two names for one thing: 支払期限 and 支払期日, 本サービス契約 beside 本サービス利用契約."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document, Printed
from dsl.official.sources import span_in
from dsl.official.words import nouns

_SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("期限", "期日"),
    ("料金", "費用", "利用料", "代金", "料"),
    ("契約", "契約書", "合意"),
    ("利用者", "使用者", "ユーザー", "ユーザ"),
    ("施設", "設備", "建物"),
    ("規約", "約款", "規程", "規則"),
    ("保証金", "敷金", "預託金", "デポジット"),
    ("業務", "役務", "作業"),
    ("申込", "申請"),
    ("開始日", "起算日"),
    ("終了日", "満了日"),
    ("事業者", "業者"),
    ("委託料", "報酬"),
    ("通知書", "通知文"),
    ("サイト", "ホームページ", "ウェブサイト", "Webサイト", "ページ"),
    ("成果物", "納入物", "納品物"),
    ("情報", "データ"),
    ("損害", "損失"),
    ("顧客", "お客様", "利用客"),
    ("電子メール", "メール", "Eメール", "Ｅメール"),
    ("クラブ", "ジム"),
    ("会員", "メンバー"),
    ("会員証", "会員カード", "メンバーカード"),
    ("商品", "製品", "品物"),
    ("障害", "不具合", "故障"),
    ("保険金", "給付金"),
    ("保険料", "掛金"),
    ("検収", "検査"),
    ("納期", "納入期限"),
    ("ソフトウェア", "プログラム", "ソフト"),
)
"""Endings and words that drafters change for one another. What differs in law (解除, 解約) is not here."""


def find(document: Document) -> Iterator[Diagnostic]:
    places: dict[str, tuple[Printed, int]] = {}
    counts: Counter[str] = Counter()
    for node in document.root.walk():
        if node.kind in SENTENCES:
            for word, at in nouns(node.text):
                counts[word] += 1
                places.setdefault(word, (node, at))
    defined = {d.term for d in document.definitions}
    for word, other in sorted(_pairs(counts, defined)):
        node, at = places[other]
        yield diagnose("J303", span_in(document, node, at, len(other)), hint=word, other=other, word=word)


def _pairs(counts: Counter[str], defined: set[str]) -> Iterator[tuple[str, str]]:
    """(the usual word, the other one)."""
    words = set(counts)
    for word in sorted(words | defined):
        for other in sorted(_alternatives(word) & words):
            if other != word and _prefers(word, other, counts, defined):
                yield word, other
        if word in defined and len(word) >= 5:
            for other in sorted(words):
                if _shortened(other, word) and other not in defined:
                    yield word, other


def _prefers(word: str, other: str, counts: Counter[str], defined: set[str]) -> bool:
    if other in defined:
        return False
    return word in defined or counts[word] > counts[other] or (counts[word] == counts[other] and word < other)


def _alternatives(word: str) -> set[str]:
    """The word with another ending of like sense; a whole word of two signs only where it is one of the list."""
    found: set[str] = set()
    for group in _SYNONYMS:
        for ending in group:
            if word.endswith(ending) and (len(word) > len(ending) or len(ending) > 2):
                found |= {word.removesuffix(ending) + other for other in group if other != ending}
    return {f for f in found if not _only_ending(f, word)}


@cache
def _only_ending(other: str, word: str) -> bool:
    """利用料 → 料: what is left says nothing."""
    return len(other) < 3 and other not in ("会員", "商品", "製品")


def _shortened(other: str, term: str) -> bool:
    """Whether a word is a defined term with one of its parts left out: 本サービス[利用]契約, with or without 書 behind it."""
    bare = re.sub(r"(?:書|等)$", "", other)
    if not 4 <= len(bare) < len(term) or bare[0] != term[0]:
        return False
    gap = len(term) - len(bare)
    return gap <= 4 and any(term[:i] + term[i + gap :] == bare for i in range(2, len(bare) - 1))
