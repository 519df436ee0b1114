"""A time line as JSON."""

from collections.abc import Callable, Mapping

from dsl.base.citation import Citation
from dsl.model.book import Book
from dsl.model.citations import book_citations
from dsl.model.outcome import Accrual, Outcome
from dsl.model.timeline import Change, Timeline
from dsl.report.outcomes import SCHEMA, Json, at_least, at_most, outcome_json, plain_or_none

NAMING = ("provision", "rule", "citation", "kind", "bearer", "counterparty", "action", "subject")
"""What is the same on every day."""

Words = Callable[[Outcome], Mapping[str, str]]


def timeline_json(timeline: Timeline, book: Book, about: Words) -> Json:
    """The outcomes on the first day, and each change with how it was and how it is; `about` words what it is about, by
    language."""
    cited = book_citations(book)
    settings = book.settings
    return {
        "schema": SCHEMA,
        "book": {"id": settings.id, "version": settings.version, "sha256": book.sha256},
        "case": timeline.case or None,
        "from": timeline.first.isoformat(),
        "to": timeline.last.isoformat(),
        "evaluations": timeline.evaluations,
        "start": [{**_name(o, cited, book, about), **_state(o, cited, book)} for o in timeline.start],
        "changes": [_change(change, cited, book, about) for change in timeline.changes],
    }


def _change(change: Change, cited: Mapping[str, Citation], book: Book, about: Words) -> Json:
    return {
        "date": change.day.isoformat(),
        **_name(change.outcome, cited, book, about),
        "what": list(change.what),
        "before": None if change.before is None else _state(change.before, cited, book),
        "after": None if change.after is None else _state(change.after, cited, book),
    }


def _name(outcome: Outcome, cited: Mapping[str, Citation], book: Book, about: Words) -> dict[str, object]:
    told = outcome_json(outcome, cited[outcome.provision], book, grounds=False)
    return {**{key: told[key] for key in NAMING}, "about": dict(about(outcome))}


def _state(outcome: Outcome, cited: Mapping[str, Citation], book: Book) -> dict[str, object]:
    told = outcome_json(outcome, cited[outcome.provision], book, grounds=False)
    parts = outcome.duty.parts if outcome.duty is not None else ()
    accruals = [accrual_json(p.accrual) for p in parts if p.accrual is not None]
    return {key: value for key, value in told.items() if key not in (*NAMING, "readings")} | {"accrual": accruals}


def accrual_json(accrual: Accrual) -> Json:
    return {
        "first": plain_or_none(accrual.first),
        "first_at_least": at_least(accrual.first),
        "first_at_most": at_most(accrual.first),
        "a_year": plain_or_none(accrual.a_year),
        "a_day": plain_or_none(accrual.a_day),
    }
