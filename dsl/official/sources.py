"""Where an offset of a printed text stands: line and column."""

from bisect import bisect_right

from dsl.base.source import Span
from dsl.model.printed import Document, Printed


def line_starts(text: str) -> tuple[int, ...]:
    return (0, *(i + 1 for i, sign in enumerate(text) if sign == "\n"))


def span_of(document: Document, offset: int, size: int = 1) -> Span:
    """The span of some characters of a document."""
    line, column = _place(document, offset)
    end_line, end_column = _place(document, offset + size)
    return Span(document.name, line, column, end_line, end_column)


def _place(document: Document, offset: int) -> tuple[int, int]:
    line = bisect_right(document.lines, offset)
    return line, offset - document.lines[line - 1] + 1


def span_in(document: Document, node: Printed, position: int = 0, size: int = 1) -> Span:
    """The span of a part of a node's text."""
    return span_of(document, node.offset(position), size)


def head_span(document: Document, node: Printed) -> Span:
    """The span of a node's heading or number."""
    start = node.start
    lead = len(document.text[start : start + 200]) - len(document.text[start : start + 200].lstrip())
    return span_of(document, start + lead, max(len(node.mark), 1))
