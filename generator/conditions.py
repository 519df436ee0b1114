"""Conditions as trees: what must hold together, what alone is enough, and who judges it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dsl.model import expression as x
from dsl.model.rule import Rule
from dsl.model.walk import walk
from dsl.wording import answer_words, question_words
from dsl.wording.values import party_words
from generator.pages import Views
from generator.places import Link, Told

Sort = Literal["all", "any", "none", "not all", "one"]
_OPPOSITE: dict[Sort, Sort] = {"all": "not all", "any": "none"}


@dataclass(frozen=True, slots=True)
class ConditionView:
    """A leaf (`one`) tells itself, with who judges it and the reading on which it turns; others hold by their parts."""

    sort: Sort
    told: Told = ()
    judges: str = ""
    reading: Link | None = None
    parts: tuple["ConditionView", ...] = ()

    @property
    def leaves(self) -> tuple["ConditionView", ...]:
        return (self,) if self.sort == "one" else tuple(leaf for part in self.parts for leaf in part.leaves)


def rule_condition(rule: Rule, views: Views) -> ConditionView | None:
    """All that a rule asks for: that its condition holds and none of its exceptions; None where it asks for nothing."""
    asked = () if rule.when is None else (condition_tree(rule.when, views, rule.provision),)
    parts = (*asked, *_exceptions(rule, views))
    if len(parts) < 2:
        return parts[0] if parts else None
    return ConditionView("all", parts=tuple(_flat("all", parts)))


def _exceptions(rule: Rule, views: Views) -> tuple[ConditionView, ...]:
    """What must not hold, told as it stands: none of these."""
    if rule.unless is None:
        return ()
    found = condition_tree(rule.unless, views, rule.provision)
    return (ConditionView("none", parts=found.parts if found.sort == "any" else (found,)),)


def condition_tree(node: x.Condition, views: Views, citing: str, denied: bool = False) -> ConditionView:
    """A condition by its connectives; turns of speech, which leave its truth as it is, are passed over."""
    match node:
        case x.And(parts):
            return _group("all", parts, views, citing, denied)
        case x.Or(parts):
            return _group("any", parts, views, citing, denied)
        case x.Although(concession, main):
            return _group("all", (concession, main), views, citing, denied)
        case x.Not(part):
            return condition_tree(part, views, citing, not denied)
        case x.Marked(_, part) | x.Regarding(_, part):
            return condition_tree(part, views, citing, denied)
        case _:
            return _leaf(node, views, citing, denied)


def _group(sort: Sort, parts: tuple[x.Condition, ...], views: Views, citing: str, denied: bool) -> ConditionView:
    told = tuple(_flat(sort, tuple(condition_tree(part, views, citing) for part in parts)))
    return ConditionView(_OPPOSITE[sort] if denied else sort, parts=told)


def _flat(sort: Sort, parts: tuple[ConditionView, ...]) -> Iterator[ConditionView]:
    """A group within a group of its own sort says nothing more."""
    for part in parts:
        yield from part.parts if part.sort == sort else (part,)


def _leaf(node: x.Condition, views: Views, citing: str, denied: bool) -> ConditionView:
    judges = " / ".join(dict.fromkeys(_judges(node, views)))
    if isinstance(node, x.Under):
        question = Link(question_words(node.question, views.language, views.book), f"readings.md#r-{node.question}")
        answer = Link(answer_words(node.question, node.answer, views.language, views.book))
        leaf = ConditionView("one", (answer,), reading=question)
        return ConditionView("none", parts=(leaf,)) if denied else leaf
    return ConditionView("one", views.words(x.Not(node) if denied else node, citing), judges)


def _judges(node: x.Condition, views: Views) -> Iterator[str]:
    """The parties on whose judgement a condition turns."""
    for part in walk(node):
        entry = views.book.vocabulary.entries[part.entry] if isinstance(part, x.Holds) else None
        if entry is not None and entry.holder is not None:
            yield party_words(entry.holder, views.language, views.book)
