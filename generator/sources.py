"""What the site is made of: a book's plan, its scenarios, and what is written by hand."""

from dataclasses import dataclass
from pathlib import Path

from dsl.base.diagnostic import Language
from dsl.model.plan import Plan
from dsl.scenarios.scenario import scenario_files

PROJECT = Path(__file__).resolve().parents[1]
"""Where the pages, the theme and the scripts that are written by hand stand, whatever the current folder is."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file with the whole document that the site offers; `languages` are those that it is in, `size` is in bytes."""

    name: str
    format: str
    languages: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Sources:
    """`by_hand`: the folder of style sheets, scripts, the theme and, in `ja` and `en`, the pages of each language.

    `changes`: the changelog, as Markdown, with one in Japanese beside it or none (`CHANGELOG.ja.md`); `address`: where
    the site will be published, empty if that is not known; `preview`: whether each page shows what is wrong with the
    rules; `life`: the facts of a contract from its beginning to its end; `official`: the printed terms, to be shown
    beside the rules to somebody who may read them, never by themselves; `folder`: the book's own; `interpreter`: where
    Pyodide is installed, None where the page that evaluates in the browser cannot work.
    """

    plan: Plan
    scenarios: tuple[Path, ...] = ()
    by_hand: Path = PROJECT / "site"
    changes: Path = PROJECT / "CHANGELOG.md"
    address: str = ""
    preview: bool = False
    life: Path | None = None
    official: Path | None = None
    downloads: tuple[Download, ...] = ()
    folder: Path = Path("rules")
    interpreter: Path | None = None

    def pages(self, language: Language, folder: str = "") -> tuple[Path, ...]:
        """The pages that are written in a language: those of the menu or, in the folder `diagnostics`, one a code."""
        return tuple(sorted((self.by_hand / language / folder).glob("*.md")))

    def changes_in(self, language: Language) -> Path:
        """The changelog in a language, or the one that there is."""
        own = self.changes.with_suffix(f".{language}.md")
        return own if own.exists() else self.changes

    @property
    def style_sheets(self) -> tuple[Path, ...]:
        return tuple(sorted(self.by_hand.glob("stylesheets/*.css")))

    @property
    def scripts(self) -> tuple[Path, ...]:
        found = sorted(self.by_hand.glob("scripts/*.js"))
        return (*found, self.by_hand / "preview" / "preview.js") if self.preview else tuple(found)

    @property
    def linked(self) -> tuple[Path, ...]:
        """What each page links to."""
        return (*self.style_sheets, *self.scripts)

    @property
    def theme(self) -> Path:
        """What stands in the place of Material's own templates, and the search."""
        return self.by_hand / "theme"


def sources_of(plan: Plan, folder: Path, address: str = "") -> Sources:
    """The sources of the book in a folder, with what the project beside it has written by hand."""
    life = folder / "life.yaml"
    return Sources(plan, scenario_files(folder), address=address, life=life if life.exists() else None, folder=folder)
