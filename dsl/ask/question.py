"""One question: what is asked for, and for the sake of which rules."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Literal

from dsl.ask.facts import steps_of
from dsl.model.outcome import Result
from dsl.model.plan import Plan
from dsl.model.value import Need
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


def next_need(plan: Plan, result: Result, done: Container[str]) -> tuple[Need, tuple[str, ...]] | None:
    """What most outcomes wait for among what can still be asked, with the rules that do (as Result.ask_next, language
    4.6); None where nothing is left that can matter."""
    waiting: dict[Need, list[str]] = {}
    for outcome in result.outcomes:
        for need in outcome.waits:
            if need.path not in done and _askable(need, plan):
                waiting.setdefault(need, []).append(outcome.rule)
    rank = {key: at for at, key in enumerate(plan.order)}
    best = min(waiting, key=lambda n: (-len(waiting[n]), _rank(n, rank), n), default=None)
    return None if best is None else (best, tuple(dict.fromkeys(waiting[best])))


def _rank(need: Need, rank: Mapping[str, int]) -> int:
    return rank.get("".join(c for c in need.path if c not in "0123456789[]?"), len(rank))


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
