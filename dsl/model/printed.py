"""A printed document as a tree in which every character stands in exactly one node.

Nodes name their part of the text by runs of offsets; `text` is what a reader reads there, with the lines that a page
width broke joined again. Kinds are the words of Japanese drafting: 編・章・節・款, 条, 項, 号, 本文, ただし書, なお書,
後段, 付則, 別紙.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "document", "cover", "contents", "preamble", "part", "chapter", "section", "subsection", "article", "paragraph",
    "item", "subitem", "subsubitem", "main", "proviso", "note", "further", "heading", "table", "row", "supplement",
    "annex", "title", "entry", "closing", "furniture", "unplaced",
]  # fmt: skip

DIVISIONS: Mapping[str, Kind] = {"編": "part", "部": "part", "章": "chapter", "節": "section", "款": "subsection"}
LEVELS: tuple[Kind, ...] = ("paragraph", "item", "subitem", "subsubitem")
SENTENCES = frozenset({"main", "proviso", "note", "further", "heading", "title", "entry"})
"""Kinds whose text is prose of the document."""

DefinitionKind = Literal["abbreviation", "collective", "definition", "table", "scope"]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of the text from `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A node. `runs` are its own characters (heading, mark or sentence), not those of its children; `number` is in
    narrow Arabic digits (5-2 for 第5条の2) or as printed for イロハ; `mark` is the number with its punctuation."""

    kind: Kind
    id: str
    number: str = ""
    mark: str = ""
    title: str = ""
    text: str = ""
    runs: tuple[Run, ...] = ()
    offsets: tuple[tuple[int, int], ...] = ()
    """Where the text comes from: (position in `text`, offset in the document) at the start of each joined line."""
    children: tuple["Printed", ...] = ()

    @property
    def start(self) -> int:
        return min([*(r.start for r in self.runs), *(c.start for c in self.children)], default=0)

    def offset(self, position: int) -> int:
        """The offset in the document of a position in `text`."""
        found = (0, self.runs[0].start if self.runs else 0)
        for at, offset in self.offsets:
            if at > position:
                break
            found = (at, offset)
        return found[1] + position - found[0]

    def walk(self) -> Iterator["Printed"]:
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.children))


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined word: `within` is the id of the provision, `at` the offset of the word in the document."""

    term: str
    kind: DefinitionKind
    within: str
    at: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as printed, and the ids that it leads to; `external` names another law; neither: it dangles."""

    text: str
    within: str
    targets: tuple[str, ...]
    at: int
    external: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A printed document: its text, its tree, its defined words and its references in the order of the text."""

    name: str
    text: str
    lines: tuple[int, ...]
    """The offsets at which its lines begin."""
    root: Printed
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def unplaced(self) -> tuple[Printed, ...]:
        return tuple(n for n in self.root.walk() if n.kind == "unplaced")
