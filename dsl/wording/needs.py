"""What an outcome waits for and which record it is about, in words."""

from dsl.base.diagnostic import Language
from dsl.model.book import Book
from dsl.model.expression import Holds, Not
from dsl.model.value import Need
from dsl.model.vocabulary import CASE, Entry
from dsl.wording.readings import question_words
from dsl.wording.sentences import citation, condition_words, spoken_language
from dsl.wording.values import layer_words, phrase_words
from dsl.wording.words import NEED_WORDS


def need_words(need: Need, book: Book, language: Language) -> str:
    """`due date [invoices[0].due_on]`, with the kind of the need where it is no mere fact."""
    kind = NEED_WORDS[language][need.kind]
    match need.kind:
        case "date":
            return f"{need.path} ({kind})" if need.path else kind
        case "reading":
            return f"{question_words(need.path, language, book)} [{need.path}] ({kind})"
        case "conflict":
            return f"{_conflict(need.path, book, language)} ({kind})"
        case "document":
            layer = layer_words(need.path, spoken_language(language, book), book)
            return f"{layer} [{need.path}] ({kind})" if layer != need.path else f"{layer} ({kind})"
        case "judgement":
            holder = book.vocabulary.parties.get(need.holder)
            who = phrase_words(holder.phrase, language) if holder else ""
            return f"{fact_words(need.path, book, language)} ({kind}{': ' + who if who else ''})"
        case _:
            return fact_words(need.path, book, language)


def _conflict(path: str, book: Book, language: Language) -> str:
    known = {r.id for r in book.rules} | {p.id for p in book.provisions}
    return citation(path, language, book) if path in known else fact_words(path, book, language)


def fact_words(path: str, book: Book, language: Language) -> str:
    """The words of a path, with the path itself: `due date [invoices[0].due_on]`."""
    entry = entry_of(path, book)
    if entry is None:
        return path
    phrase = book.vocabulary.records[entry.holds].phrase if entry.holds else entry.phrase
    return f"{phrase_words(phrase, language)} [{path}]"


def assumed_words(path: str, book: Book, language: Language) -> str:
    """What is assumed at a path, in words: of a truth that it is not so, where that is what is assumed."""
    entry = entry_of(path, book)
    if entry is None or entry.kind != "truth" or entry.assumed in ("yes", "true", "はい"):
        return fact_words(path, book, language)
    denied = condition_words(Not(Holds(entry.id)), spoken_language(language, book), book)
    return f"{denied} [{path}]"


def entry_of(path: str, book: Book) -> Entry | None:
    """The vocabulary's entry that a path leads to; None where it leads to none."""
    record, entry = CASE, None
    for step in path.split("."):
        key = step.partition("[")[0]
        found = book.vocabulary.records.get(record)
        entry = next((e for e in found.entries if e.key == key), None) if found is not None else None
        if entry is None:
            return None
        record = entry.holds or ""
    return entry


def subject_words(subject: tuple[tuple[str, int | None], ...], book: Book, language: Language) -> str:
    """The record that an outcome is about: ` (invoice 3)`; ` (invoice ?)` of a list that is not known."""
    names = [
        f"{phrase_words(book.vocabulary.records[record].phrase, language)} {'?' if index is None else index + 1}"
        for record, index in subject
    ]
    return f" ({', '.join(names)})" if names else ""
