"""A rule's status: condition, what beats it, what contradicts it (language 5.4)."""

from dataclasses import dataclass

from dsl.evaluate.contradiction import differs
from dsl.evaluate.documents import defeated, followed, provided, silent
from dsl.evaluate.layers import beaten_by_higher
from dsl.evaluate.readings import priority, priority_between, selected
from dsl.evaluate.run import Env, Run
from dsl.evaluate.states import outcomes_around, places_around
from dsl.evaluate.truth import all_of, any_of, is_false, is_true, needs_of, negation
from dsl.model.citations import document_of
from dsl.model.expression import Condition
from dsl.model.outcome import Outcome, Status
from dsl.model.rule import EACH_PARTY, Rule
from dsl.model.value import FALSE, TRUE, Need, Needs, Unknown, Value


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule's status with everything that it follows from."""

    status: Status
    possible: tuple[Status, ...] = ()
    defeated_by: tuple[str, ...] = ()
    conflicts_with: tuple[str, ...] = ()
    waits: Needs = frozenset()
    follows: tuple[str, ...] = ()
    gap: bool = False


def standing(rule: Rule, env: Env, run: Run) -> Standing:
    own = own_condition(rule, env, run)
    if is_false(own):
        return Standing("not_applicable")
    holds = all_of([own, provided(rule, env, run)])
    if is_false(holds):
        return Standing("not_applicable", gap=rule.wholly and is_true(own) and not defeated(rule, env, run))
    beaters, higher = _beaters(rule, env, run), beaten_by_higher(rule, env, run)
    winners = [o.rule for o in beaters if o.status == "in_force"] + [r for r, beats in higher if is_true(beats)]
    if winners:
        return _beaten(holds, tuple(dict.fromkeys(winners)))
    open_beaters = [_waits(o) for o in beaters if o.status in ("undetermined", "conflict")]
    open_beaters += [beats.needs for _, beats in higher if isinstance(beats, Unknown)]
    open_beaters += [*_open_priorities(rule, env, run), *_open_documents(rule, env, run)]
    against, maybe = _contradictors(rule, env, run)
    if isinstance(holds, Unknown) or open_beaters:
        return _undetermined(holds, open_beaters, bool(against or maybe))
    if against:
        return Standing(
            "conflict", conflicts_with=against, waits=frozenset(Need(r, "conflict") for r in (rule.id, *against))
        )
    if maybe:
        return Standing("undetermined", ("in_force", "conflict"), waits=needs_of(maybe))
    return Standing("in_force", follows=followed(rule, env, run))


def rule_condition(rule: Rule, env: Env, run: Run) -> Value:
    """What a rule says of itself and, where its point is left to a document, that the document provides for it."""
    own = own_condition(rule, env, run)
    return own if rule.follows is None or is_false(own) else all_of([own, provided(rule, env, run)])


def own_condition(rule: Rule, env: Env, run: Run) -> Value:
    """Scope, version, `when` and not `unless`. Under another reading nothing of it is looked at. The scope is
    the terms' own: another document stands by itself."""
    guards = [run.condition(guard, env) for guard in rule.under]
    if any(is_false(guard) for guard in guards):
        return FALSE
    parts: list[Value] = [*guards]
    scope = run.plan.book.settings.scope
    if scope is not None and rule.term != scope and not document_of(rule.id):
        parts.append(run.recorded("scope", scope, None, lambda: run.known(scope, env).value))
    version = None if rule.effective is None else rule.effective.holds
    if version is not None:
        parts.append(run.recorded("effective", rule.id, None, lambda: run.condition(version, env)))
    if rule.when is not None:
        parts.append(run.condition(rule.when, env))
    if rule.unless is not None:
        unless: Condition = rule.unless
        parts.append(run.recorded("unless", rule.id, None, lambda: negation(run.condition(unless, env))))
    return all_of(parts)


