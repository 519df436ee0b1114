"""Lists of English nouns."""

from collections.abc import Sequence

_LONG = 8


def joined_nouns(nouns: Sequence[str], word: str) -> str:
    """`A, B and C`; a comma before the last where a member is long or holds a list itself."""
    if len(nouns) == 1:
        return nouns[0]
    heavy = any(len(n.split()) > _LONG or f" {word} " in n for n in nouns[:-1])
    return f"{', '.join(nouns[:-1])}{',' if heavy else ''} {word} {nouns[-1]}"
