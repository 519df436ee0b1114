"""The pages that are written by hand keep what they promise: their programs run, their workflow is YAML."""

import contextlib
import io
import re

import pytest

from dsl.base.diagnostic import LANGUAGES
from tests.conftest import ROOT

BLOCK = re.compile(r"^```(python|text|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


each_language = pytest.mark.parametrize("language", LANGUAGES)


def blocks_of(page: str, language: str) -> list[tuple[str, str]]:
    return BLOCK.findall((ROOT / "site" / language / page).read_text(encoding="utf-8"))


@each_language
def test_the_programs_for_developers_print_what_the_page_says(monkeypatch, language):
    """The figures are worked out on the page: 42 days at 250,000 x 0.0004 = 100 yen a day, and a fee of 1,100 yen."""
    monkeypatch.chdir(ROOT)
    blocks = blocks_of("for-developers.md", language)
    programs, printed = (tuple(body for kind, body in blocks if kind == wanted) for wanted in ("python", "text"))
    assert len(programs) == len(printed) == 3
    names: dict[str, object] = {}
    for program, said in zip(programs, printed, strict=True):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(program, names)
        assert out.getvalue() == said


@each_language
def test_the_sample_workflow_runs_commands_that_exist(yakkan, language):
    yaml = pytest.importorskip("yaml")
    ((_, body),) = blocks_of("how-to-publish.md", language)
    steps = yaml.safe_load(body)["jobs"]["site"]["steps"]
    commands = re.findall(r"yakkan (\w+)((?: \w+)?)", " ".join(step.get("run", "") for step in steps))
    assert [(name, sub.strip()) for name, sub in commands] == [
        ("check", ""),
        ("test", ""),
        ("review", ""),
        ("docs", "build"),
    ]
    for name, sub in commands:
        assert yakkan(name, *sub.split(), "--help").code == 0
    assert "--site-url" in yakkan("docs", "build", "--help").out


def test_no_line_ends_where_japanese_has_no_space():
    """A browser would show a space there."""
    for path in (*(ROOT / "site" / "ja").rglob("*.md"), ROOT / NAMES[0]):
        text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        assert not re.search(r"[^\x00-\x7f]\n *[^\x00-\x7f]|[。、]\n *[`(\w]", text), path.name


NAMES = ("CHANGELOG.ja.md", "CHANGELOG.md")
SECTIONS = {
    "追加": "Added",
    "変更": "Changed",
    "廃止予定": "Deprecated",
    "削除": "Removed",
    "修正": "Fixed",
    "セキュリティ": "Security",
}
HEADING = re.compile(r"^(##+) (.*?)(?: \{ #([\w.-]+) \})?$")


def outline(name: str) -> list[tuple[str, str, int]]:
    """The versions and sections of a changelog: depth, English name, number of entries."""
    found: list[tuple[str, str, int]] = []
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if heading := HEADING.match(line):
            section = heading[2].replace("未リリース", "Unreleased")
            found.append((heading[1], SECTIONS.get(section, section), 0))
        elif line.startswith("- "):
            depth, section, entries = found[-1]
            found[-1] = depth, section, entries + 1
    return found


def codes(name: str) -> list[list[str]]:
    """What each entry names as code, in alphabetical order."""
    entries = re.split(r"^- ", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [sorted(re.findall(r"`[^`]+`", entry)) for entry in entries]


def test_both_changelogs_have_the_same_entries():
    ja, en = map(outline, NAMES)
    assert ja == en
    assert {section for _, section, _ in en} >= {"[Unreleased]", "Added", "Changed"}
    ja_codes, en_codes = map(codes, NAMES)
    assert ja_codes == en_codes


def test_both_changelogs_have_the_same_anchors():
    """Those of the English one follow from its headings; the Japanese one writes them down."""
    markdown = pytest.importorskip("markdown")
    pages = [markdown.markdown((ROOT / n).read_text(encoding="utf-8"), extensions=["attr_list", "toc"]) for n in NAMES]
    ja, en = (re.findall(r'<h[23] id="([^"]+)"', page) for page in pages)
    assert ja == en
    assert en[:2] == ["unreleased", "added"]
