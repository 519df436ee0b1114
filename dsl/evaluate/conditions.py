"""Conditions: true, false, or unknown with what they wait for."""

from datetime import timedelta
from typing import assert_never

from dsl.base.moment import Moment, order
from dsl.evaluate.bounds import compare, day_of, extent
from dsl.evaluate.events import occurred, occurrence, was_able
from dsl.evaluate.records import every
from dsl.evaluate.run import Env, Run
from dsl.evaluate.states import provision_state
from dsl.evaluate.truth import all_of, any_of, is_false, needs_of, negation, truth, waiting
from dsl.model import expression as x
from dsl.model.value import FALSE, TRUE, Known, Need, Null, Unknown, Value


def condition_value(node: x.Condition, env: Env, run: Run) -> Value:
    match node:
        case x.And(parts):
            return all_of([run.condition(p, env) for p in parts])
        case x.Or(parts):
            return any_of([run.condition(p, env) for p in parts])
        case x.Not(part):
            return negation(run.condition(part, env))
        case x.Although(concession, main):
            return all_of([run.condition(concession, env), run.condition(main, env)])
        case x.Marked(_, part) | x.Regarding(_, part):
            return run.condition(part, env)
        case x.Holds(entry):
            value = run.known(entry, env).value
            return FALSE if isinstance(value, Null) else value
        case x.Compare(relation, left, right):
            return compare(relation, run.term(left, env), run.term(right, env))
        case x.OneOf(left, options):
            value = run.term(left, env)
            return any_of([compare("is", value, run.term(o, env)) for o in options])
        case x.Passed(day):
            return _passed(run.term(day, env.planned()), env)
        case x.IsGiven(term):
            return _given(run.term(term, env))
        case x.Happened(event, when, limit):
            return _happened(run.happening(event, env), when, limit, env, run)
        case x.TookEffect(event, when, limit):
            return _took_effect(event, when, limit, env, run)
        case x.At(event, inner):
            return _asked_at(event, inner, env, run)
        case x.State(provision, state, _):
            return provision_state(provision, state, env, run)
        case x.Quantified():
            return _quantified(node, env, run)
        case _:
            assert_never(node)


def _passed(day: Value, env: Env) -> Value:
    if isinstance(day, Null):
        return FALSE
    now = Known(env.now.day)
    return compare("more", now, day)


def _given(value: Value) -> Value:
    if isinstance(value, Unknown):
        return Unknown(value.needs) if value.none_possible else TRUE
    return truth(isinstance(value, Known))


# ── events ────────────────────────────────────────────────────────────────────────────────────────


def _happened(at: Value, when: x.When | None, limit: x.Term | None, env: Env, run: Run) -> Value:
    if when is None or limit is None:
        return occurred(at, env)
    bound = run.term(limit, env.planned())
    if isinstance(at, Null) or isinstance(bound, Null):
        return FALSE
    if isinstance(at, Unknown) or isinstance(bound, Unknown):
        return _on_bounds(at, when, bound, env)
    timely = _timely(at, when, bound)
    if is_false(occurred(at, env)):
        return _ahead(at, when, bound, timely, env)
    return all_of([occurred(at, env), timely])


def _timely(at: Value, when: x.When, bound: Value) -> Value:
    relation: x.Relation = {"by": "at most", "before": "less", "after": "more"}[when]  # type: ignore[assignment]
    return compare(relation, at, bound)


def _on_bounds(at: Value, when: x.When, bound: Value, env: Env) -> Value:
    """Not known when, or until when: false all the same if it cannot have been timely, or was not yet."""
    if is_false(occurred(at, env)) and isinstance(at, Known):
        return Unknown(needs_of((bound,)) | {_date_need(at)})
    if is_false(_timely(at, when, bound)):
        return FALSE
    return Unknown(needs_of((at, bound)))


def _ahead(at: Value, when: x.When, bound: Value, timely: Value, env: Env) -> Value:
    """What is dated after the as-of moment has not happened; that it did not happen by a day is settled only
    when the day is over (language 3.10)."""
    if when == "after" or is_false(timely):
        over = compare("more", Known(env.now), bound) if _is_moment(bound) else _passed(bound, env)
        return FALSE if when == "after" or not is_false(over) else waiting(_after(bound))
    over = _passed(bound, env)
    return FALSE if over == TRUE else waiting(_date_need(at))


def _is_moment(value: Value) -> bool:
    return isinstance(value, Known) and isinstance(value.value, Moment)


def _date_need(at: Value) -> Need:
    low = extent(at)[0]
    return Need("" if low is None else str(day_of(low)), "date")


def _after(bound: Value) -> Need:
    low = extent(bound)[0]
    return Need("" if low is None else str(day_of(low) + timedelta(days=1)), "date")


def _took_effect(event: str, when: x.When | None, limit: x.Term | None, env: Env, run: Run) -> Value:
    happened = _happened(run.happening(event, env), when, limit, env, run)
    if is_false(happened):
        return FALSE
    at, place = occurrence(event, env, run)
    able = was_able(event, at, place, run) if isinstance(at, Known) else TRUE
    return all_of([happened, able])


def _asked_at(event: str, inner: x.Condition, env: Env, run: Run) -> Value:
    at = run.happening(event, env)
    match at:
        case Known(Moment() as moment) if order(moment, env.now) != 1:
            return run.condition(inner, env.at(moment))
        case Unknown(needs):
            return Unknown(needs | needs_of([run.condition(inner, env)]))
        case _:
            return run.condition(inner, env)


# ── quantifiers ───────────────────────────────────────────────────────────────────────────────────


def _quantified(node: x.Quantified, env: Env, run: Run) -> Value:
    places, found = every(run, node.record, env)
    unlisted = [] if found.complete else [waiting(found.need)]
    if node.quantifier == "every":
        body = node.body
        held = [
            any_of([negation(_where(node.where, p, run)), TRUE if body is None else run.condition(body, p)])
            for p in places
        ]
        return all_of([*held, *unlisted])
    held = [_where(node.where, p, run) for p in places]
    exists = any_of([*held, *unlisted])
    return exists if node.quantifier == "any" else negation(exists)


def _where(where: x.Condition | None, env: Env, run: Run) -> Value:
    return TRUE if where is None else run.condition(where, env)
