"""Sentences that nobody would read to the end: longer than a page."""

from collections.abc import Iterator, Mapping

from dsl.base.diagnostic import LANGUAGES, Diagnostic, Language, diagnose
from dsl.model.book import Book
from dsl.wording.sentences import sentence

_PAGE: Mapping[Language, int] = {"ja": 800, "en": 2000}
"""Characters: a Japanese page of 20 lines of 40, an English one of some 330 words."""


def check_lengths(book: Book) -> Iterator[Diagnostic]:
    """A lint for each rule whose sentence takes more than a page; the book must be without errors."""
    for rule in book.rules:
        for language in (spoken for spoken in LANGUAGES if spoken in book.settings.languages):
            length = len(sentence(rule, language, book))
            if length > _PAGE[language]:
                yield diagnose("V409", rule.span, length=str(length), limit=str(_PAGE[language]))
                break
