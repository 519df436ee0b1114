"""Facts documents as trees that grow answer by answer."""

import re
from dataclasses import replace

from dsl.model.book import Book
from dsl.model.node import Mapping, Node, Scalar, Sequence
from dsl.model.vocabulary import CASE, Entry

_STEP = re.compile(r"([^\[\]]+)(?:\[(\d+|\d{4}-\d{2}-\d{2})\])?")
_MORE = ("…", "...")

Place = int | str
"""Where a record stands in its list: its number, or in a series its key."""

Steps = tuple[tuple[str, Place | None], ...]


def steps_of(path: str) -> Steps | None:
    """`invoices[0].due_on` as keys with places; None for a path that no file could hold."""
    found = [_STEP.fullmatch(step) for step in path.split(".")]
    if not all(found):
        return None
    return tuple((m[1], _place(m[2])) for m in found if m)


def _place(text: str | None) -> Place | None:
    return int(text) if text and text.isdecimal() else text


def put(root: Mapping, path: str, value: Node, book: Book) -> Mapping:
    """The facts with a value at a path; records on the way that are not there yet are made."""
    return _put(root, steps_of(path) or (), value, CASE, book)


def _put(node: Mapping, steps: Steps, value: Node, record: str, book: Book) -> Mapping:
    (key, place), rest = steps[0], steps[1:]
    entry = _entry(record, key, book)
    at = _index(node, entry, key, book)
    held = entry.holds if entry is not None and entry.holds else CASE
    old = node.entries[at][1] if at is not None else None
    if isinstance(place, str):
        old, place = _with_member(old, place, held, book)
    new = _child(old, place, rest, value, held, book)
    if at is None:
        return replace(node, entries=(*node.entries, (Scalar(key), new)))
    return replace(node, entries=(*node.entries[:at], (node.entries[at][0], new), *node.entries[at + 1 :]))


def _with_member(old: Node | None, key: str, record: str, book: Book) -> tuple[Node, int]:
    """A series with the member of a key, and where it stands; one that is added leaves the list as open as it was."""
    series = book.vocabulary.records[record].series
    name = "" if series is None else series.by.removeprefix(f"{record}.")
    items = old.items if isinstance(old, Sequence) else (Mapping(((Scalar(_MORE[0]), Scalar("more")),)),)
    at = _member(items, name, key, record, book)
    if at is not None:
        return Sequence(items), at
    records, more = records_of(Sequence(items))
    added = (*records, Mapping(((Scalar(name), Scalar(key)),)))
    return Sequence((*added, *items[len(records) :])) if more else Sequence(added), len(records)


def _member(items: tuple[Node, ...], name: str, key: str, record: str, book: Book) -> int | None:
    for at, item in enumerate(items):
        found = _index(item, _entry(record, name, book), name, book) if isinstance(item, Mapping) else None
        told = item.entries[found][1] if found is not None and isinstance(item, Mapping) else None
        if isinstance(told, Scalar) and told.text == key:
            return at
    return None


def _child(old: Node | None, place: int | None, rest: Steps, value: Node, held: str, book: Book) -> Node:
    if place is None:
        return _put(old if isinstance(old, Mapping) else Mapping(()), rest, value, held, book) if rest else value
    items = list(old.items) if isinstance(old, Sequence) else []
    items += [Mapping(())] * (place + 1 - len(items))
    item = items[place]
    items[place] = _put(item if isinstance(item, Mapping) else Mapping(()), rest, value, held, book) if rest else value
    return Sequence(tuple(items))


def get(root: Mapping, path: str, book: Book) -> Node | None:
    """What the facts say at a path."""
    node: Node | None = root
    record = CASE
    for key, place in steps_of(path) or ():
        if not isinstance(node, Mapping):
            return None
        entry = _entry(record, key, book)
        at = _index(node, entry, key, book)
        node = node.entries[at][1] if at is not None else None
        record = entry.holds if entry is not None and entry.holds else CASE
        if isinstance(place, str):
            series = book.vocabulary.records[record].series
            name = "" if series is None else series.by.removeprefix(f"{record}.")
            place = _member(node.items, name, place, record, book) if isinstance(node, Sequence) else None
            node = node if place is not None else None
        if place is not None:
            node = node.items[place] if isinstance(node, Sequence) and place < len(node.items) else None
    return node


def _entry(record: str, key: str, book: Book) -> Entry | None:
    return next((e for e in book.vocabulary.records[record].entries if e.key == key), None)


def _index(node: Mapping, entry: Entry | None, key: str, book: Book) -> int | None:
    """Where a key stands, however it is spelled."""
    spelt = {key} if entry is None else _spelt(entry, book)
    return next((at for at, (name, _) in enumerate(node.entries) if name.text in spelt), None)


def _spelt(entry: Entry, book: Book) -> set[str]:
    held = book.vocabulary.records.get(entry.holds or "")
    words = (held.phrase.ja, held.plural or held.phrase.en) if held else (entry.phrase.ja, entry.phrase.en)
    return {entry.key, *(w for w in words if w)}


def records_of(node: Node | None) -> tuple[tuple[Node, ...], bool]:
    """The records of a list that is given, and whether it is said to go on."""
    items = node.items if isinstance(node, Sequence) else ()
    last = items[-1] if items else None
    more = isinstance(last, Mapping) and len(last.entries) == 1 and last.entries[0][0].text in _MORE
    return (items[:-1] if more else items), more


def top(root: Mapping, spelt: tuple[str, ...]) -> tuple[int | None, Node | None]:
    """A key of the document itself, such as as_of, in any of its spellings."""
    at = next((i for i, (key, _) in enumerate(root.entries) if key.text in spelt), None)
    return at, None if at is None else root.entries[at][1]


def with_top(root: Mapping, spelt: tuple[str, ...], value: Node) -> Mapping:
    """The document with one of its own keys set; a new one comes first."""
    at, _ = top(root, spelt)
    if at is None:
        return replace(root, entries=((Scalar(spelt[0]), value), *root.entries))
    return replace(root, entries=(*root.entries[:at], (root.entries[at][0], value), *root.entries[at + 1 :]))
