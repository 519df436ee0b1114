"""Times that no deadline of a rule reckons: those within its conditions, and those that its words alone name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsl.model import expression as x
from dsl.model.rule import NORMS, Rule
from dsl.model.vocabulary import Entry, Phrase
from dsl.model.walk import parts_of
from dsl.wording.as_read import rule_as_read
from dsl.wording.frames import fill
from generator.pages import TermView, Views
from generator.places import Told

_MARKS = re.compile(
    r"までに|前に|事前|以内|遅滞なく|すみやか|速やか|都度"
    r"|\b(?:by the prescribed date|in advance|prior|promptly|without delay)\b"
    r"|\b(?:each time|on each such occasion)\b"
)
"""How words name a time, in either language: a book may have one of them alone."""
_AT_ONCE = re.compile(r"直ちに|\b(?:immediately|at once)\b")
"""A time for a duty; a power that may be exercised at once has none."""


@dataclass(frozen=True, slots=True)
class TimeView:
    """`definitions`: what a day named in it means; `excepted`: the rule does not apply where it holds."""

    told: Told
    definitions: tuple[TermView, ...]
    excepted: bool = False


def times_within(rule: Rule, views: Views) -> tuple[TimeView, ...]:
    """The limits of time in the conditions of a norm or an effect, as the book is read."""
    if rule.kind not in (*NORMS, "effect"):
        return ()
    return tuple(
        TimeView(
            views.explained(x.Not(node) if denied else node, rule.provision),
            views.meanings([node.limit] if node.limit else [], rule.provision), excepted,
        )
        for node, denied, excepted in dict.fromkeys(_limited(rule, views))
    )  # fmt: skip


def times_in_words(rule: Rule, views: Views) -> tuple[TimeView, ...]:
    """The words of what is done, or must have been done before, that name a time; none where the rule reckons one."""
    if rule.kind not in NORMS or rule.deadline is not None or times_within(rule, views):
        return ()
    told: list[Told] = []
    action = views.book.vocabulary.actions.get(rule.action or "")
    named = () if action is None else (action.name, action.says)
    told += [views.places.linked(fill(views.word(p), {})) for p in named if _names_a_time(p, rule.kind == "may")][:1]
    for node in dict.fromkeys(node for node, _, _ in _conditions(rule, views)):
        entry = _entry(node, views)
        if entry is not None and (_names_a_time(entry.phrase) or _names_a_time(entry.says)):
            told.append(views.words(node, rule.provision))
    return tuple(TimeView(words, ()) for words in told)


def _names_a_time(phrase: Phrase | None, power: bool = False) -> bool:
    told = "" if phrase is None else f"{phrase.ja} {phrase.en}"
    return bool(_MARKS.search(told)) or (not power and bool(_AT_ONCE.search(told)))


def _limited(rule: Rule, views: Views) -> Iterator[tuple[x.Happened, bool, bool]]:
    for node, denied, excepted in _conditions(rule, views):
        if isinstance(node, x.Happened) and node.limit is not None and node.when in ("by", "before"):
            yield node, denied, excepted


def _entry(node: x.Expression, views: Views) -> Entry | None:
    """What is said to hold, or to have happened."""
    named = node.event if isinstance(node, x.Happened) else node.entry if isinstance(node, x.Holds) else ""
    return views.book.vocabulary.entries.get(named)


Asked = tuple[x.Expression, bool, bool]
"""A node of what a rule asks for; whether it is denied there; whether it stands in an exception."""


def _conditions(rule: Rule, views: Views) -> Iterator[Asked]:
    """Every node of the conditions and of the derived truths in them."""
    read, seen = rule_as_read(rule, views.book), set[str]()
    for whole, excepted in ((read.when, False), (read.unless, True)):
        if whole is not None:
            yield from ((node, denied, excepted) for node, denied in _within(whole, False, seen, views))


def _within(node: x.Expression, denied: bool, seen: set[str], views: Views) -> Iterator[tuple[x.Expression, bool]]:
    yield node, denied
    turned = isinstance(node, x.Not) or (isinstance(node, x.Quantified) and node.quantifier == "no")
    for part in parts_of(node):
        yield from _within(part, denied != turned, seen, views)
    entry = _entry(node, views) if isinstance(node, x.Holds) else None
    if entry is not None and entry.define is not None and entry.id not in seen:
        seen.add(entry.id)
        yield from _within(views.as_read(entry.define), denied, seen, views)
