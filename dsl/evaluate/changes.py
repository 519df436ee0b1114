"""On which days a term may come to another value: what it hangs on, followed through the vocabulary."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dsl.evaluate.bounds import day_of, extent
from dsl.evaluate.records import bindings
from dsl.evaluate.run import Env, Run
from dsl.model import expression as x
from dsl.model.plan import Plan
from dsl.model.value import Value
from dsl.model.walk import walk

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Changes:
    """The days from which a term may have another value than the day before: any (`daily`), none (`fixed`), or some,
    and while interest in it still runs."""

    days: tuple[date, ...]
    daily: bool
    fixed: bool


@dataclass
class Reads:
    """The events on which an expression hangs; `daily` where any day may change it, `grows` with interest."""

    plan: Plan
    events: dict[str, None] = field(default_factory=dict)
    daily: bool = False
    grows: bool = False
    seen: set[str] = field(default_factory=set)  # entries and rules

    def follow(self, expression: x.Expression) -> None:
        for node in walk(expression):
            match node:
                case x.Happened(event, None):
                    self.entry(event)
                case x.Holds(entry) | x.Read(entry) | x.Previous(entry) | x.Scheduled(entry):
                    self.entry(entry)
                case x.Aggregate(entry=str(entry)) | x.FirstAfter(entry=entry):
                    self.entry(entry)
                case (
                    x.Happened() | x.TookEffect() | x.At() | x.Passed() | x.AsOf() | x.State() | x.EffectMoment()
                ):  # fmt: skip
                    self.daily = True
                case x.Interest():
                    self.grows = True

    def entry(self, ident: str) -> None:
        if ident in self.seen:
            return
        self.seen.add(ident)
        entry = self.plan.book.vocabulary.entries[ident]
        self.daily = self.daily or bool(self.plan.causes.get(ident)) or entry.kind == "judgement"
        for rule in self.plan.definers.get(ident, ()):
            self.rule(rule)
        if entry.kind == "event":
            self.events[ident] = None
        if entry.parts is not None:
            for part in (entry.parts.at, entry.parts.counts, entry.parts.whole):
                self.entry(part)
        if entry.define is not None:
            self.follow(entry.define)

    def rule(self, ident: str) -> None:
        """What decides whether a rule is in force, and what it says; with the rules that beat or contradict it."""
        if ident in self.seen:
            return
        self.seen.add(ident)
        rule, plan = self.plan.rules[ident], self.plan
        version = None if rule.effective is None else rule.effective.holds
        for said in (version, rule.when, rule.unless, rule.value):
            if said is not None:
                self.follow(said)
        if plan.book.settings.scope is not None:
            self.entry(plan.book.settings.scope)
        for others in (plan.beaters, plan.contradictors, plan.providers, plan.higher):
            for other in others.get(ident, ()):
                self.rule(other)


def changes_of(term: x.Term, env: Env, run: Run) -> Changes:
    """When a term may come to another value. What happens on a day counts from the next day on."""
    reads = _reads(term, run)
    fixed = not (reads.daily or reads.grows or reads.events)
    days = {day for event in reads.events for day in _days(event, env, run)} if not reads.daily else set()
    return Changes(tuple(sorted(day + ONE_DAY for day in days if day < date.max)), reads.daily, fixed)


def _reads(term: x.Term, run: Run) -> Reads:
    """What a term hangs on, followed once in a run: the plan holds its terms as long as that."""
    found = run.reads.get(id(term))
    if found is None:
        found = run.reads[id(term)] = Reads(run.plan)
        found.follow(term)
    return found


def _days(event: str, env: Env, run: Run) -> Iterator[date]:
    """When an event happens, of every record around; the first and the last day where it is not known."""
    record = run.plan.book.vocabulary.entries[event].record
    for place in bindings(run, record, _outside(record, env, run)):
        yield from (day_of(bound) for bound in extent(_moment(event, place, run)) if bound is not None)


def _moment(event: str, place: Env, run: Run) -> Value:
    return run.apart(lambda: run.happening(event, place))


def _outside(record: str, env: Env, run: Run) -> Env:
    """Within a series, its other members count as well."""
    if run.plan.book.vocabulary.records[record].series is None:
        return env
    depth = next((n for n, held in enumerate(env.stack) if held.record == record), len(env.stack))
    return replace(env, stack=env.stack[:depth])
