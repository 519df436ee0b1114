"""Rules and the provisions that are their home."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dsl.base.source import NOWHERE, Span
from dsl.model.expression import Condition, Term, Under
from dsl.model.vocabulary import Phrase

FOLLOWS, FOLLOWS_OTHERWISE = LEAVING = ("follows", "follows where it provides otherwise")
"""The keys that leave a point to a document: wholly, or as far as the document provides otherwise."""

Kind = Literal["define", "must", "may", "must not", "need not", "effect", "state", "follows"]
NORMS: tuple[Kind, ...] = ("must", "may", "must not", "need not")

EACH_PARTY = "each party"
THE_PARTY, OTHER_PARTY = "the party", "the other party"


@dataclass(frozen=True, slots=True)
class Deadline:
    """`by` a day is met through 24:00 of it; `before` a moment is met only ahead of it."""

    when: Literal["by", "before"]
    limit: Term


@dataclass(frozen=True, slots=True)
class Guarded:
    """A priority that is only there under a reading; `reference` stands among the rule's own all the same."""

    key: Literal["overrides", "subject to"]
    reference: str
    under: Under


@dataclass(frozen=True, slots=True)
class Effective:
    """The versions of the terms to which a rule belongs, by their dates, both included; None: no limit.

    `holds` is the same as a condition: that the version which binds is one of them (language 8.1).
    """

    first: date | None
    last: date | None
    holds: Condition | None = None
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def label(self) -> str:
        """What tells the versions of one rule apart in their ids."""
        return f"until-{self.last}" if self.first is None else str(self.first)

    def meets(self, other: "Effective") -> bool:
        """Whether some version belongs to both."""
        first = max(self.first or date.min, other.first or date.min)
        return first <= min(self.last or date.max, other.last or date.max)


@dataclass(frozen=True, slots=True)
class Rule:
    """One structured sentence (language 3.1). `id` is the provision's, with `#name` where it holds several.

    `otherwise` are the layers whose documents may provide otherwise; `follows` is the layer to whose documents the
    point is left: `wholly`, so that there is a gap where they are silent, or as far as they provide otherwise (language
    5.3). `latest`: what happens in law happens `at` that time at the latest.
    `provides_for` are the points left to its document that a rule provides for. `sentence`: a reviewed text of its own,
    where none can be made of its parts. `effective`: only some versions of the terms have it; versions of one rule are
    told apart by the date behind its name (`16.2#2026-04-01`, `16.2#pay@2026-04-01`).
    """

    id: str
    provision: str
    kind: Kind
    each: str | None = None
    bearer: str | None = None
    counterparty: str | None = None
    action: str | None = None
    event: str | None = None
    term: str | None = None
    says: Phrase | None = None
    when: Condition | None = None
    unless: Condition | None = None
    at: Term | None = None
    deadline: Deadline | None = None
    amount: Term | None = None
    value: Condition | Term | None = None
    rounding: str | None = None
    overrides: tuple[str, ...] = ()
    subject_to: tuple[str, ...] = ()
    even_though: tuple[str, ...] = ()
    pursuant_to: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)
    places: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)
    under: tuple[Under, ...] = ()
    guarded: tuple[Guarded, ...] = ()
    otherwise: tuple[str, ...] = ()
    follows: str | None = None
    latest: bool = False
    wholly: bool = True
    provides_for: tuple[str, ...] = ()
    sentence: Phrase | None = None
    effective: Effective | None = None

    def place(self, key: str, reference: str = "") -> Span:
        """Where a key's value stands (of a list, the reference meant); the rule's id where it was inherited."""
        return self.places.get(f"{key} {reference}".strip(), self.places.get(key, self.span))


@dataclass(frozen=True, slots=True)
class Repair:
    """Where the print is plainly wrong: what is printed, how the rule reads it, and why."""

    printed: str
    read_as: str
    why: Phrase


@dataclass(frozen=True, slots=True)
class Provision:
    """The one home of a unit: rules, or a heading over items (structural)."""

    id: str
    article: str
    rules: tuple[Rule, ...] = ()
    items: tuple[str, ...] = ()
    heading: Phrase | None = None
    repairs: tuple[Repair, ...] = ()
    notes: tuple[Phrase, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Article:
    """A part of the book; or, with its `layer`, the whole of another document, whose id is `document`.

    `called`: by what other words its sentences name a party, such as 申込者 before the contract is formed.
    """

    number: str
    title: Phrase
    provisions: tuple[Provision, ...]
    file: str
    span: Span = field(default=NOWHERE, compare=False)
    layer: str = ""
    document: str = ""
    called: tuple[tuple[str, Phrase], ...] = ()
