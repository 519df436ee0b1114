"""What every command shares: options, language, colour, JSON, and the way diagnostics are told."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, cast

import typer

from dsl.base.diagnostic import BadInput, Diagnostic, Language
from dsl.load.documents import read_printed
from dsl.report.diagnostics import diagnostic_json, github_line, sarif
from dsl.report.excerpt import excerpt
from dsl.report.text import json_text as json_text

BookOption = Annotated[Path, typer.Option("--book", help="約款のフォルダ / the book's folder", show_default=True)]
LangOption = Annotated[str | None, typer.Option("--lang", help="ja | en (YAKKAN_LANG; ja)", metavar="ja|en")]
JsonOption = Annotated[bool, typer.Option("--json", help="機械用の出力 / output for programs")]
WithOption = Annotated[
    list[Path] | None,
    typer.Option("--with", help="上位の文書（繰返し可） / a document of higher rank, repeated", metavar="FILE"),
]
FormatOption = Annotated[str, typer.Option("--format", help="text | json | github | sarif")]
FORMATS = ("text", "json", "github", "sarif")
RULES = Path("rules")


def book_folder(given: Path) -> Path:
    """The book that is meant: the path given, else the checkout's rules/, else the packaged ones."""
    if given != RULES or given.is_dir():
        return given
    packaged = Path(__file__).resolve().parents[2] / "rules"
    return packaged if packaged.is_dir() else given


COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}
_chosen: list[Language] = []


def language_of(given: str | None) -> Language:
    """--lang, else YAKKAN_LANG, else Japanese; never the locale. The choice holds for errors told later, too."""
    if given is None and _chosen:
        return _chosen[-1]
    wanted = given or os.environ.get("YAKKAN_LANG") or "ja"
    if wanted not in ("ja", "en"):
        raise typer.BadParameter(f"{wanted}: ja | en")
    _chosen.append(cast(Language, wanted))
    return _chosen[-1]


def paint(text: str, colour: str) -> str:
    return typer.style(text, fg=colour) if sys.stdout.isatty() and "NO_COLOR" not in os.environ else text


def complain(diagnostics: Iterable[Diagnostic], language: Language) -> None:
    """Diagnostics to standard error: each with an excerpt of its file, and the places it speaks of."""
    texts: dict[str, str] = {}
    for diagnostic in diagnostics:
        line = diagnostic.line(language)
        if sys.stderr.isatty() and "NO_COLOR" not in os.environ:
            line = typer.style(line, fg=COLOURS[diagnostic.severity])
        typer.echo(line, err=True)
        for told in excerpt(diagnostic, _source(diagnostic.span.file, texts), language):
            typer.echo(told, err=True)
        for span in diagnostic.related:
            typer.echo(f"    → {span}", err=True)


def report(found: Iterable[Diagnostic], form: str, language: Language) -> None:
    """Diagnostics in one of FORMATS: text to standard error, what programs read to standard output."""
    match form:
        case "json":
            say(json_text([diagnostic_json(d) for d in found]))
        case "sarif":
            say(json_text(sarif(found, language)))
        case "github":
            for diagnostic in found:
                say(github_line(diagnostic, language))
        case "text":
            complain(found, language)
        case _:
            raise typer.BadParameter(f"{form}: {' | '.join(FORMATS)}")


def _source(name: str, texts: dict[str, str]) -> str:
    """The text of a file that a diagnostic names; empty where there is none that can be shown."""
    if name not in texts:
        try:
            texts[name] = read_printed(Path(name), name)
        except (BadInput, OSError):
            texts[name] = ""
    return texts[name]


def say(text: str) -> None:
    typer.echo(text)


def note(text: str) -> None:
    typer.echo(text, err=True)
