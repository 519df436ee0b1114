"""A book as loaded: checked for keys and shapes, its expressions still text with positions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dsl.base.source import Span
from dsl.base.workdays import WorkCalendar
from dsl.model.book import Settings, Unit
from dsl.model.node import Node, Scalar
from dsl.model.reading import Reading
from dsl.model.rule import Effective, Repair
from dsl.model.vocabulary import Phrase, Vocabulary

Field = Scalar | tuple[Scalar, ...] | Phrase | Effective


@dataclass(frozen=True, slots=True)
class DraftRule:
    id: Scalar
    fields: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class DraftProvision:
    id: str
    article: str
    rules: tuple[DraftRule, ...]
    items: tuple[str, ...]
    heading: Phrase | None
    repairs: tuple[Repair, ...]
    notes: tuple[Phrase, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class DraftArticle:
    number: str
    title: Phrase
    provisions: tuple[DraftProvision, ...]
    file: str
    span: Span
    called: tuple[tuple[Scalar, Phrase], ...] = ()


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """A document of higher rank; `layer` is its rank by the layer's name."""

    id: str
    layer: str
    article: DraftArticle


@dataclass(frozen=True, slots=True)
class DraftBook:
    """`definitions` are the `as:` of vocabulary terms by entry id, `standing` the `where:`, `kept:` and `done so far:`
    of actions, `series` the `first:`, `next:` and `while:` of records."""

    settings: Settings
    vocabulary: Vocabulary
    definitions: Mapping[str, Scalar]
    standing: Mapping[tuple[str, str], Scalar]
    articles: tuple[DraftArticle, ...]
    units: Mapping[str, Unit]
    titles: Mapping[str, Phrase]
    calendar: WorkCalendar | None
    sha256: str
    files: tuple[str, ...]
    documents: Mapping[str, Node]
    readings: Mapping[str, Reading] = field(default_factory=dict)
    series: Mapping[tuple[str, str], Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftDocuments:
    """The documents of higher rank that are given beside a book, highest first; the ids of their provisions begin with
    the document's own. `vocabulary` is the book's with what they add, the rest is theirs alone."""

    documents: tuple[DraftDocument, ...]
    vocabulary: Vocabulary
    definitions: Mapping[str, Scalar]
    standing: Mapping[tuple[str, str], Scalar]
    series: Mapping[tuple[str, str], Scalar]
