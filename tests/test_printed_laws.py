"""Laws of `yakkan import`: whatever the text, every character stands in exactly one node, or the refusal says why."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.base.diagnostic import BadInput
from dsl.model.printed import Document
from dsl.official import lint_document, read_document
from dsl.report.printed import document_json
from tests.conftest import Output
from tests.test_printed import NAMES, SAMPLES, shares_out

Run = Callable[..., Output]
TEXTS = {name: (SAMPLES / f"{name}.txt").read_text("utf-8") for name in NAMES}
MARKS = (
    "第1条", "第十条（目的）", "第5条の2", "第２章　総則", "附則", "別紙", "別表第1", "目次", "1. ", "１．", "(1)", "（２）", "①", "イ　", "a)",
    "ii.", "ただし、", "なお、", "前項", "前三条", "次の各号", "同条ただし書", "「甲」", "（以下「乙」という。）", "。", "、", "\n", "\n\n", "\f", "  ",
    "用語 意味\n", "以上\n", "- 3 -\n", "3\n", "●", "民法第541条", "）", "「", "各号", "第4条から第6条まで", "\t", "  ﻿", "𠮷", "é",
)  # fmt: skip


def holds(text: str) -> Document | None:
    """The document, which keeps the laws; None where the text is refused."""
    try:
        document = read_document(text, "x")
    except BadInput as bad:
        wrong = bad
    else:
        return whole(document)
    assert all(d.code.startswith("I1") for d in wrong.diagnostics)
    return None


def whole(document: Document) -> Document:
    shares_out(document)
    for node in document.root.walk():
        for position in range(0, len(node.text), 7):
            if node.offsets and not node.text[position].isspace():
                assert document.text[node.offset(position)] == node.text[position]
    ids = [n.id for n in document.root.walk() if n.kind not in ("main", "document")]
    assert len(ids) == len(set(ids))
    known = set(ids)
    assert all(target in known for r in document.references for target in r.targets)
    json.dumps(document_json(document))
    lint_document(document, judgement=True)
    return document


@settings(max_examples=60)
@given(st.lists(st.sampled_from(MARKS), max_size=60).map("".join))
def test_any_marks_in_any_order(text: str) -> None:
    holds(text)
    holds("第1条（目的）\n" + text)


@settings(max_examples=40)
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_a_sample_cut_and_mixed(name: str, chance: random.Random) -> None:
    holds(mixed(TEXTS[name], chance))


def mixed(text: str, chance: random.Random) -> str:
    """A text with lines lost, doubled, joined and moved, and marks thrown in."""
    lines = text.split("\n")[chance.randrange(40) :][: chance.randrange(5, 90)]
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(lines) + 1) if lines else 0
        what = chance.randrange(5)
        if what == 0:
            del lines[at : at + 1]
        elif what == 1:
            lines[at:at] = lines[at : at + 2]
        elif what == 2 and at + 1 < len(lines):
            lines[at : at + 2] = [lines[at] + lines[at + 1]]
        elif what == 3:
            chance.shuffle(lines)
        else:
            lines.insert(at, chance.choice(MARKS) + chance.choice(MARKS))
    return "\n".join(lines)


@given(st.text(max_size=200))
def test_any_text_at_all(text: str) -> None:
    holds(text)


def test_equal_text_gives_equal_bytes() -> None:
    text = TEXTS["fitness"]
    assert json.dumps(document_json(read_document(text, "x"))) == json.dumps(document_json(read_document(text, "x")))


# ── wrong input, by the command ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "I101"),
        (b" \n\n\t\n", "I101"),
        (b"This agreement is made between A and B.\n" * 20, "I103"),
        ("本書は、条を持たない合意である。\n".encode() * 20, "I103"),
        (b"\x8e\x8d~ I1l|| .,;:' 0O\n".replace(b"\x8e\x8d", b"~~") * 30, "I103"),
        ("第1条（目的）\nこの規約は、条件を定める。\n".encode("cp932"), "L104"),
        ("第1条（目的）\n".encode("utf-16"), "L104"),
        ("第1条（目的）\n\0\n".encode(), "L103"),
        (("第1条（目的）" + "この規約は、" * 60_000).encode(), "I102"),
        (b"x" * 40_000_000, "L102"),
    ],
    ids=["empty", "blank", "English", "no-articles", "scan", "Shift_JIS", "UTF-16", "NUL", "one-line", "40MB"],
)
@pytest.mark.parametrize("command", ["import", "lint"])
def test_wrong_input_is_told_and_changes_nothing(
    yakkan: Run, tmp_path: Path, content: bytes, code: str, command: str
) -> None:
    path = tmp_path / "terms.txt"
    path.write_bytes(content)
    told = yakkan(command, str(path), "--lang", "en")
    assert told.code == 1
    assert told.out == ""
    assert f"error[{code}]" in told.err
    assert "Traceback" not in told.err
    assert [p.name for p in tmp_path.iterdir()] == ["terms.txt"]
    assert path.stat().st_size == len(content)


def test_a_file_that_is_not_there(yakkan: Run, tmp_path: Path) -> None:
    assert "error[L101]" in yakkan("import", str(tmp_path / "none.txt"), "--lang", "en").err


def test_the_outline_names_every_node_and_the_json_holds_the_tree(yakkan: Run) -> None:
    path = str(SAMPLES / "fitness.txt")
    told = yakkan("import", path, "--lang", "ja")
    assert told.code == 0
    assert "6.2.proviso  [ただし書]  ただし、２７日が金融機関の休業日であるときは" in told.out
    found = json.loads(yakkan("import", path, "--json").out)
    assert found["schema"] == 1
    assert found["unplaced"] == []
    assert {"term", "kind", "within", "at", "line"} == set(found["definitions"][0])


@pytest.mark.parametrize("form", ["json", "sarif", "github", "text"])
def test_lint_tells_in_every_form_and_fails_for_errors_only(yakkan: Run, tmp_path: Path, form: str) -> None:
    """Two articles 15 (an error), and またbeside (a warning): exit 1; the warning alone: exit 0."""
    path = tmp_path / "terms.txt"
    warned = TEXTS["fitness"].replace("貸与し、または譲渡", "貸与し、又は譲渡")
    path.write_text(warned, "utf-8")
    told = yakkan("lint", str(path), "--format", form, "--lang", "en")
    assert told.code == 0
    assert "J305" in told.out + told.err
    path.write_text(warned.replace("第１４条（規約の改定）\n", "第１５条（規約の改定）\n"), "utf-8")
    told = yakkan("lint", str(path), "--format", form, "--lang", "en")
    assert told.code == 1
    assert "J101" in told.out + told.err
    if form == "sarif":
        log = json.loads(told.out)
        assert {r["ruleId"] for r in log["runs"][0]["results"]} >= {"J101", "J305"}


def test_judgement_is_off_unless_asked(yakkan: Run, tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text(TEXTS["fitness"].replace("１４日以上の期間を定めて", "相当の期間を定めて"), "utf-8")
    assert yakkan("lint", str(path)).err.count("[J5") == 0
    assert "note[J501]" in yakkan("lint", str(path), "--all").err
