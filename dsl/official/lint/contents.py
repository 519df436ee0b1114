"""J104: the table of contents and the headings say different things."""

import difflib
import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import DIVISIONS, Document, Printed
from dsl.official.front import contents_headings
from dsl.official.lines import Line, split_lines
from dsl.official.marks import Heading
from dsl.official.numbers import NUMBER, value
from dsl.official.sources import head_span, span_of

_KINDS = ("article", "supplement", "annex", *DIVISIONS.values())
_RANGE = re.compile(r"[（(]第[^（）()]+[）)]$")
"""The articles of a chapter: （第一条―第三条）."""
Key = tuple[str, str, str]


def find(document: Document) -> Iterator[Diagnostic]:
    contents = next((n for n in document.root.children if n.kind == "contents"), None)
    if contents is None:
        return
    listed = [(h, line) for h, line in contents_headings(_lines(document, contents)) if h.kind in _KINDS]
    told = {h.kind for h, _ in listed}
    printed = [n for n in document.root.walk() if n.kind in told and "." not in n.id.removeprefix("chapter")]
    printed = [n for n in printed if n.kind not in ("article",) or "." not in n.id]
    spare = sum(n.kind == "supplement" for n in printed) - sum(h.kind == "supplement" for h, _ in listed)
    if spare > 0:  # later supplements are seldom listed
        printed = [n for n in printed if n.kind != "supplement"] + [n for n in printed if n.kind == "supplement"][
            :-spare
        ]
    yield from _ranges(document, listed, printed)
    ours = [_key(n.kind, n.number, n.title) for n in printed]
    theirs = [_key(h.kind, h.number, h.title) for h, _ in listed]
    matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield from _differ(document, listed[i1:i2], printed[j1:j2], listed[max(i1 - 1, 0)][1] if listed else None)


def _ranges(document: Document, listed: list[tuple[Heading, Line]], printed: list[Printed]) -> Iterator[Diagnostic]:
    """第三章　役員（第九条―第十五条）: the articles that the contents give a chapter, and those that it has."""
    for heading, line in listed:
        told = _RANGE.search("".join(heading.title.split()))
        node = next((n for n in printed if n.kind == heading.kind and n.number == heading.number), None)
        if told is None or node is None:
            continue
        numbers = [str(value(n)) for n in re.findall(f"第({NUMBER})条", told.group())]
        articles = [c.number for c in node.walk() if c.kind == "article"]
        if articles and numbers and (numbers[0], numbers[-1]) != (articles[0], articles[-1]):
            span = span_of(document, line.at, len(line.text))
            yield diagnose(
                "J104", span, related=[head_span(document, node)], listed=told.group().strip("（）()"),
                printed=f"第{articles[0]}条–第{articles[-1]}条",
            )  # fmt: skip


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
        _RANGE.sub("", "".join(title.split())) if kind not in ("supplement", "annex") else "",
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
