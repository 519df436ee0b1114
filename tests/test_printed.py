"""`yakkan import`: printed documents as trees, held to trees made by hand (tests/official/README.md says how)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dsl.model.printed import Document, Printed
from dsl.official import read_document

SAMPLES = Path(__file__).parent / "official" / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))
Tree = list[Any]

each_sample = pytest.mark.parametrize("name", NAMES)


def sample(name: str) -> Document:
    return read_document((SAMPLES / f"{name}.txt").read_text("utf-8"), f"{name}.txt")


def by_hand(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((SAMPLES / f"{name}.yaml").read_text("utf-8"))
    return found


def told(node: Printed) -> dict[str, Any]:
    """A node as the hand-made trees write it."""
    key = node.number if node.kind == "further" else node.kind
    value: Any
    if node.kind in ("cover", "closing"):
        value = node.text.strip("\n").split("\n")
    elif node.kind == "contents":
        value = node.text.split("\n")
    elif node.text:
        value = node.text
    else:
        number = "" if node.kind == "supplement" else node.number
        value = " ".join(x for x in (number, node.title) if x) or None
    if node.kind == "table":
        value = None
    inside = [told(child) for child in node.children if child.kind != "furniture"]
    return {key: value, "has": inside} if inside else {key: value}


def differences(hand: Tree, ours: Tree, at: str = "") -> list[str]:
    found = []
    for i in range(max(len(hand), len(ours))):
        if i >= len(hand) or i >= len(ours):
            found.append(f"{at}[{i}]: by hand {hand[i : i + 1]}, parsed {str(ours[i : i + 1])[:200]}")
            break
        (kind, value), (own, mine) = next(iter(hand[i].items())), next(iter(ours[i].items()))
        here = f"{at}/{kind} {str(value or '')[:12]}"
        if kind != own or not same(value, mine):
            found.append(f"{here}: by hand {kind}: {value!r}, parsed {own}: {mine!r}")
        if kind == own:
            found += differences(hand[i].get("has") or [], ours[i].get("has") or [], here)
    return found


def same(hand: object, mine: object) -> bool:
    """Whether a text is the one written by hand, or begins and ends as its shortened form does."""
    if isinstance(hand, list) and isinstance(mine, list):
        return len(hand) == len(mine) and all(map(same, hand, mine))
    if hand in (None, "") and mine in (None, ""):
        return True
    told = str(hand)
    if isinstance(mine, str) and "…" in told and told != mine:
        head, _, tail = told.partition("…")
        return mine.startswith(head) and mine.endswith(tail) and len(mine) >= len(head) + len(tail)
    return told == mine


@each_sample
def test_the_tree_is_the_one_made_by_hand(name: str) -> None:
    ours = [told(child) for child in sample(name).root.children if child.kind != "furniture"]
    assert differences(by_hand(name)["tree"], ours) == []


@each_sample
def test_definitions_are_those_found_by_hand(name: str) -> None:
    ours = [(d.term, d.kind, d.within) for d in sample(name).definitions]
    assert ours == [(d["term"], d["kind"], str(d["in"])) for d in by_hand(name)["definitions"]]


@each_sample
def test_references_lead_where_they_lead_by_hand(name: str) -> None:
    ours = [(r.within, r.text, list(r.targets), r.external) for r in sample(name).references]
    hand = [
        (str(r["in"]), r["text"], [str(t) for t in r.get("targets") or []], r.get("external", ""))
        for r in by_hand(name)["references"]
    ]
    assert ours == hand


@each_sample
def test_every_character_stands_in_exactly_one_node(name: str) -> None:
    document = sample(name)
    shares_out(document)
    assert document.unplaced == ()


def shares_out(document: Document) -> None:
    runs = sorted((r.start, r.end) for node in document.root.walk() for r in node.runs)
    assert [start for start, _ in runs] == [0, *(end for _, end in runs)][: len(runs)]
    assert runs[-1][1] == len(document.text)
