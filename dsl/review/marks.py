"""Fingerprints of the parts of a book: a provision's rules, its sentences, its print; a file of the vocabulary.

They are of what the book says, not of how the program holds it: comments, line breaks and a later version of the
program change none.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dsl.model.book import Book
from dsl.model.draft import DraftBook, DraftProvision, Field
from dsl.model.node import Mapping as MappingNode
from dsl.model.node import Node, Scalar, Sequence
from dsl.model.rule import Effective
from dsl.model.vocabulary import Phrase
from dsl.wording.page import provision_lines

PARTS = ("rules", "sentences", "print")


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the book that differs from what was signed off; `signed`: by whom and when, None where nobody did."""

    name: str
    parts: tuple[str, ...]
    signed: tuple[str, str] | None


def marks_of(draft: DraftBook, book: Book, printed: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The fingerprints of every part: provisions by their ids in the order of the document, then the other files.
    `printed`: the fingerprints of the print, where they are known."""
    drafts = {p.id: p for a in draft.articles for p in a.provisions}
    marks = {}
    for provision in book.provisions:
        own = {"rules": _mark(_rules(drafts[provision.id])), "sentences": _mark(list(provision_lines(provision, book)))}
        marks[provision.id] = own | ({"print": printed[provision.id]} if provision.id in printed else {})
    for name, node in draft.documents.items():
        path = Path(name)
        if path.parent.name != "articles":
            told = path.name if path.parent.name != "vocabulary" else f"vocabulary/{path.name}"
            marks[told] = {"rules": _mark(_plain(node))}
    return marks


def changes_since(marks: Mapping[str, Mapping[str, str]], signed: Mapping[str, Mapping[str, str]]) -> Iterator[Change]:
    """What has changed or was never signed off, in the order of the marks; then what was signed off and is gone."""
    for name, own in marks.items():
        before = signed.get(name)
        if before is None:
            yield Change(name, tuple(p for p in PARTS if p in own), None)
            continue
        parts = tuple(p for p in PARTS if p in own and own[p] != before.get(p, own[p] if p == "print" else ""))
        if parts:
            yield Change(name, parts, (before.get("by", ""), before.get("on", "")))
    for name, before in signed.items():
        if name not in marks:
            yield Change(name, (), (before.get("by", ""), before.get("on", "")))


def _mark(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def _rules(provision: DraftProvision) -> object:
    return {
        "rules": [[r.id.text, {key: _field(value) for key, value in r.fields.items()}] for r in provision.rules],
        "items": provision.items,
        "heading": _field(provision.heading) if provision.heading else None,
        "notes": [_field(note) for note in provision.notes],
        "repairs": [[r.printed, r.read_as, _field(r.why)] for r in provision.repairs],
    }


def _field(value: Field) -> object:
    if isinstance(value, Scalar):
        return " ".join(value.text.split())
    if isinstance(value, Phrase):
        return [value.ja, value.en]
    if isinstance(value, Effective):
        return [str(value.first), str(value.last)]
    return [" ".join(v.text.split()) for v in value]


def _plain(node: Node) -> object:
    match node:
        case Scalar(text):
            return " ".join(text.split())
        case Sequence(items):
            return [_plain(item) for item in items]
        case MappingNode(entries):
            return [[key.text, _plain(value)] for key, value in entries]
