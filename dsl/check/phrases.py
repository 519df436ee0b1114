"""Phrases hide no logic: no party, number, date, reference or connective in words (language 10.2)."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.base.source import Span
from dsl.model.book import Book
from dsl.model.vocabulary import Phrase

_JA = (
    "とき",
    "場合",
    "ただし",
    "限り",
    "又は",
    "若しくは",
    "または",
    "もしくは",
    "及び",
    "並びに",
    "かつ",
    "前項",
    "前条",
)
_EN = ("and", "or", "if", "unless", "provided", "except", "when")
_NUMBERS = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千]+(?:日|か月|ヶ月|年|円|割|回|者|名|通|倍|条|項|号)")
_HARMLESS = re.compile("できる限り")
_NEGATIVE = re.compile(r"(ない|なかった)$")
_MAX_FIXED = 5


def check_phrases(book: Book) -> Iterator[Diagnostic]:
    fixed = total = 0
    for phrase, reason, span in _all(book):
        total += 1
        fixed += reason is not None
        if reason is None:
            yield from _hidden(phrase, span, book)
        if _NEGATIVE.search(phrase.ja) or re.search(r"\bnot\b", phrase.en):
            yield diagnose("V404", span, phrase=phrase.ja or phrase.en)
    if total and fixed * 100 > total * _MAX_FIXED:
        yield diagnose("V405", book.settings.span, share=f"{fixed}/{total}")


def _all(book: Book) -> Iterator[tuple[Phrase, str | None, Span]]:
    for entry in book.vocabulary.entries.values():
        if entry.kind not in ("one", "list"):
            yield entry.phrase, entry.fixed, entry.span
            if entry.act is not None:
                yield entry.act, entry.fixed, entry.span
    for action in book.vocabulary.actions.values():
        yield action.name, action.fixed, action.span
        if action.says != action.name:
            yield action.says, action.fixed, action.span


def _hidden(phrase: Phrase, span: Span, book: Book) -> Iterator[Diagnostic]:
    """At most one finding a language: the first word that does not belong into a phrase."""
    parties = book.vocabulary.parties.values()
    ja = _HARMLESS.sub("", phrase.ja)
    in_ja = [w for w in (*_JA, *(p.phrase.ja for p in parties)) if w and w in ja] or _NUMBERS.findall(ja)
    in_en = [w for w in _EN if re.search(rf"\b{w}\b", phrase.en)]
    in_en += [f"the {p.phrase.en}" for p in parties if p.phrase.en and f"the {p.phrase.en}" in phrase.en]
    in_en += _NUMBERS.findall(phrase.en)
    for text, words in ((phrase.ja, in_ja), (phrase.en, in_en)):
        if words:
            yield diagnose("V403", span, phrase=text, word=words[0])
