"""Where the pictures draw what they show: boxes, words and lines, in the units of the picture."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.conditions import ConditionView, Sort

WIDE, NARROW = 14, 7.5
"""How wide a Japanese character and a Latin one are drawn, at the size of the pictures' words."""

LINE = 20
BOX, TEXT, STEP, GAP = 306, 282, 140, 10
"""The width of a leaf's box and of the words in it, from one column to the next, and between two boxes."""

_GROUP = 34
"""The height of a box with one line."""

_WORDS = re.compile(
    r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef][、。，．）」』】ーっゃゅょ]*|[^\s\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]+\s*|\s+"
)
"""What stays together where a line is broken: a Japanese character with signs that may not begin a line, or a word."""


def width(text: str) -> float:
    return sum(WIDE if unicodedata.east_asian_width(sign) in "WFA" else NARROW for sign in text)


def wrapped(text: str, most: float) -> tuple[str, ...]:
    """A text as lines that fit; a word that is longer than a line is broken where the line ends."""
    lines = [""]
    for word in (part for found in _WORDS.findall(text) for part in _broken(found, most)):
        if lines[-1] and width(lines[-1] + word.rstrip()) > most:
            lines.append("")
        lines[-1] += word
    return tuple(line.rstrip() for line in lines)


def _broken(word: str, most: float) -> Iterator[str]:
    while width(word) > most:
        at = max(1, int(most / WIDE))
        yield word[:at]
        word = word[at:]
    yield word


def clipped(text: str, most: float) -> str:
    """A text that fits one line, its end left out where it does not."""
    if width(text) <= most:
        return text
    kept = ""
    for sign in text:
        if width(kept + sign) > most - WIDE:
            break
        kept += sign
    return kept + "…"


# ── conditions ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class BoxView:
    """`sort` names what a group asks of the boxes to its right; `lines` are a leaf's words, each with its height."""

    x: int
    y: int
    width: int
    height: int
    sort: Sort
    lines: tuple[tuple[str, int], ...] = ()

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class EdgeView:
    """From the right side of a group to the left side of one of its parts."""

    x: int
    y: int
    to_x: int
    to_y: int


@dataclass(frozen=True, slots=True)
class TreeView:
    width: int
    height: int
    boxes: tuple[BoxView, ...]
    edges: tuple[EdgeView, ...]


def tree_picture(node: ConditionView) -> TreeView:
    """A condition from left to right: what it asks for, then the parts that it asks it of, one below the other."""
    boxes, edges = _placed(node, 1, 1)
    right, bottom = max(b.x + b.width for b in boxes), max(b.y + b.height for b in boxes)
    return TreeView(right + 1, bottom + 1, boxes, edges)


def _placed(node: ConditionView, x: int, y: int) -> tuple[tuple[BoxView, ...], tuple[EdgeView, ...]]:
    """The boxes of a node and its parts, its own first, and the lines between them."""
    if not node.parts:
        return (_leaf(node, x, y),), ()
    boxes: list[BoxView] = []
    edges: list[EdgeView] = []
    heads: list[BoxView] = []
    for part in node.parts:
        inner, lines = _placed(part, x + STEP, y)
        heads.append(inner[0])
        boxes += inner
        edges += lines
        y = max(b.y + b.height for b in inner) + GAP
    middle = (heads[0].middle + heads[-1].middle) // 2
    own = BoxView(x, middle - _GROUP // 2, STEP - 40, _GROUP, node.sort)
    edges += [EdgeView(own.x + own.width, own.middle, head.x, head.middle) for head in heads]
    return (own, *boxes), tuple(edges)


def _leaf(node: ConditionView, x: int, y: int) -> BoxView:
    pieces = ([node.reading.text, " → "] if node.reading else []) + [piece.text for piece in node.told]
    lines = wrapped("".join(pieces), TEXT)
    placed = tuple((line, y + LINE * at + 22) for at, line in enumerate(lines))
    return BoxView(x, y, BOX, LINE * len(lines) + 14, "one", placed)
