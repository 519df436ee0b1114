"""Markdown from templates, then HTML by MkDocs: Japanese at the root, English under en/."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib import util
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from dsl.base.diagnostic import LANGUAGES, Language
from dsl.base.messages import MESSAGES
from dsl.model.book import Book
from dsl.scenarios.coverage import UNIT_STATES, unit_states
from generator.pages import Views, read_sources

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"


class NoMkDocs(Exception):
    """MkDocs is not installed: the pages are there as Markdown, HTML is not."""


def environment() -> SandboxedEnvironment:
    """Undefined names are errors; every value is escaped for HTML and Markdown; templates cannot reach Python."""
    made = SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["md"] = markdown_text
    return made


def markdown_text(text: str) -> Markup:
    """Text that Markdown shows as it stands."""
    escaped = str(escape(text))
    for sign in "\\`*_{}[]#|":
        escaped = escaped.replace(sign, "\\" + sign)
    return Markup(escaped)


def render(book: Book, target: Path, diagnostics: Path) -> tuple[Path, ...]:
    """Write every page as Markdown under `target/ja` and `target/en`; returns what was written."""
    pages = environment()
    written: list[Path] = []
    by_hand = sorted(diagnostics.glob("*.md")) if diagnostics.is_dir() else []
    explained = {page.stem for page in by_hand}
    for language in LANGUAGES:
        views = Views(book, language, read_sources(book))
        for name, text in _pages(pages, book, views, explained).items():
            written.append(_write(target / language / name, text))
        for page in by_hand:
            written.append(_write(target / language / "diagnostics" / page.name, page.read_text(encoding="utf-8")))
        for page in sorted(diagnostics.parent.glob("*.md")):
            written.append(_write(target / language / page.name, page.read_text(encoding="utf-8")))
    return tuple(written)


def _pages(pages: SandboxedEnvironment, book: Book, views: Views, explained: set[str]) -> Mapping[str, str]:
    """Every page but those written by hand; `explained` are the codes that have one of these."""
    language: Language = views.language
    articles = views.articles()
    states = unit_states(book)
    shared = {"book": book, "language": language, "other": views.other, "articles": articles}
    out = {a.file: _render(pages, "article.md", {**shared, "article": a, "depth": "../../"}) for a in articles}
    units = [(i, views.link(i), s) for i, s in states.items()]
    counts = {s: sum(v == s for v in states.values()) for s in UNIT_STATES}
    titles = [
        (n, views.article_citation(n), views.word(t), n in {a.number for a in articles}) for n, t in book.titles.items()
    ]
    out["index.md"] = _render(pages, "index.md", {**shared, "titles": titles, "counts": counts, "depth": ""})
    out["coverage.md"] = _render(pages, "coverage.md", {**shared, "units": units, "counts": counts, "depth": "../"})
    codes = [(c, m.ja if language == "ja" else m.en, c in explained) for c, m in MESSAGES.items()]
    out["diagnostics.md"] = _render(pages, "diagnostics.md", {**shared, "codes": codes, "depth": "../"})
    return out


def _render(pages: SandboxedEnvironment, template: str, values: Mapping[str, object]) -> str:
    return pages.get_template(template).render(**values)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def build(book: Book, work: Path, public: Path, diagnostics: Path) -> tuple[Path, ...]:
    """Render and build the whole site into `public`; raises NoMkDocs, or CalledProcessError for a failed build."""
    shutil.rmtree(work, ignore_errors=True)
    written = render(book, work, diagnostics)
    if util.find_spec("mkdocs") is None:
        raise NoMkDocs
    fresh = work / "public"
    for language, into in (("ja", fresh), ("en", fresh / "en")):
        config = _config(book, work, language, into)
        environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1704067200"}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)]
        subprocess.run(command, check=True, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    shutil.rmtree(public, ignore_errors=True)
    shutil.move(str(fresh), public)
    return written


def _config(book: Book, work: Path, language: str, into: Path) -> Path:
    """One language's MkDocs settings, over those of the project."""
    values = {
        "book": book,
        "language": language,
        "base": (HERE.parent / "mkdocs.yml").as_posix(),
        "docs": (work / language).resolve().as_posix(),
        "site": into.resolve().as_posix(),
    }
    return _write(work / f"mkdocs.{language}.yml", _render(environment(), "mkdocs.yml", values))
