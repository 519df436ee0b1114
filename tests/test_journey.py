"""The page on editing the rules: each of its edits is applied to a copy of the book, and shows what the page says it shows."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, RULES

PAGE = ROOT / "site" / "how-to-edit.md"
STEP = re.compile(r"^## (\d)\. (.*)$", re.MULTILINE)
BLOCK = re.compile(r"^```(edit|shows)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    title: str
    edits: tuple[str, ...]
    shows: tuple[str, ...]


def steps() -> list[Step]:
    parts = STEP.split(PAGE.read_text("utf-8").split("\n## 新しい条")[0])
    found = []
    for title, text in zip(parts[2::3], parts[3::3], strict=True):
        blocks = BLOCK.findall(text)
        found.append(
            Step(
                title,
                tuple(body for kind, body in blocks if kind == "edit"),
                tuple(line for kind, body in blocks if kind == "shows" for line in body.splitlines()),
            )
        )
    return found


def apply(edit: str, book: Path) -> None:
    """The lines with - become those with + wherever they stand in the files named on the first line."""
    names, _, rest = edit.partition("\n")
    old = "\n".join(line[2:] for line in rest.splitlines() if line.startswith("-"))
    new = "\n".join(line[2:] for line in rest.splitlines() if line.startswith("+"))
    for name in names.split(", "):
        path = book / Path(name).relative_to("rules")
        text = path.read_text("utf-8")
        place = re.compile(re.escape(old) + r"(?![\w.#])")  # 16.3, not 16.3.proviso
        assert place.search(text), (name, old)
        path.write_text(place.sub(lambda _: new, text), "utf-8")


def test_the_page_has_the_seven_edits() -> None:
    assert [step.title.split(" / ")[1] for step in steps()] == [
        "change a rate", "change a notice period", "add a proviso", "add a fact with its phrases", "add a reading",
        "resolve a conflict", "amend the terms",
    ]  # fmt: skip


@pytest.mark.no_cover
def test_each_edit_shows_what_the_page_says(yakkan: Any, tmp_path: Path) -> None:
    now = Path(shutil.copytree(RULES, tmp_path / "now"))
    for number, step in enumerate(steps()):
        before = Path(shutil.copytree(now, tmp_path / f"before-{number}"))
        for edit in step.edits:
            apply(edit, now)
        checked = yakkan("check", "--book", str(now), "--lang", "en")
        assert (checked.code, checked.err) == (0, "no errors\n"), step.title
        told = yakkan("diff", str(before), str(now), "--lang", "ja").out
        for line in step.shows:
            assert line in told, (step.title, line, told[:3000])
