"""Checks of a parsed book: one file a subject, each a function from book to diagnostics."""

from collections.abc import Callable, Iterable

from dsl.base.diagnostic import Diagnostic
from dsl.check.contents import check_contents
from dsl.check.given import check_given
from dsl.check.graph import check_graph
from dsl.check.names import check_names
from dsl.check.phrases import check_phrases
from dsl.check.readings import check_readings
from dsl.check.references import check_references
from dsl.check.shapes import check_shapes
from dsl.check.types import check_types
from dsl.model.book import Book

CHECKS: tuple[Callable[[Book], Iterable[Diagnostic]], ...] = (
    check_names, check_phrases, check_contents, check_references, check_shapes, check_types, check_readings,
    check_given,
)  # fmt: skip


def check_book(book: Book) -> list[Diagnostic]:
    """Everything wrong with a book but for circles, which only a plan shows (check_graph)."""
    return [d for check in CHECKS for d in check(book)]


__all__ = ["CHECKS", "check_book", "check_graph"]
