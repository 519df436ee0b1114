"""J104: the table of contents and the headings say different things."""

import difflib
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import DIVISIONS, Document, Printed
from dsl.official.front import contents_headings
from dsl.official.lines import Line, split_lines
from dsl.official.marks import Heading
from dsl.official.sources import head_span, span_of

_KINDS = ("article", "supplement", "annex", *DIVISIONS.values())
Key = tuple[str, str, str]


def find(document: Document) -> Iterator[Diagnostic]:
    contents = next((n for n in document.root.children if n.kind == "contents"), None)
    if contents is None:
        return
    listed = [(h, line) for h, line in contents_headings(_lines(document, contents)) if h.kind in _KINDS]
    told = {h.kind for h, _ in listed}
    printed = [n for n in document.root.walk() if n.kind in told and "." not in n.id.removeprefix("chapter")]
    printed = [n for n in printed if n.kind not in ("article",) or "." not in n.id]
    ours = [_key(n.kind, n.number, n.title) for n in printed]
    theirs = [_key(h.kind, h.number, h.title) for h, _ in listed]
    matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield from _differ(document, listed[i1:i2], printed[j1:j2], listed[max(i1 - 1, 0)][1] if listed else None)


def _lines(document: Document, contents: Printed) -> list[Line]:
    lines = []
    for run in contents.runs:
        for line in split_lines(document.text[run.start : run.end]):
            lines.append(
                Line(line.start + run.start, line.end + run.start, line.at + run.start, line.text, not line.text)
            )
    return lines


def _key(kind: str, number: str, title: str) -> Key:
    return (
        kind,
        number if kind != "supplement" else "",
        "".join(title.split()) if kind not in ("supplement", "annex") else "",
    )


def _differ(
    document: Document, listed: list[tuple[Heading, Line]], printed: list[Printed], before: Line | None
) -> Iterator[Diagnostic]:
    for at in range(max(len(listed), len(printed))):
        node = printed[at] if at < len(printed) else None
        if at < len(listed):
            _, line = listed[at]
            related = [head_span(document, node)] if node else []
            yield diagnose(
                "J104", span_of(document, line.at, len(line.text)), related=related, hint=_heading(node),
                listed=line.text.rstrip("0123456789 .…・･"), printed=_heading(node) or "–",
            )  # fmt: skip
        elif node is not None:
            span = span_of(document, before.at, len(before.text)) if before else head_span(document, node)
            yield diagnose("J104", span, related=[head_span(document, node)], listed="–", printed=_heading(node))


def _heading(node: Printed | None) -> str:
    return node.mark if node is not None else ""
