"""What a rule reckons: its moment, its deadline and its amounts, with the words that they are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dsl.model import expression as x
from dsl.model.rule import Rule
from dsl.model.walk import walk
from dsl.wording import question_words
from generator.pages import TermView, Views
from generator.places import Link, Told

Sort = Literal["by", "before", "at", "latest", "amount", "value"]


@dataclass(frozen=True, slots=True)
class FormulaView:
    """As the book is read: `readings` are the questions that it turns on. `definitions`: the derived terms in it;
    `defined_in`: the provisions that define them; `rounding`: how a fraction is rounded, and `reading` the anchor of
    the question that decides it."""

    sort: Sort
    told: Told
    readings: tuple[Link, ...]
    definitions: tuple[TermView, ...]
    defined_in: tuple[Link, ...]
    rounding: str
    reading: str


def rule_formulas(rule: Rule, views: Views) -> tuple[FormulaView, ...]:
    """The formulas of a rule: when it is due, when it takes effect, what is to be paid, what a term comes to."""
    return tuple(_formula(sort, node, rule, views) for sort, node in _parts(rule, views))


def _parts(rule: Rule, views: Views) -> Iterator[tuple[Sort, x.Expression]]:
    if rule.deadline is not None:
        yield rule.deadline.when, rule.deadline.limit
    if rule.at is not None:
        yield "latest" if rule.latest else "at", rule.at
    if rule.amount is not None:
        yield "amount", rule.amount
    if rule.value is not None and views.book.vocabulary.entries[rule.term or ""].kind == "money":
        yield "value", rule.value


def _formula(sort: Sort, node: x.Expression, rule: Rule, views: Views) -> FormulaView:
    money = sort in ("amount", "value") and rule.rounding is not None
    rounding = views.book.settings.conventions.get(rule.rounding or "") if money else None
    return FormulaView(
        sort, views.explained(views.as_read(node), rule.provision), _readings(node, views),
        views.meanings([node], rule.provision), _defined_in(node, views),
        " / ".join(views.word(c.phrase) for c in rounding.every) if rounding else "",
        f"r-{rounding.reading}" if rounding and rounding.reading else "",
    )  # fmt: skip


def _readings(node: x.Expression, views: Views) -> tuple[Link, ...]:
    """The questions on which a formula, or a derived term in it, turns."""
    terms = [views.book.vocabulary.entries[n.entry].define for n in walk(node) if isinstance(n, x.Read)]
    inside = [n for whole in (node, *terms) if whole is not None for n in walk(whole)]
    asked = dict.fromkeys(n.question for n in inside if isinstance(n, x.Under))
    return tuple(
        Link(question_words(question, views.language, views.book), f"readings.md#r-{question}") for question in asked
    )


def _defined_in(node: x.Expression, views: Views) -> tuple[Link, ...]:
    """The provisions that define what a formula, or a derived term in it, reads."""
    read = [n.entry for n in walk(node) if isinstance(n, x.Read)]
    defines = [views.book.vocabulary.entries[entry].define for entry in read]
    within = [entry for define in defines if define is not None for entry in entries_of(define)]
    return views.places.links(r for entry in (*read, *within) for r in views.plan.definers.get(entry, ()))


def entries_of(node: x.Expression) -> Iterator[str]:
    """The entries of the vocabulary that an expression reads."""
    for part in walk(node):
        named = getattr(part, "entry", None) or getattr(part, "event", None)
        if named is not None:
            yield named
