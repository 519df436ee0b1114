"""Print and rules: every unit tied to its words, nothing left over, changes told; sign-offs."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dsl.load.records import read_print_lints
from dsl.official import read_document
from dsl.official.bridge import shares_out, tie
from tests.conftest import OFFICIAL, RULES, Output, plan_of
from tests.test_rejected import SHARED

Run = Callable[..., Output]
official = pytest.mark.skipif(not OFFICIAL.exists(), reason="the official text is not here")

PRINT = """第1条（優先順位）
1. 特約は、この約款に優先する。
2. この約款は、特約に次ぐ。
第2条（売買）
1. 売主は、商品を引き渡す。
2. 買主は、代金を支払う。ただし、瑕疵があるときは、この限りでない。
3. 所有権は、引渡しの時に移る。
"""


def test_each_unit_has_its_words_and_no_others() -> None:
    document = read_document(PRINT, "print.txt")
    bridge = tie(plan_of(SHARED).book, document)
    said = {unit: "".join(PRINT[r.start : r.end] for r in tied.runs).split() for unit, tied in bridge.ties.items()}
    assert said == {
        "1.1": ["1.", "特約は、この約款に優先する。"],
        "1.2": ["2.", "この約款は、特約に次ぐ。"],
        "2.1": ["1.", "売主は、商品を引き渡す。"],
        "2.2": ["2.", "買主は、代金を支払う。"],
        "2.2.proviso": ["ただし、瑕疵があるときは、この限りでない。"],
        "2.3": ["3.", "所有権は、引渡しの時に移る。"],
    }
    assert shares_out(bridge, document)
    assert bridge.loose == ()


def test_a_fingerprint_is_of_the_words_and_not_of_the_line_breaks() -> None:
    book = plan_of(SHARED).book
    other = tie(book, read_document(PRINT.replace("特約は、", "特約は、\n"), "print.txt"))
    same = tie(book, read_document(PRINT, "print.txt"))
    changed = tie(book, read_document(PRINT.replace("商品を", "物を"), "print.txt"))
    assert {u: t.fingerprint for u, t in other.ties.items()} == {u: t.fingerprint for u, t in same.ties.items()}
    assert [u for u in same.ties if same.ties[u].fingerprint != changed.ties[u].fingerprint] == ["2.1"]


def test_articles_of_one_number_are_told_apart_by_their_captions() -> None:
    """As in the first book, where two articles are printed 第20条: the place and the caption decide."""
    twice = PRINT.replace("第2条（売買）", "第1条（売買）")
    bridge = tie(plan_of(SHARED).book, read_document(twice, "print.txt"))
    assert set(bridge.ties) == {"1.1", "1.2", "2.1", "2.2", "2.2.proviso", "2.3"}


@official
def test_the_official_text_is_shared_out_among_the_201_units() -> None:
    """198 formal units and three sentences that the book takes as two (legal/units.csv): 9.3, 19.1.2 and 36.1."""
    document = read_document(OFFICIAL.read_text("utf-8"), "terms")
    bridge = tie(plan_of(RULES).book, document)
    assert len(bridge.ties) == len(plan_of(RULES).book.units) == 201
    assert shares_out(bridge, document)
    assert bridge.loose == ()
    second = "".join(document.text[r.start : r.end] for r in bridge.ties["9.3.second"].runs)
    assert second.startswith("また")
    assert (
        len("".join(second.split())) == 44
    )  # また、3 本サービス契約成立後、11 任意に3 本サービス利用契約を10 解約する4 ことができる6 ものとします。7


@official
def test_coverage_beside_the_print_has_nothing_to_say(yakkan: Run) -> None:
    told = yakkan("coverage", "--official", str(OFFICIAL), "--at-least", "100", "--lang", "en")
    assert told.code == 0, told.err[-2000:]
    assert "missing 0" in told.out
    assert "201 units, 0 errors, 0 warnings" in told.err


@official
def test_a_changed_print_is_an_error_at_its_place(yakkan: Run, tmp_path: Path) -> None:
    changed = tmp_path / "terms.txt"
    text = OFFICIAL.read_text("utf-8")
    assert text.count("年14.6%") == 1
    changed.write_text(text.replace("年14.6%", "年14.5%"), "utf-8")
    told = yakkan("coverage", "--official", str(changed), "--lang", "en")
    line = text[: text.index("年14.6%")].count("\n")  # the paragraph begins one line above
    assert told.code == 1
    assert told.err.count("error[O103]") == 1
    assert f"terms.txt:{line}:1: error[O103] what is printed for 16.2 has changed" in told.err


# ── small books, in a folder that may be written to ───────────────────────────────────────────────


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    shutil.copytree(SHARED, folder)
    (tmp_path / "print.txt").write_text(PRINT, "utf-8")
    return folder


def test_a_threshold_fails_where_units_are_missing(yakkan: Run, book: Path) -> None:
    """Of the six units three have provisions: half."""
    assert yakkan("coverage", "--book", str(book), "--at-least", "50").code == 0
    told = yakkan("coverage", "--book", str(book), "--at-least", "51", "--lang", "en")
    assert told.code == 1
    assert "3/6 units are answered for: less than 51%" in told.err


def test_recording_changes_nothing_but_the_record(yakkan: Run, book: Path) -> None:
    before = {p: p.read_bytes() for p in book.rglob("*") if p.is_file()}
    yakkan("coverage", "--book", str(book), "--official", str(book.parent / "print.txt"), "--record")
    after = {p: p.read_bytes() for p in book.rglob("*") if p.is_file()}
    assert set(after) - set(before) == {book / "print.yaml"}
    assert all(after[p] == before[p] for p in before)
    assert list(yaml.safe_load((book / "print.yaml").read_text("utf-8"))) == [
        "1.1", "1.2", "2.1", "2.2", "2.2.proviso", "2.3",
    ]  # fmt: skip


def test_the_record_has_what_lint_found_in_each_unit_and_no_word_of_it(yakkan: Run, book: Path) -> None:
    """A reference that leads nowhere (J201) is put into the second sentence of Article 2, paragraph (2)."""
    text = book.parent / "print.txt"
    text.write_text(PRINT.replace("ただし、", "ただし、第99条の定めにより、", 1), "utf-8")
    yakkan("coverage", "--book", str(book), "--official", str(text), "--record")
    assert read_print_lints(book)["2.2.proviso"] == ("J201",)
    assert read_print_lints(book)["2.1"] == ()
    assert "第99条" not in (book / "print.yaml").read_text("utf-8")


def test_a_sign_off_holds_until_something_changes(yakkan: Run, book: Path) -> None:
    first = yakkan("review", "--book", str(book), "--lang", "en")
    assert "2.1" in first.out
    assert "never signed off" in first.out
    assert yakkan("review", "--book", str(book), "--check").code == 1
    signed = yakkan("review", "--book", str(book), "--sign", "佐藤 花子", "--on", "2026-11-26")
    assert signed.code == 0
    assert yakkan("review", "--book", str(book), "--check").code == 0
    article = book / "articles" / "2.yaml"
    article.write_text(article.read_text("utf-8") + "    when: the goods are defective\n", "utf-8")
    told = yakkan("review", "--book", str(book), "--lang", "en")
    assert told.out.splitlines() == [
        "2.1                         rules, sentences (signed off by 佐藤 花子 on 2026-11-26)  Article 2, paragraph (1)"
    ]


def test_a_comment_is_no_change(yakkan: Run, book: Path) -> None:
    yakkan("review", "--book", str(book), "--sign", "A", "--on", "2026-11-26")
    article = book / "articles" / "2.yaml"
    article.write_text("# read again\n" + article.read_text("utf-8"), "utf-8")
    assert yakkan("review", "--book", str(book), "--check").code == 0


def test_a_changed_print_is_told_by_review(yakkan: Run, book: Path) -> None:
    text = book.parent / "print.txt"
    arguments = ("review", "--book", str(book), "--official", str(text), "--lang", "en")
    yakkan(*arguments, "--sign", "A", "--on", "2026-11-26")
    text.write_text(PRINT.replace("商品を", "物を"), "utf-8")
    assert yakkan(*arguments).out.splitlines() == [
        "2.1                         print (signed off by A on 2026-11-26)  Article 2, paragraph (1)"
    ]


@pytest.mark.parametrize(
    "arguments",
    [("--sign", "A"), ("--on", "2026-11-26"), ("--sign", "A", "--on", "yesterday"), ("--sign", " ", "--on", "2026-11-26"), ("9.9",)],
)  # fmt: skip
def test_a_sign_off_needs_a_name_and_a_day_and_known_parts(yakkan: Run, book: Path, arguments: tuple[str, ...]) -> None:
    assert yakkan("review", "--book", str(book), *arguments).code == 2
    assert not (book / "review.yaml").exists()


def test_a_name_with_quotes_is_kept(yakkan: Run, book: Path) -> None:
    yakkan("review", "--book", str(book), "--sign", 'O"Brien: {x}', "--on", "2026-11-26")
    assert yakkan("review", "--book", str(book), "--check").code == 0
    assert yaml.safe_load((book / "review.yaml").read_text("utf-8"))["2.1"]["by"] == 'O"Brien: {x}'


def test_book_yaml_may_name_the_place_of_the_print(yakkan: Run, book: Path) -> None:
    """Where it is not there, as on another machine, coverage goes on without it."""
    settings = book / "book.yaml"
    settings.write_text(settings.read_text("utf-8") + "official: ../print.txt\n", "utf-8")
    assert "beside the print: 6 units" in yakkan("coverage", "--book", str(book), "--lang", "en").err
    (book.parent / "print.txt").unlink()
    told = yakkan("coverage", "--book", str(book), "--lang", "en")
    assert (told.code, "beside" in told.err) == (0, False)
