"""References to provisions, conventions and layers lead somewhere."""

from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.base.source import Span
from dsl.model import expression as x
from dsl.model.book import INTEREST_YEAR, Book
from dsl.model.rule import Rule
from dsl.model.walk import rule_expressions, walk


def check_references(book: Book) -> Iterator[Diagnostic]:
    encoded = {p.id for p in book.provisions} | {r.id for r in book.rules}
    known = encoded | set(book.units)
    for rule in book.rules:
        for named in (*rule.overrides, *rule.subject_to, *rule.even_though, *rule.pursuant_to, *rule.includes):
            if named not in known:
                yield diagnose("N309", rule.span, id=named, hint=nearest(named, known))
        yield from _states(rule, encoded, known)
        if rule.rounding is not None:
            yield from _convention(rule.rounding, rule.span, book)
    for entry in book.vocabulary.entries.values():
        if entry.define is not None and any(isinstance(n, x.Interest) for n in walk(entry.define)):
            yield from _convention(INTEREST_YEAR, entry.span, book)
    for layer in book.settings.layers:
        if layer.provision not in known:
            yield diagnose("N309", book.settings.span, id=layer.provision, hint=nearest(layer.provision, known))


def _states(rule: Rule, encoded: set[str], known: set[str]) -> Iterator[Diagnostic]:
    for _, expression in rule_expressions(rule):
        for node in walk(expression):
            if isinstance(node, (x.State, x.EffectMoment)) and node.provision not in encoded:
                code = "N310" if node.provision in known else "N309"
                yield diagnose(code, node.span, id=node.provision, hint=nearest(node.provision, encoded))


def _convention(name: str, span: Span, book: Book) -> Iterator[Diagnostic]:
    if name not in book.settings.conventions:
        yield diagnose("N311", span, name=name, hint=nearest(name, book.settings.conventions))
