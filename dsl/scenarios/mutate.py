"""Change the rules one at a time, and see which changes no scenario notices."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

from dsl.base.diagnostic import BadInput
from dsl.base.moment import Duration
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.plan import Plan
from dsl.model.reading import Readings
from dsl.model.rule import NORMS, Deadline, Rule
from dsl.model.walk import ACTION_KEYS, action_expressions
from dsl.plan import make_plan
from dsl.scenarios.run import evaluate_scenario
from dsl.scenarios.scenario import Scenario, differences


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed rule or term: where, and what was changed."""

    where: str
    change: str
    book: Book


@dataclass(frozen=True, slots=True)
class Verdict:
    where: str
    change: str
    noticed_by: str | None


def judge_mutants(plan: Plan, scenarios: Iterable[Scenario], only: Container[str] = ()) -> Iterator[Verdict]:
    """For each mutant, of all rules or of `only` some of them, the first scenario that comes out otherwise."""
    known = tuple(scenarios)
    for mutant in mutants(plan):
        if only and mutant.where not in only:
            continue
        first = sorted(known, key=lambda s: not _speaks_of(s, mutant.where))
        yield Verdict(mutant.where, mutant.change, _noticed(make_plan(mutant.book), tuple(first)))


def _speaks_of(scenario: Scenario, where: str) -> bool:
    """Scenarios that expect something of the changed rule are tried first; the verdict is the same."""
    return any(e.where in (where, where.partition("#")[0]) for e in scenario.expected)


def _noticed(plan: Plan, scenarios: tuple[Scenario, ...]) -> str | None:
    for scenario in scenarios:
        try:
            if differences(scenario, evaluate_scenario(plan, scenario)):
                return scenario.name
        except (BadInput, TypeError, RecursionError):
            return scenario.name
    return None


def mutants(plan: Plan) -> Iterator[Mutant]:
    for rule in plan.rules.values():
        for change, changed in rule_mutants(rule, plan.book.readings):
            yield Mutant(rule.id, change, _with_rule(plan.book, changed))
    for entry in plan.book.vocabulary.entries.values():
        if entry.define is not None:
            for change, node in variants(entry.define):
                yield Mutant(entry.id, change, _with_definition(plan.book, entry.id, node))
    yield from _read_otherwise(plan.book)
    for action in plan.book.vocabulary.actions.values():
        for key, said in action_expressions(action).items():
            for change, node in variants(said):
                part = ACTION_KEYS[key]
                yield Mutant(action.key, f"{key}: {change}", _with_action(plan.book, action.key, part, node))


def _read_otherwise(book: Book) -> Iterator[Mutant]:
    """Every other default of every question."""
    for question, reading in book.readings.items():
        for answer in reading.keys:
            if answer != reading.default:
                readings = {**book.readings, question: replace(reading, default=answer)}
                yield Mutant(question, f"default → {answer}", replace(book, readings=readings))


def _with_rule(book: Book, changed: Rule) -> Book:
    def provision(old: Any) -> Any:
        return replace(old, rules=tuple(changed if r.id == changed.id else r for r in old.rules))

    articles = tuple(replace(a, provisions=tuple(provision(p) for p in a.provisions)) for a in book.articles)
    return replace(book, articles=articles)


def _with_definition(book: Book, ident: str, node: Any) -> Book:
    entries = {**book.vocabulary.entries, ident: replace(book.vocabulary.entries[ident], define=node)}
    return replace(book, vocabulary=replace(book.vocabulary, entries=entries))


def _with_action(book: Book, key: str, part: str, node: Any) -> Book:
    action = book.vocabulary.actions[key]
    changed = replace(action, **{part: node})
    return replace(book, vocabulary=replace(book.vocabulary, actions={**book.vocabulary.actions, key: changed}))


# ── rules ─────────────────────────────────────────────────────────────────────────────────────────

_EXPRESSIONS = ("when", "unless", "at", "amount", "value")


def rule_mutants(rule: Rule, readings: Readings) -> Iterator[tuple[str, Rule]]:
    for key in _EXPRESSIONS:
        node = getattr(rule, key)
        for change, changed in variants(node) if node is not None else ():
            yield f"{key}: {change}", replace(rule, **{key: changed})
    if rule.effective is not None:
        yield "of every version", replace(rule, effective=None)
    for dropped in rule.overrides:
        yield (
            f"override of {dropped} dropped",
            replace(
                rule,
                overrides=tuple(o for o in rule.overrides if o != dropped),
                guarded=tuple(g for g in rule.guarded if (g.key, g.reference) != ("overrides", dropped)),
            ),
        )
    yield from _guards(rule, readings)
    if rule.kind in NORMS:
        yield "bearer swapped", replace(rule, bearer=rule.counterparty, counterparty=rule.bearer)
    for layer in rule.otherwise:
        yield f"otherwise in {layer} dropped", replace(rule, otherwise=tuple(o for o in rule.otherwise if o != layer))
    if rule.unless is not None:
        yield "unless dropped", replace(rule, unless=None)
    if rule.rounding is not None:
        yield "rounding dropped", replace(rule, rounding=None)
    if rule.amount is not None:
        yield from ((f"amount {n:+} yen", replace(rule, amount=_plus(rule.amount, n))) for n in (1, -1))
    if rule.deadline is not None:
        yield from _deadlines(rule, rule.deadline)


def _guards(rule: Rule, readings: Readings) -> Iterator[tuple[str, Rule]]:
    """Each guard dropped, and put under each other answer."""
    for at, guard in enumerate(rule.under):
        for change, other in _other_guards(guard, readings):
            yield f"under {change}", replace(rule, under=(*rule.under[:at], *other, *rule.under[at + 1 :]))
    for at, priority in enumerate(rule.guarded):
        for change, other in _other_guards(priority.under, readings):
            kept = tuple(replace(priority, under=guard) for guard in other)
            guarded = (*rule.guarded[:at], *kept, *rule.guarded[at + 1 :])
            yield f"{priority.key} {priority.reference} under {change}", replace(rule, guarded=guarded)


