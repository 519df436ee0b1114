"""Markdown from templates, then HTML by MkDocs: Japanese at the root, English under en/."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import util
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from dsl.base.diagnostic import LANGUAGES
from dsl.base.messages import MESSAGES
from dsl.scenarios.coverage import UNIT_STATES
from generator.overview import Overview
from generator.pages import Views, read_sources
from generator.precedence import layers, picture, priorities
from generator.scenarios import ScenariosView, exercised, read_scenes, scenario_views
from generator.sources import Sources

OVERVIEWS = ("register", "deadlines", "money", "priorities", "readings", "glossary")
ABOUT = ("coverage.md", "diagnostics.md", "changes.md", "downloads.md")
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
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}  # YAML knows no surrogates
    return made


_SIGNS = re.compile(r"[\\`*_{}\[\]|!]|(?<!&)#")
"""What Markdown reads as a sign; the # of an HTML entity (&#34;) is none."""


def markdown_text(text: str) -> Markup:
    """Text that Markdown shows as it stands."""
    escaped = " ".join(str(escape(text)).splitlines())
    return Markup(_SIGNS.sub(r"\\\g<0>", escaped))


def render(sources: Sources, target: Path) -> tuple[Path, ...]:
    """Write every page as Markdown under `target/ja` and `target/en`; returns what was written."""
    book, pages = sources.plan.book, environment()
    texts, scenes, by_hand = read_sources(book), read_scenes(sources.scenarios), _by_hand(sources)
    written: list[Path] = []
    for language in LANGUAGES:
        views = Views(sources.plan, language, texts)
        scenarios = scenario_views(scenes, views)
        shared = {"book": book, "language": language, "other": views.other}
        found = {
            **_articles(pages, shared, views, scenarios),
            **_overviews(pages, shared, views),
            **_scenarios(pages, shared, scenarios),
            **_about(pages, shared, views, sources),
            **by_hand,
        }
        written += [_write(target / language / name, text) for name, text in found.items()]
        written.append(_config(pages, shared, views, scenarios, sources, target))
    return tuple(written)


Shared = Mapping[str, object]
"""What every template is given."""


def _by_hand(sources: Sources) -> dict[str, str]:
    """The pages and style sheets that are written by hand, the same in both languages."""
    found = [*sources.by_hand.glob("*.md"), *sources.by_hand.glob("diagnostics/*.md"), *sources.style_sheets]
    return {p.relative_to(sources.by_hand).as_posix(): p.read_text(encoding="utf-8") for p in sorted(found)}


def _articles(
    pages: SandboxedEnvironment, shared: Shared, views: Views, scenarios: Sequence[ScenariosView]
) -> dict[str, str]:
    values = {**shared, "exercised": exercised(scenarios), "root": "../", "top": "../../"}
    return {a.file: _render(pages, "article.md", {**values, "article": a}) for a in views.articles()}


def _overviews(pages: SandboxedEnvironment, shared: Shared, views: Views) -> dict[str, str]:
    """The tables over all articles."""
    pairs = priorities(views)
    values = {
        **shared, "root": "", "top": "../", "overview": Overview(views), "readings": views.readings.values(),
        "layers": layers(views), "priorities": pairs, "picture": picture(pairs),
    }  # fmt: skip
    return {f"{name}.md": _render(pages, f"{name}.md", {**values, "page": name}) for name in OVERVIEWS}


def _scenarios(pages: SandboxedEnvironment, shared: Shared, scenarios: Sequence[ScenariosView]) -> dict[str, str]:
    inner = {**shared, "root": "../", "top": "../../"}
    outer = {**shared, "root": "", "top": "../", "page": "scenarios", "files": scenarios}
    found = {f.file: _render(pages, "scenario.md", {**inner, "file": f}) for f in scenarios}
    return {**found, "scenarios.md": _render(pages, "scenarios.md", outer)}


def _about(pages: SandboxedEnvironment, shared: Shared, views: Views, sources: Sources) -> dict[str, str]:
    """Home, and the pages on the book and the tool."""
    encoded = {a.number for a in views.book.articles}
    missing = [views.article_name(n, t) for n, t in views.book.titles.items() if n not in encoded]
    counts = {s: sum(v == s for v in views.states.values()) for s in UNIT_STATES}
    explained = {p.stem for p in sources.by_hand.glob("diagnostics/*.md")}
    codes = [(c, m.ja if views.language == "ja" else m.en, c in explained) for c, m in MESSAGES.items()]
    changes = sources.changes.read_text(encoding="utf-8").partition("\n")[2] if sources.changes.exists() else ""
    units = [(i, views.places.link(i), s) for i, s in views.states.items()]
    values = {
        **shared, "root": "", "top": "../", "counts": counts, "missing": missing, "units": units, "codes": codes,
        "changes": changes, "by_hand": [p.name for p in sources.pages], "downloads": sources.downloads,
        "articles": [a for a in map(views.article_link, views.book.articles) if a],
    }  # fmt: skip
    found = {n: _render(pages, n, {**values, "page": n.removesuffix(".md")}) for n in ABOUT}
    return {**found, "index.md": _render(pages, "index.md", {**values, "top": "", "page": ""})}


def _config(
    pages: SandboxedEnvironment, shared: Shared, views: Views, scenarios: Sequence[ScenariosView], sources: Sources,
    target: Path,
) -> Path:  # fmt: skip
    """One language's MkDocs settings, over those of the project."""
    values = {
        **shared,
        "base": (HERE.parent / "mkdocs.yml").as_posix(),
        "docs": (target / views.language).resolve().as_posix(),
        "style_sheets": [p.relative_to(sources.by_hand).as_posix() for p in sources.style_sheets],
        "articles": [a for a in map(views.article_link, views.book.articles) if a],
        "by_hand": [p.name for p in sources.pages],
        "scenarios": scenarios,
    }
    return _write(target / f"mkdocs.{views.language}.yml", _render(pages, "mkdocs.yml", values))


def _render(pages: SandboxedEnvironment, template: str, values: Mapping[str, object]) -> str:
    return pages.get_template(template).render(**values)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def build(sources: Sources, work: Path, public: Path) -> tuple[Path, ...]:
    """Render and build the whole site into `public`; raises NoMkDocs, or CalledProcessError for a failed build."""
    shutil.rmtree(work, ignore_errors=True)
    written = render(sources, work)
    if util.find_spec("mkdocs") is None:
        raise NoMkDocs
    fresh = work / "public"
    for language, into in (("ja", fresh), ("en", fresh / "en")):
        config = work / f"mkdocs.{language}.yml"
        environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1704067200"}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)]
        command += ["--site-dir", str(into.resolve())]
        subprocess.run(command, check=True, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    shutil.rmtree(public, ignore_errors=True)
    shutil.move(str(fresh), public)
    return written
