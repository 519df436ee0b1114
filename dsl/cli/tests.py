"""test: the book's own scenarios."""

import typer

from dsl.base.diagnostic import Language
from dsl.cli.output import (
    RULES,
    BookOption,
    JsonOption,
    LangOption,
    WithOption,
    book_folder,
    json_text,
    language_of,
    note,
    paint,
    say,
)
from dsl.pipeline import load_plan, with_documents
from dsl.scenarios.run import Ran, run_scenarios
from dsl.scenarios.scenario import Difference, read_scenarios, scenario_files


def test_command(
    book: BookOption = RULES, documents: WithOption = None, lang: LangOption = None, json: JsonOption = False
) -> None:
    """約款自身のシナリオを実行する / Run the book's scenarios: what differs is shown, expected beside actual.

    --with: 文書があると何が変わるか / what the documents would change.
    """
    language = language_of(lang)
    folder = book_folder(book)
    plan = with_documents(load_plan(folder), documents or ())
    left_out: list[str] | None = [] if documents else None
    ran = run_scenarios(plan, read_scenarios(scenario_files(folder), plan, left_out))
    if left_out:
        words = {
            "ja": "これらの文書について別に述べるため除いたシナリオ",
            "en": "left out, since they say something else of these documents",
        }
        note(f"{words[language]}: {', '.join(left_out)}")
    found = [d for r in ran for d in r.differences]
    if json:
        say(json_text({"scenarios": len(ran), "differences": [_difference_json(d) for d in found]}))
    else:
        _tell(ran, found, language)
    raise typer.Exit(1 if found else 0)


def _difference_json(d: Difference) -> dict[str, object]:
    return {
        "scenario": d.scenario,
        "where": d.where,
        "field": d.field,
        "expected": d.expected,
        "actual": d.actual,
        "at": str(d.span),
    }


def _tell(ran: tuple[Ran, ...], found: list[Difference], language: Language) -> None:
    if found:
        heads = (
            ("シナリオ", "規定", "項目", "期待", "実際")
            if language == "ja"
            else ("scenario", "provision", "field", "expected", "actual")
        )
        for line in table(
            [heads, *((d.scenario, d.where, d.field, _text(d.expected), _text(d.actual)) for d in found)]
        ):
            say(line)
    failed = len({d.scenario for d in found})
    passed = len(ran) - failed
    if language == "ja":
        say(paint(f"シナリオ {len(ran)} 件: 一致 {passed} 件、相違 {failed} 件", "red" if failed else "green"))
    else:
        say(paint(f"{len(ran)} scenarios: {passed} as expected, {failed} not", "red" if failed else "green"))


def _text(value: object) -> str:
    return "null" if value is None else str(value)


def table(rows: list[tuple[str, ...]]) -> list[str]:
    """Columns padded to the width that a terminal shows (Japanese characters take two)."""
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  ".join(cell + " " * (widths[i] - _width(cell)) for i, cell in enumerate(row)).rstrip() for row in rows]


def _width(text: str) -> int:
    return sum(1 if ord(c) < 0x1100 else 2 for c in text)
