"""Conditions: true, false, or unknown with what they wait for."""

from datetime import timedelta
from typing import assert_never

from dsl.base.moment import Moment, order
from dsl.evaluate.bounds import compare, day_of, extent, timely
from dsl.evaluate.events import is_moment, occurred, occurrence, was_able
from dsl.evaluate.intervals import is_within
from dsl.evaluate.readings import read_under
from dsl.evaluate.records import entry_path, every, find, path_of
from dsl.evaluate.run import Env, Run
from dsl.evaluate.states import provision_state
from dsl.evaluate.today import compared_sides, within_sides
from dsl.evaluate.truth import all_of, any_of, is_false, is_true, needs_of, negation, truth, waiting
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
            found = compare(relation, *compared_sides(left, right, env, run))
            return _open_order(found, (left, right), env, run)
        case x.OneOf(left, options):
            value = run.term(left, env)
            return any_of([compare("is", value, run.term(o, env)) for o in options])
        case x.Passed(day):
            return _passed(run.term(day, env.planned()), env)
        case x.Within(day, interval):
            return is_within(*within_sides(day, interval, env, run))
        case x.IsGiven(term):
            return _given(run.term(term, env))
        case x.Happened(event, when, limit):
            return _happened(event, when, limit, env, run)
        case x.TookEffect(event, when, limit):
            return _took_effect(event, when, limit, env, run)
        case x.At(event, inner):
            return _asked_at(event, inner, env, run)
        case x.State(provision, state, _):
            return provision_state(provision, state, env, run)
        case x.Quantified():
            return _quantified(node, env, run)
        case x.Under():
            return read_under(node, run)
        case _:
            assert_never(node)


def _open_order(value: Value, terms: tuple[x.Term, ...], env: Env, run: Run) -> Value:
    """Two bare dates of one day, where the hour decides: wait for the facts."""
    if not isinstance(value, Unknown) or value.needs:
        return value
    entries = [run.plan.book.vocabulary.entries[t.entry] for t in terms if isinstance(t, x.Read)]
    places = [(find(run, e.record, env), e.key) for e in entries]
    return waiting(*(Need(path_of(p.stack[-1], key)) for p, key in places if p is not None))


def _passed(day: Value, env: Env) -> Value:
    if isinstance(day, Null):
        return FALSE
    env.turns(day, 1)
    now = Known(env.now.day)
    return compare("more", now, day)


def _given(value: Value) -> Value:
    if isinstance(value, Unknown):
        return Unknown(value.needs) if value.none_possible else TRUE
    return truth(isinstance(value, Known))


# ── events ────────────────────────────────────────────────────────────────────────────────────────


def _happened(event: str, when: x.When | None, limit: x.Term | None, env: Env, run: Run) -> Value:
    at, path = run.happening(event, env), entry_path(run, event, env)
    came = TRUE if path and path == env.anchor else occurred(at, env)
    if when is None or limit is None:
        return _hour(came, path)
    bound = run.term(limit, env.planned())
    if isinstance(at, Null) or (isinstance(bound, Null) and when == "after"):
        return FALSE
    return _hour(_by_limit(at, came, when, bound, env), path)


def _hour(value: Value, path: str) -> Value:
    """Where only the hour is missing, the event's own fact is what to wait for."""
    return waiting(Need(path)) if isinstance(value, Unknown) and not value.needs and path else value


def _by_limit(at: Value, came: Value, when: x.When, bound: Value, env: Env) -> Value:
    in_time = timely(at, when, bound)
    if not is_false(came) or isinstance(bound, Null):
        return all_of([came, in_time])
    return _ahead(at, when, bound, in_time, env)


def _ahead(at: Value, when: x.When, bound: Value, in_time: Value, env: Env) -> Value:
    """What is dated after the as-of moment has not happened; that it did not happen by a day is settled only
    when the day is over (language 3.10)."""
    if when == "after" or is_true(_over(when, bound, env)):
        return FALSE
    return waiting(_settled_on(bound, when) if is_false(in_time) else _date_need(at))


def _over(when: x.When, bound: Value, env: Env) -> Value:
    """Whether it is too late now: past the day, or, before a moment, at that moment."""
    if is_moment(bound):
        return TRUE if isinstance(bound, Known) and bound.value == env.now else occurred(bound, env)
    env.turns(bound, 1 if when == "by" else 0)
    return compare("more" if when == "by" else "at least", Known(env.now.day), bound)


def _date_need(at: Value) -> Need:
    low = extent(at)[0]
    return Need("" if low is None else str(day_of(low)), "date")


def _settled_on(bound: Value, when: x.When) -> Need:
    """`by` a day is settled on the next, `before` a day on that day itself."""
    low = extent(bound)[0]
    return Need("" if low is None else str(day_of(low) + timedelta(days=int(when == "by"))), "date")


def _took_effect(event: str, when: x.When | None, limit: x.Term | None, env: Env, run: Run) -> Value:
    happened = _happened(event, when, limit, env, run)
    if is_false(happened):
        return FALSE
    at, place = occurrence(event, env, run)
    return all_of([happened, was_able(event, at, place, run)])


def _asked_at(event: str, inner: x.Condition, env: Env, run: Run) -> Value:
    at = run.happening(event, env)
    env.turns(at, 0)
    match at:
        case Known(Moment() as moment) if order(moment, env.now) != 1:
            return run.condition(inner, env.at(moment, entry_path(run, event, env)))
        case Unknown(needs) if not is_false(occurred(at, env)):
            return Unknown(needs | needs_of([run.condition(inner, env)]))
        case _:
            return run.condition(inner, env)


# ── quantifiers ───────────────────────────────────────────────────────────────────────────────────


def _quantified(node: x.Quantified, env: Env, run: Run) -> Value:
    places, found = every(run, node.record, env)
    unlisted = [] if found.complete else [waiting(*found.needs)]
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
