"""What the parts of the interpreter share: the environment of a rule, and the run that ties them together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from operator import is_
from typing import TYPE_CHECKING, Protocol, TypeVar

from dsl.base.moment import Moment
from dsl.model.case import Case, Instance
from dsl.model.expression import Condition, Expression, Term
from dsl.model.outcome import Accrual, Outcome, TermValue
from dsl.model.plan import Plan
from dsl.model.rule import Rule
from dsl.model.value import Known, Null, Plain, Unknown, Value

if TYPE_CHECKING:
    from dsl.evaluate.changes import Reads
    from dsl.evaluate.series import Before, Chain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Env:
    """Where an expression is read: the as-of moment, the records around it (outermost first), the party that
    `the party` means, whether an event is read even where it lies ahead, and the path of the event whose moment
    `now` is (an event has happened at its own time, though its hour be unknown).

    `turning` collects the days on which what is read of the as-of date comes out otherwise than on the day before
    (language 8.2): between two of them that follow each other every day gives the same result. Whoever reads `now`
    notes them; where `now` is the moment of an event it stands still, and there is nothing to note. `as_amount`: an
    interest is told as an amount and compared with nothing, so that its growth alone turns nothing."""

    now: Moment
    stack: tuple[Instance, ...]
    party: str | None = None
    scheduled: bool = False
    anchor: str = ""
    turning: set[date] | None = field(default=None, compare=False, repr=False)
    as_amount: bool = field(default=False, compare=False)

    @property
    def key(self) -> tuple[Moment, tuple[str, ...], str | None, str]:
        return self.now, tuple(i.path for i in self.stack), self.party, self.anchor

    def within(self, instance: Instance) -> "Env":
        return self.on((*self.stack, instance))

    def on(self, stack: tuple[Instance, ...]) -> "Env":
        """The same with other records around; written out, since it is done more often than anything else."""
        if len(stack) == len(self.stack) and all(map(is_, stack, self.stack)):
            return self
        return Env(self.now, stack, self.party, self.scheduled, self.anchor, self.turning, self.as_amount)

    def at(self, now: Moment, anchor: str = "") -> "Env":
        return replace(self, now=now, anchor=anchor, turning=self.turning if now == self.now else None)

    def planned(self) -> "Env":
        return self if self.scheduled else replace(self, scheduled=True)

    def plain(self) -> "Env":
        """Where what happens in fact is read: what is worked out here, and so remembered, hangs on nothing else."""
        if not (self.scheduled or self.as_amount):
            return self
        return replace(self, scheduled=False, as_amount=False)

    def turns(self, value: Value, *after: int) -> None:
        """Note so many days after each day that a value is or is bounded by."""
        if self.turning is None or not after:
            return
        for day in days_of(value):
            self.turning.update(day + timedelta(days=n) for n in after if n == 0 or day < date.max)

    def turns_on(self, days: Iterable[date]) -> None:
        if self.turning is not None:
            self.turning.update(days)

    def turns_daily(self) -> None:
        """Note that what is read is another on each day."""
        self.turns(Known(self.now.day), 0, 1)


def days_of(value: Value) -> tuple[date, ...]:
    """The days that a value is or is bounded by; none of what is no day."""
    match value:
        case Known(known):
            ends: tuple[Plain | None, ...] = (known,)
        case Unknown(low=low, high=high):
            ends = (low, high)
        case Null():
            ends = ()
    return tuple(end.day if isinstance(end, Moment) else end for end in ends if isinstance(end, Moment | date))


class Run(Protocol):
    """One evaluation of one case; the parts of the interpreter call each other through it. `unneeded` are the paths of
    assumptions in whose place rules say what holds."""

    plan: Plan
    case: Case
    accruing: bool
    accrual: Accrual | None
    growing: list[Callable[[date], object]]
    env: Env
    series: "dict[tuple[str, str], Chain]"
    before: "dict[str, Before]"
    reads: "dict[int, Reads]"
    unneeded: set[str]

    def condition(self, node: Condition, env: Env) -> Value: ...
    def term(self, node: Term, env: Env) -> Value: ...
    def outcome(self, rule: Rule, env: Env) -> Outcome: ...
    def final(self, rule: Rule, env: Env) -> Outcome: ...
    def known(self, entry: str, env: Env) -> TermValue: ...
    def is_known(self, entry: str, env: Env) -> bool: ...
    def beforehand(self, entry: str, env: Env) -> None: ...
    def apart(self, compute: Callable[[], Value]) -> Value: ...
    def happening(self, event: str, env: Env) -> Value: ...
    def answer(self, question: str) -> str | None: ...
    def consults(self, questions: Iterable[str]) -> None: ...
    def consulting(self, compute: Callable[[], T]) -> tuple[T, tuple[str, ...]]: ...
    def recorded(self, kind: str, key: str, about: Expression | None, compute: Callable[[], Value]) -> Value: ...
    def detail(self, label: str, value: object) -> None: ...
    def source(self, text: str) -> None: ...


class OutsideCalendar(Exception):
    """A date that the book's calendar does not cover: an error, never a wrong answer (language 6.4)."""

    def __init__(self, day: object):
        self.day = day
        super().__init__(str(day))
