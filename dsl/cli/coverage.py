"""coverage: what of the document is in the book, what scenarios exercise, and whether the print is the one encoded."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from dsl.base.diagnostic import Diagnostic, Language, errors_of
from dsl.cli.books import write_whole
from dsl.cli.output import (
    RULES,
    BookOption,
    JsonOption,
    LangOption,
    book_folder,
    complain,
    json_text,
    language_of,
    note,
    paint,
    say,
)
from dsl.cli.printed import OfficialOption, bridge_of, official_of
from dsl.load.records import PRINT, read_print_record, record_text
from dsl.model.citations import book_citations
from dsl.model.plan import Plan
from dsl.official import lint_document
from dsl.official.bridge import Tie, check_bridge, found_in
from dsl.pipeline import load_plan
from dsl.report.diagnostics import diagnostic_json
from dsl.scenarios.coverage import UNIT_STATES, Coverage, measure_coverage
from dsl.scenarios.mutate import Verdict, judge_mutants
from dsl.scenarios.run import evaluate_whole
from dsl.scenarios.scenario import read_scenarios, scenario_files

_HEAD = (
    "The print as it was when the rules were written: a fingerprint of the words of each unit, and the codes of what\n"
    "lint found in it; none of the words.\n"
    "規則が書かれたときの印字の指紋と、起草上の指摘の符号。yakkan coverage --official TEXT --record が書く。"
)
_STATES_JA = {"encoded": "規則化済み", "declared": "宣言", "structural": "見出し", "missing": "未処理"}


def coverage_command(
    official: OfficialOption = None,
    record: Annotated[bool, typer.Option("--record", help="印字の指紋を記録する / record the print as it is")] = False,
    at_least: Annotated[
        int,
        typer.Option(
            "--at-least", min=0, max=100, help="処理済みの割合（%）の下限 / least share of units answered for"
        ),
    ] = 0,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="規則を一つずつ変えて確かめる / change the rules one at a time")
    ] = False,
    book: BookOption = RULES,
    lang: LangOption = None,
    json: JsonOption = False,
) -> None:
    """何が規則になり、何がシナリオで確かめられたか / What is encoded, and which rules the scenarios exercise.

    --official: 印字と照らし合わせる。対応する規定のない文字、記録の後に変わった印字は誤り / beside the print: text
    that no provision answers for, and print that changed since it was recorded, are errors.
    """
    language = language_of(lang)
    folder = book_folder(book)
    plan = load_plan(folder)
    official = official_of(plan.book, folder, official)
    scenarios = read_scenarios(scenario_files(folder), plan)
    measured = measure_coverage(plan, [evaluate_whole(plan, s) for s in scenarios])
    verdicts = list(judge_mutants(plan, scenarios)) if mutate else None
    found = _beside_print(plan, measured, official, folder, record, language) if official is not None else ()
    if json:
        say(json_text(_coverage_json(measured, verdicts, found)))
    else:
        _tell_units(plan, measured, language)
        _tell_rules(measured, language)
        _tell_answers(measured, language)
        if verdicts is not None:
            _tell_mutants(verdicts, language)
        complain(found, language)
        if official is not None:
            note(_beside(len(plan.book.units), found, language))
    low = measured.answered * 100 < at_least * len(measured.units)
    if low:
        note(_too_low(measured, at_least, language))
    raise typer.Exit(1 if low or errors_of(found) else 0)


def _beside_print(
    plan: Plan, measured: Coverage, official: Path, folder: Path, record: bool, language: Language
) -> tuple[Diagnostic, ...]:
    """What differs between the book and the print; with `record` the print is recorded first."""
    document, bridge = bridge_of(plan.book, official)
    if record:
        lints = lint_document(document)
        ties = {unit: bridge.ties[unit] for unit in plan.book.units if unit in bridge.ties}
        marks = {unit: _marks(tied, found_in(tied, document, lints)) for unit, tied in ties.items()}
        write_whole(folder / PRINT, record_text(_HEAD, marks))
        told = {"ja": "印字の指紋を記録しました: ", "en": "the print is recorded: "}
        note(f"{told[language]}{(folder / PRINT).as_posix()} ({len(marks)})")
    answered = frozenset(unit for unit, state in measured.units.items() if state != "missing")
    return tuple(check_bridge(plan.book, document, bridge, answered, read_print_record(folder)))


def _marks(tied: Tie, lints: Iterable[Diagnostic]) -> dict[str, str]:
    """What is recorded of a unit's print."""
    codes = " ".join(sorted({d.code for d in lints}))
    return {"print": tied.fingerprint} | ({"lints": codes} if codes else {})


def _beside(units: int, found: tuple[Diagnostic, ...], language: Language) -> str:
    wrong = len(errors_of(found))
    if language == "ja":
        return f"印字との照合: {units} 単位、誤り {wrong} 件、警告 {len(found) - wrong} 件"
    return f"beside the print: {units} units, {wrong} errors, {len(found) - wrong} warnings"


def _too_low(measured: Coverage, at_least: int, language: Language) -> str:
    share = f"{measured.answered}/{len(measured.units)}"
    if language == "ja":
        return f"処理済みの単位は {share} で、{at_least}% に足りません。"
    return f"{share} units are answered for: less than {at_least}%"


def _coverage_json(
    measured: Coverage, verdicts: list[Verdict] | None, found: Iterable[Diagnostic]
) -> dict[str, object]:
    told: dict[str, object] = {
        "units": dict(measured.units),
        "counts": {s: measured.count(s) for s in UNIT_STATES},
        "rules": {r: dict(seen) for r, seen in measured.seen.items()},
        "one_sided": list(measured.one_sided),
        "readings": {q: dict(taken) for q, taken in measured.answers.items()},
        "print": [diagnostic_json(d) for d in found],
    }
    if verdicts is not None:
        told["mutants"] = [{"where": v.where, "change": v.change, "noticed_by": v.noticed_by} for v in verdicts]
    return told


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
