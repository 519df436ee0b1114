"""A printed document as JSON."""

import hashlib
from bisect import bisect_right

from dsl.model.printed import Document, Printed
from dsl.report.outcomes import Json


def document_json(document: Document) -> Json:
    """The tree, definitions and references; offsets count characters of the text (a line end is one), lines from 1."""
    starts = document.lines
    return {
        "schema": 1,
        "text": {
            "name": document.name,
            "sha256": hashlib.sha256(document.text.encode()).hexdigest(),
            "characters": len(document.text),
        },
        "tree": [_node(child, starts) for child in document.root.children],
        "definitions": [
            {"term": d.term, "kind": d.kind, "within": d.within, "at": d.at, "line": _line(d.at, starts)}
            for d in document.definitions
        ],
        "references": [
            {
                "text": r.text,
                "within": r.within,
                "targets": list(r.targets),
                "external": r.external or None,
                "at": r.at,
                "line": _line(r.at, starts),
            }
            for r in document.references
        ],
        "unplaced": [node.id for node in document.unplaced],
    }


def _node(node: Printed, starts: tuple[int, ...]) -> Json:
    told: dict[str, object] = {"kind": node.kind, "id": node.id}
    for name in ("number", "mark", "title", "text"):
        if getattr(node, name):
            told[name] = getattr(node, name)
    told["line"] = _line(node.start, starts)
    told["runs"] = [[r.start, r.end] for r in node.runs]
    if node.children:
        told["children"] = [_node(child, starts) for child in node.children]
    return told


def _line(offset: int, starts: tuple[int, ...]) -> int:
    return bisect_right(starts, offset)
