"""The bridge between print and book: each unit tied to its part of the printed text, and to a fingerprint of it.

Articles are matched by their place and caption, never by number alone: a print may give two of them one number.
"""

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.book import Book, Unit
from dsl.model.printed import LEVELS, SENTENCES, Document, Printed, Run
from dsl.official.sources import span_of

_WHOLE = ("preamble", "supplement", "annex")
_HEAD = "head of a table"
_FRAME = ("document", "part", "chapter", "section", "subsection", "article", "table")


@dataclass(frozen=True, slots=True)
class Tie:
    """A unit's part of the print; `fingerprint`: of its words, spaces and line ends left out."""

    runs: tuple[Run, ...]
    fingerprint: str


def found_in(tied: Tie, document: Document, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of the findings in a document that lie within a unit's part of the print."""
    return tuple(d for d in found if any(r.start <= _offset(d, document) < r.end for r in tied.runs))


def _offset(found: Diagnostic, document: Document) -> int:
    return document.lines[found.span.line - 1] + found.span.column - 1


@dataclass(frozen=True, slots=True)
class Bridge:
    """`ties` by unit; `frame`: headings, cover, contents and page furniture; `loose`: printed text of no unit."""

    ties: Mapping[str, Tie]
    frame: tuple[Run, ...]
    loose: tuple[Printed, ...]


def tie(book: Book, document: Document) -> Bridge:
    """Tie the units of a book to a printed document: ties, frame and loose text share out every character."""
    units = _by_print(book, document)
    parts: dict[str, list[Run]] = {}
    frame: list[Run] = []
    loose: list[Printed] = []
    for node, home in _homes(document.root, ""):
        unit = units.get(home)
        if home == _HEAD or node.kind in _FRAME or node.kind in ("cover", "contents", "closing", "furniture"):
            frame += node.runs
        elif unit is None:
            loose.append(node)
        else:
            for owner, runs in _split(node, unit, book.units, document):
                parts.setdefault(owner, []).extend(runs)
    ties = {unit: Tie(tuple(runs), _fingerprint(runs, document)) for unit, runs in parts.items()}
    return Bridge(ties, tuple(frame), tuple(loose))


def _homes(node: Printed, home: str) -> Iterator[tuple[Printed, str]]:
    """Every node with the printed unit to which its own characters belong."""
    if node.kind in _WHOLE or (node.kind in (*LEVELS, "row") and home not in _WHOLE):
        home = node.kind if node.kind in _WHOLE else node.id
    elif node.kind in ("proviso", "note", "further") and home not in _WHOLE:
        home = node.id
    yield node, home
    for place, child in enumerate(node.children):
        head = node.kind == "table" and place == 0
        yield from _homes(child, home) if not head else ((n, _HEAD) for n in child.walk())


def _by_print(book: Book, document: Document) -> dict[str, str]:
    """Printed id → unit of the book."""
    found = {whole: whole for whole in _WHOLE if whole in book.units}
    articles = [n for n in document.root.walk() if n.kind == "article" and "." not in n.id]
    theirs = ["".join(n.title.split()) for n in articles]
    ours = ["".join(title.ja.split()) for title in book.titles.values()]
    numbers = list(book.titles)
    matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
    pairs = [(articles[b.a + i], numbers[b.b + i]) for b in matcher.get_matching_blocks() for i in range(b.size)]
    for article, number in pairs:
        for node in article.walk():
            if node.kind == "article" or not node.id:
                continue
            ident = number + node.id.removeprefix(article.id)
            found[node.id] = _named(ident, node, article)
    return {printed: unit for printed, unit in found.items() if unit in book.units}


def _named(ident: str, node: Printed, article: Printed) -> str:
    """The id of a row of a table of definitions in the book: 3.1.「契約者」 is 3.1.term2."""
    rows = [n for n in article.walk() if n.kind == "row"][1:]
    for place, row in enumerate(rows, 1):
        tail = row.id.rpartition(".「")[2]
        ident = re.sub(rf"\.「{re.escape(tail)}(?=\.|$)", f".term{place}", ident)
    return ident


def _split(
    node: Printed, unit: str, units: Mapping[str, Unit], document: Document
) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """The runs of a node; those of a sentence that the book splits in two go to both, from the word on that begins the
    second."""
    second = units.get(f"{unit}.second")
    begins = second.begins if second is not None and second.role == "split" else ""
    at = node.text.find(begins) if begins and node.kind in SENTENCES else -1
    if at <= 0:
        yield unit, node.runs
        return
    cut = node.offset(at)
    yield unit, tuple(Run(r.start, min(r.end, cut)) for r in node.runs if r.start < cut)
    yield f"{unit}.second", tuple(Run(max(r.start, cut), r.end) for r in node.runs if r.end > cut)


def _fingerprint(runs: list[Run], document: Document) -> str:
    words = "".join("".join(document.text[r.start : r.end].split()) for r in sorted(runs, key=lambda r: r.start))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def check_bridge(
    book: Book, document: Document, bridge: Bridge, answered: frozenset[str], recorded: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """What the print says and no provision answers for, what a provision answers for and the print does not say, and
    what is printed otherwise than when the provision was written. `answered`: units that are not missing."""
    for node in bridge.loose:
        if node.text.strip():
            yield diagnose("O101", span_of(document, node.start, 1), text=_short(node.text))
    for unit in book.units:
        found = bridge.ties.get(unit)
        if found is None:
            yield diagnose("O102", book.units[unit].span, unit=unit)
        elif unit not in answered:
            yield diagnose("O101", span_of(document, found.runs[0].start, 1), text=unit)
        elif unit in recorded and recorded[unit] != found.fingerprint:
            yield diagnose("O103", span_of(document, found.runs[0].start, 1), unit=unit)
    unknown = [unit for unit in book.units if unit in bridge.ties and unit not in recorded]
    if unknown:
        span = span_of(document, bridge.ties[unknown[0]].runs[0].start, 1)
        yield diagnose("O104", span, unit=unknown[0], count=len(unknown))


def _short(text: str) -> str:
    line = text.strip().replace("\n", " / ")
    return line if len(line) <= 40 else f"{line[:40]}…"


def shares_out(bridge: Bridge, document: Document) -> bool:
    """Whether ties, frame and loose text share out every character of the text, each to one."""
    runs = [r for t in bridge.ties.values() for r in t.runs] + [
        *bridge.frame,
        *(r for n in bridge.loose for r in n.runs),
    ]
    at = 0
    for run in sorted(runs, key=lambda r: (r.start, r.end)):
        if run.start != at:
            return False
        at = run.end
    return at == len(document.text)
