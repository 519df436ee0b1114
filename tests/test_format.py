"""The formatter: a file means what it meant, stays as it is when formatted again, and loses no comment."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copyfile, copytree
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.base.diagnostic import LANGUAGES, Language
from dsl.editor.edits import plain_or_quoted
from dsl.editor.format import format_book, format_file
from dsl.editor.meanings import read_meanings
from dsl.editor.spell import spell
from dsl.load.book import load_draft
from dsl.load.documents import read_raw
from dsl.model.rule import Article
from dsl.parse.book import parse_book
from tests.shop import BOOKS, SHOP, Read, read, shipped, written
from tests.strategies import Trees


def rewritten(folder: Path, language: Language | None = None) -> dict[str, str]:
    """Format the files of a folder in place; their texts by names without the folder."""
    texts = read(folder).formatted(language)
    for name, text in texts.items():
        Path(name).write_bytes(text.encode())
    return {Path(name).relative_to(folder).as_posix(): text for name, text in texts.items()}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return read(written(tmp_path_factory.mktemp("shop")))


@pytest.mark.parametrize(
    ("text", "in_flow", "written"),
    [
        ("28.1.1#liable is in force", False, "28.1.1#liable is in force"),
        ("one of (a, b)", False, "one of (a, b)"),
        ("one of (a, b)", True, "'one of (a, b)'"),
        ("a: b", False, "'a: b'"),
        ("a #b", False, "'a #b'"),
        ("%", False, "'%'"),
        ("- a", False, "'- a'"),
        ("null", False, "'null'"),
        ("[a's]", False, "'[a''s]'"),
        ("（A）", True, "（A）"),
    ],
)
def test_quotes_only_where_yaml_needs_them(text: str, in_flow: bool, written: str) -> None:
    assert plain_or_quoted(text, in_flow) == written


# ── files ─────────────────────────────────────────────────────────────────────────────────────────

UNTIDY = """\
# Delivery···
article: 1
title: {ja: 引渡し, en: Delivery}   # as printed
provisions:
··

  - id: 1.1     # heads its items
    who: the seller
    must: deliver the buyer the thing
    items:
      - id: 1.1.1
        when: |-   # urgent things

          緊急である··
             and (thing is fragile)
      # between the items
      - {id: 1.1.2, when: "way of carriage is one of (by land, by sea)", subject to: [第1条第1項第1号, 2.1]}
  - id: 1.2
    each: parcels
    who: each party
    to: other party
    need not: deliver the thing
    when: the way of carriage is by land or day of delivery is before the as-of date or not (2.1 is in force) # long
    by: before loss
    overrides:
    - 第1条第1項第1号   # first
    - 2.1
    note:
      ja: |
        備考··
      en: 'a note: kept'


"""
TIDY_EN = """\
# Delivery
article: 1
title: {ja: 引渡し, en: Delivery}   # as printed
provisions:


  - id: 1.1     # heads its items
    who: Seller
    must: deliver the Buyer the thing
    items:
      - id: 1.1.1
        when: the sale is urgent and the thing is fragile   # urgent things
      # between the items
      - {id: 1.1.2, when: 'the way of carriage is one of (by land, by sea)', subject to: [1.1.1, 2.1]}
  - id: 1.2
    each: parcel
    who: each party
    to: the other party
    need not: deliver the thing
    when: | # long
      the way of carriage is by land
      or the day of delivery is before the as-of date
      or not (2.1 is in force)
    by: before the loss
    overrides:
    - 1.1.1   # first
    - 2.1
    note:
      ja: |
        備考··
      en: 'a note: kept'
