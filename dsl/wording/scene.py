"""What the words of one sentence depend on beside their node."""

from dataclasses import dataclass

from dsl.model.book import Book
from dsl.model.vocabulary import Entry, Record, Vocabulary


@dataclass(frozen=True, slots=True)
class Scene:
    """A book, and the provision from which references are made; empty where they stand alone and are absolute."""

    book: Book
    citing: str = ""

    @property
    def vocabulary(self) -> Vocabulary:
        return self.book.vocabulary

    def entry(self, ident: str) -> Entry:
        return self.vocabulary.entries[ident]

    def record(self, key: str) -> Record:
        return self.vocabulary.records[key]
