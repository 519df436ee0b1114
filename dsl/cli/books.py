"""check, fmt, schema: the book itself."""

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from dsl.base.diagnostic import BadInput, Diagnostic, Language, errors_of
from dsl.cli.output import (
    RULES,
    BookOption,
    FormatOption,
    JsonOption,
    LangOption,
    WithOption,
    book_folder,
    json_text,
    language_of,
    note,
    report,
    say,
)  # fmt: skip
from dsl.editor.register_schema import register_schema
from dsl.editor.schema import book_schema, document_schema, facts_schema, result_schema
from dsl.editor.timeline_schema import timeline_schema
from dsl.pipeline import check, check_with, format_book, load_plan


def check_command(
    book: BookOption = RULES,
    lang: LangOption = None,
    json: JsonOption = False,
    form: FormatOption = "text",
    documents: WithOption = None,
) -> None:
    """約款を検査する / Parse, resolve and type-check the book, and documents of higher rank with it."""
    language = language_of(lang)
    found = _diagnostics(book_folder(book), documents or [])
    report(found, "json" if json else form, language)
    errors = errors_of(found)
    if not errors and form == "text" and not json:
        note(_no_errors(len(found), language))
    raise typer.Exit(1 if errors else 0)


def _no_errors(warnings: int, language: Language) -> str:
    """That nothing is wrong, and how many warnings stand above."""
    if not warnings:
        return {"ja": "誤りはありません。", "en": "no errors"}[language]
    return f"誤りはありません（警告{warnings}件）。" if language == "ja" else f"no errors, warnings: {warnings}"


def _diagnostics(folder: Path, documents: list[Path]) -> tuple[Diagnostic, ...]:
    """What is wrong with the book, or, where that is right, with the documents beside it."""
    try:
        checked = check(folder)
        if checked.plan is None or not documents:
            return checked.diagnostics
        return check_with(checked.plan, documents)[1]
    except BadInput as bad:
        return bad.diagnostics


def fmt_command(
    book: BookOption = RULES,
    lang: LangOption = None,
    only_check: Annotated[
        bool, typer.Option("--check", help="書き換えずに確かめる / change nothing, exit 1 if it would")
    ] = False,
) -> None:
    """唯一の書式に整える / Bring the book into its one format; with --lang, into that language."""
    written = language_of(lang) if lang is not None else None
    folder = book_folder(book)
    if written is not None and written not in load_plan(folder).book.settings.languages:
        raise typer.BadParameter(f"--lang {written}: {', '.join(load_plan(folder).book.settings.languages)}")
    changed = format_book(folder, written)
    for path, text in changed.items():
        note(path)
        if not only_check:
            write_whole(Path(path), text)
    raise typer.Exit(1 if only_check and changed else 0)


def write_whole(path: Path, text: str) -> None:
    """Write a temporary file beside the target and rename it, so that a failure changes nothing."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        if path.exists():
            Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def schema_command(
    what: Annotated[str, typer.Argument(help="book | document | facts | result | register | timeline")],
    book: BookOption = RULES,
) -> None:
    """JSON Schema を出す / Print the JSON Schema of the book's files, of documents, of its facts, or of results."""
    match what:
        case "book":
            say(json_text(book_schema()))
        case "document":
            say(json_text(document_schema()))
        case "facts":
            say(json_text(facts_schema(load_plan(book_folder(book)).book)))
        case "result":
            say(json_text(result_schema()))
        case "register":
            say(json_text(register_schema()))
        case "timeline":
            say(json_text(timeline_schema()))
        case _:
            raise typer.BadParameter(f"{what}: book | document | facts | result | register | timeline")
