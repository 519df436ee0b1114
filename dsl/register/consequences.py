"""What follows if a duty is not done: the rules whose conditions say that it is breached, or that the event which
performs it has not happened. What only a chain of provisions leads to is left to those provisions."""

from collections.abc import Iterator, Mapping

from dsl.model import expression as x
from dsl.model.expression import Condition
from dsl.model.plan import Plan
from dsl.model.references import expand
from dsl.model.rule import Rule

_FOLLOWING = ("must", "may", "must not", "need not", "effect")
_FAILED = ("breached", "violated")


def consequences(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """The rules that follow, by duty or prohibition; in the document's order."""
    following = [(rule, frozenset(_undone(rule, plan))) for rule in plan.rules.values() if rule.kind in _FOLLOWING]
    return {
        duty.id: tuple(rule.id for rule, undone in following if undone & _failures(duty, plan) and rule.id != duty.id)
        for duty in plan.rules.values()
        if duty.kind in ("must", "must not")
    }


def _failures(duty: Rule, plan: Plan) -> frozenset[str]:
    """How a condition may say that a duty is not done: by its id, or by the event that performs it and nothing else."""
    told = {duty.id}
    action = plan.book.vocabulary.actions.get(duty.action or "")
    if (
        duty.kind == "must"
        and action is not None
        and action.event is not None
        and _is_its_own(action.event, duty, plan)
    ):
        told.add(action.event)
    return frozenset(told)


def _is_its_own(event: str, duty: Rule, plan: Plan) -> bool:
    """An event of the duty's own record, or of one that there is only once; a notice, say, may be about anything."""
    record = plan.book.vocabulary.entries[event].record
    many = {e.holds for e in plan.book.vocabulary.entries.values() if e.kind == "list"}
    return record == duty.each or record not in many


def _undone(rule: Rule, plan: Plan) -> Iterator[str]:
    if rule.when is not None:
        yield from _denied(rule.when, True, plan, frozenset())
    if rule.unless is not None:
        yield from _denied(rule.unless, False, plan, frozenset())


def _denied(node: Condition, affirmed: bool, plan: Plan, seen: frozenset[str]) -> Iterator[str]:
    """The events whose absence, and the duties whose breach, help to make a condition true."""
    match node:
        case x.And(parts) | x.Or(parts):
            for part in parts:
                yield from _denied(part, affirmed, plan, seen)
        case x.Not(part):
            yield from _denied(part, not affirmed, plan, seen)
        case x.Although(concession, main):
            yield from _denied(concession, affirmed, plan, seen)
            yield from _denied(main, affirmed, plan, seen)
        case x.Marked(part=part) | x.Regarding(part=part) | x.At(condition=part):
            yield from _denied(part, affirmed, plan, seen)
        case x.Quantified():
            yield from _quantified(node, affirmed, plan, seen)
        case x.Happened(event) | x.TookEffect(event):
            if not affirmed:
                yield event
        case x.State(provision, state):
            if state in (_FAILED if affirmed else ("fulfilled",)):
                yield from expand(provision, plan.provisions, plan.rules)
        case x.Holds(entry) if entry not in seen:
            yield from _defined(entry, affirmed, plan, seen | {entry})
        case _:  # what compares days or amounts tells of no act that was left undone
            return


def _quantified(node: x.Quantified, affirmed: bool, plan: Plan, seen: frozenset[str]) -> Iterator[str]:
    if node.where is not None:
        yield from _denied(node.where, affirmed == (node.quantifier == "any"), plan, seen)
    if node.body is not None:
        yield from _denied(node.body, affirmed, plan, seen)


def _defined(entry: str, affirmed: bool, plan: Plan, seen: frozenset[str]) -> Iterator[str]:
    """The conditions behind a derived truth, in the vocabulary or in the rules that define it."""
    own = plan.book.vocabulary.entries[entry].define
    definers = [plan.rules[r] for r in plan.definers.get(entry, ())]
    for found in (own, *(r.when for r in definers), *(r.value for r in definers)):
        if isinstance(found, Condition):
            yield from _denied(found, affirmed, plan, seen)
    for definer in definers:
        if definer.unless is not None:
            yield from _denied(definer.unless, not affirmed, plan, seen)
