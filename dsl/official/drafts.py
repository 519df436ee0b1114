"""A tree in the making: nodes take lines, lines become sentences, and at the end everything is frozen with its ids."""

import re
from collections import Counter
from dataclasses import dataclass, field

from dsl.model.printed import LEVELS, SENTENCES, Kind, Printed, Run

_ORDINALS = ("main", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_OPEN, _CLOSE = "（(「『【［[〔｛{", "）)」』】］]〕｝}"
_LATIN = re.compile(r"[0-9A-Za-z,.%)]")
_DIVISIONS = frozenset({"part", "chapter", "section", "subsection"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: its text from `at` to `stop`; up to `end` nothing but spaces and the line's end follow."""

    at: int
    stop: int
    end: int


@dataclass(slots=True)
class Draft:
    kind: Kind
    number: str = ""
    mark: str = ""
    title: str = ""
    text: str = ""
    runs: list[Run] = field(default_factory=list)
    offsets: list[tuple[int, int]] = field(default_factory=list)
    children: list["Draft"] = field(default_factory=list)
    pending: list[Piece] = field(default_factory=list)

    def flush(self, whole: str) -> None:
        """Make sentences of the lines taken so far."""
        if self.pending:
            pieces, self.pending = self.pending, []
            self.children += _sentences(pieces, whole)

    def child(self, draft: "Draft", whole: str) -> "Draft":
        self.flush(whole)
        self.children.append(draft)
        return draft


def joined(pieces: list[Piece], whole: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of lines without the breaks of the page, and where each line stands: (position in it, offset)."""
    parts: list[str] = []
    offsets: list[tuple[int, int]] = []
    size = 0
    for piece in pieces:
        part = whole[piece.at : piece.stop]
        if parts and part and _LATIN.match(parts[-1][-1:]) and part[0].isascii() and part[0].isalnum():
            parts.append(" ")
            size += 1
        offsets.append((size, piece.at))
        parts.append(part)
        size += len(part)
    return "".join(parts), offsets


def _sentences(pieces: list[Piece], whole: str) -> list[Draft]:
    text, offsets = joined(pieces, whole)
    ends = _ends(text)
    found: list[Draft] = []
    at, line = 0, 0
    for end in ends:
        body = text[at:end]
        start = at + len(body) - len(body.lstrip())
        while line + 1 < len(offsets) and offsets[line + 1][0] <= start:
            line += 1
        told = [(0, offsets[line][1] + start - offsets[line][0])]
        while line + 1 < len(offsets) and offsets[line + 1][0] < end:
            line += 1
            told.append((offsets[line][0] - start, offsets[line][1]))
        found.append(Draft(_kind(body.lstrip()), text=body.strip(), offsets=told))
        at = end
    _share_runs(found, ends, offsets, pieces)
    return found


def _share_runs(found: list[Draft], ends: list[int], offsets: list[tuple[int, int]], pieces: list[Piece]) -> None:
    """Give each sentence its runs: cut the lines where sentences end; spaces at a line's end go with what precedes."""
    current = 0
    for number, piece in enumerate(pieces):
        base = offsets[number][0]
        start = piece.at
        while ends[current] < base + piece.stop - piece.at:
            cut = piece.at + ends[current] - base
            if cut > start:
                found[current].runs.append(Run(start, cut))
            start = cut
            current += 1
        found[current].runs.append(Run(start, piece.end))
        if ends[current] == base + piece.stop - piece.at and current + 1 < len(ends):
            current += 1


def _ends(text: str) -> list[int]:
    """Where sentences end: behind each 。 outside brackets; where brackets do not match, outside quotations only."""
    strict = _cut(text, _OPEN, _CLOSE)
    return strict if strict is not None else (_cut(text, "「『", "」』") or _cut(text, "", "") or [len(text)])


def _cut(text: str, opening: str, closing: str) -> list[int] | None:
    depth, ends = 0, []
    for at, sign in enumerate(text, 1):
        if sign in opening:
            depth += 1
        elif sign in closing:
            depth = max(depth - 1, 0)
        elif sign == "。" and not depth:
            ends.append(at)
    if depth:
        return None
    rest = text[ends[-1] if ends else 0 :]
    return [*ends, len(text)] if rest.strip() or not ends else [*ends[:-1], len(text)]


def _kind(text: str) -> Kind:
    if text.startswith(("ただし", "但し", "但、")):
        return "proviso"
    return "note" if text.startswith(("なお、", "なお，", "なお ", "尚、")) else "main"


# ── ids ───────────────────────────────────────────────────────────────────────────────────────────


def freeze(draft: Draft, whole: str, ident: str = "") -> Printed:
    """The finished node: sentences get their kinds by their place, every node its id, equal ids a number behind ~."""
    draft.flush(whole)
    seen: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    children = []
    for child in draft.children:
        kind, own = _identify(child, ident, sentences, draft)
        seen[own] += 1
        if seen[own] > 1 and kind not in ("main",):
            own = f"{own}~{seen[own]}"
        child.kind = kind
        children.append(freeze(child, whole, own))
    return Printed(
        draft.kind, ident, draft.number, draft.mark, draft.title, draft.text, tuple(_merged(draft.runs)),
        tuple(draft.offsets), tuple(children),
    )  # fmt: skip


def _identify(child: Draft, ident: str, sentences: Counter[str], parent: Draft) -> tuple[Kind, str]:
    kind = child.kind
    if kind in ("main", "proviso", "note"):
        sentences[kind] += 1
        place = sentences[kind]
        if kind == "main":
            child.number = _ORDINALS[place - 1] if place <= len(_ORDINALS) else f"sentence{place}"
            return ("main", ident) if place == 1 else ("further", f"{ident}.{child.number}")
        return kind, f"{ident}.{kind}{place if place > 1 else ''}"
    if kind in SENTENCES or kind in ("table", "cover", "contents", "preamble", "closing", "furniture", "unplaced"):
        return kind, f"{ident}.{kind}" if ident else kind
    if kind == "row":
        return kind, f"{ident.removesuffix('.table')}.「{child.title.strip('「」')}」"
    if kind in ("supplement", "annex"):
        return kind, f"{kind}{child.number}"
    if kind in _DIVISIONS:
        inside = parent.kind in _DIVISIONS
        return kind, f"{ident}.{kind}{child.number}" if inside else f"{kind}{child.number}"
    if kind == "article" and (parent.kind in _DIVISIONS or parent.kind == "document"):
        return kind, child.number
    return kind, f"{ident}.{child.number}" if ident else child.number


def _merged(runs: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in sorted(runs, key=lambda r: r.start):
        if merged and merged[-1].end == run.start:
            merged[-1] = Run(merged[-1].start, run.end)
        elif run.end > run.start:
            merged.append(run)
    return merged


def level(depth: int) -> Kind:
    return LEVELS[min(depth, len(LEVELS) - 1)]
