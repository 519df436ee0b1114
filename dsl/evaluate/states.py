"""The state of another provision, as a condition may ask for it (language 3.6)."""

from dataclasses import replace

from dsl.evaluate.events import in_force
from dsl.evaluate.records import bindings
from dsl.evaluate.run import Env, Run
from dsl.evaluate.truth import all_of, any_of, truth
from dsl.model.expression import ProvisionState
from dsl.model.outcome import Outcome
from dsl.model.plan import Plan
from dsl.model.references import expand
from dsl.model.rule import EACH_PARTY, Rule
from dsl.model.value import FALSE, Unknown, Value


def rules_of(plan: Plan, reference: str) -> tuple[Rule, ...]:
    return tuple(plan.rules[r] for r in expand(reference, plan.provisions, plan.rules))


def outcomes_around(rule: Rule, env: Env, run: Run) -> list[Outcome]:
    """A rule's outcomes for the record around, or for each where none is."""
    return [run.outcome(rule, place) for place in places_around(rule, env, run)]


def places_around(rule: Rule, env: Env, run: Run, party: str | None = None) -> list[Env]:
    """Where another rule speaks from here: the record of its type around, else all of the case's; for a rule of each
    party, the party around (or `party`), else both."""
    within = any(i.record == rule.each for i in env.stack)
    outer = env if within else env.on(env.stack[:1])
    bound = [outer if p == outer.party else replace(outer, party=p) for p in parties_of(rule, party or env.party, run)]
    return [place for start in bound for place in bindings(run, rule.each, start)]


def parties_of(rule: Rule, party: str | None, run: Run) -> list[str | None]:
    """The parties for which a rule is read: the one that is meant, each of them, or none by name."""
    if rule.bearer != EACH_PARTY or party is not None:
        return [party]
    return list(run.plan.book.vocabulary.bound)


def provision_state(reference: str, state: ProvisionState, env: Env, run: Run) -> Value:
    acted = state in ("violated", "exercised")
    found = [
        run.final(rule, place) if acted else run.outcome(rule, place)
        for rule in rules_of(run.plan, reference)
        for place in places_around(rule, env, run)
    ]
    return any_of([_state(o, state) for o in found])


def _state(outcome: Outcome, state: ProvisionState) -> Value:
    match state:
        case "in force":
            return in_force(outcome)
        case "violated":
            return FALSE if outcome.violated is None else outcome.violated
        case "exercised":
            return FALSE if outcome.exercised is None else outcome.exercised
        case "breached":
            return _duty(outcome, ("breached", "fulfilled_late"))
        case "fulfilled":
            return _duty(outcome, ("fulfilled", "fulfilled_late", "kept"))


def _duty(outcome: Outcome, states: tuple[str, ...]) -> Value:
    """A duty's state is asked as if it were in force, so that it is open only where that is."""
    if outcome.duty is None or outcome.duty.would_be is None:
        return FALSE
    state = outcome.duty.would_be
    known: Value = Unknown(outcome.waits) if state == "unknown" else truth(state in states)
    return all_of([in_force(outcome), known])
