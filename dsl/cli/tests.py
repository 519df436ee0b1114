"""test and coverage: the book's own scenarios, and what they exercise."""

from typing import Annotated

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
from dsl.model.citations import book_citations
from dsl.model.plan import Plan
from dsl.pipeline import load_plan, with_documents
from dsl.scenarios.coverage import UNIT_STATES, Coverage, measure_coverage
from dsl.scenarios.mutate import Verdict, judge_mutants
from dsl.scenarios.run import Ran, evaluate_whole, run_scenarios
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


def coverage_command(
    mutate: Annotated[
        bool, typer.Option("--mutate", help="規則を一つずつ変えて確かめる / change the rules one at a time")
    ] = False,
    book: BookOption = RULES,
    lang: LangOption = None,
    json: JsonOption = False,
) -> None:
    """何が規則になり、何がシナリオで確かめられたか / What is encoded, and which rules the scenarios exercise."""
    language = language_of(lang)
    folder = book_folder(book)
    plan = load_plan(folder)
    scenarios = read_scenarios(scenario_files(folder), plan)
    measured = measure_coverage(plan, [evaluate_whole(plan, s) for s in scenarios])
    verdicts = list(judge_mutants(plan, scenarios)) if mutate else None
    if json:
        say(json_text(_coverage_json(measured, verdicts)))
        return
    _tell_units(plan, measured, language)
    _tell_rules(measured, language)
    _tell_answers(measured, language)
    if verdicts is not None:
        _tell_mutants(verdicts, language)


def _coverage_json(measured: Coverage, verdicts: list[Verdict] | None) -> dict[str, object]:
    told: dict[str, object] = {
        "units": dict(measured.units),
        "counts": {s: measured.count(s) for s in UNIT_STATES},
        "rules": {r: dict(seen) for r, seen in measured.seen.items()},
        "one_sided": list(measured.one_sided),
        "readings": {q: dict(taken) for q, taken in measured.answers.items()},
    }
    if verdicts is not None:
        told["mutants"] = [{"where": v.where, "change": v.change, "noticed_by": v.noticed_by} for v in verdicts]
    return told


_STATES_JA = {"encoded": "規則化済み", "declared": "宣言", "structural": "見出し", "missing": "未処理"}


def _tell_units(plan: Plan, measured: Coverage, language: Language) -> None:
    cited = book_citations(plan.book)
    for ident, state in measured.units.items():
        citation = cited[ident].ja if language == "ja" else cited[ident].short
        word = _STATES_JA[state] if language == "ja" else state
        say(f"{ident:<16}{paint(word, 'yellow' if state == 'missing' else 'green')}  {citation}")
    counts = [f"{_STATES_JA[s] if language == 'ja' else s} {measured.count(s)}" for s in UNIT_STATES]
    say(("合計: " if language == "ja" else "total: ") + (" / " if language == "ja" else ", ").join(counts))


def _tell_rules(measured: Coverage, language: Language) -> None:
    if measured.one_sided:
        note(
            "両側（適用される・されない）を確かめていない規則: "
            if language == "ja"
            else "rules not seen both in force and out of it: "
        )
        note("  " + ", ".join(measured.one_sided))


def _tell_answers(measured: Coverage, language: Language) -> None:
    if measured.untaken:
        ja, en = "シナリオのない解釈: ", "readings that no scenario takes: "
        note((ja if language == "ja" else en) + ", ".join(f"{q} = {a}" for q, a in measured.untaken))


def _tell_mutants(verdicts: list[Verdict], language: Language) -> None:
    survivors = [v for v in verdicts if v.noticed_by is None]
    share = 100 * (len(verdicts) - len(survivors)) // max(1, len(verdicts))
    for survivor in survivors:
        say(f"  {survivor.where}: {survivor.change}")
    noticed = len(verdicts) - len(survivors)
    if language == "ja":
        say(f"規則の変更 {len(verdicts)} 件: 検出 {noticed} 件（{share}%）、上記 {len(survivors)} 件は未検出")
    else:
        say(f"{noticed} of {len(verdicts)} changes noticed ({share}%); the {len(survivors)} above are not")
