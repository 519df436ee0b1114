"""Diagnostics show the line they speak of, the place in it, and what was read before it."""

import pytest

from dsl.base.diagnostic import Language, diagnose
from dsl.base.source import Span
from dsl.report.excerpt import WIDTH, excerpt


def marked(text: str, line: int, column: int, length: int = 1, understood: str = "") -> tuple[str, ...]:
    span = Span("rules/a.yaml", line, column, line, column + length)
    return excerpt(diagnose("P209", span, understood=understood), text, "ja")


def test_the_mark_stands_under_the_place() -> None:
    assert marked("a\nwhen: payment is late\n", 2, 7, 7) == (
        "    2 │ when: payment is late",
        "      │       ^^^^^^^",
    )


def test_full_width_characters_take_two_columns() -> None:
    told = marked("when: 支払が遅滞 かつ 支払いが遅滞", 1, 16, 6)
    # six narrow characters, five wide and a space, two wide and a space: 6 + 10 + 1 + 4 + 1 = 22, less the 1 of column 1 = 22
    assert told[1] == "      │ " + " " * (6 + 2 * 5 + 1 + 2 * 2 + 1) + "^" * 12


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    line, mark = marked("x" * 300 + "!" + "y" * 300, 1, 301)
    shown = line.partition("│ ")[2]
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) == WIDTH + 2
    assert shown[mark.partition("│ ")[2].index("^")] == "!"


def test_a_tab_is_one_column() -> None:
    assert marked("\twhen: x", 1, 8)[1] == "      │        ^"


@pytest.mark.parametrize("line", [0, 3])
def test_a_place_outside_the_text_has_no_excerpt(line: int) -> None:
    assert marked("a\nb", line, 1) == ()


def test_a_place_behind_the_line_is_its_end() -> None:
    assert marked("when: a", 1, 99)[1] == "      │        ^"


@pytest.mark.parametrize(("language", "says"), [("ja", "ここまでの読み"), ("en", "understood so far")])
def test_what_was_read_before(language: Language, says: str) -> None:
    span = Span("a.yaml", 1, 1, 1, 2)
    told = excerpt(diagnose("P209", span, understood="payment is late | and"), "x", language)
    assert told[-1].strip() == f"= {says}: payment is late | and"
