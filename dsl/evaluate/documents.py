"""Points that are left to other documents: unless they say otherwise, or wholly (language 5.3)."""

from dsl.evaluate.events import in_force
from dsl.evaluate.layers import beaten_by_higher
from dsl.evaluate.run import Env, Run
from dsl.evaluate.states import outcomes_around
from dsl.evaluate.truth import all_of, any_of, is_true, negation, waiting
from dsl.model.outcome import Outcome
from dsl.model.rule import Rule
from dsl.model.value import FALSE, TRUE, Need, Value


def silent(rule: Rule, env: Env, run: Run) -> Value:
    """Whether none of the documents that may provide otherwise does so. Those that do beat the rule by themselves."""
    return all_of([_silent(rule, layer, env, run) for layer in rule.otherwise])


def _silent(rule: Rule, layer: str, env: Env, run: Run) -> Value:
    def compute() -> Value:
        match run.case.documents.get(layer, "not known"):
            case "none":
                return TRUE
            case "given":
                said = [in_force(o) for o in providers(rule, layer, env, run)]
                said += [v for r, v in beaten_by_higher(rule, env, run) if run.plan.book.layer_of(r) == layer]
                return all_of([negation(value) for value in said])
            case _:
                return waiting(Need(layer, "document"))

    return run.recorded("otherwise", layer, None, compute)


def provided(rule: Rule, env: Env, run: Run) -> Value:
    """Whether the documents to which a point is left provide for it; true of every other rule."""
    layer = rule.follows
    if layer is None:
        return TRUE

    def compute() -> Value:
        match run.case.documents.get(layer, "not known"):
            case "none":
                return FALSE
            case "given":
                return any_of([in_force(o) for o in providers(rule, layer, env, run)])
            case _:
                return waiting(Need(layer, "document"))

    return run.recorded("follows", layer, None, compute)


def followed(rule: Rule, env: Env, run: Run) -> tuple[str, ...]:
    """The rules in force that provide for a point that is left to their document."""
    found = providers(rule, rule.follows, env, run) if rule.follows is not None else []
    return tuple(dict.fromkeys(o.rule for o in found if is_true(in_force(o))))


def defeated(rule: Rule, env: Env, run: Run) -> bool:
    """Whether a document provides for a point that is left to it, and another provision goes before that."""
    found = providers(rule, rule.follows, env, run) if rule.follows is not None else []
    return any(o.status == "defeated" for o in found)


def providers(rule: Rule, layer: str, env: Env, run: Run) -> list[Outcome]:
    """The outcomes of the rules in a layer's documents that provide for the point of a rule."""
    ids = run.plan.providers.get(rule.id, ())
    return [o for r in ids if run.plan.book.layer_of(r) == layer for o in outcomes_around(run.plan.rules[r], env, run)]
