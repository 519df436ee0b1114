"""What the site is made of: a book's plan, its scenarios, and what is written by hand."""

from dataclasses import dataclass
from pathlib import Path

from dsl.model.plan import Plan
from dsl.scenarios.scenario import scenario_files


@dataclass(frozen=True, slots=True)
class Download:
    """A file with the whole document that the site offers; `languages` are those that it is in, `size` is in bytes."""

    name: str
    format: str
    languages: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Sources:
    """`by_hand`: pages, style sheets and, in `diagnostics`, a page a code; `changes`: the changelog, as Markdown."""

    plan: Plan
    scenarios: tuple[Path, ...] = ()
    by_hand: Path = Path("site")
    changes: Path = Path("CHANGELOG.md")
    downloads: tuple[Download, ...] = ()

    @property
    def pages(self) -> tuple[Path, ...]:
        return tuple(sorted(self.by_hand.glob("*.md")))

    @property
    def style_sheets(self) -> tuple[Path, ...]:
        return tuple(sorted(self.by_hand.glob("stylesheets/*.css")))


def sources_of(plan: Plan, folder: Path) -> Sources:
    """The sources of the book in a folder, with what the project beside it has written by hand."""
    return Sources(plan, scenario_files(folder))
