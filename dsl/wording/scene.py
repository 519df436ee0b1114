"""What the words of one sentence depend on beside their node."""

from dataclasses import dataclass

from dsl.model.book import Book
from dsl.model.vocabulary import Entry, Phrase, Record, Vocabulary


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

    def title(self, provision: str) -> Phrase | None:
        """What the article of a provision is about."""
        return next((a.title for a in self.book.articles for p in a.provisions if p.id == provision), None)

    def record(self, key: str) -> Record:
        return self.vocabulary.records[key]
