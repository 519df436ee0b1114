"""`yakkan docs build` and `serve`: they join the command line through the entry point `yakkan.commands`."""

import shutil
import subprocess
from dataclasses import replace
from importlib import util
from pathlib import Path
from typing import Annotated

import typer

from dsl.base.diagnostic import Language
from dsl.cli.output import RULES, BookOption, LangOption, book_folder, complain, language_of, note
from dsl.cli.printed import OfficialOption
from dsl.model.plan import Plan
from dsl.pipeline import load_plan
from generator.browser import ASSETS, install
from generator.build import BrokenSite, NoMkDocs, NotASite, build
from generator.documents.content import make_document
from generator.documents.files import Format, NoLibrary, export, export_all
from generator.sources import PROJECT, Download, sources_of

NO_MKDOCS = {
    "ja": "MkDocs がありません: pip install 'yakkan[site]'",
    "en": "MkDocs is missing: pip install 'yakkan[site]'",
}

NO_NPM = {
    "ja": "「試す」のページには計算のプログラムが入っていません（npm がないか、導入できませんでした）。",
    "en": "The page “Try it” has no interpreter: npm is missing, or could not install it",
}

docs = typer.Typer(help="参照サイト / the reference site", no_args_is_help=True, pretty_exceptions_enable=False)


@docs.callback()
def group() -> None:
    """参照サイト / The reference site."""


@docs.command("build")
def build_command(
    book: BookOption = RULES,
    lang: LangOption = None,
    official: OfficialOption = None,
    out: Annotated[Path | None, typer.Option("--out", help="出力先（public/） / where the site goes: public/")] = None,
    address: Annotated[
        str, typer.Option("--site-url", envvar="YAKKAN_SITE_URL", help="公開先のURL / where it will be published")
    ] = "",
    downloads: Annotated[bool, typer.Option(help="全文のPDF等も作る / also make the whole document as PDF, …")] = True,
) -> None:
    """日英の参照サイトを作る / Build the bilingual site into public/."""
    language = language_of(lang)
    folder = book_folder(book)
    if out is None:  # what holds the official text is not to be published by a slip
        out = Path("public") if official is None else Path("build/with-official-text")
    plan, whole = load_plan(folder), Path("build/downloads")
    made = _downloads(plan, whole, language) if downloads else ()
    try:
        sources = replace(sources_of(plan, folder, address), official=official, downloads=made)
        pages = build(sources, Path("build/site"), out, {"downloads": whole} if made else {})
    except (NoMkDocs, NotASite, BrokenSite, subprocess.CalledProcessError, OSError) as problem:
        for line in _failure(problem, out, language):
            note(line)
        raise typer.Exit(1) from None
    if not (out / ASSETS).is_dir():
        note(NO_NPM[language])
    note(
        {"ja": f"{len(pages)} ページを {out}/ に書きました。", "en": f"{len(pages)} pages written to {out}/"}[language]
    )


def _failure(problem: Exception, out: Path, language: Language) -> list[str]:
    """Why there is no new site, in lines; what stands at `out` is as it was."""
    ja, en, first = "", "", []
    match problem:
        case NoMkDocs():
            return [NO_MKDOCS[language]]
        case subprocess.CalledProcessError():
            return [problem.stderr]
        case BrokenSite():
            ja = f"リンク切れ又は対訳のない箇所があるため、{out} は変えていません。"
            en = f"Links are broken or pages lack their counterpart: {out} is left as it was"
            first = problem.faults
        case NotASite():
            ja = (
                f"{out} は、このコマンドが作ったサイトではないため、変えていません。空の場所を --out で示してください。"
            )
            en = f"{out} was not built by this command and is left as it was: name an empty place with --out"
        case OSError():
            ja = en = f"{problem.filename or out}: {problem.strerror}"
    return [*first, {"ja": ja, "en": en}[language]]


@docs.command("serve")
def serve_command(
    book: BookOption = RULES,
    lang: LangOption = None,
    host: Annotated[str, typer.Option("--host", help="待ち受けるアドレス / address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="ポート / port")] = 8000,
) -> None:
    """規則を編集しながらサイトを見る / A live preview: pages load again when a rule file is saved."""
    language = language_of(lang)
    folder = book_folder(book)
    if util.find_spec("mkdocs") is None:
        note(NO_MKDOCS[language])
        raise typer.Exit(1)
    from generator.preview import Preview  # they need MkDocs, which only the site does
    from generator.serve import NoAddress, serve

    def ready(url: str) -> None:
        note({"ja": f"{url} で表示します。終了は Ctrl+C", "en": f"Serving {url}: Ctrl+C ends"}[language])

    note({"ja": "サイトを生成しています…", "en": "Building the site …"}[language])
    try:
        preview = Preview(folder, Path("build/preview"), interpreter=install(PROJECT / "site" / "try"))
        serve(preview, host, port, lambda found: complain(found, language), ready)
    except NoAddress as problem:
        cannot = {"ja": f"{host}:{port} を使えません", "en": f"{host}:{port} cannot be used"}[language]
        note(f"{cannot}: {problem}")
        raise typer.Exit(1) from None


def _downloads(plan: Plan, target: Path, language: Language) -> tuple[Download, ...]:
    """What the installed libraries can make of the whole document; says what is missing for the rest."""
    shutil.rmtree(target, ignore_errors=True)  # of another book, or another version
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
    except OSError as problem:
        note(f"{problem.filename or out}: {problem.strerror}")
        raise typer.Exit(1) from None
    for file in written:
        typer.echo(out / file.name)
    if not written:
        note(
            {
                "ja": "この約款は一つの言語で書かれているため、対訳のファイルはありません。",
                "en": "The book is in one language: there is no file of both",
            }[language]
        )


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
