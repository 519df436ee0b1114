"""What a rule in force comes to: the state of a duty, the exercise of a power, a violation, an effect."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dsl.base.moment import Moment, order
from dsl.evaluate.bounds import added, compare
from dsl.evaluate.events import in_force, occurred, occurrences
from dsl.evaluate.rounding import rounded
from dsl.evaluate.run import Env, Run
from dsl.evaluate.states import outcomes_around
from dsl.evaluate.status import Standing
from dsl.evaluate.truth import all_of, any_of, is_false, is_true, needs_of
from dsl.model.expression import Term, Total
from dsl.model.outcome import Duty, DutyState, Effect, EffectState, Part
from dsl.model.rule import Deadline, Rule
from dsl.model.value import FALSE, NULL, TRUE, Known, Needs, Null, Unknown, Value
from dsl.model.vocabulary import Action

ACTIVE = ("in_force", "undetermined", "conflict")

# ── duties ────────────────────────────────────────────────────────────────────────────────────────


def duty(rule: Rule, found: Standing, env: Env, run: Run) -> tuple[Duty | None, Needs]:
    """A duty's state, deadline and amount, and what these wait for. None where the rule cannot be in force."""
    if rule.kind != "must" or found.status not in ACTIVE:
        return None, frozenset()
    due = _due(rule.deadline, env, run)
    parts = _parts(rule, env, run)
    amount = added([p.value for p in parts]) if parts else None
    done, waits = _performed(rule, env, run)
    state = _state(rule, done, waits, due, env, run) if found.status == "in_force" else None
    before = rule.deadline is not None and rule.deadline.when == "before"
    told = Duty(state, due, before, amount, parts, _remainder(amount, state))
    return told, needs_of([due, *(p.value for p in parts)]) | (waits if state == "unknown" else frozenset())


def _due(deadline: Deadline | None, env: Env, run: Run) -> Value:
    if deadline is None:
        return NULL
    limit: Term = deadline.limit
    return run.recorded("deadline", deadline.when, limit, lambda: run.term(limit, env.planned()))


def _parts(rule: Rule, env: Env, run: Run) -> tuple[Part, ...]:
    """The amount part by part; each part is rounded by itself, so that a known one stands beside an unknown one."""
    if rule.amount is None:
        return ()
    nodes = rule.amount.parts if isinstance(rule.amount, Total) else (rule.amount,)
    return tuple(_part(rule, node, env, run) for node in nodes)


def _part(rule: Rule, node: Term, env: Env, run: Run) -> Part:
    run.accruing = False
    value = run.recorded("amount", rule.id, node, lambda: rounded(run.term(node, env), rule.rounding, run))
    return Part(node, value, run.accruing)


def _remainder(amount: Value | None, state: DutyState | None) -> Value | None:
    """What is still to be paid. Payments in part come with the issue on time."""
    if amount is None or state is None:
        return None
    if state in ("fulfilled", "fulfilled_late"):
        return Known(Fraction(0))
    return Unknown(needs_of([amount])) if state == "unknown" else amount


def _action(rule: Rule, run: Run) -> Action | None:
    return run.plan.book.vocabulary.actions[rule.action] if rule.action else None


def _performed(rule: Rule, env: Env, run: Run) -> tuple[Value, Needs]:
    """When the action was first performed: a moment, never, or not known."""
    found = _acts(rule, env, run)
    if found is None:
        return Unknown(), frozenset()
    acts, beside = found
    certain = [a.at for a in acts if is_true(a.counts) and isinstance(a.at, Known)]
    first: Value = NULL
    for at in certain:
        if isinstance(first, Null) or is_true(compare("less", at, first)):
            first = at
    open_ = [v for a in acts if not is_false(a.counts) for v in (a.at, a.counts) if isinstance(v, Unknown)]
    open_ += [beside] if isinstance(beside, Unknown) else []
    if open_ and not (isinstance(first, Known) and is_true(occurred(first, env))):
        return Unknown(needs_of(open_)), needs_of(open_)
    return first, frozenset()


def _state(rule: Rule, done: Value, waits: Needs, due: Value, env: Env, run: Run) -> DutyState | None:
    action = _action(rule, run)
    if action is not None and action.kept is not None:
        return _kept(action, env, run)
    if action is None or action.event is None:
        return "unknown"
    if isinstance(done, Unknown):
        return "unknown"
    if is_true(occurred(done, env)):
        return _fulfilled(rule, done, due)
    return _outstanding(rule, due, env)


def _kept(action: Action, env: Env, run: Run) -> DutyState:
    assert action.kept is not None
    kept = run.condition(action.kept, env)
    return "kept" if is_true(kept) else "breached" if is_false(kept) else "unknown"


def _fulfilled(rule: Rule, done: Value, due: Value) -> DutyState:
    if rule.deadline is None or isinstance(due, Null):
        return "fulfilled"
    timely = compare("at most" if rule.deadline.when == "by" else "less", done, due)
    return "fulfilled" if is_true(timely) else "fulfilled_late" if is_false(timely) else "unknown"


