"""The line of the source that a diagnostic speaks of, with the place marked below it."""

from unicodedata import east_asian_width

from dsl.base.diagnostic import Diagnostic, Language
from dsl.base.source import Span

WIDTH = 100
_UNDERSTOOD = {"ja": "ここまでの読み", "en": "understood so far"}


def excerpt(diagnostic: Diagnostic, text: str, language: Language) -> tuple[str, ...]:
    """Lines to print below a diagnostic: the source line, the caret, and the words of the sentence read before it.

    text: the source, with `\\n` line ends. Full-width characters take two columns, as terminals set them; of a line
    longer than WIDTH characters only the part around the place is shown. Nothing where the span lies outside the text.
    """
    lines = text.split("\n")
    span = diagnostic.span
    if not 1 <= span.line <= len(lines):
        return ()
    line = lines[span.line - 1].replace("\t", " ")
    start = max(0, min(span.column - 1, len(line)))
    cut = max(0, start - WIDTH // 2) if len(line) > WIDTH else 0
    shown = line[cut : cut + WIDTH]
    number = f"{span.line:>5} │ "
    told = [f"{number}{'…' if cut else ''}{shown}{'…' if cut + WIDTH < len(line) else ''}"]
    lead = " " * (len(number) - 2) + "│ " + (" " if cut else "")
    told.append(lead + " " * _columns(line[cut:start]) + "^" * _marked(line, start, span))
    if diagnostic.understood:
        told.append(f"{' ' * (len(number) - 2)}= {_UNDERSTOOD[language]}: {diagnostic.understood}")
    return tuple(told)


def _marked(line: str, start: int, span: Span) -> int:
    """How wide the mark is: the span where it ends on its own line, else to the end of the line."""
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    return max(1, _columns(line[start : max(start + 1, end)][:WIDTH]))


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
