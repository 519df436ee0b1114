"""`yakkan new article N`: a skeleton that checks, and nothing on disk where it cannot be."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, RULES


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULES, tmp_path / "book"))


def files(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_new_article_checks_and_is_in_the_one_format(yakkan: Any, book: Path) -> None:
    done = yakkan("new", "article", "40", "--ja", "雑則", "--en", "Miscellaneous", "--book", str(book))
    assert (done.code, done.out) == (0, "")
    assert "40-miscellaneous.yaml" in done.err
    found = yakkan("check", "--book", str(book), "--lang", "en")
    assert found.code == 0
    assert found.err.count("warning[V406]") == 1  # its one paragraph is still to be written
    assert yakkan("fmt", "--check", "--book", str(book)).code == 0
    assert '  "40": {ja: 雑則, en: Miscellaneous}\n' in (book / "contents.yaml").read_text("utf-8")


def test_a_known_article_has_the_units_of_the_contents(yakkan: Any, book: Path) -> None:
    # Article 3: one paragraph, which heads items; Article 4: two paragraphs and a second sentence
    shutil.rmtree(book)
    shutil.copytree(ROOT / "tests" / "rejected" / "shared", book)
    contents = book / "contents.yaml"
    titles = '  "3": {ja: 返品, en: Returns}\n  "4": {ja: 通知, en: Notices}\nunits:\n'
    units = {"3.1": "paragraph", "3.1.1": "item", "3.1.2": "item"}
    units |= {"4.1": "paragraph", "4.2": "paragraph", "4.2.second": "second sentence"}
    told = contents.read_text("utf-8").replace("units:\n", titles)
    contents.write_text(told + "".join(f'  "{unit}": {role}\n' for unit, role in units.items()), "utf-8")
    assert yakkan("new", "article", "3", "--book", str(book)).code == 0
    assert yakkan("new", "article", "4", "--book", str(book)).code == 0
    third = next((book / "articles").glob("03*")).read_text("utf-8")
    assert third.index("- id: 3.1\n    heading:") < third.index("- id: 3.1.1\n    state:")
    fourth = next((book / "articles").glob("04*")).read_text("utf-8")
    assert [line.strip() for line in fourth.splitlines() if "- id" in line] == [
        "- id: 4.1", "- id: 4.2", "- id: 4.2.second",
    ]  # fmt: skip
    assert yakkan("check", "--book", str(book)).code == 0
    unformatted = yakkan("fmt", "--check", "--book", str(book)).err
    assert not re.search(r"/0[34]|contents", unformatted)  # the shared book itself is in no one format


def test_a_book_of_one_language(yakkan: Any, tmp_path: Path) -> None:
    book = shutil.copytree(ROOT / "tests" / "books" / "rental", tmp_path / "rental")
    assert yakkan("new", "article", "7", "--en", "Notices: how", "--book", str(book)).code == 0
    assert yakkan("check", "--book", str(book)).code == 0
    assert 'title: {en: "Notices: how"}' in next((book / "articles").glob("07-*")).read_text("utf-8")


@pytest.mark.parametrize(
    ("number", "code", "says"),
    [("16", 1, "N316"), ("0", 2, "0"), ("x", 2, "x"), ("1.1", 2, "1.1"), ("99999", 2, "99999")],
)
def test_what_cannot_be_begun_changes_nothing(yakkan: Any, book: Path, number: str, code: int, says: str) -> None:
    before = files(book)
    done = yakkan("new", "article", number, "--book", str(book))
    assert (done.code, says in done.err) == (code, True)
    assert "Traceback" not in done.err
    assert files(book) == before


def test_a_title_that_no_article_may_have_changes_nothing(yakkan: Any, book: Path) -> None:
    (book / "articles" / "40.yaml").mkdir()  # what would be written cannot be read
    before = files(book)
    assert yakkan("new", "article", "40", "--book", str(book)).code != 0
    assert files(book) == before


def test_a_book_with_errors_is_told_first(yakkan: Any, book: Path) -> None:
    article = next((book / "articles").glob("16-*"))
    article.write_text(article.read_text("utf-8").replace("when: payment is late", "when: payment is latte"), "utf-8")
    before = files(book)
    done = yakkan("new", "article", "40", "--book", str(book))
    assert (done.code, "P201" in done.err) == (1, True)
    assert files(book) == before
