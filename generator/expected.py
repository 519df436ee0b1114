"""What a scenario expects, in words: its fields with their amounts, days, parties and provisions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from dsl.model import node as n
from dsl.model.vocabulary import Entry
from dsl.wording import DUTY_WORDS, EFFECT_WORDS, STATUS_WORDS, question_words
from dsl.wording.needs import entry_of
from dsl.wording.values import day_words, party_words, plain_words
from dsl.wording.words import NONE, UNKNOWN, pick
from generator.pages import Views
from generator.places import Link, Told
from generator.terms import term_anchor

Sort = Literal["status", "duty", "effect", "party", "money", "day", "truth", "rule", "path", "reading", "text"]

_SORTS: Mapping[str, Sort] = {
    "status": "status", "possible": "status", "state": "duty", "effect": "effect", "bearer": "party",
    "counterparty": "party", "amount": "money", "remainder": "money", "parts": "money", "due": "day", "at": "day",
    "accruing": "truth", "exercised": "truth", "violated": "truth", "without_effect": "truth", "gap": "truth",
    "unknown": "truth", "defeated_by": "rule", "conflicts_with": "rule", "prevented_by": "rule", "follows": "rule",
    "conflict": "rule", "needs": "path", "readings": "reading",
}  # fmt: skip
_BOUNDS = re.compile(r"_(?:at_least|at_most|at_earliest|at_latest|earliest|latest|one_of)$")
_KINDS: Mapping[str, Sort] = {
    "money": "money", "date": "day", "event": "day", "truth": "truth", "judgement": "truth", "party": "party",
}  # fmt: skip
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class FieldView:
    """`key`: the field's name, in which the template finds its words."""

    key: str
    told: Told


def field_view(key: str, node: n.Node, views: Views, entry: Entry | None = None) -> FieldView:
    """A field of an outcome or, with its `entry`, of a value."""
    bare = _BOUNDS.sub("", key)
    own: Sort = _KINDS.get(entry.kind, "text") if entry is not None else "text"
    sort = _SORTS.get(bare, own)
    items = node.items if isinstance(node, n.Sequence) else (node,)
    comma = Link("、" if views.language == "ja" else ", ")
    told = [link for item in items for link in (comma, _told(sort, item, views))][1:]
    return FieldView(key, tuple(told) or (Link(pick(NONE, views.language)),))


def value_place(path: str, views: Views) -> Link:
    """What a path leads to: the provision that defines it, else its place in the glossary."""
    entry = entry_of(path, views.book)
    if entry is None:
        return Link(path)
    definers = views.places.links(views.plan.definers.get(entry.id, ()))
    home = next((link.href for link in definers if link.href), f"glossary.md#{term_anchor(entry.id)}")
    return Link(views.word(entry.phrase) or path, home)


def _told(sort: Sort, node: n.Node, views: Views) -> Link:
    text = _text(node)
    language, book = views.language, views.book
    if isinstance(node, n.Scalar) and node.is_null:
        return Link("—")
    if text == "unknown":
        return Link(pick(UNKNOWN, language))
    match sort:
        case "status" | "duty" | "effect":
            words = {"status": STATUS_WORDS, "duty": DUTY_WORDS, "effect": EFFECT_WORDS}[sort]
            return Link(words[language].get(text, text))
        case "party":
            return Link(party_words(text, language, book))
        case "money" if _NUMBER.fullmatch(text):
            return Link(plain_words(Fraction(text), "money", language, book))
        case "day":
            return Link(_day(text, views))
        case "truth" if text in ("true", "false"):
            return Link(plain_words(text == "true", "truth", language, book))
        case "rule":
            return views.places.link(text)
        case "path":
            return value_place(text, views)
        case "reading":
            return Link(question_words(text, language, book), f"readings.md#r-{text}" if text in book.readings else "")
    return Link(text)


def _day(text: str, views: Views) -> str:
    """A day, with its time where one is said; anything else as it stands."""
    day, _, time = text.partition("T")
    try:
        told = day_words(date.fromisoformat(day), views.language)
    except ValueError:
        return text
    return f"{told} {time}" if time else told


def _text(node: n.Node) -> str:
    """The text of a field; a need that tells more than its path by its path."""
    if isinstance(node, n.Mapping):
        path = node.get("path")
        return "" if path is None else _text(path)
    return node.text if isinstance(node, n.Scalar) else " ".join(map(_text, node.items))
