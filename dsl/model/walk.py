"""The parts of an expression, in order, whatever its node."""

from collections.abc import Iterator
from dataclasses import fields

from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.expression import Expression
from dsl.model.rule import Rule
from dsl.model.vocabulary import Action, Record


def parts_of(node: Expression) -> Iterator[Expression]:
    """The expressions directly under a node."""
    for field in fields(node):
        yield from _expressions(getattr(node, field.name))


def _expressions(value: object) -> Iterator[Expression]:
    if isinstance(value, tuple):
        for item in value:
            yield from _expressions(item)
    elif isinstance(value, (x.And, x.Or, x.Not)) or type(value).__module__ == x.__name__:
        yield value  # type: ignore[misc]


def walk(node: Expression) -> Iterator[Expression]:
    """A node and everything under it, outermost first."""
    yield node
    for part in parts_of(node):
        yield from walk(part)


def rule_expressions(rule: Rule) -> Iterator[tuple[str, Expression]]:
    """The expressions of a rule by the key that holds them."""
    named = {
        "when": rule.when, "unless": rule.unless, "at": rule.at, "amount": rule.amount, "as": rule.value,
        "by": rule.deadline.limit if rule.deadline else None,
    }  # fmt: skip
    yield from ((key, node) for key, node in named.items() if node is not None)


def book_expressions(book: Book) -> Iterator[Expression]:
    """Every expression of a book, outermost: of its rules, its terms and its actions."""
    for rule in book.rules:
        yield from (node for _, node in rule_expressions(rule))
    yield from vocabulary_expressions(book)


def vocabulary_expressions(book: Book) -> Iterator[Expression]:
    yield from (e.define for e in book.vocabulary.entries.values() if e.define is not None)
    for action in book.vocabulary.actions.values():
        yield from action_expressions(action).values()
    for record in book.vocabulary.records.values():
        yield from series_expressions(record).values()


ACTION_KEYS = {"where": "where", "kept": "kept", "done so far": "so_far"}
"""The keys of an action that hold an expression, and its fields."""


def action_expressions(action: Action) -> dict[str, Expression]:
    """The expressions of an action by their keys."""
    named = {key: getattr(action, name) for key, name in ACTION_KEYS.items()}
    return {key: node for key, node in named.items() if node is not None}


def series_expressions(record: Record) -> dict[str, Expression]:
    """The expressions by which a record's series goes on, by their keys."""
    series = record.series
    named = {} if series is None else {"first": series.first, "next": series.next, "while": series.goes_on}
    return {key: node for key, node in named.items() if node is not None}
