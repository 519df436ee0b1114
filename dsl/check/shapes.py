"""Which keys a kind of rule needs, and which it cannot have."""

from collections.abc import Iterable, Iterator, Mapping

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.base.source import Span
from dsl.model import expression as x
from dsl.model.book import BROKEN_MONTH, INTEREST_YEAR, Book
from dsl.model.rule import Kind, Rule
from dsl.model.walk import rule_expressions, walk

_NEEDS: Mapping[Kind, tuple[str, ...]] = {
    "must": ("who",),
    "may": ("who",),
    "must not": ("who",),
    "need not": ("who",),
    "effect": ("at",),
    "define": (),
    "state": (),
    "follows": (),
}
_ALLOWS: Mapping[Kind, tuple[str, ...]] = {
    "must": ("who", "by", "amount", "round"),
    "may": ("who",),
    "must not": ("who",),
    "need not": ("who",),
    "effect": ("at",),
    "define": ("as", "round"),
    "state": (),
    "follows": (),
}


def check_shapes(book: Book) -> Iterator[Diagnostic]:
    for entry in book.vocabulary.entries.values():
        yield from _counting([] if entry.define is None else [entry.define], entry.span, book)
    for rule in book.rules:
        keys = _present(rule)
        for key in _NEEDS[rule.kind]:
            if key not in keys and key not in rule.places:
                yield diagnose("T604", rule.span, kind=rule.kind, key=key)
        if {"at", "at the latest"} <= set(rule.places):
            yield diagnose("T605", rule.place("at the latest"), kind="at", key="at the latest")
        for key in sorted(keys - set(_ALLOWS[rule.kind])):
            yield diagnose("T605", rule.place(key), kind=rule.kind, key=key)
        yield from _definition(rule, book)
        yield from _counting([e for _, e in rule_expressions(rule)], rule.span, book)
        convention = book.settings.conventions.get(rule.rounding or "")
        if convention is not None and any(c.rounding is None for c in convention.every):
            yield diagnose("N311", rule.place("round"), name=rule.rounding)


def _counting(expressions: Iterable[x.Expression], span: Span, book: Book) -> Iterator[Diagnostic]:
    """What reckons a year's interest or broken months needs the book's convention of that name."""
    nodes = [n for e in expressions for n in walk(e)]
    asked = {
        INTEREST_YEAR: any(isinstance(n, x.Interest) for n in nodes),
        BROKEN_MONTH: any(isinstance(n, x.FeesFor) or (isinstance(n, x.Length) and n.unit == "month") for n in nodes),
    }
    for name in (name for name, wanted in asked.items() if wanted):
        found = book.settings.conventions.get(name)
        if found is None or any((c.days if name == INTEREST_YEAR else c.broken) is None for c in found.every):
            yield diagnose("N311", span, name=name)


def _present(rule: Rule) -> set[str]:
    found = {
        "who": rule.bearer,
        "by": rule.deadline,
        "amount": rule.amount,
        "round": rule.rounding,
        "at": rule.at,
        "as": rule.value,
    }
    return {key for key, value in found.items() if value is not None}


def _definition(rule: Rule, book: Book) -> Iterator[Diagnostic]:
    """A value needs `as`; a truth is defined by `as`, by `when`, or by both."""
    if rule.kind != "define" or rule.term is None or "as" in rule.places:
        return
    if book.vocabulary.entries[rule.term].kind not in ("truth", "judgement") or (
        rule.when is None and rule.unless is None
    ):
        yield diagnose("T604", rule.span, kind="define", key="as")
