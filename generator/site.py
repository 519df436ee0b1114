"""The files of the site: Markdown pages from templates, and what is copied as it stands."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from dsl.base.diagnostic import LANGUAGES, Language
from dsl.base.messages import MESSAGES
from dsl.load.records import read_print_lints
from dsl.model.rule import Article
from dsl.model.timeline import Timeline
from dsl.scenarios.coverage import UNIT_STATES
from generator.article import rule_details
from generator.life import LifeView, life, read_life
from generator.official import PrintView, read_official
from generator.overview import Overview
from generator.pages import Views, read_sources
from generator.places import Link
from generator.precedence import PriorityView, by_article, layers, picture, priorities
from generator.scenarios import ScenariosView, examples, exercised, read_scenes, scenario_views, scenes_page
from generator.search import nothing, search_index
from generator.sources import Sources
from generator.terms import Terms, term_anchor

OVERVIEWS = ("register", "deadlines", "money", "priorities", "readings", "defects", "glossary")
ABOUT = ("coverage", "diagnostics", "changes", "downloads")
HOME = -1
"""The depth of the page that is the root itself."""

GROUP = 60
"""So many articles are listed at once."""

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
    made.filters |= {"md": markdown_text, "term_anchor": term_anchor}
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
    return tuple(write(target / name, page()) for name, page in site_files(sources, target).items())


def site_files(sources: Sources, target: Path) -> dict[str, Page]:
    """Every file of both languages, by its path under the target. Nothing is made before it is asked for."""
    common = Common(sources)
    return {name: page for language in LANGUAGES for name, page in Site(common, language, target).files().items()}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


class Common:
    """What the pages of both languages are made of, each read once."""

    def __init__(self, sources: Sources):
        self.sources = sources

    @cached_property
    def timeline(self) -> Timeline | None:
        return None if self.sources.life is None else read_life(self.sources.plan, self.sources.life)

    @cached_property
    def printed(self) -> Mapping[str, PrintView]:
        official = self.sources.official
        return {} if official is None else read_official(self.sources.plan.book, official)

    @cached_property
    def lints(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of what was found in the print of each unit when it was recorded."""
        return read_print_lints(self.sources.folder)


