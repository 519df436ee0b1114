"""The first plain site: pages in both languages with the same anchors, no broken link, the same bytes twice."""

import hashlib
import importlib.util
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.links import broken_links
from generator.site import environment, markdown_text, render
from generator.sources import Sources
from tests.conftest import ROOT, RULES, plan_of

needs_mkdocs = pytest.mark.skipif(importlib.util.find_spec("mkdocs") is None, reason="MkDocs is not installed")


@pytest.fixture(scope="module")
def plan():
    return plan_of(RULES)


class Ids(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        self.found |= {v for k, v in attrs if k == "id" and v and v.startswith("p-")}


def ids(page: Path) -> set[str]:
    reader = Ids()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader.found


@needs_mkdocs
def test_every_article_has_a_page_in_both_languages_with_the_same_anchors(site, plan):
    for article in plan.book.articles:
        ja, en = (site / part / "articles" / article.number / "index.html" for part in (".", "en"))
        assert ids(ja) == ids(en) == {"p-" + p.id.replace(".", "-") for p in article.provisions}


@needs_mkdocs
def test_no_link_or_anchor_is_broken(site):
    assert broken_links(site) == []


@needs_mkdocs
def test_a_broken_anchor_is_found(site, tmp_path):
    copy = tmp_path / "public"
    shutil.copytree(site, copy)
    page = copy / "articles" / "16" / "index.html"
    page.write_text(page.read_text(encoding="utf-8") + '<a href="../19/#p-19-99">x</a>', encoding="utf-8")
    assert broken_links(copy) == ["articles/16/index.html: ../19/#p-19-99"]


def test_markdown_is_the_same_twice(plan, tmp_path):
    def bytes_of(folder: Path) -> dict[str, str]:
        render(
            Sources(plan, (RULES / "scenarios" / "16-surcharges.yaml",), ROOT / "site", ROOT / "CHANGELOG.md"), folder
        )
        return {
            p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*.md"))
        }

    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


def test_what_a_stranger_wrote_is_escaped():
    assert markdown_text("<script>*x*") == "&lt;script&gt;\\*x\\*"
    with pytest.raises(Exception, match="undefined"):
        environment().from_string("{{ nothing }}").render()
    with pytest.raises(Exception, match="unsafe"):
        environment().from_string("{{ ''.__class__.__mro__ }}").render()


def test_the_official_text_is_not_in_the_project():
    """Long runs of the print must not stand in the project; facts, titles and short phrases may."""
    official = ROOT.parent / "shared" / "source" / "cloud-resale-terms-2024-01-01.txt"
    if not official.exists():
        pytest.skip("the official text is not here")
    text = "".join(official.read_text(encoding="utf-8").split())
    runs = {text[i : i + 45] for i in range(len(text) - 45)}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in tracked:
        path = ROOT / name
        if path.suffix in (".yaml", ".py", ".md", ".txt"):
            mine = "".join(path.read_text(encoding="utf-8").split())
            copied = next((mine[i : i + 45] for i in range(len(mine) - 45) if mine[i : i + 45] in runs), None)
            assert copied is None, f"{name}: {copied}"
