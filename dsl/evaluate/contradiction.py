"""Whether what two rules say differs (language 3.3)."""

from dsl.evaluate.bounds import same
from dsl.evaluate.knowledge import definition_value
from dsl.evaluate.rounding import rounded
from dsl.evaluate.run import Env, Run
from dsl.evaluate.truth import any_of, needs_of
from dsl.model.rule import Rule
from dsl.model.value import FALSE, TRUE, Known, Unknown, Value


def differs(rule: Rule, env: Env, other: Rule, place: Env, run: Run) -> Value:
    """Norms of opposite kinds always clash; definitions, amounts and deadlines only where their values differ."""
    if rule.kind == "define":
        return _apart(definition_value(rule, env, run), definition_value(other, place, run))
    if rule.kind == other.kind == "must":
        amounts = _apart(_amount(rule, env, run), _amount(other, place, run)) if rule.amount and other.amount else FALSE
        limits: Value = FALSE
        if rule.deadline and other.deadline:
            mine = run.term(rule.deadline.limit, env.planned())
            theirs = run.term(other.deadline.limit, place.planned())
            limits = _apart(mine, theirs) if rule.deadline.when == other.deadline.when else TRUE
        return any_of([amounts, limits])
    return TRUE


def _amount(rule: Rule, env: Env, run: Run) -> Value:
    assert rule.amount is not None
    amount = rule.amount
    return run.recorded("amount", rule.id, amount, lambda: rounded(run.term(amount, env), rule.rounding, run))


def _apart(left: Value, right: Value) -> Value:
    if isinstance(left, Known) and isinstance(right, Known):
        return Known(not same(left.value, right.value))
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return Unknown(needs_of((left, right)))
    return Known(left != right)
