"""The whole document as PDF: every sentence once and in order, bookmarks, page numbers, links, tags."""

import io

import pytest

from tests.exports import SHOWN, hostile_book, needs_pdf, squeezed, whole

pytestmark = pytest.mark.no_cover


@pytest.fixture(scope="module")
def document():
    return whole()


@pytest.fixture(scope="module")
def hostile():
    return hostile_book()


@pytest.fixture(scope="module", params=[("ja",), ("en",), ("ja", "en")], ids="-".join)
def pdf(request, document):
    """One of the three PDFs, read back, and its languages."""
    pypdf = pytest.importorskip("pypdf")
    from generator.documents.pdf import one_language, side_by_side

    languages = request.param
    made = side_by_side(document) if len(languages) > 1 else one_language(document, getattr(document, languages[0]))
    return languages, pypdf.PdfReader(io.BytesIO(made))


def pdf_pieces(page) -> list[tuple[int, str]]:
    """What a page says between its margins, in the order of the file: how high it stands, and the text."""
    found: list[tuple[int, str]] = []

    def visit(text, matrix, of_text, font, size):
        y = of_text[4] * matrix[1] + of_text[5] * matrix[3] + matrix[5]
        if 52 < y < float(page.mediabox.height) - 52:
            found.append((round(y), squeezed(text)))

    page.extract_text(visitor_text=visit)
    return [(y, text) for y, text in found if text]


@pytest.fixture(scope="module")
def pages(pdf):
    """What each page says, read once."""
    return [pdf_pieces(page) for page in pdf[1].pages]


def body_of(pages) -> str:
    return squeezed("".join(text for pieces in pages for _, text in pieces))


def last_line(pieces) -> str:
    foot = min(y for y, _ in pieces)
    return "".join(text for y, text in pieces if y == foot)


def printed(part, words) -> str:
    blocks = [
        f"{place.label if not at else ''}{block.text}{''.join(f'{words.note}{n}' for n in place.notes) if block is place.blocks[-1] else ''}"
        for place in part.walk()
        for at, block in enumerate(place.blocks)
    ]
    return f"{part.citation}{part.title}{''.join(blocks)}"


@needs_pdf
def test_a_pdf_has_every_sentence_once_and_in_order(document, pdf, pages):
    languages, _ = pdf
    body = body_of(pages)
    if len(languages) == 1:
        text = getattr(document, languages[0])
        assert squeezed("".join(printed(p, text.words) for p in text.parts)) in body
        return
    rows = [squeezed(row) for row in side_by_side_rows(document)]
    at = body.index(rows[0])
    for row in rows:
        found = body.find(row, at)
        assert found >= 0, row
        assert found - at < 200, row  # what stands between: marks, and the heading of an article
        at = found + len(row)


def side_by_side_rows(document) -> list[str]:
    return [
        "".join(f"{place.label if not at else ''}{block.text}" for at, block in enumerate(place.blocks))
        for ja, en in zip(document.ja.parts, document.en.parts, strict=True)
        for pair in zip(ja.walk(), en.walk(), strict=True)
        for place in pair
    ]


@needs_pdf
def test_the_bookmarks_are_the_articles(document, pdf):
    languages, reader = pdf
    texts = [getattr(document, language) for language in languages]
    names = [
        [*(" ".join(filter(None, (p.citation, p.title))) for p in t.parts), t.words.notes, t.words.readings]
        for t in texts
    ]
    found = [(entry.title, reader.get_destination_page_number(entry)) for entry in reader.outline]
    assert [name for name, _ in found] == [" / ".join(pair) for pair in zip(*names, strict=True)]
    assert [page for _, page in found] == sorted(page for _, page in found)
    assert any(
        name.startswith({"ja": "第16条 割増金等", "en": "Article 16 Surcharges, etc."}[languages[0]])
        for name, _ in found
    )


@needs_pdf
def test_no_heading_is_left_alone_at_the_foot_of_a_page(pdf, pages):
    _, reader = pdf
    headings = {part for entry in reader.outline for part in (entry.title, *entry.title.split(" / "))}
    alone = {squeezed(heading) for heading in headings} | {squeezed("日本語English")}
    starts = sorted({reader.get_destination_page_number(entry) for entry in reader.outline})
    assert len(starts) > 10
    assert [page for page in starts if last_line(pages[page]) in alone] == []


@needs_pdf
def test_every_page_but_the_cover_is_numbered(pdf):
    _, reader = pdf
    count = len(reader.pages)
    assert count > 20
    assert f"1/{count}" not in squeezed(reader.pages[0].extract_text())
    for number in (2, 3, count):
        assert f"{number}/{count}" in squeezed(reader.pages[number - 1].extract_text())


@needs_pdf
def test_a_pdf_is_tagged_and_tells_its_title_and_language(pdf):
    languages, reader = pdf
    titles = {"ja": "クラウドリセールサービス約款", "en": "Cloud Resale Service Terms and Conditions"}
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == languages[0]
    assert reader.metadata.title == " / ".join(titles[language] for language in languages)
    assert "/CreationDate" not in reader.metadata


@needs_pdf
def test_the_cover_says_that_it_is_not_the_official_text(pdf):
    cover = pdf[1].pages[0].extract_text()
    assert "約款の正文ではありません" in cover
    assert "Not the official text of the terms" in cover
    assert "2024-01-01" in cover


@needs_pdf
def test_citations_are_links_inside_the_pdf(pdf):
    reader = pdf[1]
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    goals = {str(link["/Dest"]) for link in links if "/Dest" in link}
    assert "p-16-2" in goals
    assert goals <= set(reader.named_destinations)
    assert not [link for link in links if "/URI" in str(link.get("/A"))]


@needs_pdf
def test_a_hostile_book_is_text_in_a_pdf(hostile):
    pypdf = pytest.importorskip("pypdf")
    from generator.documents.pdf import one_language

    reader = pypdf.PdfReader(io.BytesIO(one_language(hostile, hostile.ja)))
    body = body_of([pdf_pieces(page) for page in reader.pages])
    assert body.count(squeezed(SHOWN)) >= 4
    assert squeezed("(500)項500") in body
    assert "/JavaScript" not in str(reader.trailer["/Root"])


@needs_pdf
def test_nothing_is_fetched(document):
    from generator.documents.pdf import pdf

    made = pdf(document, '<html lang="en"><title>t</title><img src="file:///etc/hostname" alt="x"><p>text</p></html>')
    assert b"/Subtype /Image" not in made
    assert made.startswith(b"%PDF-")
