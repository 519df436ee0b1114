"""Numbers as Japanese drafting writes them: 12, １２, 十二, ⑫, イ, ア, a, ⅳ, iv."""

from dsl.base.folding import FOLD

DIGITS = "[0-9０-９]{1,4}"
KANJI = "[〇一二三四五六七八九十百]{1,6}"
NUMBER = f"(?:{DIGITS}|{KANJI})"
"""A number as a regular expression."""

IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノ"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
ROMAN_SIGNS = "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"

_ONES = {c: n for n, c in enumerate("〇一二三四五六七八九")}


def value(text: str) -> int:
    """`１２`, `12`, `十二` → 12. Raises ValueError for what is no number."""
    folded = text.translate(FOLD)
    if folded.isascii() and folded.isdigit():
        return int(folded)
    total = ones = 0
    for sign in folded:
        if sign in ("十", "百"):
            total += (ones or 1) * (10 if sign == "十" else 100)
            ones = 0
        elif sign in _ONES:
            ones = ones * 10 + _ONES[sign]
        else:
            raise ValueError(text)
    return total + ones
