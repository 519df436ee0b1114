"""The expression tree: one node for each thing that a lawyer says, nothing lower.

Nodes compare without their spans. Groups of `and` and `or` keep their nesting, because it decides the words.
"""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from dsl.base.moment import Duration
from dsl.base.source import NOWHERE, Span


def _span() -> Span:
    return field(default=NOWHERE, compare=False, repr=False)


# ── conditions ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Condition", ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Condition", ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Although:
    """`although A, B`: both hold, and A makes B remarkable (にもかかわらず)."""

    concession: "Condition"
    main: "Condition"
    span: Span = _span()


Mark = Literal["even if", "besides the preceding items", "in principle"]


@dataclass(frozen=True, slots=True)
class Marked:
    """A turn of speech that leaves the truth of its part as it is."""

    mark: Mark
    part: "Condition"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Regarding:
    """`regarding the damage, A`: names the record that 当該 and `that` then mean."""

    record: str
    part: "Condition"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Holds:
    """A truth, a judgement or a derived truth of the vocabulary."""

    entry: str
    span: Span = _span()


Relation = Literal["is", "is not", "less", "at most", "more", "at least"]


@dataclass(frozen=True, slots=True)
class Compare:
    relation: Relation
    left: "Term"
    right: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class OneOf:
    left: "Term"
    options: tuple["Term", ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Passed:
    """`the due date has passed`: true from the day after it."""

    day: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class IsGiven:
    """`the annual price is given`: there is one; null says that there is none."""

    term: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Within:
    """`the as-of date is within the minimum term`: neither before its first day nor after its last."""

    day: "Term"
    interval: "Term"
    span: Span = _span()


When = Literal["by", "before", "after"]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event has happened by the as-of moment; with `limit`, by, before or after that moment or day."""

    event: str
    when: When | None = None
    limit: "Term | None" = None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class TookEffect:
    """The event has happened, and whoever did it had the power to do it then (language 3.9)."""

    event: str
    when: When | None = None
    limit: "Term | None" = None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class At:
    """The condition asked at the time of an event, which becomes the as-of moment; before that, as of now."""

    event: str
    condition: "Condition"
    span: Span = _span()


ProvisionState = Literal["in force", "breached", "fulfilled", "violated", "exercised"]


@dataclass(frozen=True, slots=True)
class State:
    """Another provision's state; `any_item` asks for one of the items under it."""

    provision: str
    state: ProvisionState
    any_item: bool = False
    span: Span = _span()


Quantifier = Literal["any", "no", "every"]


@dataclass(frozen=True, slots=True)
class Quantified:
    quantifier: Quantifier
    record: str
    where: "Condition | None"
    body: "Condition | None" = None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Under:
    """`under default-interest-year = 365`: the book is read so (language 7)."""

    question: str
    answer: str
    span: Span = _span()


Condition = (
    And | Or | Not | Although | Marked | Regarding | Holds | Compare | OneOf | Passed | IsGiven | Happened | TookEffect
    | At | State | Quantified | Under | Within
)  # fmt: skip

# ── terms ─────────────────────────────────────────────────────────────────────────────────────────

LiteralKind = Literal["number", "money", "percent", "date", "duration", "text", "choice", "party"]


@dataclass(frozen=True, slots=True)
class Constant:
    kind: LiteralKind
    value: Fraction | date | Duration | str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Read:
    """A fact or derived term of the vocabulary; an event read here is its moment."""

    entry: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Previous:
    """The fact or term of the member before this one in its series; null for the first."""

    entry: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Scheduled:
    """The moment of an event even where it lies ahead."""

    event: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class EffectMoment:
    """`the moment 9.1 took effect`."""

    provision: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class AsOf:
    """The as-of date."""

    span: Span = _span()


Operation = Literal["plus", "less", "times", "divided by"]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    operation: Operation
    left: "Term"
    right: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Total:
    """The total of several amounts, told part by part."""

    parts: tuple["Term", ...]
    span: Span = _span()


Extreme = Literal["higher", "lower", "longer", "shorter", "later", "earlier"]


@dataclass(frozen=True, slots=True)
class Choose:
    """The higher of A and B, and its like; what is null is passed over."""

    extreme: Extreme
    parts: tuple["Term", ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Interest:
    """Simple interest: rate a year, on an amount, from one day until another, both days included."""

    rate: "Term"
    principal: "Term"
    start: "Term"
    until: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Multiple:
    """`12 months of the monthly fee`."""

    count: Fraction
    of: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class UpTo:
    """An amount, at most the cap."""

    amount: "Term"
    cap: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class ByCase:
    arms: tuple[tuple[Condition, "Term"], ...]
    otherwise: "Term | None"
    span: Span = _span()


DayShift = Literal[
    "day after", "day before", "last day of month", "last day of month before", "first day of month",
    "this or next business day",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shifted:
    shift: DayShift
    day: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class NthDay:
    """The Nth day of the month of a day, clipped to its last day."""

    number: int
    day: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Later:
    """So many days or months after a day; months clip to the last day of the month."""

    duration: Duration
    day: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class FirstAfter:
    """The first date of the records that comes after so many days from a day have passed."""

    entry: str
    duration: Duration
    day: "Term"
    record: str = field(default="", compare=False)
    span: Span = _span()


# intervals: days from a first to a last one, both included


@dataclass(frozen=True, slots=True)
class Stretch:
    """`from D until E`; without end where E never comes."""

    first: "Term"
    last: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Period:
    """So many days or months: from the day after `start` (from `start` itself if it is a moment at 0:00) or, where
    `beginning`, from `start` on. A length that is a number counts months."""

    length: "Term"
    start: "Term"
    beginning: bool
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of an interval after a day."""

    interval: "Term"
    day: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Overlap:
    left: "Term"
    right: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Edge:
    """The first or the last day of an interval."""

    edge: Literal["first", "last"]
    interval: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Length:
    """How many days or months an interval has; the convention `broken month` counts what is left over."""

    unit: Literal["day", "month"]
    interval: "Term"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class FeesFor:
    """What a fee a month comes to for an interval."""

    monthly: "Term"
    interval: "Term"
    span: Span = _span()


IntervalTerm = Stretch | Period | Rest | Overlap | Edge | Length | FeesFor
"""What makes an interval or is read off one."""

Aggregation = Literal["count", "sum", "earliest", "latest"]


@dataclass(frozen=True, slots=True)
class Aggregate:
    aggregation: Aggregation
    record: str
    entry: str | None
    where: Condition | None
    span: Span = _span()


Term = (
    Constant | Read | Scheduled | EffectMoment | AsOf | Arithmetic | Total | Choose | Interest | Multiple | UpTo
    | ByCase | Shifted | NthDay | Later | FirstAfter | Aggregate | Previous
    | IntervalTerm
)  # fmt: skip

Expression = Condition | Term