class Site:
    """One language's files."""

    def __init__(self, common: Common, language: Language, target: Path):
        self.common, self.language, self.target = common, language, target
        self.sources = sources = common.sources
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
            **{scenes_page(p.stem): partial(self._scenario, p.stem) for p in self.sources.scenarios},
            "scenarios.md": self._all_scenarios,
            "index.md": self._home,
            "try.md": lambda: self._page("try.md", 0, playable=self.sources.interpreter is not None),
            "search/index.json": lambda: search_index(self.views, self.scenarios, self._explained, self._hand_written),
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
    def _life(self) -> LifeView | None:
        return None if self.common.timeline is None else life(self.common.timeline, self.views)

    @cached_property
    def _terms(self) -> Terms:
        return Terms(self.views)

    @cached_property
    def _priorities(self) -> tuple[PriorityView, ...]:
        return priorities(self.views)

    @cached_property
    def _pairs(self) -> dict[str, tuple[PriorityView, ...]]:
        return by_article(self._priorities)

    @cached_property
    def _exercised(self) -> dict[str, tuple[Link, ...]]:
        return exercised(self.scenarios)

    @cached_property
    def _explained(self) -> set[str]:
        return {p.stem for p in self.sources.pages(self.language, "diagnostics")}

    def _message(self, code: str) -> str:
        found = MESSAGES[code]
        return found.ja if self.language == "ja" else found.en

    def _finding(self, code: str) -> str:
        """What was found, without the words that it was found in: those are the print's."""
        return re.sub(r"\{\w+\}", "…", self._message(code)) if code in MESSAGES else ""

    def _page(self, template: str, depth: int, **values: object) -> str:
        """A page that stands so many folders below the root of its language: its file `depth`, its address one more."""
        up = {"root": "../" * depth, "top": "../" * (depth + 1)}
        return self.templates.get_template(template).render(**self.shared, **up, **values)

    # ── the pages ─────────────────────────────────────────────────────────────────────────────────

    def _article(self, article: Article) -> str:
        pairs = self._pairs.get(article.number, ())
        return self._page(
            "article.md", 1, article=self._terms.marked_article(self.views.page(article)), exercised=self._exercised,
            details=rule_details(article, self.views), pairs=pairs, picture=picture(pairs, "priorities"),
            printed=self.common.printed, lints=self.common.lints, finding=self._finding, explained=self._explained,
        )  # fmt: skip

    def _overview(self, name: str) -> str:
        """A table over all articles."""
        pairs = self._priorities
        return self._page(
            f"{name}.md", 0, overview=Overview(self.views), readings=self.views.readings.values(),
            layers=layers(self.views), priorities=pairs, picture=picture(pairs, "priorities"),
            life=self._life if name == "deadlines" else None,
            examples=examples(self.scenarios, self.views) if name == "money" else {},
            defects=[(self.views.places.link(i), r) for i, p in self.views.shown.items() for r in p.repairs],
            findings=[(self.views.places.link(i), c) for i in self.views.shown for c in self.common.lints.get(i, ())],
            finding=self._finding, explained=self._explained,
        )  # fmt: skip

    def _scenario(self, stem: str) -> str:
        return self._page("scenario.md", 1, file=next(f for f in self.scenarios if f.stem == stem))

    def _all_scenarios(self) -> str:
        return self._page("scenarios.md", 0, files=self.scenarios)

    def _home(self) -> str:
        encoded = {a.number for a in self.book.articles}
        missing = [self.views.article_name(n, t) for n, t in self.book.titles.items() if n not in encoded]
        return self._page("index.md", HOME, articles=self.articles, missing=missing, by_hand=self._hand_written)

    def _about(self, name: str) -> str:
        """A page on the book and the tool."""
        states = self.views.states
        changes = self.sources.changes_in(self.language)
        return self._page(
            f"{name}.md", 0, counts={s: sum(v == s for v in states.values()) for s in UNIT_STATES},
            units=[(i, self.views.places.link(i), s) for i, s in states.items()],
            codes=[(code, self._message(code), code in self._explained) for code in MESSAGES],
            changes=changes.read_text(encoding="utf-8").partition("\n")[2] if changes.exists() else "",
            translated=changes != self.sources.changes, downloads=self.sources.downloads,
        )  # fmt: skip

    @cached_property
    def _hand_written(self) -> tuple[Link, ...]:
        """The pages of the project's own, by their titles: the first line of each."""
        pages = self.sources.pages(self.language)
        return tuple(Link(_title(p.read_text(encoding="utf-8")), p.name) for p in pages)

    def _by_hand(self) -> dict[str, Page]:
        """What is written by hand: pages in this language, and what both languages share."""
        hand, mine = self.sources.by_hand, self.sources.by_hand / self.language
        pages = (*self.sources.pages(self.language), *self.sources.pages(self.language, "diagnostics"))
        found = {p.relative_to(mine): p for p in pages} | {p.relative_to(hand): p for p in self.sources.linked}
        return {name.as_posix(): partial(p.read_text, encoding="utf-8") for name, p in found.items()}

    def _config(self) -> str:
        """This language's MkDocs settings, over those of the project."""
        hand, address = self.sources.by_hand, self.sources.address
        return self._page(
            "mkdocs.yml", 0, base=(HERE.parent / "mkdocs.yml").as_posix(),
            docs=(self.target / self.language).resolve().as_posix(), theme=self.sources.theme.resolve().as_posix(),
            address=address and address.rstrip("/") + ("/" if self.language == "ja" else "/en/"),
            style_sheets=[p.relative_to(hand).as_posix() for p in self.sources.style_sheets],
            scripts=[p.relative_to(hand).as_posix() for p in self.sources.scripts],
            groups=_groups(self.articles), by_hand=self._hand_written, scenarios=self.scenarios,
        )  # fmt: skip


def _title(page: str) -> str:
    """The heading on a page's first line, without its anchor."""
    return page.partition("\n")[0].lstrip("#").partition("{")[0].strip()


def _groups(articles: Sequence[Link]) -> tuple[Sequence[Link], ...]:
    """The articles of the navigation, a part at a time: each page carries all names of its part."""
    return tuple(articles[at : at + GROUP] for at in range(0, len(articles), GROUP))
