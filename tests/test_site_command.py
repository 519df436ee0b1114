"""`yakkan docs` on wrong input: a clear line in both languages, exit 1, and nothing that was there is gone."""

import shutil
import socket

import pytest

from tests.conftest import ROOT

pytest.importorskip("mkdocs", reason="MkDocs is not installed")

from generator.browser import ASSETS, RUNTIME
from generator.preview import Preview
from generator.serve import NoAddress, serve

RENTAL = "tests/books/rental"


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_no_site_is_not_replaced(yakkan, tmp_path, kind):
    mine = tmp_path / "mine"
    kept = mine / "notes.txt" if kind == "folder" else mine
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("mine", encoding="utf-8")
    found = yakkan("docs", "build", "--book", RENTAL, "--no-downloads", "--out", str(mine), "--lang", "en")
    assert found.code == 1
    assert f"{mine} was not built by this command" in found.err
    assert "Traceback" not in found.err
    assert kept.read_text(encoding="utf-8") == "mine"


def test_the_current_folder_is_not_replaced(yakkan):
    assert yakkan("docs", "build", "--book", RENTAL, "--no-downloads", "--out", ".").code == 1
    assert (ROOT / "pyproject.toml").exists()


def test_an_export_into_a_file_is_told(yakkan, tmp_path):
    (tmp_path / "x").write_text("", encoding="utf-8")
    found = yakkan("docs", "export", "--book", RENTAL, "--format", "akn", "--out", str(tmp_path / "x"))
    assert found.code == 1
    assert "Traceback" not in found.err
    assert str(tmp_path / "x") in found.err


def test_a_port_in_use_is_told_before_anything_is_built(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        preview = Preview(ROOT / RENTAL, tmp_path / "work")
        with pytest.raises(NoAddress):
            serve(preview, "127.0.0.1", taken.getsockname()[1], lambda found: None, lambda url: None)
    assert not (tmp_path / "work").exists()


# ── the preview ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def preview(tmp_path):
    shutil.copytree(ROOT / RENTAL, tmp_path / "book")
    return Preview(tmp_path / "book", tmp_path / "work")


def html(preview: Preview, page: str) -> str:
    preview.freshen(f"/{page}/")
    return (preview.public / page / "index.html").read_text(encoding="utf-8")


def test_the_page_that_is_looked_at_follows_an_edit(preview):
    """Clause 1's title is in the page and in the navigation of every other page, in both languages."""
    assert preview.refresh() == ()
    article = next((preview.folder / "articles").glob("*1*.yaml"))
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("{en: Application}", "{en: Scope}", 1), encoding="utf-8")
    assert text != article.read_text(encoding="utf-8")
    assert preview.refresh() == ()
    assert "Scope" in html(preview, "articles/1")
    assert "Scope" in html(preview, "en/articles/2")


def test_errors_keep_the_last_good_pages_and_are_told_beside_them(preview):
    preview.refresh()
    before = html(preview, "articles/1")
    article = next((preview.folder / "articles").glob("*1*.yaml"))
    text = article.read_text(encoding="utf-8")
    article.write_text(text + "unknown: 1\n", encoding="utf-8")
    assert [d.severity for d in preview.refresh()] == ["error"]
    assert html(preview, "articles/1") == before
    assert str(article) in (preview.public / "preview.json").read_text(encoding="utf-8")
    article.write_text(text, encoding="utf-8")
    assert preview.refresh() == ()
    assert (preview.public / "preview.json").read_text(encoding="utf-8") == "[]"


def test_a_scenario_that_cannot_be_read_is_told_as_well(preview):
    preview.refresh()
    before = html(preview, "articles/1")
    bad = preview.folder / "scenarios" / "zz.yaml"
    bad.write_text("a: [", encoding="utf-8")
    assert [d.code for d in preview.refresh()] == ["L105"]
    assert html(preview, "articles/1") == before
    bad.unlink()
    assert preview.refresh() == ()
    assert html(preview, "articles/1") == before


def test_a_book_with_errors_from_the_start_has_a_page_that_tells_them(preview):
    article = next((preview.folder / "articles").glob("*1*.yaml"))
    text = article.read_text(encoding="utf-8")
    article.write_text("a: [", encoding="utf-8")
    assert preview.refresh() != ()
    assert "L105" in (preview.public / "index.html").read_text(encoding="utf-8")
    article.write_text(text, encoding="utf-8")
    assert preview.refresh() == ()
    assert "L105" not in (preview.public / "index.html").read_text(encoding="utf-8")


def test_the_preview_evaluates_the_rules_as_they_were_saved(tmp_path):
    """The page Try it loads the interpreter with the rules of the last good state, anew after each edit."""
    installed = tmp_path / "pyodide"
    installed.mkdir()
    for name in RUNTIME:
        (installed / name).write_text(name, encoding="utf-8")
    shutil.copytree(ROOT / RENTAL, tmp_path / "book")
    preview = Preview(tmp_path / "book", tmp_path / "work", interpreter=installed)
    preview.refresh()
    bundle = preview.public / ASSETS / "yakkan.zip"
    assert not bundle.exists()  # made when it is asked for
    preview.freshen(f"/{ASSETS}/main.js")
    before = bundle.read_bytes()
    edited = next((tmp_path / "book").rglob("articles/*.yaml"))
    edited.write_text(f"{edited.read_text(encoding='utf-8')}# edited\n", encoding="utf-8")
    preview.refresh()
    preview.freshen(f"/{ASSETS}/yakkan.zip")
    assert bundle.read_bytes() != before
    assert "y-try" in (preview.public / "try" / "index.html").read_text(encoding="utf-8")
