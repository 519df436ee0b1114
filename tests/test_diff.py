"""`yakkan diff OLD NEW`: rules, sentences in both languages, outcomes of scenarios and dates that changed."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

RENTAL = ROOT / "tests" / "books" / "rental"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RENTAL, tmp_path / "rental"))


def changed(book: Path, file: str, before: str, after: str) -> None:
    path = book / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.com")
    subprocess.run(["git", *who, "-C", str(folder), *arguments], check=True, capture_output=True)


def test_nothing_changed(yakkan: Any, book: Path) -> None:
    done = yakkan("diff", str(RENTAL), str(book), "--lang", "en")
    assert (done.code, done.out) == (0, "nothing changed\n")
    told = json.loads(yakkan("diff", str(RENTAL), str(book), "--json").out)
    assert (told["rules"], told["sentences"], told["outcomes"]) == (
        {"added": [], "removed": [], "changed": []}, [], [],
    )  # fmt: skip


def test_a_deadline_that_moved(yakkan: Any, book: Path) -> None:
    # 1 June 2024 is a Saturday: the next business day is Monday, 3 June; the day after the agreed one is Sunday, the 2nd.
    changed(
        book, "articles/2-delivery.yaml", "by: the agreed delivery day or the next business day",
        "by: the day after the agreed delivery day",
    )  # fmt: skip
    told = json.loads(yakkan("diff", str(RENTAL), str(book), "--json").out)
    assert told["rules"] == {"added": [], "removed": [], "changed": ["2.1"]}
    (sentence,) = told["sentences"]
    assert sentence["before"]["en"].endswith("(or, if that day is not a business day, the next business day).")
    assert (
        sentence["after"]["en"] == "The Lessor must deliver the machines by the day following the agreed delivery day."
    )
    moved = {(o["scenario"], o["field"]): (o["before"], o["after"]) for o in told["outcomes"]}
    # Christmas 2024: 25 to 26 December are closed in that book's calendar, so that the 25th becomes the 27th; the day after is the 26th
    assert moved["delivery after the holidays is late", "duty.due"] == ("2024-12-27", "2024-12-26")
    text = yakkan("diff", str(RENTAL), str(book), "--lang", "en").out
    assert "rules changed: 2.1" in text
    assert "    - The Lessor must deliver the machines by the agreed delivery day" in text
    assert "dates moved: " in text
    assert "2.1 2024-12-27 → 2024-12-26" in text


def test_rules_added_and_removed(yakkan: Any, book: Path) -> None:
    changed(book, "articles/2-delivery.yaml", "  - id: 2.1.proviso\n", "  - id: 2.1.proviso#out-of-reach\n")
    told = json.loads(yakkan("diff", str(RENTAL), str(book), "--json").out)
    assert told["rules"]["added"] == ["2.1.proviso#out-of-reach"]
    assert told["rules"]["removed"] == ["2.1.proviso"]
    assert {s["rule"]: bool(s["before"]["en"]) for s in told["sentences"]} == {
        "2.1.proviso#out-of-reach": False, "2.1.proviso": True,
    }  # fmt: skip


def test_a_definition_that_no_sentence_tells(yakkan: Any, book: Path) -> None:
    """The words of an entry do not follow its definition: where outcomes change and no sentence does, this is said."""
    changed(book, "vocabulary/hire.yaml", "as: the due date has passed and", "as: the due date has not passed and")
    told = yakkan("diff", str(RENTAL), str(book), "--lang", "en").out
    assert "no sentence changed: read again how the changed words are told (says)" in told
    assert "sentences changed" not in told


def test_git_revisions(yakkan: Any, book: Path) -> None:
    git(book, "init", "-q")
    git(book, "add", ".")
    git(book, "commit", "-qm", "before")
    changed(book, "articles/2-delivery.yaml", "or the next business day", "")
    told = json.loads(yakkan("diff", "HEAD", "--book", str(book), "--json").out)
    assert told["rules"]["changed"] == ["2.1"]
    git(book, "commit", "-qam", "after")
    assert json.loads(yakkan("diff", "HEAD~1", "HEAD", "--book", str(book), "--json").out) == told
    assert yakkan("diff", "HEAD", "HEAD", "--book", str(book), "--lang", "en").out == "nothing changed\n"


def test_a_book_below_the_top_of_its_repository(yakkan: Any, book: Path) -> None:
    """As `rules/` is: a revision is one of the whole repository, and the book a folder of it."""
    git(book.parent, "init", "-q")
    git(book.parent, "add", ".")
    git(book.parent, "commit", "-qm", "before")
    changed(book, "articles/2-delivery.yaml", "or the next business day", "")
    told = json.loads(yakkan("diff", "HEAD", "--book", str(book), "--json").out)
    assert told["rules"]["changed"] == ["2.1"]


def test_a_word_that_the_old_state_lacks(yakkan: Any, book: Path) -> None:
    changed(book, "scenarios/delivery.yaml", "facts:\n", "facts:\n  unheard_of: 1\n")
    shutil.copytree(book, book.parent / "new")
    done = yakkan("diff", str(RENTAL), str(book), "--lang", "en")
    assert (done.code, "F501" in done.err) == (1, True)  # wrong for the new state, too: an error of the scenario


@pytest.mark.parametrize("old", ["no-such-revision", "-x", "../nowhere"])
def test_neither_a_folder_nor_a_revision(yakkan: Any, book: Path, old: str) -> None:
    done = yakkan("diff", "--book", str(book), "--", old)
    assert (done.code, "Traceback" in done.err) == (2, False)


def test_a_state_with_errors_is_told(yakkan: Any, book: Path) -> None:
    changed(book, "articles/2-delivery.yaml", "must: deliver the machines", "must: deliver nothing")
    done = yakkan("diff", str(RENTAL), str(book))
    assert (done.code, "N305" in done.err) == (1, True)