"""
TIDY_JA = """\
# Delivery
条: 1
題名: {ja: 引渡し, en: Delivery}   # as printed
規定:


  - 条項: 1.1     # heads its items
    主体: 売主
    義務: 買主に対し、物を引き渡す
    各号:
      - 条項: 1.1.1
        要件: 緊急である かつ 壊れやすい物である   # urgent things
      # between the items
      - {条項: 1.1.2, 要件: 運送の方法 が（陸送、海上輸送）のいずれかである, 劣後する規定: [第1条第1項第1号, 第2条]}
  - 条項: 1.2
    対象ごと: 荷物
    主体: 各当事者
    相手方: 相手方
    免責: 物を引き渡す
    要件: | # long
      運送の方法 が 陸送 である
      又は 引渡日 が 基準日 より前である
      又は（第2条 が適用される）でない
    期限: 滅失 の前に
    優先する規定:
    - 第1条第1項第1号   # first
    - 第2条
    注記:
      ja: |
        備考··
      en: 'a note: kept'
"""


def spaced(text: str) -> str:
    """Spaces at the ends of lines, which editors take away, are written as dots."""
    return text.replace("·", " ")


ARTICLE = "articles/1.yaml"


@pytest.mark.parametrize("language", [None, "en"])
def test_an_untidy_article_becomes_tidy(tmp_path: Path, language: Language | None) -> None:
    folder = written(tmp_path, articles__1=spaced(UNTIDY))
    before = read(folder).book.rules
    expected = TIDY_EN
    if language is None:  # each expression and name in its own language: what has Japanese in it is Japanese
        expected = expected.replace("the sale is urgent and the thing is fragile", "緊急である かつ 壊れやすい物である")
        expected = expected.replace("[1.1.1, 2.1]", "[第1条第1項第1号, 2.1]").replace("- 1.1.1 ", "- 第1条第1項第1号 ")
    assert rewritten(folder, language)[ARTICLE] == spaced(expected)
    assert read(folder).book.rules == before
    assert rewritten(folder, language)[ARTICLE] == spaced(expected)


def test_there_and_back(tmp_path: Path) -> None:
    folder = written(tmp_path, articles__1=spaced(TIDY_EN))
    english = rewritten(folder, "en")
    before = read(folder).book.rules
    japanese = rewritten(folder, "ja")
    assert japanese[ARTICLE] == spaced(TIDY_JA)
    assert read(folder).book.rules == before
    assert rewritten(folder) == japanese
    assert rewritten(folder, "en") == english
    assert rewritten(folder, "ja") == japanese


def test_definitions_in_braces_stay_on_their_line(tmp_path: Path) -> None:
    folder = written(tmp_path)
    japanese = rewritten(folder, "ja")["vocabulary/words.yaml"]
    assert "as: 緊急である}" in japanese
    assert "as: 運送の方法 が（陸送、海上輸送）のいずれかである}" in japanese
    assert rewritten(folder, "en")["vocabulary/words.yaml"] == SHOP["vocabulary/words.yaml"]


def test_line_ends_and_byte_order_marks_go(tmp_path: Path) -> None:
    plain = rewritten(written(tmp_path / "plain"))
    windows = "\ufeff" + SHOP[ARTICLE].replace("\n", "\r\n")
    assert rewritten(written(tmp_path / "windows", articles__1=windows)) == plain


def test_lines_that_only_yaml_counts_leave_the_file_alone(tmp_path: Path) -> None:
    text = "# one\u2028# another\n" + SHOP[ARTICLE]
    folder = written(tmp_path, articles__1=text)
    assert rewritten(folder)[ARTICLE] == text


def test_what_is_not_understood_stays(tmp_path: Path) -> None:
    text = SHOP[ARTICLE].replace("the sale is urgent", "sale is   dubious")
    draft, _ = load_draft(written(tmp_path, articles__1=text))
    book, problems = parse_book(draft)
    assert book is not None
    assert [problem.code for problem in problems] == ["P201"]
    formatted = format_book(draft, book, {name: read_raw(Path(name)) for name in draft.files}, "en")
    changed = text.replace("seller", "Seller").replace("buyer", "Buyer")
    assert formatted[(tmp_path / ARTICLE).as_posix()] == changed


def test_a_language_without_words_is_refused(tmp_path: Path) -> None:
    english = written(tmp_path, book=SHOP["book.yaml"].replace("[ja, en]", "[en]"))
    draft, _ = load_draft(english)
    book, _ = parse_book(draft)
    assert book is not None
    name = (english / ARTICLE).as_posix()
    with pytest.raises(ValueError, match="ja"):
        format_file(read_raw(Path(name)), draft.documents[name], read_meanings(draft, book), "ja")


def _quoted(mark: str) -> Callable[[str], str]:
    doubled = {"'": "''", '"': '\\"'}[mark]
    return lambda text: f" {mark}{text.replace(mark, doubled)}{mark}   # said"


STYLES: dict[str, Callable[[str], str]] = {
    "plain": lambda text: f"   {text}",
    "single quotes": _quoted("'"),
    "double quotes": _quoted('"'),
    "block": lambda text: " |+ # said\n\n" + "".join(f"         {word}  \n" for word in text.split(" ")) + "\n",
}


@pytest.mark.no_cover
@settings(max_examples=15, deadline=None)
@given(st.data(), st.sampled_from(sorted(STYLES)), st.sampled_from(LANGUAGES))
def test_any_expression_in_any_style(shop: Read, data: st.DataObject, style: str, language: Language) -> None:
    node = data.draw(Trees(shop.book).conditions)
    value = STYLES[style](spell(node, language, shop.words))
    with TemporaryDirectory() as name:
        folder = written(Path(name), articles__1=SHOP[ARTICLE].replace(" the sale is urgent\n", f"{value}\n"))
        before = read(folder).book.rules
        assert before[0].when == node
        english = rewritten(folder, "en")
        assert read(folder).book.rules == before
        assert rewritten(folder) == rewritten(folder, "en") == english
        japanese = rewritten(folder, "ja")
        assert read(folder).book.rules == before
        assert rewritten(folder) == rewritten(folder, "ja") == japanese
        assert rewritten(folder, "en") == english
        for text in (english[ARTICLE], japanese[ARTICLE]):
            assert ("# said" in text) is ("# said" in value)


# ── the books ─────────────────────────────────────────────────────────────────────────────────────


def copied(book: Path, folder: Path) -> Path:
    for part in ("book.yaml", "contents.yaml", "vocabulary", "articles", "readings.yaml"):
        if (book / part).is_dir():
            copytree(book / part, folder / part)
        elif (book / part).is_file():
            copyfile(book / part, folder / part)
    return folder


def comments(texts: dict[str, str]) -> dict[str, list[str]]:
    return {name: re.findall(r"(?:^|(?<=\s))#.*?(?=\s*$)", text, re.MULTILINE) for name, text in texts.items()}


def blank_lines(texts: dict[str, str]) -> dict[str, int]:
    """How many blank lines each file has, but for those at its end."""
    return {name: sum(not line.strip() for line in text.strip().split("\n")) for name, text in texts.items()}


def articles(book: Read) -> list[Article]:
    return [replace(article, file="") for article in book.book.articles]


def originals(book: Path) -> dict[str, str]:
    return {Path(name).relative_to(book).as_posix(): read_raw(Path(name)) for name in shipped(book).draft.files}


@pytest.mark.no_cover
@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_a_book_means_the_same_afterwards(book: Path, tmp_path: Path) -> None:
    folder, before = copied(book, tmp_path), shipped(book)
    for language in (None, *before.languages):
        texts = rewritten(folder, language)
        after = read(folder)
        assert articles(after) == articles(before)
        assert after.book.vocabulary == before.book.vocabulary
        assert rewritten(folder, language) == texts
        assert comments(texts) == comments(originals(book))
        assert blank_lines(texts) == blank_lines(originals(book))


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_a_book_goes_there_and_back(book: Path, tmp_path: Path) -> None:
    folder = copied(book, tmp_path)
    there = {language: rewritten(folder, language) for language in shipped(book).languages}
    for language, texts in there.items():
        assert rewritten(folder, language) == texts
