"""What a rule in force comes to: the state of a duty, the exercise of a power, a violation, an effect."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from dsl.base.moment import Moment, some_time_on
from dsl.evaluate.bounds import added, chosen, combined, compare, compared, extent, may_be_none, timely
from dsl.evaluate.events import concerns, in_force, is_moment, occurred, occurrences
from dsl.evaluate.records import entry_path, path_of
from dsl.evaluate.rounding import rounded
from dsl.evaluate.run import Env, Run
from dsl.evaluate.states import outcomes_around, places_around
from dsl.evaluate.status import Standing
from dsl.evaluate.truth import all_of, any_of, is_false, is_true, needs_of, truth
from dsl.model.expression import Interest, Term, Total
from dsl.model.outcome import Duty, DutyState, Effect, EffectState, Outcome, Part
from dsl.model.rule import Deadline, Rule
from dsl.model.value import FALSE, NULL, TRUE, Known, Need, Needs, Null, Unknown, Value
from dsl.model.vocabulary import Action

ACTIVE = ("in_force", "undetermined", "conflict")

# ── duties ────────────────────────────────────────────────────────────────────────────────────────


def duty(rule: Rule, found: Standing, env: Env, run: Run) -> tuple[Duty | None, Needs]:
    """A duty's state, deadline and amount, and what these wait for. None where the rule cannot be in force."""
    if rule.kind != "must" or found.status not in ACTIVE:
        return None, frozenset()
    due = _due(rule.deadline, env, run)
    parts = _parts(rule, env, run)
    amount = _amount(parts)
    would_be, waits = _state(rule, due, env, run)
    state = would_be if found.status == "in_force" else None
    before = rule.deadline is not None and rule.deadline.when == "before"
    left = _remainder(rule, amount, state, env, run)
    told = Duty(state, would_be, due, before, amount, parts, left)
    return told, needs_of([due, *(p.value for p in parts), *([] if left is None else [left])]) | waits


def _amount(parts: tuple[Part, ...]) -> Value | None:
    """The sum of the parts; null, not 0, where none of them is anything."""
    if not parts:
        return None
    if all(isinstance(p.value, Null) for p in parts):
        return NULL
    total = added([p.value for p in parts])
    if isinstance(total, Unknown) and all(may_be_none(p.value) for p in parts):
        return replace(total, none_possible=True)
    return total


def _due(deadline: Deadline | None, env: Env, run: Run) -> Value:
    if deadline is None:
        return NULL
    limit: Term = deadline.limit
    return run.recorded("deadline", deadline.when, limit, lambda: run.term(limit, env.planned()))


def _parts(rule: Rule, env: Env, run: Run) -> tuple[Part, ...]:
    """The amount part by part; each part is rounded by itself, so that a known one stands beside an unknown one."""
    return tuple(_part(rule, node, env, run) for node in _nodes(rule))


def _nodes(rule: Rule) -> tuple[Term, ...]:
    if rule.amount is None:
        return ()
    return rule.amount.parts if isinstance(rule.amount, Total) else (rule.amount,)


def _part(rule: Rule, node: Term, env: Env, run: Run) -> Part:
    run.accruing, run.accrual = False, None
    alone = isinstance(node, Interest)
    told = replace(env, as_amount=True) if alone else env
    value = run.recorded("amount", rule.id, node, lambda: rounded(run.term(node, told), rule.rounding, run))
    return Part(node, value, run.accruing, run.accrual if alone and run.accruing else None)


def _remainder(rule: Rule, amount: Value | None, state: DutyState | None, env: Env, run: Run) -> Value | None:
    """What is still to be paid, after what was done in parts; never less than nothing."""
    if amount is None or state is None:
        return None
    if state in ("fulfilled", "fulfilled_late"):
        return Known(Fraction(0))
    left = _left(rule, amount, env, run)
    if state != "unknown":
        return left
    most = None if left == amount else extent(left)[1]
    return Unknown(needs_of([left]), None if most is None else Fraction(0), most)


def _left(rule: Rule, amount: Value, env: Env, run: Run) -> Value:
    """An amount without what was done of it so far: taken from its parts in their order, each rounded only then."""
    action = _action(rule, run)
    if action is None or action.so_far is None:
        return amount
    so_far: Term = action.so_far
    done = run.recorded("so far", rule.id, so_far, lambda: run.term(so_far, env))
    if done in (NULL, Known(Fraction(0))):
        return amount
    accruing = run.accruing
    left = run.apart(lambda: _without(rule, done, env, run))  # told with the amount
    run.accruing = accruing
    return left


