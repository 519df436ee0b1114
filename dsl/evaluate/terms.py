"""Terms: amounts, days, moments; known, null, or within bounds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import assert_never

from dsl.base.moment import Duration, add, add_months, last_day_of_month
from dsl.evaluate.bounds import (
    added,
    between,
    chosen,
    combined,
    compare,
    day_of,
    either_of,
    extent,
    mapped,
    may_be_none,
    number,
    scaled,
    stepped,
)
from dsl.evaluate.events import occurred
from dsl.evaluate.interest import interest_value
from dsl.evaluate.intervals import interval_term
from dsl.evaluate.records import entry_path, every, find, place_unlisted
from dsl.evaluate.run import Env, OutsideCalendar, Run
from dsl.evaluate.series import previous_value
from dsl.evaluate.states import places_around, rules_of
from dsl.evaluate.truth import is_false, is_true, needs_of
from dsl.model import expression as x
from dsl.model.outcome import Outcome
from dsl.model.rule import OTHER_PARTY, THE_PARTY
from dsl.model.value import NULL, TRUE, Known, Need, Needs, Null, Plain, Unknown, Value


def term_value(node: x.Term, env: Env, run: Run) -> Value:
    match node:
        case x.Constant(kind, value):
            return _constant(kind, value, env, run)
        case x.Read(entry):
            return _read(entry, env, run)
        case x.Previous(entry):
            return _previous(entry, env, run)
        case x.Scheduled(event):
            return run.happening(event, env)
        case x.EffectMoment(provision):
            return _effect_moment(provision, env, run)
        case x.AsOf():
            env.turns_daily()
            return Known(env.now.day)
        case x.Arithmetic(operation, left, right):
            found = _arithmetic(operation, run.term(left, env), run.term(right, env))
            return found if found is not None else _by_nothing(right, env, run)
        case x.Total(parts):
            return added([run.term(p, env) for p in parts])
        case x.Choose(extreme, parts):
            return chosen(extreme, [run.term(p, env) for p in parts])
        case x.Interest():
            return interest_value(node, env, run)
        case x.Multiple(count, of):
            return scaled(run.term(of, env), Known(count))
        case x.UpTo(amount, cap):
            return chosen("lower", [run.term(amount, env), run.term(cap, env)])
        case x.ByCase():
            return _by_case(node, env, run)
        case x.Shifted(shift, day):
            return mapped(run.term(day, env), _shift(shift, run))
        case x.NthDay(wanted, day):
            return mapped(run.term(day, env), lambda d: d.replace(day=min(wanted, last_day_of_month(d).day)))
        case x.Later(duration, day):
            return mapped(run.term(day, env), lambda d: add(d, duration))
        case x.FirstAfter(entry, duration, day):
            return _first_after(entry, duration, run.term(day, env), env, run)
        case x.Aggregate():
            return _aggregate(node, env, run)
        case x.Stretch() | x.Period() | x.Rest() | x.Overlap() | x.Edge() | x.Length() | x.FeesFor():
            return interval_term(node, env, run)
        case _:
            assert_never(node)


def _constant(kind: x.LiteralKind, value: Fraction | date | Duration | str, env: Env, run: Run) -> Value:
    """A percentage is so many hundredths; a party may be the one that the rule binds, or the other."""
    if kind == "percent" and isinstance(value, Fraction):
        return Known(value / 100)
    return Known(_party(str(value), env, run)) if kind == "party" else Known(value)


def _party(key: str, env: Env, run: Run) -> str:
    if key == THE_PARTY:
        return env.party or key
    if key == OTHER_PARTY:
        return run.plan.book.vocabulary.other_than(env.party) or key
    return key


def _read(entry: str, env: Env, run: Run) -> Value:
    if run.plan.book.vocabulary.entries[entry].kind != "event":
        return run.known(entry, env).value
    at = run.happening(entry, env)
    came = TRUE if env.scheduled else occurred(at, env)
    if isinstance(at, Unknown) and isinstance(came, Unknown):
        return replace(at, none_possible=True)  # it may lie ahead, and then there is none yet
    return NULL if is_false(came) else at


def _previous(entry: str, env: Env, run: Run) -> Value:
    place = find(run, run.plan.book.vocabulary.entries[entry].record, env)
    if place is None:
        return Unknown()
    return previous_value(run, entry, place, lambda there: _read(entry, there, run))


def _effect_moment(provision: str, env: Env, run: Run) -> Value:
    moments: list[Value] = []
    for rule in rules_of(run.plan, provision):
        for place in places_around(rule, env, run):
            moments.append(_moment_of(run.final(rule, place), env))
    return chosen("earlier", moments)


def _moment_of(outcome: Outcome, env: Env) -> Value:
    """Prevented, or not in force: none; ahead: none unless planned moments are asked for."""
    if outcome.status == "undetermined":
        return Unknown(outcome.waits)
    if outcome.status == "conflict":
        return Unknown(frozenset({Need(outcome.rule, "conflict")}))
    effect = outcome.effect
    if effect is None or outcome.status != "in_force" or effect.state == "prevented":
        return NULL
    if effect.state == "unknown":
        return Unknown(outcome.waits | needs_of([effect.at]))
    return effect.at if effect.state == "occurred" or env.scheduled else NULL


def _arithmetic(operation: x.Operation, left: Value, right: Value) -> Value | None:
    """None of what is divided by 0."""
    match operation:
        case "plus":
            if isinstance(extent(right)[0] or extent(right)[1], Duration):
                return _lengthened(left, right)
            return combined(left, right, lambda a, b: a + b)
        case "less":
            return combined(left, right, lambda a, b: a - b, crossed=True)
        case "times":
            return scaled(left, right)
        case "divided by":
            return _divided(left, right)


def _lengthened(day: Value, length: Value) -> Value:
    """A day with a length of time added: the earliest day with the shortest, the latest with the longest."""
    if isinstance(day, Null) or isinstance(length, Null):
        return NULL
    ends = [_stepped_by(start, span) for start, span in zip(extent(day), extent(length), strict=True)]
    return between(ends[0], ends[1], (day, length), may_be_none(day) or may_be_none(length))


def _stepped_by(start: Plain | None, span: Plain | None) -> date | None:
    if start is None or not isinstance(span, Duration):
        return None
    return stepped(day_of(start), lambda d: add(d, span))


def _by_nothing(divisor: x.Term, env: Env, run: Run) -> Value:
    """Nothing can be divided by 0: the quotient stays open, and waits for a right divisor."""
    path = entry_path(run, divisor.entry, env) if isinstance(divisor, x.Read) else ""
    return Unknown(frozenset({Need(path)}) if path else frozenset(), none_possible=False)


def _divided(left: Value, right: Value) -> Value | None:
    if isinstance(left, Null) or isinstance(right, Null):
        return NULL
    if right == Known(Fraction(0)):
        return None
    if isinstance(right, Known) and isinstance(right.value, Fraction):
        return scaled(left, Known(1 / right.value))
    low, high = (number(end) for end in extent(right))
    if low is not None and low > 0:
        shares = between(Fraction(0) if high is None else 1 / high, 1 / low, (right,), may_be_none(right))
        return scaled(left, shares)
    return Unknown(needs_of((left, right)), none_possible=may_be_none(left) or may_be_none(right))


# ── cases, days, records ──────────────────────────────────────────────────────────────────────────


def _by_case(node: x.ByCase, env: Env, run: Run) -> Value:
    """The first arm whose case is true; where that is unknown, within the bounds of all that may apply."""
    possible: list[Value] = []
    waits: list[Value] = []
    for condition, term in node.arms:
        holds = run.condition(condition, env)
        if is_true(holds) and not possible:
            return run.term(term, env)
        if not is_false(holds):
            possible.append(run.term(term, env))
            waits.append(holds)
        if is_true(holds):
            break
    else:
        if not possible or node.otherwise is not None or not _exhaustive(node, run):
            possible.append(NULL if node.otherwise is None else run.term(node.otherwise, env))
        if len(possible) == 1:
            return possible[0]
    return either_of(possible, needs_of(waits))


def _exhaustive(node: x.ByCase, run: Run) -> bool:
    """Whether the arms name every value of one choice, or every answer to one question."""
    asked: dict[str, set[str]] = {}
    for condition, _ in node.arms:
        match condition:
            case x.Compare("is", x.Read(entry), x.Constant("choice", option)):
                asked.setdefault(entry, set()).add(str(option))
            case x.Under(question, answer):
                asked.setdefault(question, set()).add(answer)
            case _:
                return False
    entries, readings = run.plan.book.vocabulary.entries, run.plan.book.readings
    known = {e: {o.key for o in entries[e].choices} for e in asked if e in entries}
    known |= {q: set(readings[q].keys) for q in asked if q in readings}
    return any(known[name] == options for name, options in asked.items())


def _shift(shift: x.DayShift, run: Run) -> Callable[[date], date]:
    match shift:
        case "day after":
            return lambda d: d + timedelta(days=1)
        case "day before":
            return lambda d: d - timedelta(days=1)
        case "last day of month":
            return last_day_of_month
        case "last day of month before":
            return lambda d: last_day_of_month(add_months(d.replace(day=1), -1))
        case "first day of month":
            return lambda d: d.replace(day=1)
        case "this or next business day":
            return lambda d: _business_day(d, run)


def _business_day(day: date, run: Run) -> date:
    calendar = run.plan.book.calendar
    found = calendar.this_or_next(day) if calendar else None
    if found is None:
        raise OutsideCalendar(day)
    run.detail("business day", found)
    return found


def _first_after(entry: str, duration: Duration, day: Value, env: Env, run: Run) -> Value:
    """The earliest date of the records that comes after the days have passed."""
    passed = mapped(day, lambda d: add(d, duration))
    latest = extent(passed)[1]
    goal = None if latest is None else Known(latest)

    def is_after(place: Env) -> bool:
        return goal is not None and is_true(compare("more", _read(entry, place, run), goal))

    record = run.plan.book.vocabulary.entries[entry].record
    places, found = every(run, record, env, None if goal is None else is_after)
    dates = [_read(entry, p, run) for p in places]
    after = [(d, compare("more", d, passed)) for d in dates]
    # how far a series is needed is not known where the day has no end
    far = run.plan.book.vocabulary.records[record].series is None or goal is not None or isinstance(passed, Null)
    return _earliest(
        after, found.complete and far, found.needs | (frozenset() if far else needs_of([passed])), "earliest"
    )


def _aggregate(node: x.Aggregate, env: Env, run: Run) -> Value:
    places, found = every(run, node.record, env)
    chosen_ = [(p, TRUE if node.where is None else run.condition(node.where, p)) for p in places]
    unlisted = [] if found.complete else [Unknown(found.needs, none_possible=False)]
    if node.aggregation == "count":
        low, high = Fraction(sum(is_true(w) for _, w in chosen_)), Fraction(sum(not is_false(w) for _, w in chosen_))
        return between(low, high if found.complete else None, [*(w for _, w in chosen_), *unlisted])
    assert node.entry is not None
    pairs = [(_read(node.entry, p, run), w) for p, w in chosen_ if not is_false(w)]
    if node.aggregation == "sum":
        total = added([v if is_true(w) else _perhaps(v, w) for v, w in pairs])
        low_, high_ = extent(total)
        if not found.complete:
            least = number(extent(_read(node.entry, place_unlisted(run, node.record, env), run))[0])
            low_, high_ = low_ if least is not None and least >= 0 else None, None
        return between(low_, high_, [total, *unlisted])
    return _earliest(pairs, found.complete, found.needs, node.aggregation)


def _perhaps(value: Value, counts: Value) -> Value:
    """A part of a sum that may not count."""
    if isinstance(value, Null):
        return NULL
    low, high = extent(value)
    return Unknown(needs_of([value, counts]), low, high, none_possible=True)


def _earliest(pairs: list[tuple[Value, Value]], complete: bool, unlisted: Needs, kind: x.Aggregation) -> Value:
    """The earliest or latest of dates, some of which may not count; none of nothing."""
    extreme: x.Extreme = "earlier" if kind == "earliest" else "later"
    sure = chosen(extreme, [v for v, w in pairs if is_true(w)])
    possible = [v for v, w in pairs if not is_true(w) and not is_false(w)]
    if not possible and complete:
        return sure
    both = chosen(extreme, [sure, *possible])
    needs = needs_of([sure, *possible, *(w for _, w in pairs)])
    low, high = (extent(both)[0], extent(sure)[1]) if extreme == "earlier" else (extent(sure)[0], extent(both)[1])
    if not complete:
        needs |= unlisted
        low, high = (None, high) if extreme == "earlier" else (low, None)
    none = isinstance(sure, Null) or (isinstance(sure, Unknown) and sure.none_possible)
    return Unknown(needs, low, high, none_possible=none)
