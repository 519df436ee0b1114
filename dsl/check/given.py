"""What documents of higher rank may do to one another and to the terms (language 5.1, 5.2)."""

from collections.abc import Iterator, Mapping

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.book import Book
from dsl.model.references import expand
from dsl.model.rule import Provision, Rule


def check_given(book: Book) -> Iterator[Diagnostic]:
    provisions, rules = {p.id: p for p in book.provisions}, {r.id: r for r in book.rules}
    for rule in book.rules:
        for named in dict.fromkeys(rule.overrides):
            yield from _overridden(rule, named, expand(named, provisions, rules), book, rules)
        for named in rule.provides_for:
            yield from _provided_for(rule, named, book, provisions, rules)
        yield from _defined(rule, book)


def _overridden(
    rule: Rule, named: str, means: tuple[str, ...], book: Book, rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    """A rule has priority over others, and over none of a higher document."""
    place = rule.place("overrides", named)
    if means == (rule.id,):
        yield diagnose("D910", place, id=rule.id)
    own = book.rank(book.layer_of(rule.id))
    above = [r for r in means if book.rank(book.layer_of(r)) < own]
    if above:
        layer = book.layer_of(above[0])
        yield diagnose("D906", place, id=named, layer=layer, related=[rules[r].span for r in above])


def _provided_for(
    rule: Rule, named: str, book: Book, provisions: Mapping[str, Provision], rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    """Only what is left to documents of a rule's layer can be provided for."""
    layer, means = book.layer_of(rule.id), expand(named, provisions, rules)
    if means and not any(leaves_to(rules[r], layer) for r in means):
        related = [rules[r].span for r in means]
        yield diagnose("D907", rule.place("provides for", named), id=named, layer=layer or "—", related=related)


def leaves_to(rule: Rule, layer: str) -> bool:
    """Whether a rule leaves its point to documents of a layer."""
    return layer in rule.otherwise or (rule.follows is not None and rule.follows == layer)


def _defined(rule: Rule, book: Book) -> Iterator[Diagnostic]:
    """What the vocabulary defines by itself, no rule defines: it would say nothing."""
    entry = book.vocabulary.entries.get(rule.term or "")
    if entry is not None and entry.define is not None:
        yield diagnose("D911", rule.place("define"), name=entry.phrase.ja or entry.phrase.en, related=[entry.span])
