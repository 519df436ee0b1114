"""The lines of a printed text, and which of them are only furniture of the page."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\f]*(?:\r?\n|\f|$)")
_PAGE = re.compile(
    r"(?:[-‐–—―－]\s*)?(?:p\.?\s*|page\s*)?[0-9０-９]{1,4}(?:\s*(?:[/／]|of)\s*[0-9０-９]{1,4})?(?:\s*(?:ページ|頁))?(?:\s*[-‐–—―－])?",
    re.IGNORECASE,
)
_BARE = re.compile(r"[0-9０-９]{1,4}")
_RULE = re.compile(r"[-‐–—―─━_＿=＝*＊~～\s]{3,}")
_HEADS = 3
"""A running head is a line printed so often at the edge of a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end; `text` is it without the spaces around it, and begins at `at`."""

    start: int
    end: int
    at: int
    text: str
    furniture: bool = False

    @property
    def stop(self) -> int:
        return self.at + len(self.text)


def width(text: str) -> int:
    """How many half columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def split_lines(text: str) -> list[Line]:
    """Every line of a text, in order, without a gap; page numbers, rules and running heads are furniture."""
    raw = [m.group() for m in _LINE.finditer(text) if m.group()]
    lines, at = [], 0
    for part in raw:
        inner = part.strip()
        lead = part.find(inner) if inner else len(part)
        lines.append(Line(at, at + len(part), at + lead, inner))
        at += len(part)
    return _furnished(lines, text)


def _furnished(lines: list[Line], text: str) -> list[Line]:
    plain = [not line.text or bool(_RULE.fullmatch(line.text)) for line in lines]
    counted = _counted(lines)
    numbers = [
        bool(line.text)
        and bool(_PAGE.fullmatch(line.text))
        and (not _BARE.fullmatch(line.text) or _alone(lines, plain, i, text) or i in counted)
        for i, line in enumerate(lines)
    ]
    edges = _edges(lines, plain, numbers, text)
    loose = {i for i, line in enumerate(lines) if line.text and i and plain[i - 1] and _may_head(line.text)}
    beside, loosely = Counter(lines[i].text for i in edges), Counter(lines[i].text for i in edges | loose)
    heads = {i for i in edges if beside[lines[i].text] >= 2} | {i for i in loose if loosely[lines[i].text] >= _HEADS}
    return [
        Line(line.start, line.end, line.at, line.text, True)
        if plain[i] or numbers[i] or (i in heads and len(line.text) <= 40)
        else line
        for i, line in enumerate(lines)
    ]


def _counted(lines: list[Line]) -> set[int]:
    """Numbers alone on their lines that count the pages: 1, 2, 3 … through the text."""
    found: list[int] = []
    for i, line in enumerate(lines):
        if line.text and _BARE.fullmatch(line.text):
            if found and int(line.text) == int(lines[found[-1]].text) + 1:
                found.append(i)
            elif len(found) < 2:
                found = [i]
    return set(found) if len(found) > 1 else set()


def _may_head(text: str) -> bool:
    """Whether a line behind a blank one can be a running head at all."""
    return 6 <= len(text) <= 40 and not text.endswith(("。", "、"))


def _alone(lines: list[Line], plain: list[bool], index: int, text: str) -> bool:
    """Whether a number stands for itself: with a blank line or the edge of a page on one side."""
    before = index == 0 or plain[index - 1] or text[lines[index].start - 1] == "\f"
    after = index + 1 == len(lines) or plain[index + 1] or text[lines[index].end - 1] == "\f"
    return before or after


def _edges(lines: list[Line], plain: list[bool], numbers: list[bool], text: str) -> set[int]:
    """The lines that begin or end a page: beside a page number or a form feed, blank lines left aside."""
    full = [i for i in range(len(lines)) if not plain[i]]
    found = {*full[:1], *full[-1:]}
    for this, following in pairwise(full):
        broken = "\f" in text[lines[this].stop : lines[following].at]
        if numbers[this] or broken:
            found.add(following)
        if numbers[following] or broken:
            found.add(this)
    return {i for i in found if not numbers[i]}


def page_width(lines: list[Line]) -> int:
    """The width to which the text fills its lines: that of the widest line but one in twenty."""
    widths = sorted(width(line.text) for line in lines if not line.furniture)
    return widths[int(len(widths) * 0.95)] if widths else 0
