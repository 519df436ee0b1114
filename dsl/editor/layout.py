"""Texts that may be broken: on one line where they fit, else at all breaks of their outermost group (Wadler 1998).

Columns are those of a monospaced font, in which a Japanese character is two wide.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never
from unicodedata import east_asian_width


@dataclass(frozen=True, slots=True)
class Break:
    """A place to go to a new line; `flat` is what stands there otherwise."""

    flat: str = " "


@dataclass(frozen=True, slots=True)
class Group:
    """Breaks at all of its own breaks or at none."""

    doc: "Doc"


@dataclass(frozen=True, slots=True)
class Align:
    """Further lines start under the column where it starts."""

    doc: "Doc"


@dataclass(frozen=True, slots=True)
class Indent:
    """Further lines start two columns further to the right."""

    doc: "Doc"


Doc: TypeAlias = "str | Break | Group | Align | Indent | tuple[Doc, ...]"


def columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def flat(doc: Doc) -> str:
    """The document on one line."""
    match doc:
        case str():
            return doc
        case Break():
            return doc.flat
        case Group() | Align() | Indent():
            return flat(doc.doc)
        case tuple():
            return "".join(flat(part) for part in doc)
        case _:
            assert_never(doc)


def broken(doc: Doc, width: int) -> tuple[str, ...]:
    """The document on lines of at most `width` columns where its breaks allow it; its outermost group is broken."""
    page = _Page(width)
    page.put(doc.doc if isinstance(doc, Group) else doc, 0, True)
    return tuple(line.rstrip(" ") for line in page.lines)


@dataclass(slots=True)
class _Page:
    width: int
    lines: list[str] = field(default_factory=lambda: [""])

    def put(self, doc: Doc, left: int, wide: bool) -> None:
        match doc:
            case str():
                self.lines[-1] += doc
            case Break():
                self._break(doc, left, wide)
            case Group(inner):
                self.put(inner, left, not self._fits(inner))
            case Align(inner):
                self.put(inner, columns(self.lines[-1]), wide)
            case Indent(inner):
                self.put(inner, left + 2, wide)
            case tuple():
                for part in doc:
                    self.put(part, left, wide)
            case _:
                assert_never(doc)

    def _break(self, doc: Break, left: int, wide: bool) -> None:
        if wide:
            self.lines.append(" " * left)
        else:
            self.lines[-1] += doc.flat

    def _fits(self, doc: Doc) -> bool:
        return columns(self.lines[-1]) + columns(flat(doc)) <= self.width


def joined(parts: Iterable[Doc], between: Doc) -> Doc:
    """The parts with the same thing between them."""
    out: list[Doc] = []
    for part in parts:
        out += [between, part] if out else [part]
    return tuple(out)
