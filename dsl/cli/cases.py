"""eval: facts in, outcomes out."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar, assert_never

import typer

from dsl.alternatives import AllReadings, Read, all_readings_json, read_case, read_text
from dsl.alternatives import all_readings as vary_all
from dsl.ask import wanted
from dsl.base.diagnostic import BadInput, Diagnostic, Language, diagnose, nearest
from dsl.base.moment import parse_date
from dsl.base.source import Span
from dsl.cli.output import (
    RULES,
    BookOption,
    JsonOption,
    LangOption,
    WithOption,
    book_folder,
    complain,
    json_text,
    language_of,
    say,
)
from dsl.cli.readings import tell_all_readings
from dsl.cli.register import tell_registers
from dsl.cli.tell import tell_result
from dsl.load.documents import MAX_BYTES, decode, parse_documents
from dsl.model.node import Node
from dsl.model.plan import Plan
from dsl.model.reading import wrong_answer
from dsl.pipeline import load_plan, read_facts, read_under, register_node, with_documents
from dsl.report.diagnostics import diagnostic_json

Bad = tuple[Diagnostic, ...]
Told = TypeVar("Told")


Evaluated = Read | AllReadings


def eval_command(
    facts: Annotated[
        list[str], typer.Argument(help="事実のファイル（- は標準入力） / files of facts (- is standard input)")
    ],
    as_of: Annotated[str | None, typer.Option("--as-of", help="基準日 / the as-of date", metavar="YYYY-MM-DD")] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="規定（繰返し可） / provisions, repeated")] = None,
    reading: Annotated[
        list[str] | None,
        typer.Option("--reading", help="解釈（問い=答え、繰返し可） / a reading, repeated", metavar="QUESTION=ANSWER"),
    ] = None,
    documents: WithOption = None,
    all_readings: Annotated[
        bool, typer.Option("--all-readings", help="すべての解釈で判定する / under every combination of readings")
    ] = False,
    until: Annotated[
        str | None, typer.Option("--until", help="系列を作る終期 / make series out to this day", metavar="YYYY-MM-DD")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="理由を示す / show the grounds")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="適用されない規定も示す / also what does not apply")
    ] = False,
    register: Annotated[
        bool, typer.Option("--register", help="義務・権能・期限を日付順に / duties, powers and deadlines by date")
    ] = False,
    ics: Annotated[
        Path | None, typer.Option("--ics", help="--register をカレンダーのファイルに / the register as a calendar file")
    ] = None,
    book: BookOption = RULES,
    lang: LangOption = None,
    json: JsonOption = False,
) -> None:
    """事案を評価する / Evaluate cases: outcomes with citations, needs and grounds."""
    language = language_of(lang)
    _fitting(register, ics, explain, everything, json)
    _fitting_readings(all_readings, bool(reading), register, explain)
    day, far = day_of(as_of), day_of(until, "--until")
    plan = with_documents(load_plan(book_folder(book)), documents or ())
    wanted = known_provisions(plan, tuple(only or ()))
    readings = chosen_readings(plan, tuple(reading or ()))
    if register:
        registers = list(each_case(facts, lambda node: register_node(plan, node, day, wanted, readings, far)))
        tell_registers(plan, registers, language, ics, json)
        raise typer.Exit(1 if any(isinstance(r, tuple) for r in registers) else 0)

    def evaluate(node: Node) -> Evaluated:
        case = read_under(plan, node, day, readings, far)
        if all_readings:
            return vary_all(plan, case, node.span, wanted)
        return read_case(plan, case, node.span, wanted, explain)

    results = list(each_case(facts, evaluate))
    if json:
        _tell_json(plan, results, explain)
    else:
        _tell_text(plan, results, language, explain, everything)
    raise typer.Exit(1 if any(isinstance(r, tuple) for r in results) else 0)


def day_of(text: str | None, option: str = "--as-of") -> date | None:
    if text is None:
        return None
    day = parse_date(text)
    if day is None:
        raise typer.BadParameter(f"{option} {text} という日付はありません（YYYY-MM-DD）。 / no such date (YYYY-MM-DD)")
    return day


def known_provisions(plan: Plan, only: tuple[str, ...]) -> tuple[str, ...]:
    found, unknown = wanted(plan, only)
    if unknown:
        near = nearest(unknown, [*plan.rules, *plan.provisions])
        several = any(c in unknown for c in ",、;；")
        hint = " 複数は --only を繰り返します。 / repeat --only for several" if several else _near(near)
        raise typer.BadParameter(f"--only {unknown} という規定はありません。 / no such provision.{hint}")
    return found


def chosen_readings(plan: Plan, given: tuple[str, ...]) -> dict[str, str]:
    """The answers of `--reading question=answer`; what the book does not have is wrong usage, with the nearest name."""
    chosen: dict[str, str] = {}
    for text in given:
        question, equals, answer = (part.strip() for part in text.partition("="))
        if not equals:
            raise typer.BadParameter(f"--reading {text}: QUESTION=ANSWER の形で書きます。 / write QUESTION=ANSWER")
        wrong = wrong_answer(question, answer, plan.book.readings)
        if wrong is not None:
            _, name, known = wrong
            near = _near(nearest(name, known) or ", ".join(known))
            raise typer.BadParameter(f"--reading {text}: {name} という解釈はありません。 / no such reading.{near}")
        if chosen.setdefault(question, answer) != answer:
            already = f"{question} = {chosen[question]}"
            raise typer.BadParameter(f"--reading {text}: 既に {already} とされています。 / already {already}")
    return chosen


def _fitting(register: bool, ics: Path | None, explain: bool, everything: bool, json: bool) -> None:
    """Options that say nothing together are wrong usage, not silently left out."""
    if ics is not None and not register:
        raise typer.BadParameter("--ics は --register とともに使います。 / --ics goes with --register")
    if ics is not None and json:
        raise _apart("--ics", "--json")
    if register and (explain or everything):
        raise _apart("--register", "--explain" if explain else "--all")


def _fitting_readings(all_readings: bool, some: bool, register: bool, explain: bool) -> None:
    for option, given in (("--reading", some), ("--register", register), ("--explain", explain)):
        if all_readings and given:
            raise _apart("--all-readings", option)


def _apart(one: str, other: str) -> typer.BadParameter:
    return typer.BadParameter(f"{one} と {other} は同時に使えません。 / {one} does not go with {other}")


def _near(names: str) -> str:
    return f" 候補 / did you mean: {names}" if names else ""


def each_case(files: list[str], work: Callable[[Node], Told]) -> Iterator[Told | Bad]:
    """One result a case, or the diagnostics of a case or file that is bad; the rest still run."""
    for name in files:
        try:
            nodes = _nodes(name)
        except BadInput as bad:
            yield bad.diagnostics
            continue
        if not nodes:
            yield (diagnose("F507", Span(name)),)
        for node in nodes:
            try:
                yield work(node)
            except BadInput as bad:
                yield bad.diagnostics


def _nodes(name: str) -> tuple[Node, ...]:
    if name != "-":
        return read_facts(Path(name))
    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    return parse_documents(decode(raw, "<stdin>"), "<stdin>")


def _tell_json(plan: Plan, results: list[Evaluated | Bad], explain: bool) -> None:
    """One case: an indented object. Several: JSON Lines in order."""
    for result in results:
        say(_json(plan, result, explain, compact=len(results) > 1))


def _json(plan: Plan, result: Evaluated | Bad, explain: bool, compact: bool) -> str:
    match result:
        case tuple():
            return json_text({"errors": [diagnostic_json(d) for d in result]}, compact)
        case AllReadings():
            return json_text(all_readings_json(result, plan.book), compact)
        case Read():
            return read_text(result, plan.book, explain, compact)
        case _:
            assert_never(result)


def _tell_text(plan: Plan, results: list[Evaluated | Bad], language: Language, explain: bool, everything: bool) -> None:
    for at, result in enumerate(results):
        number = str(at + 1) if len(results) > 1 else ""
        match result:
            case tuple():
                complain(result, language)
            case AllReadings():
                _say_all(tell_all_readings(plan, result, language, number))
            case Read(found, others):
                _say_all(tell_result(plan, found, language, explain, everything, number, others))
            case _:
                assert_never(result)


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)
