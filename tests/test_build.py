"""A build: the same bytes twice, and nothing changes where it fails."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.links import without_counterpart
from generator.sources import sources_of
from tests.conftest import ROOT, plan_of

pytest.importorskip("mkdocs", reason="MkDocs is not installed")

from generator.build import BrokenSite, build

RENTAL = ROOT / "tests" / "books" / "rental"


@pytest.fixture(scope="module")
def sources():
    return sources_of(plan_of(RENTAL), RENTAL)


def digests(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def public(sources, tmp_path_factory):
    folder = tmp_path_factory.mktemp("build")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        build(sources, folder / "work", folder / "public")
    return folder / "public"


def test_two_builds_give_the_same_bytes(sources, public, tmp_path, monkeypatch):
    """In another folder, with another seed of hashes for MkDocs and in another zone."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("TZ", "America/New_York")
    build(sources, tmp_path / "work", tmp_path / "public")
    assert digests(tmp_path / "public") == digests(public)


def test_a_failed_build_leaves_what_was_there(sources, public, tmp_path, monkeypatch):
    """A page of the project's own links to an anchor that no page has; others are, or have an anchor, in Japanese alone."""
    monkeypatch.chdir(ROOT)
    hand = tmp_path / "site"
    shutil.copytree(ROOT / "site", hand)
    for language in ("ja", "en"):
        wrong = '# wrong { #wrong }\n\n<a href="../articles/1/#p-1-99">x</a>\n'
        (hand / language / "wrong.md").write_text(wrong, encoding="utf-8")
    (hand / "ja" / "alone.md").write_text("# 単独 { #alone }\n", encoding="utf-8")
    with (hand / "ja" / "how-to-edit.md").open("a", encoding="utf-8") as page:
        page.write("\n## 追記 { #more }\n")
    mine = tmp_path / "public"
    shutil.copytree(public, mine)
    with pytest.raises(BrokenSite) as caught:
        build(replace(sources, by_hand=hand), tmp_path / "work", mine)
    assert caught.value.faults == [
        "alone/index.html: ../en/alone/",
        "en/wrong/index.html: ../articles/1/#p-1-99",
        "wrong/index.html: ../articles/1/#p-1-99",
        "alone/index.html",
        "how-to-edit/index.html#more",
    ]
    assert digests(mine) == digests(public)


def test_a_page_or_an_anchor_of_one_language_alone_is_found(public, tmp_path):
    copy = tmp_path / "public"
    shutil.copytree(public, copy)
    shutil.rmtree(copy / "en" / "money")
    page = copy / "articles" / "1" / "index.html"
    page.write_text(page.read_text(encoding="utf-8") + '<p id="alone"></p>', encoding="utf-8")
    assert without_counterpart(copy) == ["money/index.html", "articles/1/index.html#alone"]
