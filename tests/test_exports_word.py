"""The whole document in Word: two columns, headings to find one's way, languages, links."""

import io

import pytest

from tests.exports import SHOWN, hostile_book, squeezed, whole

pytestmark = pytest.mark.no_cover


@pytest.fixture(scope="module")
def document():
    return whole()


@pytest.fixture(scope="module")
def hostile():
    return hostile_book()


@pytest.fixture(scope="module")
def word(document):
    docx = pytest.importorskip("docx")
    from generator.documents.word import docx as made

    return docx.Document(io.BytesIO(made(document)))


def test_word_has_every_sentence_once_beside_the_other_language(document, word):
    tables = word.tables[: len(document.ja.parts)]
    for ja, en, table in zip(document.ja.parts, document.en.parts, tables, strict=True):
        told = [
            (text.words.note, squeezed(cell.text))
            for row in table.rows[1:]
            for cell, text in zip(row.cells, document.texts, strict=True)
        ]
        places = [place for pair in zip(ja.walk(), en.walk(), strict=True) for place in pair]
        expected = [
            squeezed(f"{p.label}{''.join(b.text for b in p.blocks)}{''.join(f'{note}{n}' for n in p.notes)}")
            for p, (note, _) in zip(places, told, strict=True)
        ]
        assert [cell for _, cell in told] == expected


def test_word_shows_articles_in_its_navigation(document, word):
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert headings[1] == "第1条 約款の適用 / Article 1 Application of the Terms"
    assert len(headings) == len(word.tables) == 42 + 2
    assert all(p.style.name != "Heading 1" for t in word.tables[:3] for c in t._cells for p in c.paragraphs)


def test_word_repeats_the_languages_and_numbers_pages(word):
    from docx.oxml.ns import qn

    for table in word.tables:
        assert [c.text for c in table.rows[0].cells] == ["日本語", "English"]
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    footer = word.sections[0].footer._element
    assert [i.text.strip() for i in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert "約款の正文ではありません" in word.sections[0].footer.paragraphs[0].text


def test_word_knows_the_language_and_the_typeface_of_every_run(word):
    from docx.oxml.ns import qn

    left, right = word.tables[5].rows[1].cells
    for cell, code in ((left, "ja-JP"), (right, "en-US")):
        runs = [r for p in cell.paragraphs for r in p._p.iter(qn("w:r"))]
        assert {r.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) for r in runs} == {code}
    fonts = word.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "游明朝"


def test_word_links_lead_to_bookmarks_and_bookmarks_are_unique(word):
    from docx.oxml.ns import qn

    body = word.element.body
    names = [b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert {h.get(qn("w:anchor")) for h in body.iter(qn("w:hyperlink"))} <= set(names)


def test_word_is_the_same_bytes_twice(document):
    from generator.documents.word import docx

    assert docx(document) == docx(document)


def test_a_hostile_book_is_text_in_word(hostile):
    docx = pytest.importorskip("docx")
    from generator.documents.word import docx as made

    read = docx.Document(io.BytesIO(made(hostile)))
    assert SHOWN in read.tables[0].rows[1].cells[0].text
    assert len(read.tables[1].rows) == 502