def _beaten(holds: Value, winners: tuple[str, ...]) -> Standing:
    if isinstance(holds, Unknown):
        return Standing("undetermined", ("defeated", "not_applicable"), winners, waits=holds.needs)
    return Standing("defeated", defeated_by=winners)


def _undetermined(holds: Value, beaters: list[Needs], contradicted: bool) -> Standing:
    possible: list[Status] = ["in_force"]
    if beaters:
        possible.append("defeated")
    if isinstance(holds, Unknown):
        possible.append("not_applicable")
    if contradicted:
        possible.append("conflict")
    waits = needs_of([holds]) | frozenset(n for waits in beaters for n in waits)
    return Standing("undetermined", tuple(possible), waits=waits)


def _waits(outcome: Outcome) -> Needs:
    return outcome.waits if outcome.status == "undetermined" else frozenset({Need(outcome.rule, "conflict")})


def _beaters(rule: Rule, env: Env, run: Run, but: str = "") -> list[Outcome]:
    """The outcomes of what beats a rule in any case, or under the reading taken; `but` is left out."""
    return [
        o
        for b in run.plan.beaters.get(rule.id, ())
        if b != but and is_true(priority(b, rule.id, run))
        for o in outcomes_around(run.plan.rules[b], env, run)
    ]


def _open_priorities(rule: Rule, env: Env, run: Run, but: str = "") -> list[Needs]:
    """What beats a rule under some answer to a question that has none: its condition alone is looked at."""
    found: list[Needs] = []
    for beater in run.plan.beaters.get(rule.id, ()):
        by_reading = priority(beater, rule.id, run)
        if beater != but and isinstance(by_reading, Unknown):
            other = run.plan.rules[beater]
            held = [rule_condition(other, place, run) for place in places_around(other, env, run)]
            if any(not is_false(h) for h in held):
                found.append(by_reading.needs | needs_of(held))
    return found


def _open_documents(rule: Rule, env: Env, run: Run) -> list[Needs]:
    """What would beat a rule if a document that is not known provided otherwise."""
    found = silent(rule, env, run)
    return [frozenset(n for n in found.needs if n.kind == "document")] if isinstance(found, Unknown) else []


# ── contradiction ─────────────────────────────────────────────────────────────────────────────────


def _contradictors(rule: Rule, env: Env, run: Run) -> tuple[tuple[str, ...], list[Value]]:
    """The rules that hold against this one, and what the others wait for."""
    against: list[str] = []
    maybe: list[Value] = []
    bearer = env.party if rule.bearer == EACH_PARTY else rule.bearer
    for other in run.plan.contradictors.get(rule.id, ()):
        between = priority_between(other, rule.id, run)
        if run.plan.rules[other].bearer not in (EACH_PARTY, bearer) or is_true(between):
            continue
        held = any_of(
            [
                _holds_against(rule, env, run.plan.rules[other], place, run)
                for place in places_around(run.plan.rules[other], env, run, bearer)
            ]
        )
        held = all_of([negation(between), held])
        if is_true(held):
            against.append(other)
        elif isinstance(held, Unknown):
            maybe.append(held)
    return tuple(against), maybe


def _holds_against(rule: Rule, env: Env, other: Rule, place: Env, run: Run) -> Value:
    """Whether the other's condition is true and nothing beats it, and, where values clash, whether they differ."""
    if not selected(other, run):
        return FALSE
    condition = rule_condition(other, place, run)
    beaters: list[Value] = [_unbeaten(o) for o in _beaters(other, place, run, rule.id)]
    open_ = [*_open_priorities(other, place, run, rule.id), *_open_documents(other, place, run)]
    beaters += [Unknown(waits) for waits in open_]
    beaters += [negation(beats) for _, beats in beaten_by_higher(other, place, run)]
    return all_of([condition, *beaters, differs(rule, env, other, place, run)])


def _unbeaten(beater: Outcome) -> Value:
    match beater.status:
        case "in_force":
            return FALSE
        case "undetermined" | "conflict":
            return Unknown(_waits(beater))
        case _:
            return TRUE
