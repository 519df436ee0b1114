"""What is known of a fact, a derived term or an event: given, worked out by rules, or in conflict (language 4)."""

from dataclasses import replace
from fractions import Fraction

from dsl.base.moment import order
from dsl.evaluate.bounds import chosen, compare, compared, extent, same
from dsl.evaluate.parts import given_in_parts, made_up
from dsl.evaluate.records import find, path_of
from dsl.evaluate.rounding import rounded
from dsl.evaluate.run import Env, Run
from dsl.evaluate.states import outcomes_around
from dsl.evaluate.truth import is_false, waiting
from dsl.model.case import Instance
from dsl.model.outcome import Outcome, TermValue
from dsl.model.rule import Rule
from dsl.model.value import FALSE, NULL, TRUE, Judgement, Known, Need, Null, Plain, Unknown, Value
from dsl.model.vocabulary import Entry


def entry_value(entry: Entry, env: Env, run: Run) -> TermValue:
    """The value of a fact or term for the nearest record of its type."""
    place = find(run, entry.record, env)
    if place is None:
        return TermValue(Unknown())
    given = _given(entry, place.stack[-1], place, run)
    worked_out = _worked_out(entry, place, run)
    if worked_out is None:
        run.source(_told_by(path_of(place.stack[-1], entry.key), run))
        return TermValue(given)
    return _together(entry, worked_out, given, place, run)


def _told_by(path: str, run: Run) -> str:
    """Where a fact comes from: its path in the facts, with the source of what is stated, or the standing assumption."""
    if path in run.case.assumed:
        return f"assumed: {path}"
    source = run.case.told_by.get(path)
    return f"{path}: {source}" if source else path


def _given(entry: Entry, instance: Instance, env: Env, run: Run) -> Value:
    """The fact itself."""
    path = path_of(instance, entry.key)
    if entry.key in instance.same:
        return run.known(instance.same[entry.key], env).value
    fact = instance.values.get(entry.key)
    match fact:
        case None:
            return _left_out(entry, path, instance)
        case Judgement():
            return _judged(entry, fact, path, env)
        case _:
            return fact


def _left_out(entry: Entry, path: str, instance: Instance) -> Unknown:
    """Left out means unknown. An amount is never negative (checked), so that sums keep a lower bound."""
    unlisted = instance.blank and instance.path.endswith("[?]")
    if entry.kind == "judgement" and not unlisted:
        return waiting(Need(path, "judgement", entry.holder or ""))
    floor = Fraction(0) if entry.kind in ("money", "number", "percent") else None
    none = entry.optional or entry.kind == "event"
    return Unknown(instance.waits or frozenset({Need(path)}), floor, None, none_possible=none)


def _judged(entry: Entry, fact: Judgement, path: str, env: Env) -> Value:
    """The holder's judgement once made; anybody else's counts as unknown (language 4.5)."""
    if fact.at is not None:
        env.turns(Known(fact.at), 0)
    made = fact.at is None or order(fact.at, env.now) != 1
    if made and fact.by in (None, entry.holder):
        return Known(fact.judged)
    return waiting(Need(path, "judgement", entry.holder or ""))


# ── derived ───────────────────────────────────────────────────────────────────────────────────────


def _worked_out(entry: Entry, place: Env, run: Run) -> TermValue | None:
    """What definitions and effects say; None where there are none."""
    if entry.define is not None:
        expression = entry.define
        truth_like = entry.kind in ("truth", "judgement")
        value = run.condition(expression, place) if truth_like else run.term(expression, place)  # type: ignore[arg-type]
        return TermValue(value, settled=True)
    if entry.kind == "event":
        return made_up(entry, place, run) or _brought_about(entry, place, run)
    definers = run.plan.definers.get(entry.id, ())
    if not definers:
        return None
    found = [o for r in definers for o in outcomes_around(run.plan.rules[r], place, run)]
    return _defined(entry, found, place, run)


def _defined(entry: Entry, found: list[Outcome], place: Env, run: Run) -> TermValue:
    clash = tuple(o.rule for o in found if o.status == "conflict")
    if clash:
        return TermValue(waiting(*(Need(r, "conflict") for r in clash)), clash)
    holding = [o for o in found if o.status == "in_force"]
    if holding:
        return TermValue(definition_value(run.plan.rules[holding[0].rule], place, run), settled=True)
    open_ = [o for o in found if o.status == "undetermined"]
    if open_:
        return TermValue(Unknown(frozenset(n for o in open_ for n in o.waits)))
    return TermValue(FALSE if entry.kind in ("truth", "judgement") else NULL)


