"""Lists of Japanese nouns."""

from collections.abc import Sequence


def joined_nouns(nouns: Sequence[str], word: str) -> str:
    """A、B及びC; a list that holds a list is joined by 並びに, since 及び is the inner word."""
    if len(nouns) == 1:
        return nouns[0]
    if word == "及び" and any("及び" in noun for noun in nouns):
        word = "並びに"
    return f"{'、'.join(nouns[:-1])}{word}{nouns[-1]}"
