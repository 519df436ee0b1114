"""J402: a proviso without a main clause."""

from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import LEVELS, SENTENCES, Document
from dsl.official.sources import span_in


def find(document: Document) -> Iterator[Diagnostic]:
    for node in document.root.walk():
        if node.kind not in (*LEVELS, "row", "supplement"):
            continue
        first = next((c for c in node.children if c.kind in SENTENCES), None)
        if first is not None and first.kind == "proviso":
            yield diagnose("J402", span_in(document, first, 0, 3), sentence=first.text[:20])