def _outstanding(rule: Rule, due: Value, env: Env) -> DutyState:
    if rule.deadline is None or isinstance(due, Null):
        return "pending"
    over = missed(rule.deadline.when, due, env)
    return "breached" if is_true(over) else "pending" if is_false(over) else "unknown"


def missed(when: Literal["by", "before"], due: Value, env: Env) -> Value:
    """Whether a deadline is over: by day D, from D+1; before a moment, once that moment has come."""
    if when == "before" and isinstance(due, Known) and isinstance(due.value, Moment):
        return occurred(due, env)
    relation = "less" if when == "by" else "at most"
    return compare(relation, due, Known(env.now.day)) if not isinstance(due, Null) else FALSE  # type: ignore[arg-type]


# ── acts: exercise and violation ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Act:
    """One recorded doing of an action: when, whether it counts as this action, and in which record."""

    at: Value
    counts: Value
    place: Env


def _acts(rule: Rule, env: Env, run: Run) -> tuple[list[Act], Value] | None:
    action = _action(rule, run)
    if action is None or action.event is None:
        return None
    found, beside = occurrences(action.event, env, run)
    where = action.where
    acts = [Act(at, TRUE if where is None else run.condition(where, place), place) for at, place in found]
    return acts, beside


def exercise(rule: Rule, env: Env, run: Run) -> tuple[Value | None, bool | None]:
    """Whether a power was used while this rule gave it, and whether it was used when nothing gave it."""
    found = _acts(rule, env, run) if rule.kind == "may" else None
    if found is None:
        return None, None
    acts, beside = found
    used: list[Value] = []
    without: list[bool] = []
    for act in acts:
        done = all_of([act.counts, occurred(act.at, env)])
        able = _able_then(rule, act, env, run)
        used.append(all_of([done, able]))
        without.append(is_true(done) and is_false(able) and not _power_elsewhere(rule, act, env, run))
    return any_of([*used, beside]), any(without) or None


def _able_then(rule: Rule, act: Act, env: Env, run: Run) -> Value:
    if not isinstance(act.at, Known) or not isinstance(act.at.value, Moment):
        return TRUE
    return in_force(run.outcome(rule, env.at(act.at.value)))


def _power_elsewhere(rule: Rule, act: Act, env: Env, run: Run) -> bool:
    """Whether another rule gave (or may have given) the power for the same act."""
    assert isinstance(act.at, Known) and isinstance(act.at.value, Moment)
    action = _action(rule, run)
    others = run.plan.powers.get(action.event or "", ()) if action else ()
    then = env.at(act.at.value)
    outcomes = [
        o for r in others for o in outcomes_around(run.plan.rules[r], Env(then.now, then.stack[:1], then.party), run)
    ]
    return any(not is_false(in_force(o)) for o in outcomes)


def violation(rule: Rule, env: Env, run: Run) -> tuple[Value | None, bool | None]:
    """Whether a prohibition was violated while in force; an act that takes a power then has no effect."""
    found = _acts(rule, env, run) if rule.kind == "must not" else None
    if found is None:
        return None, None
    acts, beside = found
    action = _action(rule, run)
    violated = any_of([*(all_of([a.counts, occurred(a.at, env), _able_then(rule, a, env, run)]) for a in acts), beside])
    return violated, (True if action is not None and action.power and is_true(violated) else None)


# ── effects ───────────────────────────────────────────────────────────────────────────────────────


def effect(rule: Rule, found: Standing, env: Env, run: Run) -> tuple[Effect | None, Needs]:
    """The moment of an effect, and whether it has come. What prevents it is worked out among all candidates."""
    if rule.kind != "effect" or found.status not in ACTIVE or rule.event is None:
        return None, frozenset()
    term = rule.at
    at = NULL if term is None else run.recorded("at", rule.id, term, lambda: run.term(term, env.planned()))
    return Effect(rule.event, _effect_state(at, found, env), at), needs_of([at])


def _effect_state(at: Value, found: Standing, env: Env) -> EffectState:
    """An effect in force whose moment never comes is prevented."""
    if found.status == "in_force" and isinstance(at, Null):
        return "prevented"
    if found.status != "in_force" or not isinstance(at, Known):
        return "unknown"
    came = occurred(at, env)
    return "occurred" if is_true(came) else "scheduled" if is_false(came) else "unknown"


def prevented_by(rule: Rule, mine: Effect, env: Env, run: Run) -> tuple[str, ...]:
    """The rules that bring the same event about earlier (language 3.10); equal moments all count."""
    if not isinstance(mine.at, Known) or not isinstance(mine.at.value, Moment):
        return ()
    earlier = []
    for other in run.plan.causes.get(mine.event, ()):
        if other == rule.id:
            continue
        for outcome in outcomes_around(run.plan.rules[other], env, run):
            at = outcome.effect.at if outcome.effect is not None and outcome.status == "in_force" else NULL
            if isinstance(at, Known) and isinstance(at.value, Moment) and order(at.value, mine.at.value) == -1:
                earlier.append(other)
    return tuple(earlier)