def definition_value(rule: Rule, env: Env, run: Run) -> Value:
    """What a definition says: its value, or that a truth holds."""
    if rule.value is None or rule.term is None:
        return TRUE
    if run.plan.book.vocabulary.entries[rule.term].kind in ("truth", "judgement"):
        return run.condition(rule.value, env)  # type: ignore[arg-type]
    return rounded(run.term(rule.value, env), rule.rounding, run)  # type: ignore[arg-type]


def _brought_about(entry: Entry, place: Env, run: Run) -> TermValue | None:
    """The earliest moment at which a rule brings the event about (language 3.10)."""
    causes = run.plan.causes.get(entry.id, ())
    if not causes:
        return None
    found = [o for r in causes for o in outcomes_around(run.plan.rules[r], place, run)]
    clash = tuple(o.rule for o in found if o.status == "conflict")
    if clash:
        return TermValue(waiting(*(Need(r, "conflict") for r in clash)), clash)
    moments = [o.effect.at for o in found if o.status == "in_force" and o.effect is not None]
    first = extent(chosen("earlier", [m for m in moments if isinstance(m, Known)]))[1]
    open_: list[Value] = [_maybe(o) for o in found if o.status == "undetermined" and not _later(o, first)]
    value = chosen("earlier", [*moments, *open_])
    if open_ and isinstance(value, Unknown) and not entry.only_by_rules:
        value = replace(value, low=None)  # what may only come about does not keep it from being earlier
    return TermValue(value, settled=bool(moments))


def _maybe(outcome: Outcome) -> Unknown:
    """When an event happens that an undetermined rule may bring about."""
    low, high = extent(outcome.effect.at) if outcome.effect is not None else (None, None)
    return Unknown(outcome.waits, low, high)


def _later(outcome: Outcome, first: Plain | None) -> bool:
    """An effect that is undetermined but could only come after the first."""
    at = outcome.effect.at if outcome.effect is not None else None
    return first is not None and isinstance(at, Known) and compared(at.value, first) == 1


# ── given beside derived ──────────────────────────────────────────────────────────────────────────


def _together(entry: Entry, rules: TermValue, given: Value, place: Env, run: Run) -> TermValue:
    """A given value serves where the rules are undetermined; where they differ the term is in conflict (4.4). What is
    only assumed gives way to the rules."""
    was_given = entry.key in place.stack[-1].values
    path = path_of(place.stack[-1], entry.key)
    if not was_given:
        return rules if given_in_parts(entry, place, run) else _silent(entry, rules, path)
    if isinstance(rules.value, Unknown) and not rules.conflict:
        run.source(_told_by(path, run))
        return TermValue(given)
    if path in run.case.assumed:
        run.unneeded.add(path)
        return rules
    if _open_ended(entry, rules):
        return TermValue(given)
    judged = isinstance(place.stack[-1].values[entry.key], Judgement)
    if _agree(rules.value, given) or (judged and isinstance(given, Unknown)):
        return rules
    if isinstance(given, Unknown) and not is_false(compare("is", rules.value, given)):
        return TermValue(Unknown(given.needs))  # what is given may still turn out to be another value
    return TermValue(waiting(Need(path, "conflict")), (*_sources(entry, place, run), path))


def _silent(entry: Entry, rules: TermValue, path: str) -> TermValue:
    """Nothing given: what the rules say; an event that rules need not bring about may still have happened."""
    if _open_ended(entry, rules):
        return TermValue(waiting(Need(path)))
    if isinstance(rules.value, Unknown) and not rules.conflict and not (entry.derived or entry.only_by_rules):
        return replace(rules, value=_or_given(entry, rules.value, rules.settled, path))
    return rules


def _or_given(entry: Entry, found: Unknown, settled: bool, path: str) -> Unknown:
    """What rules leave open may still be given, and as any value, save where one in force bounds it."""
    needs = found.needs | {Need(path)}
    if settled:
        return replace(found, needs=needs)
    floor = Fraction(0) if entry.kind in ("money", "number", "percent") else None
    return Unknown(needs, floor, None, none_possible=entry.optional or entry.kind == "event")


def _open_ended(entry: Entry, rules: TermValue) -> bool:
    """No rule brings the event about, and nothing says that only rules can."""
    if rules.settled or not isinstance(rules.value, Null):
        return False
    return not entry.only_by_rules if entry.kind == "event" else entry.kind not in ("truth", "judgement")


def _agree(left: Value, right: Value) -> bool:
    if isinstance(left, Known) and isinstance(right, Known):
        return same(left.value, right.value)
    return left == right


def _sources(entry: Entry, place: Env, run: Run) -> tuple[str, ...]:
    """The rules that now give the value, else those that could, else the term's own definition."""
    rules = run.plan.causes.get(entry.id, ()) + run.plan.definers.get(entry.id, ())
    holding = [r for r in rules for o in outcomes_around(run.plan.rules[r], place, run) if o.status == "in_force"]
    return tuple(dict.fromkeys(holding)) or rules or (entry.id,)
