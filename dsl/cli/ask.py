"""ask: the facts that matter, one question at a time, in a terminal or from a pipe."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dsl.alternatives import alternatives, with_matters
from dsl.ask import Session, one_case
from dsl.ask.words import question_lines
from dsl.base.diagnostic import Language
from dsl.base.source import Span
from dsl.cli.books import write_whole
from dsl.cli.cases import day_of, known_provisions
from dsl.cli.output import RULES, BookOption, LangOption, WithOption, book_folder, language_of, note, say
from dsl.cli.tell import tell_result
from dsl.load.save import facts_text
from dsl.model.node import Mapping
from dsl.model.plan import Plan
from dsl.pipeline import load_plan, read_facts, read_under, with_documents

_WORDS: dict[str, dict[Language, str]] = {
    "settled": {
        "ja": "これ以上尋ねることはありません（質問 {} 件）。",
        "en": "Nothing is left to ask that can matter ({} questions).",
    },
    "stopped": {"ja": "終了しました（質問 {} 件）。", "en": "Stopped after {} questions."},
    "wrong": {"ja": "もう一度入力してください。", "en": "Please answer again."},
    "save": {
        "ja": "回答を {} に保存しますか（注記は失われます）。 はい／いいえ",
        "en": "Save the answers to {}? (comments in it are lost) yes / no",
    },
    "unsaved": {"ja": "保存していません。", "en": "not saved"},
}


def ask_command(
    facts: Annotated[
        Path, typer.Argument(help="事実のファイル（なければ新しく作る） / a file of facts; it need not exist yet")
    ],
    as_of: Annotated[str | None, typer.Option("--as-of", help="基準日 / the as-of date", metavar="YYYY-MM-DD")] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="規定（繰返し可） / provisions, repeated")] = None,
    documents: WithOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="回答を含む事実の保存先 / where to save the facts with the answers")
    ] = None,
    book: BookOption = RULES,
    lang: LangOption = None,
) -> None:
    """必要な事実を尋ねる / Ask for the facts that matter, most decisive first, until the outcomes are settled."""
    language = language_of(lang)
    day = day_of(as_of)
    plan = with_documents(load_plan(book_folder(book)), documents or ())
    session = Session(plan, _facts(facts), _only(plan, only), day)
    _ask(session, language)
    if session.result is not None:
        case = read_under(plan, session.facts, day, None)
        wanted = session.only or ()
        others = alternatives(plan, case, session.result, session.facts.span, wanted)
        told = with_matters(session.result, others)
        for line in tell_result(plan, told, language, False, False, "", others):
            say(line)
    _save(session, facts, out, language)


def _facts(path: Path) -> Mapping:
    if not path.exists():
        return Mapping((), Span(path.as_posix()))
    return one_case(read_facts(path), path.as_posix())


def _only(plan: Plan, only: list[str] | None) -> tuple[str, ...] | None:
    if not only:
        return None
    return known_provisions(plan, tuple(only))


def _ask(session: Session, language: Language) -> None:
    """Questions go to standard error, so that standard output holds the outcomes alone."""
    while session.question is not None:
        for line in question_lines(session.question, session.facts, session.plan, language, session.asked + 1):
            note(line)
        while (text := _typed()) is not None and (problems := session.answer(text)):
            for problem in problems:
                note(f"   {problem.message(language)}")
            note(f"   {_WORDS['wrong'][language]}")
        if text is None:
            session.stopped = True
            break
        note("")
    note(_WORDS["stopped" if session.stopped else "settled"][language].format(session.asked))
    note("")


def _typed() -> str | None:
    """One line of standard input; None at its end, or where somebody interrupts: what was answered may be saved."""
    typer.echo("> ", err=True, nl=False)
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        note("")
        return None
    return line.rstrip("\r\n") if line else None


def _save(session: Session, facts: Path, out: Path | None, language: Language) -> None:
    if not session.changed and out is None:
        return
    target = out or facts
    if out is None:
        note(_WORDS["save"][language].format(facts.as_posix()))
        text = _typed()
        if text is None or text.strip().lower() not in ("y", "yes", "はい"):
            note(_WORDS["unsaved"][language])
            return
    try:
        write_whole(target, facts_text(session.facts, target.name))
    except OSError as problem:
        raise typer.BadParameter(f"{target}: {problem.strerror}") from None
    note(target.as_posix())
