"""References to provisions, conventions and layers lead somewhere."""

from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.base.source import Span
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.rule import FOLLOWS, FOLLOWS_OTHERWISE, Rule
from dsl.model.walk import rule_expressions, vocabulary_expressions, walk

_LISTS = {
    "overrides": "overrides",
    "subject to": "subject_to",
    "even though": "even_though",
    "pursuant to": "pursuant_to",
    "includes": "includes",
    "provides for": "provides_for",
}


def check_references(book: Book) -> Iterator[Diagnostic]:
    encoded = {p.id for p in book.provisions} | {name for r in book.rules for name in (r.id, r.id.partition("@")[0])}
    known = encoded | set(book.units)
    for rule in book.rules:
        for key, field in _LISTS.items():
            for named in getattr(rule, field):
                if named not in known:
                    yield diagnose("N309", rule.place(key, named), id=named, hint=nearest(named, known))
        for _, node in rule_expressions(rule):
            yield from _states(node, encoded, known)
        yield from _layers(rule, book)
        if rule.rounding is not None:
            yield from _convention(rule.rounding, rule.place("round"), book)
    for node in vocabulary_expressions(book):
        yield from _states(node, encoded, known)
    for layer in book.settings.layers:
        if layer.provision not in known:
            hint = nearest(layer.provision, known)
            yield diagnose("N309", book.settings.place(f"layers {layer.name}"), id=layer.provision, hint=hint)


def _states(expression: x.Expression, encoded: set[str], known: set[str]) -> Iterator[Diagnostic]:
    for node in walk(expression):
        if isinstance(node, (x.State, x.EffectMoment)) and node.provision not in encoded:
            code = "N310" if node.provision in known else "N309"
            yield diagnose(code, node.span, id=node.provision, hint=nearest(node.provision, encoded))


def _layers(rule: Rule, book: Book) -> Iterator[Diagnostic]:
    """A rule leaves something only to documents that rank above its own."""
    names = [layer.name for layer in book.settings.layers]
    above = names[: names.index(book.layer_of(rule.id))] if names else []
    named = [("unless otherwise provided in", layer) for layer in rule.otherwise]
    if rule.follows is not None:
        named.append((FOLLOWS if rule.wholly else FOLLOWS_OTHERWISE, rule.follows))
    for key, layer in named:
        if layer not in above:
            yield diagnose("D904", rule.place(key, layer), name=layer, known=", ".join(above) or "—")


def _convention(name: str, span: Span, book: Book) -> Iterator[Diagnostic]:
    if name not in book.settings.conventions:
        yield diagnose("N311", span, name=name, hint=nearest(name, book.settings.conventions))
