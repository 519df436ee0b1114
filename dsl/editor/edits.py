"""Edits to a YAML text by the positions of its scalars: nothing else in the text moves."""

import re
from collections import defaultdict
from collections.abc import Iterable

from dsl.editor.layout import columns
from dsl.model.node import Scalar

_BLOCK = re.compile(r"\|[-+0-9]*(?=\s|$)")
_NEEDS_QUOTES = re.compile(r"[\[\]{},&*!|>'\"%@`#]|[-?:](\s|$)")
_FLOW = re.compile(r"[\[\]{},]")


def opens_flow(text: str) -> bool:
    """Whether a text begins a collection in braces or brackets, which stays on its line."""
    return text.startswith(("{", "["))


def plain_or_quoted(text: str, in_flow: bool) -> str:
    """The text as a one-line scalar, in single quotes only where YAML would read it otherwise."""
    risky = _NEEDS_QUOTES.match(text) or ": " in text or " #" in text or text.endswith(":") or text != text.strip()
    if risky or text in ("", "~", "null", "Null", "NULL") or (in_flow and _FLOW.search(text)):
        return "'" + text.replace("'", "''") + "'"
    return text


class Edits:
    """Edits collected against the lines of one text; where a scalar does not stand where it says, it stays."""

    def __init__(self, text: str):
        self.lines = text.split("\n")
        self._within: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        self._behind: dict[int, tuple[str, ...]] = {}
        self._dropped: set[int] = set()
        self._untouched: set[int] = set()

    def at(self, line: int, column: int) -> str:
        """The rest of a line from a position (both counted from 1)."""
        return self.lines[line - 1][column - 1 :]

    def width_before(self, scalar: Scalar) -> int:
        quote = 1 if scalar.style == "quoted" else 0
        return columns(self.lines[scalar.span.line - 1][: scalar.span.column - 1 - quote])

    def rename(self, key: Scalar, text: str) -> None:
        """Put another word for a key, within its quotes if it has some."""
        span = key.span
        if self.at(span.line, span.column).startswith(key.text):
            self._within[span.line].append((span.column - 1, span.column - 1 + len(key.text), text))

    def replace(self, scalar: Scalar, text: str) -> None:
        """Put a one-line scalar, as it shall be written, in place of any scalar."""
        place = self._place(scalar)
        if place is not None:
            self._within[scalar.span.line].append((*place, text))
            self._dropped |= self._content(scalar)

    def replace_with_block(self, scalar: Scalar, lines: Iterable[str], indent: int) -> None:
        """Put a `|` block in place of a scalar that stands on its key's line; a comment stays on that line."""
        place = self._place(scalar)
        if place is not None:
            self._within[scalar.span.line].append((*place, "|"))
            self._dropped |= self._content(scalar)
            self._behind[scalar.span.line] = tuple(" " * indent + line for line in lines)

    def leave(self, scalar: Scalar) -> None:
        """Keep a block's lines to the byte: spaces at their ends are part of its text."""
        self._untouched |= self._content(scalar)

    def _place(self, scalar: Scalar) -> tuple[int, int] | None:
        """Where a scalar with its quotes, or a block's indicator, begins and ends in its line."""
        span, line = scalar.span, self.lines[scalar.span.line - 1]
        if scalar.style == "block":
            found = _BLOCK.match(line, span.column - 1)
            return found.span() if found else None
        start, end = (span.column - 1, span.end_column - 1)
        if span.line != span.end_line:
            return None
        if scalar.style == "plain":
            return (start, end) if line[start:end] == scalar.text else None
        quotes = line[start - 1 : start] + line[end : end + 1]
        return (start - 1, end + 1) if quotes in ("''", '""') else None

    def _content(self, scalar: Scalar) -> set[int]:
        if scalar.style != "block":
            return set()
        first, indent = scalar.span.line, scalar.content[1] - 1
        last = first
        for number, line in enumerate(self.lines[first:], first + 1):
            if line.strip(" ") and len(line) - len(line.lstrip(" ")) < indent:
                break
            last = number if line.strip(" ") else last
        return set(range(first + 1, last + 1))

    def result(self) -> str:
        """The edited text, without spaces at the ends of lines and with one line end at its own."""
        out: list[str] = []
        for number, line in enumerate(self.lines, 1):
            if number not in self._dropped:
                out.append(line if number in self._untouched else self._edited(number, line))
                out += self._behind.get(number, ())
        while out and not out[-1].strip():
            out.pop()
        return "".join(f"{line}\n" for line in out)

    def _edited(self, number: int, line: str) -> str:
        for start, end, text in sorted(self._within[number], reverse=True):
            line = line[:start] + text + line[end:]
        return line.rstrip(" \t")
