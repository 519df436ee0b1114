"""`yakkan docs`: joins the command line through the entry point `yakkan.commands`."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dsl.base.diagnostic import Language
from dsl.cli.output import RULES, BookOption, LangOption, book_folder, language_of, note
from dsl.model.plan import Plan
from dsl.pipeline import load_plan
from generator.documents.content import make_document
from generator.documents.files import Format, NoLibrary, export, export_all
from generator.links import broken_links
from generator.site import NoMkDocs, build
from generator.sources import Download, sources_of

docs = typer.Typer(help="参照サイト / the reference site", no_args_is_help=True, pretty_exceptions_enable=False)


@docs.callback()
def group() -> None:
    """参照サイト / The reference site."""


@docs.command("build")
def build_command(
    book: BookOption = RULES,
    lang: LangOption = None,
    out: Annotated[Path, typer.Option("--out", help="出力先 / where the site goes")] = Path("public"),
    downloads: Annotated[bool, typer.Option(help="全文のPDF等も作る / also make the whole document as PDF, …")] = True,
) -> None:
    """日英の参照サイトを作る / Build the bilingual site into public/."""
    language = language_of(lang)
    folder = book_folder(book)
    plan, whole = load_plan(folder), Path("build/downloads")
    made = _downloads(plan, whole, language) if downloads else ()
    try:
        pages = build(replace(sources_of(plan, folder), downloads=made), Path("build/site"), out)
    except NoMkDocs:
        note(
            {
                "ja": "MkDocs がありません: pip install 'yakkan[site]'",
                "en": "MkDocs is missing: pip install 'yakkan[site]'",
            }[language]
        )
        raise typer.Exit(1) from None
    except subprocess.CalledProcessError as problem:
        note(problem.stderr)
        raise typer.Exit(1) from None
    for file in made:
        shutil.copy(whole / file.name, out / "downloads")
    broken = broken_links(out)
    for link in broken:
        note(link)
    note(
        {"ja": f"{len(pages)} ページを {out}/ に書きました。", "en": f"{len(pages)} pages written to {out}/"}[language]
    )
    raise typer.Exit(1 if broken else 0)


def _downloads(plan: Plan, target: Path, language: Language) -> tuple[Download, ...]:
    """What the installed libraries can make of the whole document; says what is missing for the rest."""
    made, missing = export_all(make_document(plan), target)
    for problem in missing:
        note(_no_library(problem, language))
    return made


@docs.command("export")
def export_command(
    book: BookOption = RULES,
    lang: LangOption = None,
    out: Annotated[Path, typer.Option("--out", help="出力先 / where the files go")] = Path("public/downloads"),
    formats: Annotated[list[Format] | None, typer.Option("--format", help="形式 / which formats")] = None,
) -> None:
    """全文をPDF・Word・XMLで書き出す / Write the whole document as PDF, Word and XML."""
    language = language_of(lang)
    try:
        written = export(make_document(load_plan(book_folder(book))), out, formats or tuple(Format))
    except NoLibrary as problem:
        note(_no_library(problem, language))
        raise typer.Exit(1) from None
    for file in written:
        typer.echo(out / file.name)


def _no_library(problem: NoLibrary, language: Language) -> str:
    debian = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    needs = {
        "weasyprint": {
            "ja": f"PDF の作成には WeasyPrint と Pango が必要です: pip install 'yakkan[documents]'（Debian: {debian}）",
            "en": f"PDF needs WeasyPrint and Pango: pip install 'yakkan[documents]' (Debian: {debian})",
        },
        "python-docx": {
            "ja": "Word の作成には python-docx が必要です: pip install 'yakkan[documents]'",
            "en": "Word needs python-docx: pip install 'yakkan[documents]'",
        },
    }
    return needs[problem.what][language]
