"""The form for the facts of a case, from the vocabulary: records, and their facts with kind, label and choices."""

from dsl.base.diagnostic import Language
from dsl.browser.tree import word
from dsl.model.book import Book
from dsl.model.expression import Holds
from dsl.model.vocabulary import CASE, Entry, Record
from dsl.report.outcomes import Json
from dsl.wording import condition_words


def forms_json(book: Book, language: Language) -> Json:
    """What the page shows of the book before it evaluates anything: records, readings and documents."""
    settings = book.settings
    return {
        "case": CASE,
        "title": word(settings.title, language),
        "version": settings.version,
        "years": list(settings.calendar_years),
        "currency": settings.currency.ja if language == "ja" else settings.currency.code,
        "records": {key: _record(record, book, language) for key, record in book.vocabulary.records.items()},
        "documents": [{"key": y.name, "label": word(y.phrase, language)} for y in settings.layers[:-1]],
        "readings": [
            {
                "key": r.id,
                "label": word(r.question, language),
                "default": r.default,
                "answers": [
                    {"key": a.key, "label": word(a.phrase, language), "why": word(a.why, language)} for a in r.answers
                ],
            }
            for r in book.readings.values()
        ],
    }


def _record(record: Record, book: Book, language: Language) -> Json:
    facts = [e for e in record.entries if not e.derived and not e.only_by_rules]
    return {
        "label": word(record.phrase, language),
        "plural": (record.plural if language == "en" else "") or word(record.phrase, language),
        "facts": [_fact(e, book, language) for e in facts],
    }


def _fact(entry: Entry, book: Book, language: Language) -> Json:
    told: dict[str, object] = {"key": entry.key, "kind": entry.kind, "label": label(entry, book, language)}
    if entry.holds is not None:
        told["holds"] = entry.holds
    if entry.optional or entry.kind == "event":
        told["nullable"] = True
    if entry.assumed is not None:
        told["assumed"] = entry.assumed
    if entry.kind == "choice":
        told["choices"] = [[o.key, word(o.phrase, language)] for o in entry.choices]
    if entry.kind == "party":
        parties = [p for p in book.vocabulary.parties.values() if not p.judge]
        told["choices"] = [[p.key, word(p.phrase, language)] for p in parties]
    return told


def label(entry: Entry, book: Book, language: Language) -> str:
    """How the form calls a fact: a truth by its sentence, a list by its records, anything else by its name."""
    if entry.holds is not None:
        held = book.vocabulary.records[entry.holds]
        return (held.plural if language == "en" else "") or word(held.phrase, language)
    if entry.kind in ("truth", "judgement"):
        return condition_words(Holds(entry.id), language, book)
    return word(entry.phrase, language)
