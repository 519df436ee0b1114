"""One question: what is asked for, and for the sake of which rules."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dsl.ask.facts import steps_of
from dsl.evaluate.truth import needs_of
from dsl.model.outcome import Result, bare_path
from dsl.model.plan import Plan
from dsl.model.value import Need, Needs
from dsl.model.vocabulary import Entry
from dsl.wording import entry_of

Asked = Literal["scope", "as of", "fact", "count", "more", "document", "reading"]

SCOPE, AS_OF = "scope", "as of"


@dataclass(frozen=True, slots=True)
class Question:
    """`path` is the fact's, or names the document or the reading; `entry` its word in the vocabulary; `why` the rules
    that wait for it; `holder` who judges."""

    asked: Asked
    path: str
    entry: Entry | None = None
    why: tuple[str, ...] = ()
    holder: str = ""


def next_need(
    plan: Plan, result: Result, done: Container[str], values: bool = False
) -> tuple[Need, tuple[str, ...]] | None:
    """What to ask for next, with the rules that wait for it; None where nothing is left that can matter.

    What decides whether rules apply comes before what a duty comes to (its amount, its performance), so that nothing is
    asked about a duty that turns out not to exist. Of those, what most outcomes wait for (as Result.ask_next, language
    4.6), save that what rules would work out of several facts, such as a due date, comes before those: one answer
    spares them. Of what decides as much, facts before judgements, which may not have been made yet. Last, and only
    where the `values` themselves are wanted, what these wait for.
    """
    rank = {key: at for at, key in enumerate(plan.order)}
    worked_out = plan.definers.keys()
    deciding = [(o.rule, o.undecided) for o in result.outcomes]
    owing = [(o.rule, o.waits) for o in result.outcomes]
    waiting = _waiting(deciding, plan, done) or _waiting(owing, plan, done)
    if values and not waiting:
        waiting = _waiting(_defined(plan, result), plan, done)
    if not waiting:
        return None

    def worth(need: Need) -> tuple[object, ...]:
        entry = entry_of(need.path, plan.book)
        spares = entry is not None and entry.id in worked_out
        return not spares, -len(waiting[need]), need.kind == "judgement", _rank(need, rank), need

    best = min(waiting, key=worth)
    return best, tuple(dict.fromkeys(waiting[best]))


def _defined(plan: Plan, result: Result) -> Iterator[tuple[str, Needs]]:
    """What the values wait for that rules in force define, of those that are told."""
    for outcome in result.outcomes:
        term = plan.rules[outcome.rule].term
        if term is not None and outcome.status == "in_force":
            entry = plan.book.vocabulary.entries[term]
            values = [v.value for path, v in result.values.items() if entry_of(path, plan.book) == entry]
            yield outcome.rule, needs_of(values)


def _waiting(waits: Iterable[tuple[str, Needs]], plan: Plan, done: Container[str]) -> dict[Need, list[str]]:
    """The rules by what they wait for, of what can be asked; once for each record."""
    found: dict[Need, list[str]] = {}
    for rule, needs in waits:
        for need in needs:
            if need.path not in done and _askable(need, plan):
                found.setdefault(need, []).append(rule)
    return found


def _rank(need: Need, rank: Mapping[str, int]) -> int:
    return rank.get(bare_path(need.path), len(rank))


def _askable(need: Need, plan: Plan) -> bool:
    """Whether a person can answer it: a fact that may be given, a document, a reading; not a date to come."""
    match need.kind:
        case "fact" | "judgement":
            entry = entry_of(need.path, plan.book)
            may_be_given = entry is not None and entry.kind != "one" and not entry.only_by_rules
            return may_be_given and steps_of(need.path) is not None
        case "document":
            return True
        case "reading":
            return need.path in plan.book.readings
        case "date" | "conflict":
            return False
