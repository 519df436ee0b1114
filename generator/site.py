"""The files of the site: Markdown pages from templates, and what is copied as it stands."""

import re
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from dsl.base.diagnostic import LANGUAGES, Language
from dsl.base.messages import MESSAGES
from dsl.model.rule import Article
from dsl.scenarios.coverage import UNIT_STATES
from generator.overview import Overview
from generator.pages import Views, read_sources
from generator.places import Link
from generator.precedence import layers, picture, priorities
from generator.scenarios import ScenariosView, exercised, read_scenes, scenario_views
from generator.search import nothing, search_index
from generator.sources import Sources

OVERVIEWS = ("register", "deadlines", "money", "priorities", "readings", "glossary")
ABOUT = ("coverage", "diagnostics", "changes")
HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"


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


Page = Callable[[], str]
"""Makes the text of a file when it is wanted."""


def render(sources: Sources, target: Path) -> tuple[Path, ...]:
    """Write every file of the site in Markdown under `target/ja` and `target/en`; returns what was written."""
    found = {name: page for language in LANGUAGES for name, page in Site(sources, language, target).files().items()}
    return tuple(write(target / name, page()) for name, page in found.items())


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


class Site:
    """One language's files. Nothing is made before it is asked for."""

    def __init__(self, sources: Sources, language: Language, target: Path):
        self.sources, self.language, self.target = sources, language, target
        self.book, self.templates = sources.plan.book, environment()
        self.views = Views(sources.plan, language, read_sources(sources.plan.book))
        self.shared = {"book": self.book, "language": language, "other": self.views.other}

    def files(self) -> dict[str, Page]:
        """Every file, by its path under the target."""
        found: dict[str, Page] = {
            **self._by_hand(),
            **{f"articles/{a.number}.md": partial(self._article, a) for a in self.book.articles},
            **{f"{name}.md": partial(self._overview, name) for name in OVERVIEWS},
            **{f"{name}.md": partial(self._about, name) for name in ABOUT},
            **{f"scenarios/{p.stem}.md": partial(self._scenario, p.stem) for p in self.sources.scenarios},
            "scenarios.md": self._all_scenarios,
            "index.md": self._home,
            "try.md": lambda: self._page("try.md", 0, playable=self.sources.interpreter is not None),
            "search/index.json": lambda: search_index(self.views, self.scenarios, self._explained),
            "search/search_index.json": nothing,
        }
        return {f"{self.language}/{n}": p for n, p in found.items()} | {f"mkdocs.{self.language}.yml": self._config}

    # ── what several pages need ───────────────────────────────────────────────────────────────────

    @cached_property
    def scenarios(self) -> tuple[ScenariosView, ...]:
        return scenario_views(read_scenes(self.sources.scenarios), self.views)

    @cached_property
    def articles(self) -> tuple[Link, ...]:
        return tuple(a for a in map(self.views.article_link, self.book.articles) if a)

    @cached_property
    def _exercised(self) -> dict[str, tuple[Link, ...]]:
        return exercised(self.scenarios)

    @cached_property
    def _explained(self) -> set[str]:
        return {p.stem for p in self.sources.by_hand.glob("diagnostics/*.md")}

    def _page(self, template: str, depth: int, **values: object) -> str:
        """A page that stands so many folders below the root of its language."""
        up = {"root": "../" * depth}
        return self.templates.get_template(template).render(**self.shared, **up, **values)

    # ── the pages ─────────────────────────────────────────────────────────────────────────────────

    def _article(self, article: Article) -> str:
        return self._page("article.md", 1, article=self.views.page(article), exercised=self._exercised)

    def _overview(self, name: str) -> str:
        """A table over all articles."""
        pairs = priorities(self.views)
        return self._page(
            f"{name}.md", 0, overview=Overview(self.views), readings=self.views.readings.values(),
            layers=layers(self.views), priorities=pairs, picture=picture(pairs),
        )  # fmt: skip

    def _scenario(self, stem: str) -> str:
        return self._page("scenario.md", 1, file=next(f for f in self.scenarios if f.stem == stem))

    def _all_scenarios(self) -> str:
        return self._page("scenarios.md", 0, files=self.scenarios)

    def _home(self) -> str:
        encoded = {a.number for a in self.book.articles}
        missing = [self.views.article_name(n, t) for n, t in self.book.titles.items() if n not in encoded]
        return self._page("index.md", 0, articles=self.articles, missing=missing, by_hand=self._names)

    def _about(self, name: str) -> str:
        """A page on the book and the tool."""
        states = self.views.states
        changes = self.sources.changes
        return self._page(
            f"{name}.md", 0, counts={s: sum(v == s for v in states.values()) for s in UNIT_STATES},
            units=[(i, self.views.places.link(i), s) for i, s in states.items()],
            codes=[(c, m.ja if self.language == "ja" else m.en, c in self._explained) for c, m in MESSAGES.items()],
            changes=changes.read_text(encoding="utf-8").partition("\n")[2] if changes.exists() else "",
        )  # fmt: skip

    @property
    def _names(self) -> list[str]:
        return [p.name for p in self.sources.pages]

    def _by_hand(self) -> dict[str, Page]:
        """What is written by hand, the same in both languages."""
        hand = self.sources.by_hand
        found = sorted([*hand.glob("*.md"), *hand.glob("diagnostics/*.md"), *self.sources.linked])
        return {p.relative_to(hand).as_posix(): partial(p.read_text, encoding="utf-8") for p in found}

    def _config(self) -> str:
        """This language's MkDocs settings, over those of the project."""
        hand, address = self.sources.by_hand, self.sources.address
        return self._page(
            "mkdocs.yml", 0, base=(HERE.parent / "mkdocs.yml").as_posix(),
            docs=(self.target / self.language).resolve().as_posix(), theme=self.sources.theme.resolve().as_posix(),
            address=address and address.rstrip("/") + ("/" if self.language == "ja" else "/en/"),
            style_sheets=[p.relative_to(hand).as_posix() for p in self.sources.style_sheets],
            scripts=[p.relative_to(hand).as_posix() for p in self.sources.scripts],
            articles=self.articles, by_hand=self._names, scenarios=self.scenarios,
        )  # fmt: skip
