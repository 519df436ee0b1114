"""The page on editing the rules, in both languages: its edits are applied to a copy of the book, and show what it says."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dsl.base.diagnostic import Language
from dsl.scenarios.compare import compare
from tests.conftest import ROOT, RULES

STEP = re.compile(r"^## (\d)\. .* \{ #edit-(\w+) \}$", re.MULTILINE)
BLOCK = re.compile(r"^```(edit|shows)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    name: str
    edits: tuple[str, ...]
    shows: tuple[str, ...]


def steps(language: Language) -> list[Step]:
    page = ROOT / "site" / language / "how-to-edit.md"
    parts = STEP.split(page.read_text("utf-8"))
    found = []
    for name, text in zip(parts[2::3], parts[3::3], strict=True):
        blocks = BLOCK.findall(text)
        found.append(
            Step(
                name,
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


def test_both_pages_have_the_seven_edits() -> None:
    ja, en = steps("ja"), steps("en")
    assert [step.name for step in ja] == ["rate", "period", "proviso", "fact", "reading", "conflict", "amendment"]
    assert [(step.name, step.edits) for step in ja] == [(step.name, step.edits) for step in en]
    assert all(step.edits and len(step.shows) >= 2 for step in (*ja, *en))


@pytest.mark.no_cover
def test_each_edit_shows_what_the_pages_say(yakkan: Any, tmp_path: Path, monkeypatch: Any) -> None:
    compared: dict[Path, Any] = {}  # both languages tell one comparison

    def once(before: Any, after: Any, folder: Path) -> Any:
        if folder not in compared:
            compared[folder] = compare(before, after, folder)
        return compared[folder]

    monkeypatch.setattr("dsl.cli.diff.compare", once)
    now = Path(shutil.copytree(RULES, tmp_path / "now"))
    for number, (ja, en) in enumerate(zip(steps("ja"), steps("en"), strict=True)):
        before = Path(shutil.copytree(now, tmp_path / f"before-{number}"))
        compared.clear()
        for edit in ja.edits:
            apply(edit, now)
        checked = yakkan("check", "--book", str(now), "--lang", "en")
        assert (checked.code, checked.err) == (0, "no errors\n"), ja.name
        for language, step in (("ja", ja), ("en", en)):
            told = yakkan("diff", str(before), str(now), "--lang", language).out
            for line in step.shows:
                assert line in told, (step.name, line, told[:3000])
