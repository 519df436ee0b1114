"""The words of a book: records with facts and derived terms, actions, parties; each with ja and en phrases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dsl.base.japanese import VerbClass
from dsl.base.source import NOWHERE, Span
from dsl.model.expression import Condition, Expression, Term

TypeKind = Literal[
    "truth",
    "judgement",
    "money",
    "number",
    "percent",
    "date",
    "event",
    "duration",
    "interval",
    "text",
    "choice",
    "party",
    "one",
    "list",
]

RANGED: tuple[TypeKind, ...] = ("money", "number", "percent", "date", "event", "duration")
"""The types whose values stand in an order, so that a range of them may be known."""

CASE = "case"
"""The record type of a whole case: its facts are the top level of a facts file."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One idea in both languages: a noun, or a verb phrase in dictionary form (ja) and base form (en).

    `aspect` decides whether sentences say 遅滞したとき (event) or おそれがあるとき (state). `bound` are the names of
    parties that a `{party}` slot put into the words.
    """

    ja: str
    en: str
    ja_class: VerbClass | None = None
    ja_not: str | None = None
    en_not: str | None = None
    aspect: Literal["state", "event"] = "state"
    span: Span = field(default=NOWHERE, compare=False)
    bound: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice; `says` is how sentences tell it, where they do not use its name."""

    key: str
    phrase: Phrase
    says: Phrase | None = None


@dataclass(frozen=True, slots=True)
class InParts:
    """How an event may come about in parts: it happens once they make up the whole.

    `records` is the list of the parts, beside the event; `at` and `counts` are what a part has: the event at which it
    is done, and the amount that it counts for; `whole` is the amount that they must come to. The event given by itself
    is short for one part, at its moment, of which `one` says the facts: by key, the text, or None for the whole.
    """

    records: str
    at: str
    counts: str
    whole: str
    one: tuple[tuple[str, str | None], ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact, a derived term (with `define`) or an event of one record type; `id` is `record.key`.

    `subject` is the party of whom a truth speaks or who does the event (then `act` is what it does);
    `holder` judges a judgement; `assumed` is what a silent case is taken to say, told in every result.
    `says` is the clause that sentences use where the name alone reads badly: an event as a whole clause, a choice or a
    party with a `{value}` slot, an amount or a day as a longer noun; with a `subject` it is that party's verb phrase.
    `setting` is how a sentence says that it holds or has happened without a condition: 契約成立後; of a day, how it
    says that something is to be done by it: すみやかに.
    `means` is how the sentence that defines a truth by the values of a choice says what it means:
    秘密情報とは、相手方の{value}.
    `month` is how they tell the month that includes a day: サービスを提供する月.
    `unit`: what a number counts, where sentences must say it (month).
    `in_series`: a list whose members may follow from one another.
    """

    id: str
    key: str
    record: str
    kind: TypeKind
    phrase: Phrase
    subject: str | None = None
    act: Phrase | None = None
    holder: str | None = None
    optional: bool = False
    assumed: str | None = None
    only_by_rules: bool = False
    choices: tuple[Option, ...] = ()
    holds: str | None = None
    define: Expression | None = None
    derived: bool = False
    source: Phrase | None = None
    fixed: str | None = None
    says: Phrase | None = None
    setting: Phrase | None = None
    month: Phrase | None = None
    span: Span = field(default=NOWHERE, compare=False)
    in_series: bool = False
    parts: InParts | None = None
    unit: str | None = None
    means: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """How the records of a type follow one another (language 6a): by the values of `order`, or one from the other.

    `key` is the fact that tells a member from the others: the first one's is `first` (read in the holder), each
    further one's is `next` (read in the member before it) as long as `goes_on` holds there.
    """

    key: str | None = None
    order: str | None = None
    first: Term | None = None
    next: Term | None = None
    goes_on: Condition | None = None
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def by(self) -> str:
        """The entry whose values put the members in order."""
        return self.key or self.order or ""


@dataclass(frozen=True, slots=True)
class Record:
    """A type of record; `plural` heads English lists."""

    key: str
    phrase: Phrase
    entries: tuple[Entry, ...]
    plural: str = ""
    span: Span = field(default=NOWHERE, compare=False)
    series: Series | None = None
    lists: tuple[Entry, ...] = field(init=False, compare=False, repr=False)
    """Those of the entries that hold other records: looked for in every step of an evaluation, so found once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lists", tuple(e for e in self.entries if e.kind in ("one", "list")))


@dataclass(frozen=True, slots=True)
class Action:
    """What a norm is about; `event` performs it (of a record for which `where` holds), or `kept` says when a standing
    duty is kept; `so_far` is how much of the amount has been done.

    `where` is what the words of the action say of the record; no sentence says it again as a condition.
    `says` are frames: `{to}` is the counterparty, `{amount}` the amount, `{limit}` what an amount is
    limited to, `[…]` is printed only with its slot filled.
    `reserved`: a power to act is told as one that gives nobody a claim (することがあります).
    `claim`: what may not be done is a demand that nobody need meet (する権利を有しない), and no forbidden one.
    """

    key: str
    name: Phrase
    says: Phrase
    event: str | None = None
    where: Condition | None = None
    kept: Condition | None = None
    power: bool = False
    fixed: str | None = None
    span: Span = field(default=NOWHERE, compare=False)
    so_far: Term | None = None
    reserved: bool = False
    claim: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """A party to the contract, or (`judge`) somebody who only judges, such as a court."""

    key: str
    phrase: Phrase
    judge: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    parties: Mapping[str, Party]
    records: Mapping[str, Record]
    entries: Mapping[str, Entry]
    actions: Mapping[str, Action]

    @property
    def bound(self) -> tuple[str, ...]:
        """The two parties to the contract; who only judges is none."""
        return tuple(key for key, party in self.parties.items() if not party.judge)

    def other_than(self, party: str | None) -> str | None:
        """The other party to the contract."""
        return next((key for key in self.bound if key != party), None)

    def lists_of(self, owner: str) -> tuple[Entry, ...]:
        """The entries of a record that hold other records."""
        return self.records[owner].lists

    def short_form(self, owner: str, records: str) -> Entry | None:
        """The event of a record that may be given instead of a list of its parts."""
        entries = self.records[owner].entries
        return next((e for e in entries if e.parts is not None and e.parts.records == records), None)

    def ways(self) -> dict[str, tuple[str, ...]]:
        """The types of record from the case down to one of each type, by the shortest way."""
        found: dict[str, tuple[str, ...]] = {CASE: (CASE,)}
        open_ = [CASE]
        for record in open_:
            for entry in self.lists_of(record):
                if entry.holds and entry.holds not in found and entry.holds in self.records:
                    found[entry.holds] = (*found[record], entry.holds)
                    open_.append(entry.holds)
        return found
