"""The files of a document: which formats there are, and writing them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.documents.content import Document, Text
from generator.sources import Download


class NoLibrary(Exception):
    """A library that makes a format is not installed, or lacks what it needs of the system; `what` names it."""

    def __init__(self, what: str):
        super().__init__(what)
        self.what = what


class Format(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    AKN = "akn"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class _File:
    format: Format
    languages: tuple[str, ...]
    ending: str
    make: Callable[[], bytes]


def export(document: Document, target: Path, formats: Iterable[Format] = tuple(Format)) -> tuple[Download, ...]:
    """Write a document's files into a folder, and tell of them; raises NoLibrary before anything is written."""
    wanted = set(formats)
    made = [(file, file.make()) for file in _files(document) if file.format in wanted]
    target.mkdir(parents=True, exist_ok=True)
    return tuple(_written(target / f"{document.name}.{file.ending}", file, data) for file, data in made)


def export_all(document: Document, target: Path) -> tuple[tuple[Download, ...], tuple[NoLibrary, ...]]:
    """Write what the installed libraries can make; what is missing for the others comes second."""
    found: list[Download] = []
    missing: list[NoLibrary] = []
    for format_ in Format:
        try:
            found += export(document, target, [format_])
        except NoLibrary as problem:
            missing.append(problem)
    return tuple(found), tuple(missing)


def _written(path: Path, file: _File, data: bytes) -> Download:
    path.write_bytes(data)
    return Download(path.name, file.format.value, file.languages, len(data))


def _files(document: Document) -> Iterator[_File]:
    """One of each format a language, and both side by side."""
    from generator.documents import akoma, pdf, statute, word

    texts = [t for t in document.texts if t.language in document.languages]
    for text in texts:
        yield _File(Format.PDF, (text.language,), f"{text.language}.pdf", _bind(pdf.one_language, document, text))
    if len(texts) > 1:
        yield _File(Format.PDF, ("ja", "en"), "ja-en.pdf", lambda: pdf.side_by_side(document))
        yield _File(Format.DOCX, ("ja", "en"), "ja-en.docx", lambda: word.docx(document))
    for text in texts:
        yield _File(Format.AKN, (text.language,), f"{text.language}.akn.xml", _bind(akoma.akoma, document, text))
        yield _File(Format.LAW, (text.language,), f"{text.language}.law.xml", _bind(statute.statute, document, text))


def _bind(make: Callable[[Document, Text], bytes], document: Document, text: Text) -> Callable[[], bytes]:
    return lambda: make(document, text)
