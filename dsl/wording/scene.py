"""What the words of one sentence depend on beside their node."""

from dataclasses import dataclass

from dsl.model.book import Book
from dsl.model.vocabulary import Entry, Phrase, Record, Vocabulary


@dataclass(frozen=True, slots=True)
class Scene:
    """A book, and the provision from which references are made; empty where they stand alone and are absolute.

    `basis`: the provisions to which a phrase with a place for them refers.
    `lasting`: how long an event lasts is left to the items below it.
    """

    book: Book
    citing: str = ""
    basis: tuple[str, ...] = ()
    lasting: bool = False

    @property
    def vocabulary(self) -> Vocabulary:
        return self.book.vocabulary

    @property
    def follows_paragraph(self) -> bool:
        """Whether it is a paragraph of its own, so that what precedes it is a paragraph and no items."""
        paragraph = self.citing.partition("#")[0].partition(".")[2]
        return paragraph.isdigit() and int(paragraph) > 1

    def entry(self, ident: str) -> Entry:
        return self.vocabulary.entries[ident]

    def title(self, provision: str) -> Phrase | None:
        """What the article of a provision is about."""
        return next((a.title for a in self.book.articles for p in a.provisions if p.id == provision), None)

    def record(self, key: str) -> Record:
        return self.vocabulary.records[key]