def _without(rule: Rule, done: Value, env: Env, run: Run) -> Value:
    left: list[Value] = []
    for node in _nodes(rule):
        part = run.term(node, env)
        left.append(rounded(_beyond(part, done), rule.rounding, run))
        done = _beyond(done, part)
    return added(left)


def _beyond(amount: Value, other: Value) -> Value:
    """What an amount has more than another; nothing less than 0."""
    if isinstance(amount, Null) or isinstance(other, Null):
        return amount
    return chosen("higher", [combined(amount, other, lambda a, b: a - b, crossed=True), Known(Fraction(0))])


def _action(rule: Rule, run: Run) -> Action | None:
    return run.plan.book.vocabulary.actions[rule.action] if rule.action else None


def _state(rule: Rule, due: Value, env: Env, run: Run) -> tuple[DutyState, Needs]:
    """The state of a duty as if it were in force, and what it waits for where that is not known."""
    action = _action(rule, run)
    if action is not None and action.kept is not None:
        return _kept(run.condition(action.kept, env))
    found = _acts(rule, env, run)
    if found is None:
        return "unknown", frozenset()
    acts, beside = found
    done, open_ = _performed(acts, beside, env)
    came = occurred(done, env)
    if is_true(came):
        state = _fulfilled(rule, done, due)
        if state == "fulfilled" or not open_:
            return state, needs_of([due, done]) if state == "unknown" else frozenset()
    if open_ or isinstance(came, Unknown):
        return "unknown", needs_of([*open_, came]) or _hours(acts, rule, run)
    return _outstanding(rule, due, env), frozenset()


def _performed(acts: "list[Act]", beside: Value, env: Env) -> tuple[Value, list[Value]]:
    """The first certain performance (null for none), and what is open: acts that may not count, or may not
    happen; those that cannot lie before now are not."""
    certain = [is_true(a.counts) and not may_be_none(a.at) for a in acts]
    possible = [
        a
        for a, sure in zip(acts, certain, strict=True)
        if not sure and not is_false(a.counts) and not is_false(occurred(a.at, env))
    ]
    open_: list[Value] = [v for a in possible for v in (a.at, a.counts) if isinstance(v, Unknown)]
    first = chosen("earlier", [a.at for a, sure in zip(acts, certain, strict=True) if sure])
    return first, open_ + ([beside] if isinstance(beside, Unknown) else [])


def _hours(acts: "list[Act]", rule: Rule, run: Run) -> Needs:
    """Where only the hour is missing, the facts that may tell it."""
    return frozenset(Need(path_of(a.place.stack[-1], _event_key(rule, run))) for a in acts if not is_false(a.counts))


def _kept(kept: Value) -> tuple[DutyState, Needs]:
    return ("kept" if is_true(kept) else "breached" if is_false(kept) else "unknown"), needs_of([kept])


def _fulfilled(rule: Rule, done: Value, due: Value) -> DutyState:
    in_time = TRUE if rule.deadline is None else timely(done, rule.deadline.when, due)
    return "fulfilled" if is_true(in_time) else "fulfilled_late" if is_false(in_time) else "unknown"


def _outstanding(rule: Rule, due: Value, env: Env) -> DutyState:
    if rule.deadline is None or isinstance(due, Null):
        return "pending"
    over = missed(rule.deadline.when, due, env)
    return "breached" if is_true(over) else "pending" if is_false(over) else "unknown"


def missed(when: Literal["by", "before"], due: Value, env: Env) -> Value:
    """Whether a deadline is over: by day D, from D+1; before a moment, once that moment has come."""
    if when == "before" and is_moment(due):
        return occurred(due, env)
    env.turns(due, 1 if when == "by" else 0)
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
    action = _action(rule, run)
    takes_power = action is not None and action.power
    used: list[Value] = []
    without: list[bool] = []
    for act in acts:
        done = all_of([act.counts, occurred(act.at, env)])
        able = _able_then(rule, act, env, run)
        used.append(all_of([done, able]))
        if takes_power and is_true(done) and is_false(able):
            without.append(not _power_elsewhere(rule, act, env, run))
    return any_of([*used, beside]), any(without) or None


