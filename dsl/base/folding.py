"""The form under which a spelling is looked up: Japanese and English signs, cases and articles brought together."""

import re

FOLD = str.maketrans("０１２３４５６７８９％（），．；：＋−￥　", "0123456789%(),.;:+-¥ ")
"""Full-width signs to their narrow twins one by one, so that positions stay (never NFKC: it turns ① into 1)."""

ARTICLES = ("the ", "a ", "an ")


def fold_spelling(text: str) -> str:
    """Narrow signs, lower case, no leading article, no space beside kanji."""
    folded = re.sub(r"\s+", " ", text.translate(FOLD)).strip().lower()
    for article in ARTICLES:
        folded = folded.removeprefix(article)
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", folded)
