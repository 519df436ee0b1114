"""An expression as the book itself is read: a sentence prints the provision, not the questions about it."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from dsl.base.source import Span
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.rule import Rule


def taken_book(book: Book, answers: Mapping[str, str | None]) -> Book:
    """The book as one case reads it: the answers that were taken stand in the place of its own."""
    other = {q: a for q, a in answers.items() if q in book.readings and a != book.readings[q].default}
    if not other:
        return book
    return replace(book, readings={q: replace(r, default=other.get(q, r.default)) for q, r in book.readings.items()})


def term_as_read(term: x.Term, book: Book) -> x.Term:
    """A term as the book is read, which is a term still."""
    found: x.Term = _term(term, book)
    return found


def rule_as_read(rule: Rule, book: Book) -> Rule:
    """The rule with every reading of its expressions answered by the book's own answer, where it has one.

    What would leave a rule that never holds is left as it stands, so that nothing is printed as settled against it.
    """
    when = as_read(rule.when, book) if rule.when is not None else True
    unless = as_read(rule.unless, book) if rule.unless is not None else False
    if when is False or unless is True:
        return rule
    return replace(
        rule,
        when=None if when is True else when,
        unless=None if unless is False else unless,
        at=_term(rule.at, book),
        amount=_term(rule.amount, book),
        value=_term(rule.value, book),
    )


def _term(node: Any, book: Book) -> Any:
    """A part that stays where it is settled: a term never is, a defined truth is printed as written."""
    if node is None:
        return None
    found = as_read(node, book)
    return node if isinstance(found, bool) else found


def as_read(node: x.Expression, book: Book) -> Any:
    """The expression as the book is read, or true or false where readings alone decide a condition."""
    match node:
        case x.Under(question, answer):
            reading = book.readings.get(question)
            return node if reading is None or reading.default is None else reading.default == answer
        case x.Not(part, span):
            found = as_read(part, book)
            return not found if isinstance(found, bool) else x.Not(found, span)
        case x.And(parts, span):
            return _joined(parts, True, span, book)
        case x.Or(parts, span):
            return _joined(parts, False, span, book)
        case x.ByCase():
            return _by_case(node, book)
        case _:
            return _inside(node, book)


def _joined(parts: tuple[x.Condition, ...], neutral: bool, span: Span, book: Book) -> Any:
    """And, whose neutral part is true, or or, whose neutral part is false."""
    found = [as_read(p, book) for p in parts]
    if any(f is (not neutral) for f in found):
        return not neutral
    left = tuple(f for f in found if not isinstance(f, bool))
    if len(left) < 2:
        return left[0] if left else neutral
    return x.And(left, span) if neutral else x.Or(left, span)


def _by_case(node: x.ByCase, book: Book) -> x.Expression:
    """The arms that can be taken; where the first one is taken always, its term."""
    arms: list[tuple[x.Condition, x.Term]] = []
    otherwise = _term(node.otherwise, book)
    for condition, term in node.arms:
        found = as_read(condition, book)
        if found is True:
            otherwise = _term(term, book)
            break
        if found is not False:
            arms.append((found, _term(term, book)))
    if not arms:
        return node if otherwise is None else otherwise
    return x.ByCase(tuple(arms), otherwise, node.span)


def _inside(node: x.Expression, book: Book) -> x.Expression:
    """Any other node with its parts as read."""
    return replace(node, **{f.name: _value(getattr(node, f.name), book) for f in fields(node)})


def _value(value: Any, book: Book) -> Any:
    if isinstance(value, tuple):
        return tuple(_value(v, book) for v in value)
    return _term(value, book) if type(value).__module__ == x.__name__ else value
