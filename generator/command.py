"""`yakkan docs build`: joins the command line through the entry point `yakkan.commands`."""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dsl.cli.output import RULES, BookOption, LangOption, book_folder, language_of, note
from dsl.cli.printed import OfficialOption
from dsl.pipeline import load_plan
from generator.links import broken_links
from generator.site import NoMkDocs, build
from generator.sources import sources_of

docs = typer.Typer(help="参照サイト / the reference site", no_args_is_help=True, pretty_exceptions_enable=False)


@docs.callback()
def group() -> None:
    """参照サイト / The reference site."""


@docs.command("build")
def build_command(
    book: BookOption = RULES,
    lang: LangOption = None,
    official: OfficialOption = None,
    out: Annotated[Path, typer.Option("--out", help="出力先 / where the site goes")] = Path("public"),
) -> None:
    """日英の参照サイトを作る / Build the bilingual site into public/."""
    language = language_of(lang)
    folder = book_folder(book)
    try:
        pages = build(replace(sources_of(load_plan(folder), folder), official=official), Path("build/site"), out)
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
    broken = broken_links(out)
    for link in broken:
        note(link)
    note(
        {"ja": f"{len(pages)} ページを {out}/ に書きました。", "en": f"{len(pages)} pages written to {out}/"}[language]
    )
    raise typer.Exit(1 if broken else 0)
