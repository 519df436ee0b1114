"""Events: whether they have occurred, and whether whoever did them had the power to (language 3.9)."""

from dataclasses import replace
from datetime import date

from dsl.base.moment import Moment, order, some_time_on
from dsl.evaluate.readings import selected
from dsl.evaluate.records import entry_path, every, find
from dsl.evaluate.run import Env, Run
from dsl.evaluate.truth import all_of, any_of, is_false, is_true, negation, waiting
from dsl.model.outcome import Outcome
from dsl.model.rule import EACH_PARTY, Rule
from dsl.model.value import FALSE, TRUE, Known, Need, Null, Plain, Unknown, Value


def occurred(at: Value, env: Env) -> Value:
    """Whether an event of that moment has happened by the as-of moment."""
    match at:
        case Null():
            return FALSE
        case Unknown():
            return _within(at, env)
        case Known(Moment() as moment):
            return _before_now(moment, env)
        case _:
            return FALSE


def _within(at: Unknown, env: Env) -> Value:
    """Of a moment within bounds: it has happened if the last of them has, and has not if the first lies ahead."""
    first, last = (_moment(end) for end in (at.low, at.high))
    if first is not None and is_false(_before_now(first, env)):
        return FALSE
    if last is not None and not at.none_possible and is_true(_before_now(last, env)):
        return TRUE
    return Unknown(at.needs)


def _moment(end: Plain | None) -> Moment | None:
    """A bound as a moment; of a whole day, some moment of it."""
    if isinstance(end, date):
        return some_time_on(end)
    return end if isinstance(end, Moment) else None


def is_moment(value: Value) -> bool:
    """Whether an hour may decide: a moment, or one that lies between moments."""
    ends = (value.low, value.high) if isinstance(value, Unknown) else (value.value,) if isinstance(value, Known) else ()
    return any(isinstance(end, Moment) for end in ends)


def _before_now(moment: Moment, env: Env) -> Value:
    """By instants; on one day without hours the order is open, and the caller tells which fact must say the hour."""
    env.turns(Known(moment), 0)
    if moment.latest <= env.now.earliest:
        return TRUE
    return FALSE if order(moment, env.now) == 1 else Unknown()


def occurrence(event: str, env: Env, run: Run) -> tuple[Value, Env]:
    """When the event of the nearest record of its type happens, and the environment of that record."""
    place = find(run, run.plan.book.vocabulary.entries[event].record, env)
    return (run.happening(event, place), place) if place else (Unknown(), env)


def occurrences(event: str, env: Env, run: Run) -> tuple[list[tuple[Value, Env]], Value]:
    """Every occurrence around: of the one record of its type, else of each of the nearest list.

    The second value is what may have happened beside them: never, or unknown where the list may go on.
    """
    record = run.plan.book.vocabulary.entries[event].record
    place = find(run, record, env)
    if place is not None:
        return [(run.happening(event, place), place)], FALSE
    places, found = every(run, record, env)
    beside = FALSE if found.complete else waiting(*found.needs)
    return [(run.happening(event, p), p) for p in places], beside


def was_able(event: str, at: Value, place: Env, run: Run) -> Value:
    """Whether a rule gave the power for an event at its moment, and none took it away. True if no rule speaks of it."""
    if isinstance(at, Unknown) and (run.plan.powers.get(event) or run.plan.bans.get(event)):
        return Unknown(at.needs)
    if not isinstance(at, Known) or not isinstance(at.value, Moment):
        return TRUE
    then = place.at(at.value, entry_path(run, event, place))
    giving = [run.plan.rules[r] for r in run.plan.powers.get(event, ())]
    powers = [_over(rule, then, place, run) for rule in giving if selected(rule, run)]
    bans = [_over(run.plan.rules[r], then, place, run) for r in run.plan.bans.get(event, ())]
    given = any_of(powers) if powers else TRUE
    return all_of([given, *(negation(b) for b in bans)])


def _over(rule: Rule, then: Env, place: Env, run: Run) -> Value:
    """Whether a rule gave (or took) the power for this act: one event may perform several actions (`where`)."""
    if rule.bearer != EACH_PARTY:
        return _over_of_one(rule, then, place, run)
    parties = run.plan.book.vocabulary.bound
    return any_of([_over_of_one(rule, replace(then, party=p), replace(place, party=p), run) for p in parties])


def _over_of_one(rule: Rule, then: Env, place: Env, run: Run) -> Value:
    meant = concerns(rule, place, run)
    return FALSE if is_false(meant) else all_of([meant, in_force(run.outcome(rule, then))])


def concerns(rule: Rule, place: Env, run: Run) -> Value:
    """Whether what was done in a record is the action of a rule."""
    action = run.plan.book.vocabulary.actions[rule.action] if rule.action else None
    where = action.where if action is not None else None
    return TRUE if where is None else run.condition(where, place)


def in_force(outcome: Outcome) -> Value:
    """Whether a rule is in force, as a value."""
    match outcome.status:
        case "in_force":
            return TRUE
        case "undetermined":
            return Unknown(outcome.waits)
        case "conflict":
            return waiting(Need(outcome.rule, "conflict"))
        case _:
            return FALSE
