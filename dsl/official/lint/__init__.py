"""Drafting defects of a printed document: one rule a file, each a function from the document to what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dsl.base.diagnostic import Diagnostic
from dsl.model.printed import Document
from dsl.official.lint import (
    brackets,
    conjunctions,
    contents,
    contradictions,
    counts,
    dangling,
    deadlines,
    definitions_twice,
    limits,
    lists,
    names,
    numbering,
    provisos,
    sentences,
    styles,
    subjects,
    targets,
    terms,
    unused,
    vague,
    writing,
)

Find = Callable[[Document], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`judgement`: the finding is a matter of opinion, and the rule is off unless asked for."""

    find: Find
    judgement: bool = False


RULES: tuple[Rule, ...] = (
    Rule(numbering.find),
    Rule(contents.find),
    Rule(styles.find),
    Rule(lists.find),
    Rule(dangling.find),
    Rule(counts.find),
    Rule(targets.find),
    Rule(terms.find),
    Rule(unused.find),
    Rule(names.find),
    Rule(definitions_twice.find),
    Rule(writing.find),
    Rule(sentences.find),
    Rule(provisos.find),
    Rule(brackets.find),
    Rule(conjunctions.find),
    Rule(subjects.find),
    Rule(vague.find, judgement=True),
    Rule(deadlines.find, judgement=True),
    Rule(limits.find, judgement=True),
    Rule(contradictions.find, judgement=True),
)


def lint_document(document: Document, judgement: bool = False) -> tuple[Diagnostic, ...]:
    """What a careful drafter would mend, in the order of the text; `judgement`: also what is a matter of opinion."""
    found = {d for rule in RULES if judgement or not rule.judgement for d in rule.find(document)}
    return tuple(sorted(found, key=lambda d: (d.span, d.code, d.arguments)))
