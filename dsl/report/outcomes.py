"""A result as JSON (interface: Result). Amounts are strings of exact decimals, dates and moments ISO text."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from dsl.base.citation import Citation
from dsl.base.interval import EARLIEST, LATEST, Interval
from dsl.base.moment import Duration, Moment
from dsl.base.money import decimal_text
from dsl.model.book import Book
from dsl.model.citations import book_citations
from dsl.model.grounds import Ground
from dsl.model.outcome import MOST_WORLDS, Duty, Effect, Outcome, Part, Result, TermValue, Worlds
from dsl.model.rule import Kind
from dsl.model.value import Judgement, Known, Need, Null, Plain, Unknown, Value

SCHEMA = 1

Json = Mapping[str, object]

KINDS: Mapping[Kind, str] = {
    "define": "definition", "must": "must", "may": "may", "must not": "must_not", "need not": "need_not",
    "effect": "effect", "state": "statement", "follows": "follows",
}  # fmt: skip


def result_json(result: Result, book: Book, grounds: bool = False) -> Json:
    """The whole result; `grounds` adds `because` to every outcome. Same input, same text."""
    cited = book_citations(book)
    settings = book.settings
    next_ = result.ask_next
    return {
        "schema": SCHEMA,
        "book": {"id": settings.id, "version": settings.version, "sha256": book.sha256},
        "as_of": result.as_of.isoformat(),
        "readings": dict(result.readings),
        "documents": dict(result.documents),
        "assumed": list(result.assumed),
        "worlds": None if result.worlds is None else worlds_json(result.worlds),
        "outcomes": [outcome_json(o, cited[o.provision], book, grounds) for o in result.outcomes],
        "values": {path: term_json(value) for path, value in result.values.items()},
        "ask_next": None if next_ is None else need_json(next_),
    }


def worlds_json(worlds: Worlds) -> Json:
    """The contradictory statements, and whether each combination of them was followed."""
    return {
        "either": [
            {"path": e.path, "values": [option_json(o) for o in e.options], "source": list(e.sources)}
            for e in worlds.eithers
        ],
        "combinations": worlds.count,
        "limit": MOST_WORLDS,
        "complete": worlds.followed,
    }


def option_json(option: Value | Judgement) -> object:
    """One statement: a value, null, a judgement, or a range."""
    match option:
        case Judgement(judged, by, at):
            return {"judged": judged, "by": by, "at": None if at is None else str(at)}
        case Unknown():
            return {"at_least": at_least(option), "at_most": at_most(option)}
        case _:
            return plain_or_none(option)


def outcome_json(outcome: Outcome, citation: Citation, book: Book, grounds: bool) -> Json:
    name = outcome.rule.partition("#")[2]
    told: dict[str, object] = {
        "provision": outcome.provision,
        "rule": name or None,
        "citation": {"ja": citation.ja, "en": citation.en},
        "kind": KINDS[outcome.kind],
        "bearer": outcome.bearer,
        "counterparty": outcome.counterparty,
        "action": outcome.action,
        "subject": dict(outcome.subject) or None,
        "status": outcome.status,
        "possible": list(outcome.possible),
        "duty": None if outcome.duty is None else duty_json(outcome.duty, book.settings.currency.code),
        "effect": None if outcome.effect is None else effect_json(outcome.effect),
        "exercised": truth_json(outcome.exercised),
        "violated": truth_json(outcome.violated),
        "without_effect": outcome.without_effect,
        "defeated_by": list(outcome.defeated_by),
        "conflicts_with": list(outcome.conflicts_with),
        "needs": [need_json(n) for n in outcome.needs],
        "follows": list(outcome.follows),
        "gap": outcome.gap,
        "readings": [reading_json(q, outcome.matters) for q in outcome.readings],
    }
    if grounds and outcome.because is not None:
        told["because"] = ground_json(outcome.because)
    return told


def reading_json(question: str, matters: tuple[str, ...] | None) -> Json:
    """`matters` is null where it has not been worked out."""
    return {"question": question, "matters": None if matters is None else question in matters}


def duty_json(duty: Duty, currency: str) -> Json:
    low = at_least(duty.amount)
    return {
        "state": duty.state,
        "due": plain_or_none(duty.due),
        "due_at_earliest": at_least(duty.due),
        "due_at_latest": at_most(duty.due),
        "due_one_of": one_of(duty.due),
        "due_is_before": duty.before,
        "amount": plain_or_none(duty.amount),
        "currency": currency if duty.amount is not None else None,
        "remainder": plain_or_none(duty.remainder),
        "amount_at_least": low,
        "amount_at_most": at_most(duty.amount),
        "amount_one_of": one_of(duty.amount),
        "remainder_one_of": one_of(duty.remainder),
        "accruing": any(p.accruing for p in duty.parts),
        "parts": [part_json(p) for p in duty.parts],
    }


def part_json(part: Part) -> Json:
    return {
        "amount": plain_or_none(part.value),
        "amount_at_least": at_least(part.value),
        "amount_at_most": at_most(part.value),
        "amount_one_of": one_of(part.value),
        "accruing": part.accruing,
        "needs": [need_json(n) for n in sorted(part.value.needs)] if isinstance(part.value, Unknown) else [],
    }


def effect_json(effect: Effect) -> Json:
    return {
        "event": effect.event,
        "state": effect.state,
        "at": plain_or_none(effect.at),
        "at_earliest": at_least(effect.at),
        "at_latest": at_most(effect.at),
        "at_one_of": one_of(effect.at),
        "prevented_by": list(effect.prevented_by),
    }


def term_json(term: TermValue) -> Json:
    """A value, or what is known of it; with the readings that it consulted, where there are any."""
    asked = [reading_json(q, term.matters) for q in term.readings]
    return {**_value_of(term), "readings": asked} if asked else _value_of(term)


def _value_of(term: TermValue) -> dict[str, object]:
    match term.value:
        case Known(value):
            return {"value": plain_json(value)}
        case Null():
            return {"value": None}
        case Unknown() as value:
            told: dict[str, object] = {"unknown": True, "at_least": at_least(value), "at_most": at_most(value)}
            told |= {"one_of": one_of(value)} if value.one_of else {}
            told["needs"] = [need_json(n) for n in sorted(value.needs)]
            return told | ({"conflict": list(term.conflict)} if term.conflict else {})


def need_json(need: Need) -> Json:
    return {"path": need.path, "kind": need.kind, "holder": need.holder or None}


def truth_json(value: Value | None) -> bool | str | None:
    match value:
        case Known(bool() as known):
            return known
        case Unknown():
            return "unknown"
        case _:
            return None


def plain_or_none(value: Value | None) -> object:
    return plain_json(value.value) if isinstance(value, Known) else None


def plain_json(value: Plain) -> object:
    match value:
        case bool() | str():
            return value
        case Fraction():
            return decimal_text(value)
        case Moment():
            return str(value)
        case date():
            return value.isoformat()
        case Duration(count, unit):
            return f"{count} {unit}s"
        case Interval(first, last):
            return {
                "from": None if first == EARLIEST else first.isoformat(),
                "until": None if last >= LATEST else last.isoformat(),
            }


def at_least(value: Value | None) -> object:
    """The lower bound of what is not known; a bound of 0 tells nothing, and where there may be none, none holds."""
    if not isinstance(value, Unknown) or value.none_possible or value.low is None or value.low == 0:
        return None
    if isinstance(value.low, Interval) and not value.low.days:
        return None
    return plain_json(value.low)


def at_most(value: Value | None) -> object:
    return None if not isinstance(value, Unknown) or value.high is None else plain_json(value.high)


def one_of(value: Value | None) -> list[object] | None:
    """The values that it may have, null among them for none; null where these cannot be listed."""
    if not isinstance(value, Unknown) or not value.one_of:
        return None
    return [None if found is None else plain_json(found) for found in value.one_of]


def ground_json(ground: Ground, depth: int = 0) -> Json:
    """One step of the grounds with everything under it; `node` and `at` name the expression and its place."""
    about = ground.about
    told: dict[str, object] = {"kind": ground.kind, "key": ground.key, "value": _value_json(ground.value)}
    if about is not None:
        told |= {"node": type(about).__name__, "at": str(about.span)}
    if ground.source:
        told["source"] = ground.source
    if ground.detail:
        told["steps"] = dict(ground.detail)
    if ground.parts:
        told["parts"] = [ground_json(p, depth + 1) for p in ground.parts]
    return told


def _value_json(value: Value) -> object:
    match value:
        case Known(known):
            return plain_json(known)
        case Null():
            return None
        case Unknown():
            return {"unknown": True, "at_least": at_least(value), "at_most": at_most(value)}
