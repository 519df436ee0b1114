"""Read YAML or JSON as text nodes with exact positions: safe, bounded, nothing resolved.

No tags, no aliases, no merge keys: a rule file is data that a stranger may have written. The limits are far above
any honest book or case and far below what would hurt.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from dsl.base.diagnostic import BadInput, Diagnostic, diagnose
from dsl.base.source import Span
from dsl.model.node import Mapping, Node, Scalar, Sequence, Style

MAX_BYTES = 4_000_000
MAX_DEPTH = 50
MAX_NODES = 400_000
MAX_PRINTED_BYTES = 32_000_000


def read_text(path: Path, name: str) -> str:
    """The file's text; UTF-8 with or without BOM, any line ends. Raises BadInput for anything else."""
    return decode(_read_bytes(path, name, MAX_BYTES), name)


def read_printed(path: Path, name: str) -> str:
    """As `read_text`, of a printed document: it may be longer, and form feeds may part its pages."""
    return decode(_read_bytes(path, name, MAX_PRINTED_BYTES), name, pages="\f")


def _read_bytes(path: Path, name: str, limit: int) -> bytes:
    here = Span(name)
    try:
        size = path.stat().st_size
        if size > limit:
            raise BadInput([diagnose("L102", here, size=f"{size:,}", limit=f"{limit:,}")])
        return path.read_bytes()
    except OSError as problem:
        raise BadInput([diagnose("L101", here, why=problem.strerror or "?")]) from None


def read_raw(path: Path) -> str:
    """The file's text as it is, with its BOM and line ends, for whoever rewrites it."""
    return path.read_bytes().decode("utf-8")


def decode(raw: bytes, name: str, pages: str = "") -> str:
    """Bytes to text with `\\n` line ends; raises BadInput for binary data and other encodings. `pages`: signs that may
    part pages."""
    if b"\0" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput([diagnose("L103", Span(name))])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        good = raw[: problem.start].decode("utf-8-sig")
        raise BadInput([diagnose("L104", _span_at(name, good, len(good)))]) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = re.search(f"[^\t\n{pages}\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    if bad is not None:
        raise BadInput([diagnose("L103", _span_at(name, text, bad.start()))])
    return text


def _span_at(name: str, text: str, offset: int) -> Span:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span(name, line, column, line, column + 1)


def parse_documents(text: str, name: str) -> tuple[Node, ...]:
    """All documents of a YAML (or JSON) text. Raises BadInput with every problem found."""
    if name.endswith(".json"):
        text = _checked_json(text, name)
    problems: list[Diagnostic] = []
    try:
        found = tuple(_Composer(name, text, problems).documents(yaml.parse(text, Loader=yaml.SafeLoader)))
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        span = Span(name, mark.line + 1, mark.column + 1) if mark else Span(name)
        raise BadInput([*problems, diagnose("L105", span, why=_first_line(problem.problem))]) from None
    except (yaml.YAMLError, ValueError, OverflowError) as problem:
        raise BadInput([*problems, diagnose("L105", Span(name), why=_first_line(str(problem)))]) from None
    if problems:
        raise BadInput(problems)
    return found


def _first_line(text: str | None) -> str:
    return (text or "?").strip().splitlines()[0]


def _checked_json(text: str, name: str) -> str:
    """JSON's own syntax first (YAML would let more pass); tabs between tokens become spaces, columns stay."""
    deep = _too_deep(text)
    if deep is not None:
        raise BadInput([diagnose("L106", _span_at(name, text, deep), limit=MAX_DEPTH)])
    for line in text.splitlines() if name.endswith(".jsonl") else [text]:
        try:
            json.loads(line, parse_float=str, parse_int=str)
        except json.JSONDecodeError as problem:
            raise BadInput([_not_json(problem, name)]) from None
    return re.sub(r'("(?:\\.|[^"\\])*")|\t', lambda found: found.group(1) or " ", text)


def _not_json(problem: json.JSONDecodeError, name: str) -> Diagnostic:
    """The same place and words in every Python: since 3.13 a trailing comma is told at the comma itself."""
    if not problem.msg.startswith("Illegal trailing comma"):
        return diagnose("L105", Span(name, problem.lineno, problem.colno), why=problem.msg)
    after = re.compile(r"\s*").match(problem.doc, problem.pos + 1)
    place = _span_at(name, problem.doc, after.end() if after else problem.pos)
    wanted = "property name enclosed in double quotes" if problem.msg.endswith("object") else "value"
    return diagnose("L105", place, why=f"Expecting {wanted}")


def _too_deep(text: str) -> int | None:
    """Where brackets first stand deeper than the limit, before json recurses into them."""
    depth = 0
    for found in re.finditer(r'"(?:\\.|[^"\\])*"|[\[{]|[\]}]', text):
        if found.group() in "[{":
            depth += 1
            if depth > MAX_DEPTH + 1:
                return found.start()
        elif found.group() in "]}":
            depth -= 1
    return None


class _Composer:
    """Turns the event stream into nodes; depth is bounded before Python's own stack is in danger."""

    def __init__(self, name: str, text: str, problems: list[Diagnostic]):
        self.name, self.lines, self.problems, self.count = name, text.split("\n"), problems, 0

    def documents(self, events: Iterator[yaml.Event]) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                yield self.node(next(events), events, 0)

    def span(self, event: yaml.Event, offset: int = 0) -> Span:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return Span(self.name)
        return Span(self.name, start.line + 1, start.column + 1 + offset, end.line + 1, end.column + 1 - offset)

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        self.count += 1
        span = self.span(event)
        if depth > MAX_DEPTH:
            raise BadInput([*self.problems, diagnose("L106", span, limit=MAX_DEPTH)])
        if self.count > MAX_NODES:
            raise BadInput([*self.problems, diagnose("L102", span, size=f"{self.count:,}", limit=f"{MAX_NODES:,}")])
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise BadInput([*self.problems, diagnose("L107", span)])
        if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None) is not None:
            self.problems.append(diagnose("L108", span, tag=getattr(event, "tag", "")))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, span, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, span, depth)
        assert isinstance(event, yaml.ScalarEvent)
        return self.scalar(event)

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        style: Style = "plain" if event.style is None else "quoted" if event.style in "'\"" else "block"
        text = event.value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        span = self.span(event, 1 if style == "quoted" else 0)
        if event.style == ">" or (style != "block" and span.line != span.end_line):
            self.problems.append(diagnose("L110", span))
        return Scalar(text, span, style, self.content(span) if style == "block" else (span.line, span.column))

    def content(self, block: Span) -> tuple[int, int]:
        line = block.line
        while line < len(self.lines) - 1 and not self.lines[line].strip():
            line += 1
        return block.line + 1, len(self.lines[line]) - len(self.lines[line].lstrip(" ")) + 1

    def sequence(self, events: Iterator[yaml.Event], span: Span, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self.node(event, events, depth + 1))
        return Sequence(tuple(items), span)

    def mapping(self, events: Iterator[yaml.Event], span: Span, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Span] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.problems.append(diagnose("L105", key.span, why="a key must be text"))
                continue
            if key.text in seen:
                self.problems.append(diagnose("L109", key.span, key=key.text, related=[seen[key.text]]))
                continue
            seen[key.text] = key.span
            entries.append((key, value))
        return Mapping(tuple(entries), span)
