"""The printed text of the terms beside the rules: only where somebody names it, so that no published site holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dsl.base.diagnostic import Diagnostic
from dsl.load.documents import read_printed
from dsl.model.book import Book
from dsl.model.printed import Document
from dsl.official import lint_document, read_document
from dsl.official.bridge import Tie, found_in, tie


@dataclass(frozen=True, slots=True)
class PrintView:
    """What is printed of a unit, lines joined, and what its drafting lacks."""

    text: str
    findings: tuple[Diagnostic, ...]


def read_official(book: Book, path: Path) -> Mapping[str, PrintView]:
    """The printed text by the units of a book. Raises BadInput for a file that cannot be read."""
    document = read_document(read_printed(path, path.as_posix()), path.as_posix())
    found = lint_document(document)
    return {unit: _view(tied, document, found) for unit, tied in tie(book, document).ties.items()}


def _view(tied: Tie, document: Document, found: tuple[Diagnostic, ...]) -> PrintView:
    runs = sorted(tied.runs, key=lambda run: run.start)
    texts = ("".join(line.strip() for line in document.text[r.start : r.end].splitlines()) for r in runs)
    return PrintView(" ".join(text for text in texts if text), found_in(tied, document, found))
