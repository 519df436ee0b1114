"""The interpreter: outcomes of every rule for every record, values of every term."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from dsl.base.moment import end_of
from dsl.evaluate.changes import Reads
from dsl.evaluate.conditions import condition_value
from dsl.evaluate.duties import duty, effect, exercise, prevented_by, violation
from dsl.evaluate.events import in_force
from dsl.evaluate.growing import settle
from dsl.evaluate.knowledge import entry_value
from dsl.evaluate.parts import given_in_parts
from dsl.evaluate.records import bindings, children, path_of
from dsl.evaluate.run import Env
from dsl.evaluate.series import Before, Chain
from dsl.evaluate.states import parties_of
from dsl.evaluate.status import Standing, standing
from dsl.evaluate.terms import term_value
from dsl.model.case import Case
from dsl.model.citations import document_of
from dsl.model.expression import Condition, Expression, Term
from dsl.model.grounds import Ground
from dsl.model.outcome import Accrual, Outcome, Result, TermValue
from dsl.model.plan import Plan
from dsl.model.rule import EACH_PARTY, OTHER_PARTY, Rule
from dsl.model.value import Known, Value
from dsl.model.vocabulary import Entry

T = TypeVar("T")


def evaluate_case(
    plan: Plan, case: Case, only: Iterable[str] = (), explain: bool = False, values: bool = True
) -> Result:
    """Evaluate one case. `only` keeps the outcomes of some provisions or rules, and the values that these define;
    `explain` records grounds; without `values` no values are told.

    Raises OutsideCalendar for a date that the book's calendar does not cover.
    """
    run = Interpreter(plan, case, explain)
    wanted = frozenset(only)
    outcomes = tuple(run.outcomes(wanted))
    told = dict(run.values(wanted)) if values else {}
    return Result(
        case.as_of, outcomes, told, case.documents, tuple(p for p in case.assumed if p not in run.unneeded),
        order=plan.order,
        readings={q: a for q, a in run.answers.items() if q in run.consulted[0] or q in case.readings},
        turning=settle(run),
    )  # fmt: skip


@dataclass
class _Frame:
    """What is recorded under one step of the grounds."""

    parts: list[Ground] = field(default_factory=list)
    details: list[tuple[str, str]] = field(default_factory=list)
    source: str = ""


class Interpreter:
    """One run over one case. Outcomes and terms are remembered, so that each is worked out once."""

    def __init__(self, plan: Plan, case: Case, explain: bool):
        self.plan, self.case, self.accruing = plan, case, False
        self.accrual: Accrual | None = None
        self.growing: list[Callable[[date], object]] = []
        self.env = Env(end_of(case.as_of), (case.root,), turning=set())
        self.frames: list[_Frame] | None = [_Frame()] if explain else None
        self.known_outcomes: dict[object, Outcome] = {}
        self.known_terms: dict[object, tuple[TermValue, Ground | None]] = {}
        self.answers = {q: case.readings.get(q, reading.default) for q, reading in plan.book.readings.items()}
        self.consulted: list[set[str]] = [set()]
        self.series: dict[tuple[str, str], Chain] = {}
        self.before: dict[str, Before] = {}
        self.reads: dict[int, Reads] = {}
        self.unneeded: set[str] = set()

    # readings

    def answer(self, question: str) -> str | None:
        """The answer taken to a question, which is thereby consulted by everything that is being worked out."""
        self.consults((question,))
        return self.answers[question]

    def consults(self, questions: Iterable[str]) -> None:
        self.consulted[-1].update(questions)

    def consulting(self, compute: Callable[[], T]) -> tuple[T, tuple[str, ...]]:
        """What is computed, and the questions that it consulted, in the book's order."""
        self.consulted.append(set())
        try:
            found = compute()
        finally:
            asked = self.consulted.pop()
            self.consulted[-1] |= asked
        return found, tuple(q for q in self.answers if q in asked)

    # expressions

    def condition(self, node: Condition, env: Env) -> Value:
        return self.recorded("condition", "", node, lambda: condition_value(node, env, self))

    def term(self, node: Term, env: Env) -> Value:
        return self.recorded("term", "", node, lambda: term_value(node, env, self))

    def known(self, entry: str, env: Env) -> TermValue:
        found = self.plan.book.vocabulary.entries[entry]
        key = (entry, env.key)
        if key not in self.known_terms:
            told: list[tuple[TermValue, tuple[str, ...]]] = []
            before, self.accruing = self.accruing, False

            def compute() -> Value:
                told.append(self.consulting(lambda: entry_value(found, env.plain(), self)))
                return told[0][0].value

            self.recorded("entry", entry, None, compute)
            value, asked = told[0]
            self.known_terms[key] = replace(value, readings=asked, accruing=self.accruing), self._last()
            self.accruing = self.accruing or before
        else:
            self.consults(self.known_terms[key][0].readings)
            self.accruing = self.accruing or self.known_terms[key][0].accruing
            self._again(self.known_terms[key][1])
        return self.known_terms[key][0]

    def is_known(self, entry: str, env: Env) -> bool:
        return (entry, env.key) in self.known_terms

    def beforehand(self, entry: str, env: Env) -> None:
        """Work a term out before it is asked for; whoever asks later consults its readings, and tells its grounds."""
        accruing, accrual = self.accruing, self.accrual
        self.consulted.append(set())
        try:
            self.apart(lambda: self.known(entry, env).value)
        finally:
            self.consulted.pop()
            self.accruing, self.accrual = accruing, accrual

    def apart(self, compute: Callable[[], Value]) -> Value:
        """Compute a value whose grounds are told elsewhere."""
        if self.frames is None:
            return compute()
        self.frames.append(_Frame())
        try:
            return compute()
        finally:
            self.frames.pop()

    def happening(self, event: str, env: Env) -> Value:
        return self.known(event, env).value

    # rules

    def outcome(self, rule: Rule, env: Env) -> Outcome:
        key = (rule.id, env.key)
        if key not in self.known_outcomes:
            amount = self.accruing, self.accrual  # of what is being worked out, not of the other rule
            found, asked = self.consulting(lambda: self._outcome(rule, env.plain()))
            self.accruing, self.accrual = amount
            self.known_outcomes[key] = replace(found, readings=asked, because=self._last())
        else:
            self.consults(self.known_outcomes[key].readings)
            self._again(self.known_outcomes[key].because)
        return self.known_outcomes[key]

    def _outcome(self, rule: Rule, env: Env) -> Outcome:
        told: list[Outcome] = []

        def compute() -> Value:
            told.append(self._worked_out(rule, env, standing(rule, env, self)))
            return in_force(told[0])

        self.recorded("rule", rule.id, None, compute)
        return told[0]

    def _worked_out(self, rule: Rule, env: Env, found: Standing) -> Outcome:
        owed, owed_needs = duty(rule, found, env, self)
        caused, caused_needs = effect(rule, found, env, self)
        bearer, counterparty = self._parties(rule, env)
        return Outcome(
            rule.id, rule.provision, rule.kind, bearer, counterparty, rule.action, _subject(env), found.status,
            found.possible, owed, caused, None, None, None, found.defeated_by, found.conflicts_with,
            found.waits | owed_needs | caused_needs, undecided=found.waits,
            follows=found.follows, gap=found.gap,
        )  # fmt: skip

    def _parties(self, rule: Rule, env: Env) -> tuple[str | None, str | None]:
        if rule.bearer != EACH_PARTY:
            return rule.bearer, rule.counterparty
        other = self.plan.book.vocabulary.other_than(env.party)
        return env.party, other if rule.counterparty == OTHER_PARTY else rule.counterparty

    # results

    def outcomes(self, wanted: frozenset[str]) -> Iterator[Outcome]:
        for rule in self._rules(wanted):
            for env in bindings(self, rule.each, self.env):
                for bound in self._each_party(rule, env):
                    yield self.final(rule, bound)

    def _rules(self, wanted: frozenset[str]) -> Iterator[Rule]:
        for rule in self.plan.rules.values():
            names = {rule.id, rule.provision, rule.provision.split(".")[0], document_of(rule.id)}
            if not wanted or wanted & names:
                yield rule

    def _each_party(self, rule: Rule, env: Env) -> Iterator[Env]:
        yield from (replace(env, party=party) for party in parties_of(rule, None, self))

    def final(self, rule: Rule, env: Env) -> Outcome:
        """The outcome with what only the whole case shows: exercise, violation, and who came first."""
        found, asked = self.consulting(lambda: self._final(rule, env.plain()))
        return found if asked == found.readings else replace(found, readings=asked)

    def _final(self, rule: Rule, env: Env) -> Outcome:
        found = self.outcome(rule, env)
        exercised, useless = exercise(rule, env, self)
        violated, void = violation(rule, env, self)
        caused = found.effect
        if caused is not None and found.status == "in_force":
            first, maybe = prevented_by(rule, caused, env, self)
            if first:
                caused = replace(caused, state="prevented", prevented_by=first)
            elif maybe:
                caused = replace(caused, state="unknown")
        if found.status == "not_applicable" and found.kind == "may" and exercised == Known(False) and not useless:
            exercised = None
        return replace(found, exercised=exercised, violated=violated, without_effect=useless or void, effect=caused)

    def values(self, wanted: frozenset[str]) -> Iterator[tuple[str, TermValue]]:
        defined = {rule.term for rule in self._rules(wanted)}
        if wanted and not defined - {None}:
            return
        for env, entry in self._derived(self.env):
            if wanted and entry.id not in defined:
                continue
            value = self.known(entry.id, env)
            yield path_of(env.stack[-1], entry.key), replace(value, kind=entry.kind)

    def _derived(self, env: Env) -> Iterator[tuple[Env, Entry]]:
        holder = env.stack[-1]
        for entry in self.plan.book.vocabulary.records[holder.record].entries:
            if entry.kind in ("one", "list"):
                for child in children(self, env, entry):
                    yield from self._derived(env.within(child))
            elif self._is_worked_out(entry, env):
                yield env, entry

    def _is_worked_out(self, entry: Entry, env: Env) -> bool:
        by_rules = entry.id in self.plan.causes or entry.id in self.plan.definers
        return entry.derived or by_rules or given_in_parts(entry, env, self)

    # grounds

    def recorded(self, kind: str, key: str, about: Expression | None, compute: Callable[[], Value]) -> Value:
        """Compute a value and, where grounds are asked for, keep the step with everything under it."""
        if self.frames is None:
            return compute()
        self.frames.append(_Frame())
        try:
            value = compute()
        finally:
            frame = self.frames.pop()
        ground = Ground(kind, key, value, about, frame.source, tuple(frame.details), tuple(frame.parts))
        self.frames[-1].parts.append(ground)
        return value

    def detail(self, label: str, value: object) -> None:
        if self.frames is not None:
            self.frames[-1].details.append((label, str(value)))

    def source(self, text: str) -> None:
        if self.frames is not None:
            self.frames[-1].source = text

    def _last(self) -> Ground | None:
        return self.frames[-1].parts[-1] if self.frames is not None else None

    def _again(self, ground: Ground | None) -> None:
        if self.frames is not None and ground is not None:
            self.frames[-1].parts.append(ground)


def _subject(env: Env) -> tuple[tuple[str, int | None], ...]:
    return tuple((i.record, None if i.index < 0 else i.index) for i in env.stack[1:] if i.index >= 0 or i.blank)
