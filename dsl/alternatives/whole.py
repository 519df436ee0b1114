"""A case as it is read, with what another reading of each question would change."""

from dataclasses import dataclass

from dsl.alternatives.vary import Alternative, alternatives, with_matters
from dsl.base.source import Span
from dsl.model.book import Book
from dsl.model.case import Case
from dsl.model.outcome import Result
from dsl.model.plan import Plan
from dsl.pipeline import evaluate_typed
from dsl.report import result_json
from dsl.report.text import json_text


@dataclass(frozen=True, slots=True)
class Read:
    """A result that tells which readings matter, and the results under the others."""

    result: Result
    others: tuple[Alternative, ...]


def read_case(plan: Plan, case: Case, span: Span, only: tuple[str, ...] = (), explain: bool = False) -> Read:
    """Evaluate a case under its readings, then under each other answer. Raises BadInput."""
    result = evaluate_typed(plan, case, span, only, explain)
    others = alternatives(plan, case, result, span, only)
    return Read(with_matters(result, others), others)


def read_text(read: Read, book: Book, explain: bool = False, compact: bool = False) -> str:
    """The result as programs get it: what `yakkan eval --json` prints, to the byte."""
    return json_text(result_json(read.result, book, explain), compact)