def _other_guards(guard: x.Under, readings: Readings) -> Iterator[tuple[str, tuple[x.Under, ...]]]:
    yield f"{guard.question} = {guard.answer} dropped", ()
    for answer in readings[guard.question].keys:
        if answer != guard.answer:
            yield f"{guard.question} = {guard.answer} → {answer}", (replace(guard, answer=answer),)


def _deadlines(rule: Rule, deadline: Deadline) -> Iterator[tuple[str, Rule]]:
    for change, day in _a_day_off(deadline.limit):
        yield f"deadline {change}", replace(rule, deadline=replace(deadline, limit=day))
    other = Deadline("by" if deadline.when == "before" else "before", deadline.limit)
    yield f"deadline {deadline.when} → {other.when}", replace(rule, deadline=other)


def _plus(amount: x.Term, more: int) -> x.Term:
    if isinstance(amount, x.Total):
        return x.Total((_plus(amount.parts[0], more), *amount.parts[1:]))
    return x.Arithmetic("plus", amount, x.Constant("money", Fraction(more)))


def _a_day_off(day: x.Term) -> Iterator[tuple[str, x.Term]]:
    yield "+1 day", x.Later(Duration(1, "day"), day)
    yield "−1 day", x.Shifted("day before", day)


# ── expressions ───────────────────────────────────────────────────────────────────────────────────

_RELATIONS: dict[x.Relation, x.Relation] = {
    "is": "is not",
    "is not": "is",
    "less": "at most",
    "at most": "less",
    "more": "at least",
    "at least": "more",
}
_WHENS: dict[x.When, x.When] = {"by": "before", "before": "after", "after": "by"}
_EXTREMES: dict[x.Extreme, x.Extreme] = {
    "higher": "lower",
    "lower": "higher",
    "longer": "shorter",
    "shorter": "longer",
    "later": "earlier",
    "earlier": "later",
}


def variants(node: Any) -> Iterator[tuple[str, Any]]:
    """Every expression that differs from this one by one change, at any depth."""
    yield from _here(node)
    for field in fields(node):
        if field.name == "span":
            continue
        for change, value in _inside(getattr(node, field.name)):
            yield change, replace(node, **{field.name: value})


def _inside(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, tuple):
        for at, item in enumerate(value):
            for change, changed in _inside(item):
                yield change, (*value[:at], changed, *value[at + 1 :])
    elif type(value).__module__ == x.__name__:
        yield from variants(value)


def _here(node: Any) -> Iterator[tuple[str, Any]]:
    match node:
        case x.And(parts):
            yield "and → or", x.Or(parts, node.span)
        case x.Or(parts):
            yield "or → and", x.And(parts, node.span)
        case x.Although(concession, main):
            yield "although → or", x.Or((concession, main), node.span)
        case x.Not(part):
            yield "not dropped", part
        case x.Compare(relation, left, right):
            yield f"{relation} → {_RELATIONS[relation]}", x.Compare(_RELATIONS[relation], left, right, node.span)
        case x.OneOf(left, options) if len(options) > 1:
            for at in range(len(options)):
                yield f"option {at + 1} dropped", x.OneOf(left, options[:at] + options[at + 1 :], node.span)
        case x.Passed(day):
            yield "has passed → has come", x.Compare("at least", x.AsOf(), day, node.span)
        case x.Happened(event, when, limit) if when is not None:
            yield f"{when} → {_WHENS[when]}", x.Happened(event, _WHENS[when], limit, node.span)
        case x.TookEffect(event, when, limit):
            yield "took effect → happened", x.Happened(event, when, limit, node.span)
            if when is not None:
                yield f"{when} → {_WHENS[when]}", x.TookEffect(event, _WHENS[when], limit, node.span)
        case x.At(_, inner):
            yield "at dropped", inner
        case x.Under():
            yield "reading denied", x.Not(node, node.span)
        case x.Quantified(quantifier, record, where, body):
            other: x.Quantifier = "no" if quantifier == "any" else "any"
            yield (
                f"{quantifier} → {other}",
                x.Quantified(other, record, where if body is None else body, None, node.span),
            )
        case x.Constant("money" | "number" | "percent" as kind, value) if isinstance(value, Fraction):
            step = Fraction(1, 10) if kind == "percent" else 1
            yield from ((f"{sign}", x.Constant(kind, value + s)) for sign, s in (("+1 step", step), ("−1 step", -step)))
        case x.Interest(rate, principal, start, until):
            yield from ((f"from {c}", x.Interest(rate, principal, d, until)) for c, d in _a_day_off(start))
            yield "until −1 day", x.Interest(rate, principal, start, x.Shifted("day before", until))
        case x.Arithmetic("plus" | "less" as operation, left, right):
            yield "plus ↔ less", x.Arithmetic("less" if operation == "plus" else "plus", left, right)
        case x.Arithmetic("times" | "divided by" as operation, left, right):
            yield "times ↔ divided by", x.Arithmetic("divided by" if operation == "times" else "times", left, right)
        case x.Choose(extreme, parts):
            yield f"{extreme} → {_EXTREMES[extreme]}", x.Choose(_EXTREMES[extreme], parts)
        case x.UpTo(amount, _):
            yield "cap dropped", amount
        case x.Total(parts):
            yield from ((f"part {at + 1} dropped", x.Total(parts[:at] + parts[at + 1 :])) for at in range(len(parts)))
        case _:
            return
