"""A book's folder, whole, to a draft."""

import hashlib
from functools import lru_cache
from pathlib import Path

from dsl.base.diagnostic import BadInput, Diagnostic, diagnose, errors_of
from dsl.base.source import Span
from dsl.load.articles import read_article, read_contents
from dsl.load.calendars import ClosedDays, closed_days
from dsl.load.documents import parse_documents, read_text
from dsl.load.readings import read_readings
from dsl.load.settings import read_settings
from dsl.load.vocabulary import read_vocabulary
from dsl.model.draft import DraftBook
from dsl.model.node import Node


def book_files(folder: Path) -> tuple[Path, ...]:
    """book.yaml, contents.yaml, readings.yaml, vocabulary/ and articles/, in the order in which they are read."""
    fixed = [folder / "book.yaml", folder / "contents.yaml", folder / "readings.yaml"]
    found = [p for p in fixed if p.is_file()]
    for part in ("vocabulary", "articles"):
        found += sorted((folder / part).glob("*.yaml"))
    return tuple(found)


def load_draft(folder: Path, closed: ClosedDays = closed_days) -> tuple[DraftBook, tuple[Diagnostic, ...]]:
    """Read a book; `closed` tells the closed days of its calendar. Returns the draft with the problems of its content;
    raises BadInput where files cannot be read."""
    if not (folder / "book.yaml").is_file():
        raise BadInput([diagnose("L101", Span(str(folder / "book.yaml")), why="book.yaml?")])
    nodes: dict[str, Node] = {}
    problems: list[Diagnostic] = []
    digest = hashlib.sha256()
    for path in book_files(folder):
        name = path.as_posix()
        try:
            text = read_text(path, name)
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + text.encode() + b"\0")
            documents = _parsed(text, name)
            if len(documents) != 1:
                place = documents[1].span if len(documents) > 1 else Span(name)
                problems.append(diagnose("L210", place, count=len(documents)))
            else:
                nodes[name] = documents[0]
        except BadInput as bad:
            problems += bad.diagnostics
    if errors_of(problems):
        raise BadInput(problems)
    return _draft(folder, nodes, digest.hexdigest(), closed, problems), tuple(problems)


_parsed = lru_cache(maxsize=300)(parse_documents)
"""A live preview and an editor read the whole book again after an edit of one file."""


def _draft(
    folder: Path, nodes: dict[str, Node], sha256: str, closed: ClosedDays, problems: list[Diagnostic]
) -> DraftBook:
    def under(part: str) -> list[tuple[str, Node]]:
        return [(name, node) for name, node in nodes.items() if Path(name).parent == folder / part]

    settings, parties, calendar = read_settings(nodes[(folder / "book.yaml").as_posix()], problems, closed)
    files = [node for _, node in under("vocabulary")]
    vocabulary, definitions, standing, series = read_vocabulary(files, parties, settings.languages, problems)
    articles = tuple(read_article(node, name, settings.languages, problems) for name, node in under("articles"))
    contents = nodes.get((folder / "contents.yaml").as_posix())
    units, titles = read_contents(contents, settings.languages, problems) if contents else ({}, {})
    asked = nodes.get((folder / "readings.yaml").as_posix())
    readings = read_readings(asked, settings.languages, problems) if asked else {}
    return DraftBook(
        settings, vocabulary, definitions, standing, articles, units, titles, calendar, sha256, tuple(nodes), nodes,
        readings, series,
    )  # fmt: skip
