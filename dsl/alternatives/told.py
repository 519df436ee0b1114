"""Every combination of readings as JSON: each outcome and value by the readings that matter to it."""

from dsl.alternatives.vary import AllReadings, Varied, varied_outcomes, varied_values
from dsl.base.citation import Citation
from dsl.model.book import Book
from dsl.model.citations import book_citations
from dsl.model.outcome import Outcome, TermValue
from dsl.report import result_json
from dsl.report.outcomes import Json, outcome_json, term_json

_NAMING = ("provision", "rule", "citation", "kind", "bearer", "counterparty", "action", "subject")
"""What is the same under every reading."""


def all_readings_json(found: AllReadings, book: Book) -> Json:
    """The case's own keys, the questions varied, and under `by_reading` what comes out; a row's `readings` are the
    answers to the questions that matter there, so that what no reading changes has one row with none."""
    cited = book_citations(book)
    own = result_json(found.base, book)
    return {
        **{key: own[key] for key in ("schema", "book", "as_of", "readings", "documents", "assumed", "worlds")},
        "questions": list(found.questions),
        "complete": found.complete,
        "combinations": len(found.readings),
        "outcomes": [_outcome(varied, cited, book) for varied in varied_outcomes(found)],
        "values": {v.key: [_value(choice, value) for choice, value in v.rows] for v in varied_values(found)},
    }


def _outcome(varied: Varied[Outcome], cited: dict[str, Citation], book: Book) -> Json:
    rows = [
        (choice, None if o is None else outcome_json(o, cited[o.provision], book, grounds=False))
        for choice, o in varied.rows
    ]
    first = next(told for _, told in rows if told is not None)
    by_reading = [{"readings": dict(choice), **_result(told)} for choice, told in rows]
    return {**{key: first[key] for key in _NAMING}, "questions": list(varied.questions), "by_reading": by_reading}


def _result(told: Json | None) -> Json:
    """What comes out; a record that there is not under some reading has no status."""
    if told is None:
        return {"status": None}
    return {key: value for key, value in told.items() if key not in (*_NAMING, "readings")}


def _value(choice: object, value: TermValue | None) -> Json:
    told = {} if value is None else {k: v for k, v in term_json(value).items() if k != "readings"}
    return {"readings": dict(choice), **told}  # type: ignore[call-overload]
