"""J304: a word that is defined twice."""

from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import Definition, Document
from dsl.official.sources import span_of


def find(document: Document) -> Iterator[Diagnostic]:
    first: dict[str, Definition] = {}
    for definition in document.definitions:
        before = first.setdefault(definition.term, definition)
        if before is not definition:
            size = len(definition.term)
            yield diagnose(
                "J304", span_of(document, definition.at, size), related=[span_of(document, before.at, size)],
                term=definition.term,
            )  # fmt: skip
