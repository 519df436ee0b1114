"""A register as JSON."""

from collections.abc import Callable, Mapping

from dsl.base.citation import Citation
from dsl.model.book import Book
from dsl.model.citations import book_citations
from dsl.model.outcome import Outcome
from dsl.model.register import Line, Register
from dsl.report.outcomes import (
    KINDS,
    SCHEMA,
    Json,
    at_least,
    at_most,
    duty_json,
    need_json,
    one_of,
    plain_or_none,
    truth_json,
    worlds_json,
)

Words = Callable[[Outcome], Mapping[str, str]]


def register_json(register: Register, book: Book, what: Words) -> Json:
    """The lines in their order; `what` words what a line is about, by language."""
    cited = book_citations(book)
    settings = book.settings
    return {
        "schema": SCHEMA,
        "book": {"id": settings.id, "version": settings.version, "sha256": book.sha256},
        "case": register.case or None,
        "as_of": register.as_of.isoformat(),
        "worlds": None if register.worlds is None else worlds_json(register.worlds),
        "lines": [_line(line, book, cited, what) for line in register.lines],
    }


def _line(line: Line, book: Book, cited: Mapping[str, Citation], what: Words) -> Json:
    found = line.outcome
    return {
        "date": _day(line.day),
        "timing": line.timing,
        "when": plain_or_none(line.when),
        "when_at_least": at_least(line.when),
        "when_at_most": at_most(line.when),
        "when_one_of": one_of(line.when),
        "since": _day(line.since),
        "until": _day(line.until),
        "ahead": line.ahead,
        **_named(found.rule, cited),
        "kind": KINDS[found.kind],
        "bearer": found.bearer,
        "counterparty": found.counterparty,
        "action": found.action,
        "what": dict(what(found)),
        "subject": dict(found.subject) or None,
        "status": found.status,
        "duty": None if found.duty is None else duty_json(found.duty, book.settings.currency.code),
        "effect": None if found.effect is None else {"event": found.effect.event, "state": found.effect.state},
        "exercised": truth_json(found.exercised),
        "violated": truth_json(found.violated),
        "if_missed": [_named(rule, cited) for rule in line.missed],
        "needs": [need_json(n) for n in found.needs],
    }


def _named(rule: str, cited: Mapping[str, Citation]) -> dict[str, object]:
    provision, _, name = rule.partition("#")
    found = cited[provision]
    return {"provision": provision, "rule": name or None, "citation": {"ja": found.ja, "en": found.en}}


def _day(day: object) -> str | None:
    return None if day is None else str(day)
