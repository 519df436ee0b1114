"""A Word file in two columns, Japanese and English, by python-docx: the same bytes from the same document."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from generator.documents.content import Document, Line, Note, Part, Place, Question, Text
from generator.documents.files import NoLibrary
from generator.documents.word_runs import Runs
from generator.places import Link

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.table import _Cell

MINCHO, GOTHIC, LATIN, SANS = "游明朝", "游ゴシック", "Times New Roman", "Arial"
LISTS = 4
"""Deeper lists are not indented further."""


def docx(document: Document) -> bytes:
    """The document as a Word file; raises NoLibrary."""
    try:
        import docx as library
    except ImportError as problem:
        raise NoLibrary("python-docx") from problem
    return _Writer(library.Document(), document).bytes()


class _Writer(Runs):
    """Writes one document into an empty Word file."""

    def __init__(self, word: "Docx", document: Document):
        super().__init__(word, {anchor: f"y{at}" for at, anchor in enumerate(_anchors(document.ja), 1)})
        self.document = document

    def bytes(self) -> bytes:
        self.settings()
        self.cover()
        self.contents()
        for ja, en in zip(self.document.ja.parts, self.document.en.parts, strict=True):
            self.part(ja, en)
        self.end()
        self.footer()
        made = io.BytesIO()
        self.word.save(made)
        return _same_bytes(made.getvalue())

    # ── the file ──────────────────────────────────────────────────────────────────────────────────

    def settings(self) -> None:
        section = self.word.sections[0]
        section.page_width, section.page_height = self.mm(210), self.mm(297)
        section.left_margin = section.right_margin = self.mm(18)
        section.top_margin = section.bottom_margin = self.mm(20)
        for name, size, fonts in (
            ("Normal", 9.5, (LATIN, MINCHO)), ("Title", 20, (LATIN, MINCHO)), ("Heading 1", 11.5, (SANS, GOTHIC)),
        ):  # fmt: skip
            self.style(name, size, fonts)
        self.word.styles["Normal"].paragraph_format.space_after = self.pt(3)
        self.properties()

    def properties(self) -> None:
        about, ja, en = self.word.core_properties, self.document.ja, self.document.en
        about.title = f"{ja.title} / {en.title}"[:255]
        about.subject = f"{ja.words.notice} / {en.words.notice}"
        about.author, about.last_modified_by, about.comments = "yakkan", "yakkan", f"sha256 {self.document.sha256}"
        about.language, about.version, about.revision = "ja-JP, en-US", self.document.version[:255], 1
        about.created = about.modified = datetime.fromisoformat(self.document.effective)

    def footer(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        ja, en = self.document.texts
        paragraph = self.word.sections[0].footer.paragraphs[0]
        self.run(paragraph, ja.words.notice, "ja")
        self.run(paragraph, f" / {en.words.notice}", "en")
        numbers = self.word.sections[0].footer.add_paragraph()
        numbers.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.field(numbers, "PAGE", "1")
        self.run(numbers, " / ", "en")
        self.field(numbers, "NUMPAGES", "1")

    # ── cover and contents ────────────────────────────────────────────────────────────────────────

    def cover(self) -> None:
        ja, en = self.document.texts
        for style, told, other in (
            ("Title", ja.title, ""), ("Title", "", en.title), ("Normal", ja.words.nature, en.words.nature),
            ("Normal", ja.words.notice, en.words.notice), ("Normal", ja.words.version, en.words.version),
            ("Normal", ja.words.effective, en.words.effective),
        ):  # fmt: skip
            paragraph = self.word.add_paragraph(style=style)
            self.run(paragraph, told, "ja")
            self.run(paragraph, f" / {other}" if told and other else other, "en")
            if told is ja.words.version:
                self.run(paragraph, f": {self.document.version}", "en")
            if told is ja.words.effective:
                self.run(paragraph, f": {self.document.effective}", "en")
        self.run(self.word.add_paragraph(), f"sha256 {self.document.sha256}", "en")

    def contents(self) -> None:
        """A table of contents that Word renews, with its entries as they are now."""
        heading = self.word.add_paragraph()
        heading.paragraph_format.page_break_before = True
        self.run(heading, self.document.ja.words.contents, "ja").bold = True
        self.run(heading, f" / {self.document.en.words.contents}", "en").bold = True
        entries = [
            (self.word.add_paragraph(), a, b)
            for a, b in zip(_entries(self.document.ja), _entries(self.document.en), strict=True)
        ]
        first, last = entries[0][0], entries[-1][0]
        self.mark(first, "begin")
        self.instruction(first, 'TOC \\o "1-1" \\h \\z \\u')
        self.mark(first, "separate")
        for paragraph, ja, en in entries:
            paragraph.paragraph_format.space_after = self.pt(0)
            self.told(paragraph, (ja,), "ja")
            self.told(paragraph, (Link(f"  {en.text}", en.href),), "en")
        self.mark(last, "end")
        self.word.add_paragraph().paragraph_format.space_after = self.pt(0)

    # ── articles, notes, readings ─────────────────────────────────────────────────────────────────

    def heading(self, ja: Link, en: Link) -> None:
        paragraph = self.word.add_paragraph(style="Heading 1")
        self.anchor(paragraph, ja.href)
        self.run(paragraph, ja.text, "ja")
        self.run(paragraph, f" / {en.text}", "en")

    def part(self, ja: Part, en: Part) -> None:
        self.heading(_named(ja), _named(en))
        rows = list(zip(ja.walk(), en.walk(), strict=True))
        cells = self.table(len(rows))
        for (left, right), (told, other) in zip(cells, rows, strict=True):
            self.place(left, told, self.document.ja, told.anchors)
            self.place(right, other, self.document.en, ())

    def place(self, cell: "_Cell", place: Place, text: Text, anchors: Iterable[str]) -> None:
        language, indent = text.language, min(place.depth, LISTS) * 12
        paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in place.blocks[1:])]
        for anchor in anchors:
            self.anchor(paragraphs[0], anchor)
        for paragraph, block in zip(paragraphs, place.blocks, strict=False):
            paragraph.paragraph_format.keep_with_next = (block.kind == "heading" and bool(place.children)) or None
            paragraph.paragraph_format.left_indent = self.pt(indent + 20)
            if paragraph is paragraphs[0] and place.label:
                paragraph.paragraph_format.first_line_indent = self.pt(-20)
                paragraph.paragraph_format.tab_stops.add_tab_stop(self.pt(indent + 20))
                self.run(paragraph, f"{place.label}\t", language)
            self.told(paragraph, block.told, language, block.kind == "heading")
        for number in place.notes:
            self.told(paragraphs[-1], (Link(f"{text.words.note}{number}", f"n-{number}"),), language, raised=True)

    def end(self) -> None:
        ja, en = self.document.texts
        notes = [(n.anchor, _note(n, ja), _note(other, en)) for n, other in zip(ja.notes, en.notes, strict=True)]
        asked = [
            (q.anchor, _question(q, ja), _question(other, en))
            for q, other in zip(ja.readings, en.readings, strict=True)
        ]
        rows = {"notes": notes, "readings": asked}
        for (href, told), (_, other) in zip(_ends(ja), _ends(en), strict=True):
            self.heading(Link(told, href), Link(other, href))
            self.pairs(rows[href])

    def pairs(self, rows: Sequence[tuple[str, Sequence[Line], Sequence[Line]]]) -> None:
        for (left, right), (anchor, ja, en) in zip(self.table(len(rows)), rows, strict=True):
            self.anchor(left.paragraphs[0], anchor)
            self.lines(left, ja, self.document.ja)
            self.lines(right, en, self.document.en)

    def lines(self, cell: "_Cell", lines: Sequence[Line], text: Text) -> None:
        for at, line in enumerate(lines):
            paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
            self.run(paragraph, f"{line.label}  ", text.language).bold = True
            self.told(paragraph, line.told, text.language, heading=at == 0)

    def table(self, rows: int) -> list[tuple["_Cell", "_Cell"]]:
        """A table of two columns with the languages in a row that every page repeats."""
        table = self.word.add_table(rows + 1, 2, style="Table Grid")
        cells: list[_Cell] = table._cells  # each look-up of a cell goes through the whole table
        for cell, text in zip(cells[:2], self.document.texts, strict=True):
            self.run(cell.paragraphs[0], text.words.name, text.language).bold = True
        for at, row in enumerate(table._tbl.tr_lst):
            row.get_or_add_trPr().append(self.element("w:cantSplit"))
            if at == 0:
                row.get_or_add_trPr().append(self.element("w:tblHeader"))
        return list(zip(cells[2::2], cells[3::2], strict=True))


def _named(part: Part) -> Link:
    return Link(" ".join(filter(None, (part.citation, part.title))), part.anchor)


def _ends(text: Text) -> list[tuple[str, str]]:
    """The lists at the end, with their anchors."""
    found = (("notes", text.words.notes, text.notes), ("readings", text.words.readings, text.readings))
    return [(anchor, name) for anchor, name, items in found if items]


def _entries(text: Text) -> list[Link]:
    return [*(_named(p) for p in text.parts), *(Link(name, anchor) for anchor, name in _ends(text))]


def _anchors(text: Text) -> list[str]:
    """Every anchor of the document, once."""
    places = [a for part in text.parts for a in (part.anchor, *(a for p in part.walk() for a in p.anchors))]
    return [*places, *(a for a, _ in _ends(text)), *(n.anchor for n in text.notes), *(q.anchor for q in text.readings)]


def _note(note: Note, text: Text) -> tuple[Line, ...]:
    return (Line(f"{text.words.note}{note.number}", (note.about,)), *note.lines)


def _question(question: Question, text: Text) -> tuple[Line, ...]:
    about = tuple(piece for link in question.about for piece in (link, Link(text.words.comma)))[:-1]
    head = Line(f"{text.words.reading}{question.number}", (Link(question.question),))
    return (head, *question.answers, Line(text.words.concerned, about))


def _same_bytes(made: bytes) -> bytes:
    """The same zip without the clock's time in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            written.writestr(info, read.read(name))
    return out.getvalue()
