"""The whole document: what the pages say, the same bytes twice, what is missing is named, and the page of downloads."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dsl.wording.items import listed_units
from generator.documents.content import local, plain, printable
from generator.documents.files import Format, NoLibrary, export
from generator.pages import ProvisionView, Views
from generator.site import render
from generator.sources import Download, Sources
from tests.conftest import ROOT, RULES, plan_of
from tests.exports import LANGUAGES, NASTY, RENTAL, SHOWN, hostile_book, needs_pdf, whole

pytestmark = pytest.mark.no_cover


@pytest.fixture(scope="module")
def document():
    return whole()


@pytest.fixture(scope="module")
def hostile():
    return hostile_book()


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


# ── the same bytes, missing libraries ────────────────────────────────────────────────────────────


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


def test_what_cannot_be_printed_is_shown_as_a_sign():
    assert printable(NASTY) == SHOWN
    assert printable("a\r\nb\tc") == "a b c"


def test_a_hostile_name_is_no_path(hostile):
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]{0,79}", hostile.name)
    assert ".." not in hostile.name.split("-")[0]


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
