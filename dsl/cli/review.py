"""review: what changed since legal's sign-off, and the sign-off itself."""

from pathlib import Path
from typing import Annotated

import typer

from dsl.base.diagnostic import Language
from dsl.base.moment import parse_date
from dsl.cli.books import write_whole
from dsl.cli.output import RULES, BookOption, JsonOption, LangOption, book_folder, json_text, language_of, note, say
from dsl.cli.printed import OfficialOption, bridge_of, official_of
from dsl.load.records import REVIEW, read_print_record, read_sign_offs, record_text
from dsl.model.book import Book
from dsl.model.citations import book_citations
from dsl.pipeline import check, load_plan
from dsl.review import PARTS, Change, changes_since, marks_of

WORDS: dict[str, dict[Language, str]] = {
    "rules": {"ja": "規則", "en": "rules"},
    "sentences": {"ja": "文", "en": "sentences"},
    "print": {"ja": "印字", "en": "print"},
    "never": {"ja": "未確認", "en": "never signed off"},
    "gone": {"ja": "なくなった", "en": "gone"},
    "signed": {"ja": "{by}が{on}に確認", "en": "signed off by {by} on {on}"},
    "same": {
        "ja": "確認の後に変わったものはありません（{count}件）。",
        "en": "nothing has changed since the sign-off ({count})",
    },
    "done": {"ja": "確認を記録しました: {count}件（{file}）", "en": "sign-off recorded: {count} ({file})"},
}
_HEAD = (
    "What legal has signed off: by whom, when, and fingerprints of what was read. Written by `yakkan review --sign`.\n"
    "確認済みの規定とその指紋。yakkan review --sign が書く。"
)


def review_command(
    parts: Annotated[
        list[str] | None,
        typer.Argument(help="規定又はファイル（省略: すべて） / provisions or files; left out: all", metavar="[ID]…"),
    ] = None,
    official: OfficialOption = None,
    sign: Annotated[str, typer.Option("--sign", help="確認した者 / who signs off", metavar="NAME")] = "",
    on: Annotated[str, typer.Option("--on", help="確認の日 / on which day", metavar="DATE")] = "",
    only_check: Annotated[
        bool, typer.Option("--check", help="変わったものがあれば終了コード1 / exit 1 if any changed")
    ] = False,
    book: BookOption = RULES,
    lang: LangOption = None,
    json: JsonOption = False,
) -> None:
    """確認の後に変わったものを示し、確認を記録する / Show what changed since the sign-off; record a sign-off."""
    language = language_of(lang)
    folder = book_folder(book)
    plan = load_plan(folder)
    printed = _printed(plan.book, folder, official_of(plan.book, folder, official))
    marks = marks_of(check(folder).draft, plan.book, printed)
    for name in parts or ():
        if name not in marks:
            raise typer.BadParameter(f"{name}: {', '.join(list(marks)[:5])} …")
    signed = read_sign_offs(folder)
    if sign or on:
        _sign(folder, marks, signed, parts or list(marks), sign, on, language)
        return
    found = [c for c in changes_since(marks, signed) if not parts or c.name in parts]
    if json:
        say(json_text([{"name": c.name, "parts": list(c.parts), "signed": c.signed} for c in found]))
    else:
        _tell(found, plan.book, len(marks), language)
    raise typer.Exit(1 if only_check and found else 0)


def _printed(book: Book, folder: Path, official: Path | None) -> dict[str, str]:
    """The fingerprints of the print: of the text that is given, else as they were recorded."""
    if official is None:
        return read_print_record(folder)
    return {unit: tie.fingerprint for unit, tie in bridge_of(book, official)[1].ties.items()}


def _sign(
    folder: Path, marks: dict[str, dict[str, str]], signed: dict[str, dict[str, str]], names: list[str], by: str,
    on: str, language: Language,
) -> None:  # fmt: skip
    day = parse_date(on)
    if not by.strip() or day is None:
        raise typer.BadParameter("--sign NAME --on YYYY-MM-DD")
    whole = {name: signed[name] for name in signed if name in marks} | {
        name: {p: marks[name][p] for p in PARTS if p in marks[name]} | {"by": by.strip(), "on": day.isoformat()}
        for name in names
    }
    write_whole(folder / REVIEW, record_text(_HEAD, {name: whole[name] for name in marks if name in whole}))
    note(WORDS["done"][language].format(count=len(names), file=(folder / REVIEW).as_posix()))


def _tell(found: list[Change], book: Book, whole: int, language: Language) -> None:
    cited = book_citations(book)
    for change in found:
        citation = getattr(cited[change.name], language) if change.name in cited else ""
        if change.signed is None:
            state = WORDS["never"][language]
        else:
            told = "・".join(WORDS[p][language] for p in change.parts) or WORDS["gone"][language]
            by, on = change.signed
            state = f"{told}（{WORDS['signed'][language].format(by=by, on=on)}）"
            state = state if language == "ja" else state.replace("（", " (").replace("）", ")").replace("・", ", ")
        say(f"{change.name:<28}{state}  {citation}".rstrip())
    if not found:
        note(WORDS["same"][language].format(count=whole))
