"""A facts document as the form holds it: plain data under the keys of the vocabulary, whatever they were called."""

from dsl.base.diagnostic import Language
from dsl.facts.case import RESERVED, RESERVED_JA
from dsl.facts.values import FALSE, TRUE
from dsl.model.book import Book
from dsl.model.node import Mapping, Node, Scalar, Sequence
from dsl.model.vocabulary import CASE, Entry, Phrase

Tree = str | None | list["Tree"] | dict[str, "Tree"]
"""Scalars as their text, null as None."""


def facts_tree(node: Node, book: Book) -> dict[str, Tree]:
    """The keys of the document; what the vocabulary does not know stays as it is written."""
    if not isinstance(node, Mapping):
        return {}
    own = {RESERVED_JA.get(k.text, k.text): value for k, value in node.entries}
    told = {key: _plain(value) for key, value in own.items() if key in RESERVED}
    rest = Mapping(tuple((k, v) for k, v in node.entries if RESERVED_JA.get(k.text, k.text) not in RESERVED), node.span)
    return {**told, **_record(rest, CASE, book)}


def _plain(node: Node) -> Tree:
    match node:
        case Scalar():
            return None if node.is_null else node.text
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {key.text: _plain(value) for key, value in node.entries}


def _record(node: Mapping, record: str, book: Book) -> dict[str, Tree]:
    names = {name: e for e in reversed(book.vocabulary.records[record].entries) for name in names_of(e, book)}
    found: dict[str, Tree] = {}
    for key, value in node.entries:
        entry = names.get(key.text)
        found[entry.key if entry else key.text] = _entry(value, entry, book) if entry else _plain(value)
    return found


def _entry(node: Node, entry: Entry, book: Book) -> Tree:
    match node:
        case Mapping() if entry.kind == "one":
            return _record(node, entry.holds or CASE, book)
        case Sequence() if entry.kind == "list":
            items = (_record(i, entry.holds or CASE, book) if isinstance(i, Mapping) else _plain(i) for i in node.items)
            return list(items)
        case Scalar() if not node.is_null:
            return _key(node.text, entry, book)
        case _:
            return _plain(node)


def _key(text: str, entry: Entry, book: Book) -> str:
    """A scalar by its canonical name: the key of a choice or party, true or false."""
    match entry.kind:
        case "truth" | "judgement":
            return "true" if text in TRUE else "false" if text in FALSE else text
        case "choice":
            return _named(text, {o.key: o.phrase for o in entry.choices})
        case "party":
            return _named(text, {p.key: p.phrase for p in book.vocabulary.parties.values()})
        case _:
            return text


def _named(text: str, known: dict[str, Phrase]) -> str:
    return next((key for key, phrase in known.items() if text in (key, phrase.ja, phrase.en)), text)


def names_of(entry: Entry, book: Book) -> tuple[str, ...]:
    """Every spelling of an entry in a facts file; the last wins where two entries share one."""
    held = book.vocabulary.records.get(entry.holds or "")
    words = (entry.phrase.en, entry.phrase.ja, entry.key)
    return tuple(w for w in (words if held is None else (*words, held.phrase.ja, held.plural or held.phrase.en)) if w)


def word(phrase: Phrase, language: Language) -> str:
    return getattr(phrase, language) or phrase.en or phrase.ja
