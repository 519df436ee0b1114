"""new: a skeleton that checks."""

import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from dsl.base.diagnostic import BadInput, errors_of
from dsl.cli.books import write_whole
from dsl.cli.output import RULES, BookOption, LangOption, book_folder, language_of, note
from dsl.editor.skeleton import must_be_absent, new_article, with_article
from dsl.model.vocabulary import Phrase
from dsl.pipeline import check, load_plan


def new_command(
    what: Annotated[str, typer.Argument(help="article")],
    number: Annotated[str, typer.Argument(help="条の番号 / the article's number", metavar="N")],
    ja: Annotated[str, typer.Option("--ja", help="条の見出し / its title in Japanese")] = "",
    en: Annotated[str, typer.Option("--en", help="英語の見出し / its title in English")] = "",
    book: BookOption = RULES,
    lang: LangOption = None,
) -> None:
    """新しい条の骨組みを書く / Write the skeleton of a new article: it checks, with … where words are missing."""
    language = language_of(lang)
    if what != "article":
        raise typer.BadParameter(f"{what}: article")
    if re.fullmatch(r"[1-9]\d{0,3}", number) is None:
        raise typer.BadParameter(f"{number}: 1, 2, 3 …")
    folder = book_folder(book)
    plan = load_plan(folder)
    must_be_absent(number, plan.book)
    title = Phrase(ja or "…", en or "…") if ja or en else None
    contents = folder / "contents.yaml"
    texts = {
        folder / "articles" / _file(number, title or plan.book.titles.get(number)): new_article(
            number, plan.book, title
        ),
        contents: with_article(contents.read_text(encoding="utf-8"), number, plan.book, title),
    }
    _try(texts, folder)
    for path, text in texts.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)
            note(path.as_posix())
    words = {
        "ja": "「…」のところを書き、yakkan check で確かめてください。",
        "en": "write what … stands for, then run yakkan check",
    }
    note(words[language])


def _file(number: str, title: Phrase | None) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", (title.en if title else "").lower()).strip("-")
    return f"{int(number):02}{f'-{slug}' if slug else ''}.yaml"


def _try(texts: dict[Path, str], folder: Path) -> None:
    """Check the book as it would be, in a copy; raises BadInput where it would have errors: nothing is written then."""
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "book"
        shutil.copytree(folder, copy)
        for path, text in texts.items():
            write_whole(copy / path.relative_to(folder), text)
        errors = errors_of(check(copy).diagnostics)
    if errors:
        prefix = (Path(temporary) / "book").as_posix()
        raise BadInput(
            replace(d, span=replace(d.span, file=d.span.file.replace(prefix, folder.as_posix()))) for d in errors
        )
