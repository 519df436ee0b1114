"""Definitions told in their place: a duty says what its deadline or its limit is, where its own provision defines it.

Such a definition needs no sentence of its own beside the duty's. One that holds in principle alone is told so, and its
condition with what the duty reckons by.
"""

from dataclasses import dataclass, replace

from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.rule import Rule
from dsl.wording.as_read import rule_as_read
from dsl.wording.shape import noun_phrase


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule as it is told. `principle`: the definition in it that holds in principle alone."""

    rule: Rule
    principle: Rule | None = None


def placed(rule: Rule, book: Book) -> Placed:
    """The rule as the book is read, with what its provision defines in the place of the names."""
    told, definition = rule_as_read(rule, book), _definition(rule, book)
    if definition is None or definition.value is None:
        return Placed(told)
    value: x.Term = definition.value  # type: ignore[assignment]  # that of a deadline or a limit is a term
    if told.deadline is not None:
        told = replace(told, deadline=replace(told.deadline, limit=value))
    elif isinstance(told.amount, x.UpTo):
        told = replace(told, amount=replace(told.amount, cap=value))
    return Placed(told, None if principle_of(definition) is None else definition)


def told_in(definition: Rule, book: Book) -> Rule | None:
    """The rule of the same provision that says what a definition says; None where its own sentence is needed."""
    if definition.kind != "define":
        return None
    beside = (r for r in book.rules if r.provision == definition.provision)
    return next((r for r in beside if (d := _definition(r, book)) is not None and d.id == definition.id), None)


def _definition(rule: Rule, book: Book) -> Rule | None:
    """What defines the deadline or the limit of a rule, where it is told in its place."""
    named = rule.deadline.limit if rule.deadline else rule.amount.cap if isinstance(rule.amount, x.UpTo) else None
    if rule.sentence is not None or not isinstance(named, x.Read):
        return None
    defining = [r for r in book.rules if r.kind == "define" and _names(named, r, book)]
    here = [rule_as_read(r, book) for r in defining if r.provision == rule.provision and r.each in (None, rule.each)]
    if len(here) != 1 or not _says_no_more(here[0]):
        return None
    always = here[0].when is None and len(defining) == 1
    return here[0] if always or principle_of(here[0]) is not None else None


def _names(term: x.Term, definition: Rule, book: Book) -> bool:
    """Whether sentences call a term by the name of what a rule defines."""
    entries = book.vocabulary.entries
    if not isinstance(term, x.Read) or definition.term is None:
        return False
    named, defined = noun_phrase(entries[term.entry]), noun_phrase(entries[definition.term])
    return (named.ja, named.en) == (defined.ja, defined.en)


def _says_no_more(definition: Rule) -> bool:
    """Whether there is nothing in a definition beside its condition and its value."""
    bare = replace(definition, id="", provision="", each=None, term=None, when=None, value=None)
    return bare == Rule("", "", "define")


def principle_of(definition: Rule) -> x.Condition | None:
    """The condition on which a definition holds in principle."""
    when = definition.when
    return when.part if isinstance(when, x.Marked) and when.mark == "in principle" else None
