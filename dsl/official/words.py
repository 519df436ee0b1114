"""The nouns of a Japanese text: runs of kanji, katakana, letters and digits, as compounds stand in contracts."""

import re
from collections.abc import Iterator

COMPOUND = re.compile(r"[一-龠々〆ヶァ-ヴーA-Za-zＡ-Ｚａ-ｚ・]{2,}")
_GENERIC = frozenset(
    [
        "場合",
        "規定",
        "定め",
        "事項",
        "当該",
        "以下",
        "同様",
        "前項",
        "各号",
        "本条",
        "本項",
        "本号",
        "一切",
        "必要",
        "事由",
        "以上",
        "以内",
        "内容",
        "方法",
        "対象",
        "次条",
        "前条",
        "理由",
        "範囲",
        "結果",
        "日以内",
        "箇月",
        "か月",
        "原則",
        "旨",
        "第三者",
        "当事者",
        "双方",
        "相手方",
        "項各号",
        "項第",
        "条第",
        "号",
        "項",
        "条",
        "措置",
        "行為",
        "通り",
        "一部",
        "全部",
        "期間",
        "時点",
        "日",
        "月",
        "年",
        "万円",
        "各項",
    ]
)
"""Words that say nothing of a subject."""


def nouns(text: str) -> Iterator[tuple[str, int]]:
    """Compound nouns with their positions."""
    for found in COMPOUND.finditer(text):
        yield found.group(), found.start()


def speaking(text: str) -> list[str]:
    """The nouns of a text that say what it is about."""
    return [
        word
        for word, _ in nouns(text)
        if word not in _GENERIC
        and not re.fullmatch(r"[第項条号各〇一二三四五六七八九十百前次同本の]+|第[^第]{1,4}[条項号].*", word)
    ]
