"""A book: everything that its folder says, parsed and resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from dsl.base.interval import BrokenMonths
from dsl.base.money import RoundingMode
from dsl.base.source import NOWHERE, Span
from dsl.base.workdays import WorkCalendar
from dsl.model.reading import Reading
from dsl.model.rule import Article, Provision, Rule
from dsl.model.vocabulary import Phrase, Vocabulary


@dataclass(frozen=True, slots=True)
class Convention:
    """How the book rounds or counts where the print is silent, and why; one of `rounding`, `days`, `broken` is set.

    `broken`: what the days count that do not make a whole month. `days: actual`: a day is 1/366 of a leap year and
    1/365 of any other. Where a `reading` decides, the convention itself says nothing and `variants` holds one for each
    of its answers.
    """

    name: str
    phrase: Phrase
    why: Phrase
    rounding: RoundingMode | None = None
    unit: Fraction = Fraction(1)
    days: int | Literal["actual"] | None = None
    broken: BrokenMonths | None = None
    reading: str | None = None
    variants: Mapping[str, "Convention"] = field(default_factory=dict)
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def every(self) -> tuple["Convention", ...]:
        """What may apply: the convention itself, or each of its variants."""
        return tuple(self.variants.values()) if self.reading is not None else (self,)


INTEREST_YEAR, BROKEN_MONTH = "interest year", "broken month"
"""The conventions that the language itself asks for, by name."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A document of the order of precedence, highest first; `provision` declares its rank.

    `agreed`: it is whatever the parties agree between them, so that 異なる合意 tells what provides otherwise in it.
    """

    name: str
    phrase: Phrase
    provision: str
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Currency:
    code: str
    symbol: str
    ja: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of the table of contents; `printed` cites it where the number does not; `begins`: the word with which the
    second part of a printed sentence begins that the book takes as two units."""

    id: str
    role: str
    printed: Phrase | None = None
    begins: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What book.yaml says; `most_members` is how many records a series may make. `scope` is the term that says whether
    the terms apply, `binding_version` the one for the date of the version of them that binds; `official` is where their
    printed text is, from the book's folder on."""

    id: str
    title: Phrase
    version: str
    effective: date
    languages: tuple[str, ...]
    time_zone: str
    currency: Currency
    duty_word: str
    style: str
    scope: str | None
    binding_version: str | None
    calendar: str | None
    calendar_years: tuple[int, int]
    conventions: Mapping[str, Convention]
    layers: tuple[Layer, ...]
    span: Span = field(default=NOWHERE, compare=False)
    places: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)
    most_members: int = 600
    official: str | None = None

    def place(self, key: str) -> Span:
        """Where a setting stands in book.yaml."""
        return self.places.get(key, self.span)


@dataclass(frozen=True)  # without slots: what is asked of all provisions is worked out once
class Book:
    settings: Settings
    vocabulary: Vocabulary
    articles: tuple[Article, ...]
    units: Mapping[str, Unit]
    titles: Mapping[str, Phrase]
    calendar: WorkCalendar | None
    sha256: str
    files: tuple[str, ...]
    readings: Mapping[str, Reading] = field(default_factory=dict)

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        return tuple(p for a in self.articles for p in a.provisions)

    @property
    def given(self) -> frozenset[str]:
        """The layers of which a document was passed with the case."""
        return frozenset(a.layer for a in self.articles if a.layer)

    def layer_of(self, ident: str) -> str:
        """The layer of a provision or rule: its document's, else the book's own, which is the lowest."""
        own = self.settings.layers[-1].name if self.settings.layers else ""
        document = ident.rpartition(":")[0]
        return next((a.layer for a in self.articles if document and a.document == document), own)

    def rank(self, layer: str) -> int:
        """The place of a layer in the order of precedence; 0 is the highest."""
        names = [y.name for y in self.settings.layers]
        return names.index(layer) if layer in names else len(names)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(r for p in self.provisions for r in p.rules)

    @cached_property
    def known_by_article(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the contents and of the provisions, by their first part."""
        found: dict[str, dict[str, None]] = {}
        for ident in (*self.units, *(p.id for p in self.provisions)):
            found.setdefault(ident.split(".")[0], {})[ident] = None
        return {article: tuple(idents) for article, idents in found.items()}

    @cached_property
    def lists(self) -> Mapping[str, str]:
        """The provision that lists an item, by the item's id."""
        return {item: p.id for p in reversed(self.provisions) for item in p.items}

    @cached_property
    def rules_by_article(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules by the first part of the ids of their provisions."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.provision.partition(".")[0], []).append(rule)
        return {article: tuple(rules) for article, rules in found.items()}


def given_beside(book: Book, whole: Book) -> Book:
    """A book with the documents that stand beside another state of it, which has the same vocabulary but for theirs."""
    entries = {ident: book.vocabulary.entries.get(ident, entry) for ident, entry in whole.vocabulary.entries.items()}
    actions = {key: book.vocabulary.actions.get(key, action) for key, action in whole.vocabulary.actions.items()}
    own = book.vocabulary.records
    records = {
        key: replace(own.get(key, record), entries=tuple(entries[e.id] for e in record.entries))
        for key, record in whole.vocabulary.records.items()
    }
    given = tuple(a for a in whole.articles if a.document)
    vocabulary = Vocabulary(book.vocabulary.parties, records, entries, actions)
    return replace(book, vocabulary=vocabulary, articles=(*book.articles, *given))
