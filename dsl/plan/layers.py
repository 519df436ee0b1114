"""What the documents of higher rank do to the rules below them (language 5.2, 5.3)."""

from collections.abc import Callable, Iterable, Mapping

from dsl.model.book import Book
from dsl.model.references import expand
from dsl.model.rule import Provision, Rule

Relation = Mapping[str, tuple[str, ...]]


def outranking(
    rules: Iterable[Rule], book: Book, near: Callable[[Rule], Iterable[Rule]], may_clash: Callable[[Rule, Rule], bool]
) -> Relation:
    """For each rule, those of higher documents that may clash with it and beat it where they do; `near`: the rules
    about the same thing."""
    rank = {r.id: book.rank(book.layer_of(r.id)) for r in rules}
    above = {r.id: tuple(o.id for o in near(r) if rank[o.id] < rank[r.id] and may_clash(r, o)) for r in rules}
    return {rule: found for rule, found in above.items() if found}


def same_layer(book: Book, rules: Iterable[Rule]) -> Callable[[Rule, Rule], bool]:
    """Whether two rules stand in documents of one rank, so that neither beats the other by it."""
    layer = {r.id: book.layer_of(r.id) for r in rules}
    return lambda one, other: layer[one.id] == layer[other.id]


def providing(rules: Mapping[str, Rule], provisions: Mapping[str, Provision], book: Book) -> Relation:
    """For each rule, those of documents to which it leaves its point that say that they provide for it."""
    found: dict[str, list[str]] = {}
    for rule in rules.values():
        for reference in rule.provides_for:
            for point in expand(reference, provisions, rules):
                if book.layer_of(rule.id) in (*rules[point].otherwise, rules[point].follows):
                    found.setdefault(point, []).append(rule.id)
    return {point: tuple(dict.fromkeys(by)) for point, by in found.items()}
