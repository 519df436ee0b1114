"""Times that no deadline of a rule reckons: those within its conditions, and those that its words alone name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsl.model import expression as x
from dsl.model.rule import NORMS, Rule
from dsl.model.vocabulary import Entry, Phrase
from dsl.model.walk import walk
from dsl.wording.as_read import rule_as_read
from dsl.wording.frames import fill
from generator.pages import TermView, Views
from generator.places import Told

_MARKS = re.compile(
    r"までに|前に|事前|以内|直ちに|遅滞なく|すみやか|速やか|都度"
    r"|\b(?:by the prescribed date|in advance|prior|immediately|promptly|at once|without delay)\b"
    r"|\b(?:each time|on each such occasion)\b"
)
"""How words name a time, in either language: a book may have one of them alone."""


@dataclass(frozen=True, slots=True)
class TimeView:
    """`definitions`: what a day named in it means."""

    told: Told
    definitions: tuple[TermView, ...]


def times_within(rule: Rule, views: Views) -> tuple[TimeView, ...]:
    """The limits of time in the conditions of a norm or an effect, as the book is read."""
    if rule.kind not in (*NORMS, "effect"):
        return ()
    found = dict.fromkeys(_limited(rule, views))
    return tuple(
        TimeView(views.words(node, rule.provision), views.meanings([node.limit] if node.limit else [], rule.provision))
        for node in found
    )


def times_in_words(rule: Rule, views: Views) -> tuple[TimeView, ...]:
    """The words of what is done, or must have been done before, that name a time; none where the rule reckons one."""
    if rule.kind not in NORMS or rule.deadline is not None or times_within(rule, views):
        return ()
    told: list[Told] = []
    action = views.book.vocabulary.actions.get(rule.action or "")
    named = () if action is None else (action.name, action.says)
    told += [views.places.linked(fill(views.word(p), {})) for p in named if _names_a_time(p)][:1]
    for node in dict.fromkeys(_conditions(rule, views)):
        entry = _entry(node, views)
        if entry is not None and _names_a_time(entry.phrase, entry.says):
            told.append(views.words(node, rule.provision))
    return tuple(TimeView(words, ()) for words in told)


def _names_a_time(*phrases: Phrase | None) -> bool:
    return any(p is not None and bool(_MARKS.search(f"{p.ja} {p.en}")) for p in phrases)


def _limited(rule: Rule, views: Views) -> Iterator[x.Happened]:
    for node in _conditions(rule, views):
        if isinstance(node, x.Happened) and node.limit is not None and node.when in ("by", "before"):
            yield node


def _entry(node: x.Expression, views: Views) -> Entry | None:
    """What is said to hold, or to have happened."""
    named = node.event if isinstance(node, x.Happened) else node.entry if isinstance(node, x.Holds) else ""
    return views.book.vocabulary.entries.get(named)


def _conditions(rule: Rule, views: Views) -> Iterator[x.Expression]:
    """Every node of the conditions and of the derived truths in them."""
    read = rule_as_read(rule, views.book)
    open_: list[x.Expression] = [node for node in (read.when, read.unless) if node is not None]
    seen: set[str] = set()
    while open_:
        for node in walk(open_.pop(0)):
            yield node
            entry = _entry(node, views)
            if entry is not None and entry.define is not None and entry.id not in seen:
                seen.add(entry.id)
                open_.append(views.as_read(entry.define))
