"""Two entries with one spelling, and entries that name entries that do not exist."""

from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.base.folding import fold_spelling
from dsl.base.source import NOWHERE, Span
from dsl.model.book import Book
from dsl.model.names import PARTY_WORDS_JA, clauses, without_slots
from dsl.model.spelling import KEYWORDS
from dsl.model.vocabulary import Entry, Vocabulary


def check_names(book: Book) -> Iterator[Diagnostic]:
    yield from _doubles(book)
    yield from _actions(book)
    yield from _nesting(book)
    vocabulary = book.vocabulary
    for action in vocabulary.actions.values():
        if action.event is not None and _kind(book, action.event) != "event":
            hint = nearest(action.event, vocabulary.entries)
            yield diagnose("N315", action.span, name=action.event, field="done by", hint=hint)
    settings = book.settings
    named = (
        ("scope", settings.scope, ("truth", "judgement")),
        ("binding version", settings.binding_version, ("date",)),
    )
    for key, term, kinds in named:
        if term is not None and _kind(book, term) not in kinds:
            hint = nearest(term, vocabulary.entries)
            yield diagnose("N315", settings.place(key), name=term, field=key, hint=hint)


def _kind(book: Book, ident: str) -> str | None:
    entry = book.vocabulary.entries.get(ident)
    return entry.kind if entry else None


def _doubles(book: Book) -> Iterator[Diagnostic]:
    seen = {fold_spelling(w): "keyword" for en, ja in KEYWORDS.values() for w in (*en, *ja)}
    for owner, text in _spelt(book.vocabulary):
        word = fold_spelling(text)
        other = seen.setdefault(word, owner) if word else owner
        if other != owner:
            yield diagnose("N304", _span(book, owner), text=text, one=other, other=owner, related=[_span(book, other)])


def _nesting(book: Book) -> Iterator[Diagnostic]:
    """A record that holds one of itself would never end."""
    for record in book.vocabulary.records:
        way = _leads_back(book, record, record, (record,))
        if way:
            entry = next(e for e in book.vocabulary.lists_of(record) if e.kind == "one" and e.holds == way[1])
            yield diagnose("G701", entry.span, path=" → ".join(way))


def _leads_back(book: Book, start: str, record: str, way: tuple[str, ...]) -> tuple[str, ...]:
    for entry in book.vocabulary.lists_of(record) if record in book.vocabulary.records else ():
        if entry.kind == "one" and entry.holds == start:
            return (*way, start)
        if entry.kind == "one" and entry.holds is not None and entry.holds not in way:
            found = _leads_back(book, start, entry.holds, (*way, entry.holds))
            if found:
                return found
    return ()


def _actions(book: Book) -> Iterator[Diagnostic]:
    """Two actions written alike: rules could mean only one of them."""
    seen: dict[str, str] = {}
    for action in book.vocabulary.actions.values():
        for text in (action.name.ja, action.name.en):
            word = fold_spelling(without_slots(text))
            other = seen.setdefault(word, action.key) if word else action.key
            if other != action.key:
                related = [book.vocabulary.actions[other].span]
                yield diagnose("N304", action.span, text=text, one=other, other=action.key, related=related)


def _spelt(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """(owner, spelling) of every name that an expression may hold."""
    yield from ((key, word) for key, word in PARTY_WORDS_JA.items())
    for party in vocabulary.parties.values():
        yield from ((party.key, w) for w in (party.phrase.ja, party.phrase.en))
    for record in vocabulary.records.values():
        yield from ((record.key, w) for w in {record.phrase.ja, record.phrase.en, record.plural})
    for entry in vocabulary.entries.values():
        yield from ((entry.id, word) for word in _words(entry, vocabulary))
        yield from ((f"option {o.key}", w) for o in entry.choices for w in (o.phrase.ja, o.phrase.en))


def _words(entry: Entry, vocabulary: Vocabulary) -> list[str]:
    if entry.kind in ("one", "list"):
        return []
    if entry.kind in ("truth", "judgement"):
        return [w for clause in clauses(entry, vocabulary) for w in clause]
    acts = [w for clause in clauses(entry, vocabulary) for w in clause] if entry.act is not None else []
    return [entry.phrase.ja, entry.phrase.en, *acts]


def _span(book: Book, owner: str) -> Span:
    entry, record = book.vocabulary.entries.get(owner), book.vocabulary.records.get(owner)
    found = entry or record
    if found is not None:
        return found.span
    option = owner.removeprefix("option ")
    holder = next((e for e in book.vocabulary.entries.values() if any(o.key == option for o in e.choices)), None)
    return holder.span if holder else NOWHERE
