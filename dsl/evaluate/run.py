"""What the parts of the interpreter share: the environment of a rule, and the run that ties them together."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from dsl.base.moment import Moment
from dsl.model.case import Case, Instance
from dsl.model.expression import Condition, Expression, Term
from dsl.model.outcome import Outcome, TermValue
from dsl.model.plan import Plan
from dsl.model.rule import Rule
from dsl.model.value import Value

if TYPE_CHECKING:
    from dsl.evaluate.changes import Reads
    from dsl.evaluate.series import Before, Chain


@dataclass(frozen=True, slots=True)
class Env:
    """Where an expression is read: the as-of moment, the records around it (outermost first), the party that
    `the party` means, whether an event is read even where it lies ahead, and the path of the event whose moment
    `now` is (an event has happened at its own time, though its hour be unknown)."""

    now: Moment
    stack: tuple[Instance, ...]
    party: str | None = None
    scheduled: bool = False
    anchor: str = ""

    @property
    def key(self) -> tuple[Moment, tuple[str, ...], str | None, str]:
        return self.now, tuple(i.path for i in self.stack), self.party, self.anchor

    def within(self, instance: Instance) -> "Env":
        return replace(self, stack=(*self.stack, instance))

    def at(self, now: Moment, anchor: str = "") -> "Env":
        return replace(self, now=now, anchor=anchor)

    def planned(self) -> "Env":
        return replace(self, scheduled=True)


class Run(Protocol):
    """One evaluation of one case; the parts of the interpreter call each other through it."""

    plan: Plan
    case: Case
    accruing: bool
    env: Env
    series: "dict[tuple[str, str], Chain]"
    before: "dict[str, Before]"
    reads: "dict[int, Reads]"

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
    def recorded(self, kind: str, key: str, about: Expression | None, compute: Callable[[], Value]) -> Value: ...
    def detail(self, label: str, value: object) -> None: ...
    def source(self, text: str) -> None: ...


class OutsideCalendar(Exception):
    """A date that the book's calendar does not cover: an error, never a wrong answer (language 6.4)."""

    def __init__(self, day: object):
        self.day = day
        super().__init__(str(day))
