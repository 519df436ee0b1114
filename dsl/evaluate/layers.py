"""Priority by layer: a rule of a higher document beats a lower one where both hold and contradict (language 5.2)."""

from dsl.evaluate.contradiction import differs
from dsl.evaluate.events import in_force
from dsl.evaluate.readings import priority_between
from dsl.evaluate.run import Env, Run
from dsl.evaluate.states import places_around
from dsl.evaluate.truth import all_of, negation
from dsl.model.rule import EACH_PARTY, Rule
from dsl.model.value import FALSE, Value


def beaten_by_higher(rule: Rule, env: Env, run: Run) -> list[tuple[str, Value]]:
    """The rules of higher documents that may contradict a rule, and whether each beats it by its layer."""
    bearer = env.party if rule.bearer == EACH_PARTY else rule.bearer
    found: list[tuple[str, Value]] = []
    for ident in run.plan.higher.get(rule.id, ()):
        other = run.plan.rules[ident]
        if other.bearer not in (EACH_PARTY, bearer):
            continue
        party = bearer if other.bearer == EACH_PARTY else None
        found += [(ident, _beats(other, place, rule, env, run)) for place in places_around(other, env, run, party)]
    return found


def _beats(other: Rule, place: Env, rule: Rule, env: Env, run: Run) -> Value:
    """Values are looked at only where the other rule may hold; a priority said in words goes before the layer."""

    def compute() -> Value:
        held = in_force(run.outcome(other, place))
        if held == FALSE:
            return FALSE
        by_words = priority_between(other.id, rule.id, run)
        return all_of([held, negation(by_words), differs(rule, env, other, place, run)])

    return run.recorded("priority", other.id, None, compute)