def _able_then(rule: Rule, act: Act, env: Env, run: Run) -> Value:
    """Whether the rule was in force at the time of an act; open where that time is."""
    if isinstance(act.at, Unknown):
        return Unknown(act.at.needs)
    if not isinstance(act.at, Known) or not isinstance(act.at.value, Moment):
        return TRUE
    anchor = path_of(act.place.stack[-1], _event_key(rule, run))
    return in_force(run.outcome(rule, env.at(act.at.value, anchor)))


def _event_key(rule: Rule, run: Run) -> str:
    action = _action(rule, run)
    return run.plan.book.vocabulary.entries[action.event].key if action is not None and action.event else ""


def _power_elsewhere(rule: Rule, act: Act, env: Env, run: Run) -> bool:
    """Whether another rule gave (or may have given) the power for the same act."""
    assert isinstance(act.at, Known) and isinstance(act.at.value, Moment)
    action = _action(rule, run)
    named = run.plan.powers.get(action.event or "", ()) if action else ()
    others = [r for r in named if not is_false(concerns(run.plan.rules[r], act.place, run))]
    done_in = act.place.stack[-1]  # and what holds it; not the record of which this rule speaks beside it
    then = env.at(act.at.value).on(tuple(i for i in act.place.stack if done_in.path.startswith(i.path)))
    outcomes = [o for r in others for o in outcomes_around(run.plan.rules[r], then, run)]
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
    at = NULL if term is None else run.recorded("at", rule.id, term, lambda: _moment(run.term(term, env.planned())))
    if rule.latest:
        at = _by_then(at, Need(entry_path(run, rule.event, env)))
    return Effect(rule.event, _effect_state(at, found, env), at), needs_of([at])


def _moment(at: Value) -> Value:
    """An effect happens at a moment; of a whole day, at some moment of it."""
    match at:
        case Known(date() as day):
            return Known(some_time_on(day))
        case Unknown(low=low, high=high):
            first, last = (some_time_on(end) if isinstance(end, date) else end for end in (low, high))
            return replace(at, low=first, high=last)
        case _:
            return at


def _by_then(latest: Value, need: Need) -> Value:
    """`at the latest` gives an upper bound, not a date (language 6.5): the event's own fact may tell when it was."""
    match latest:
        case Known(value):
            return Unknown(frozenset({need}), None, value, none_possible=False)
        case Unknown(needs, _, high, none):
            return Unknown(needs | {need}, None, high, none)
        case Null():
            return NULL


def _effect_state(at: Value, found: Standing, env: Env) -> EffectState:
    """An effect in force whose moment never comes is prevented."""
    if found.status == "in_force" and isinstance(at, Null):
        return "prevented"
    if found.status != "in_force" or may_be_none(at):
        return "unknown"
    came = occurred(at, env)
    return "occurred" if is_true(came) else "scheduled" if is_false(came) else "unknown"


def prevented_by(rule: Rule, mine: Effect, env: Env, run: Run) -> tuple[tuple[str, ...], bool]:
    """The rules (or other records of this one) that bring the same event about earlier, and whether another might
    (language 3.10); equal moments all count."""
    if may_be_none(mine.at):
        return (), False
    earlier: list[str] = []
    maybe = False
    for other, outcome in _rivals(rule, mine, env, run):
        ahead = _ahead(NULL if outcome.effect is None else outcome.effect.at, mine.at)
        if outcome.status == "in_force" and is_true(ahead):
            earlier.append(other)
        elif outcome.status in ("in_force", "undetermined"):
            maybe = maybe or not is_false(ahead)
    return tuple(dict.fromkeys(earlier)), maybe


def _ahead(other: Value, mine: Value) -> Value:
    """Whether another moment comes first; two known ones of one day whose order is open count as equal."""
    if isinstance(other, Known) and isinstance(mine, Known):
        return truth(compared(other.value, mine.value) == -1)
    return compare("less", other, mine)


def _rivals(rule: Rule, mine: Effect, env: Env, run: Run) -> Iterator[tuple[str, Outcome]]:
    """What else may bring the same event of the same record about."""
    record = run.plan.book.vocabulary.entries[mine.event].record
    for other in run.plan.causes.get(mine.event, ()):
        own = run.plan.rules[other]
        outer = env if own.each == record else replace(env, stack=env.stack[:1])
        for place in places_around(own, outer, run):
            if other != rule.id or place.key != env.key:
                yield other, run.outcome(own, place)
