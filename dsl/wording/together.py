"""Rules that share a sentence: a definition told in the duty that needs it, and two norms of one printed sentence."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from dsl.base.diagnostic import Language
from dsl.model.book import Book
from dsl.model.rule import EACH_PARTY, NORMS, Rule
from dsl.wording.english import rules as english
from dsl.wording.in_place import placed, told_in
from dsl.wording.japanese import rules as japanese
from dsl.wording.readings import reading_mark
from dsl.wording.scene import Scene
from dsl.wording.sentences import sentence, spoken_language


def full_sentence(rule: Rule, language: Language, book: Book) -> str:
    """The sentence of a rule as it stands among those of its provision.

    With the norm that is joined to it (…ことができ、また、…; may …, and may …); of a second sentence that differs from
    the first in its condition alone, the condition (…ときも、同様とします; the same applies if …).
    """
    if _says_the_same(rule, book):
        return _likewise(rule, language, book)
    second = next((second for first, second in _pairs(rule, book) if first.id == rule.id), None)
    return sentence(rule, language, book) if second is None else joined_sentence(rule, second, language, book)


def _says_the_same(rule: Rule, book: Book) -> bool:
    """Whether a second sentence says of another case what the first one says."""
    unit = book.units.get(rule.provision)
    if unit is None or unit.role != "second sentence" or rule.when is None or rule.sentence is not None:
        return False
    first = rule.provision.rpartition(".")[0]
    bare = replace(rule, id="", provision="", when=None)
    before = [r for r in book.rules if r.provision == first and r.when is not None]
    return any(replace(r, id="", provision="", when=None) == bare for r in before)


def _likewise(rule: Rule, language: Language, book: Book) -> str:
    told, scene = placed(rule, book).rule, Scene(book, rule.provision, rule.pursuant_to)
    spoken = spoken_language(language, book)
    words = japanese.likewise(told, scene) if spoken == "ja" else english.likewise(told, scene)
    return reading_mark(rule, book, spoken) + words


def told_by(rule: Rule, book: Book) -> Rule | None:
    """The other rule whose full sentence says what a rule says; None where it has a sentence of its own."""
    before = next((first for first, second in _pairs(rule, book) if second.id == rule.id), None)
    return told_in(rule, book) if before is None else before


def joined_sentence(first: Rule, second: Rule, language: Language, book: Book) -> str:
    """Two rules that `joins` as one sentence."""
    rules = placed(first, book).rule, placed(second, book).rule
    scenes = [Scene(book, rule.provision, rule.pursuant_to) for rule in rules]
    told = japanese.joined if spoken_language(language, book) == "ja" else english.joined
    return told(rules[0], scenes[0], rules[1], scenes[1])


def joins(first: Rule, second: Rule, book: Book) -> bool:
    """Whether two norms that follow each other in one printed sentence may share one here.

    One bearer does two different things in them; no exception, no priority and no condition of one seems to be of both.
    """
    if first.kind not in NORMS or first.action == second.action or not _one_sentence(first, second, book):
        return False
    if _frame(first) != _frame(second) or second.unless is not None:
        return False
    if first.bearer == EACH_PARTY and first.kind in ("must not", "need not"):
        return False
    told = [placed(rule, book) for rule in (first, second)]
    conditioned = told[0].rule.when is None or told[1].rule.when is not None
    return conditioned and all(part.principle is None for part in told)


def _frame(rule: Rule) -> Rule:
    """What two norms must have in common: bearer, counterparty, record, and nothing that could be read of both."""
    printed = {reference for reference in rule.overrides if reference not in {g.reference for g in rule.guarded}}
    overrides = tuple(f"{rule.id} {reference}" for reference in sorted(printed))  # those of one are never the other's
    return replace(
        rule, id="", provision="", action=None, when=None, unless=None, amount=None, deadline=None, rounding=None,
        overrides=overrides, guarded=(),
    )  # fmt: skip


def _one_sentence(first: Rule, second: Rule, book: Book) -> bool:
    """Whether the print says both in one: in one provision, or in one that the table of contents splits."""
    unit = book.units.get(second.provision)
    split = unit is not None and unit.role == "split" and second.provision.rpartition(".")[0] == first.provision
    return split or first.provision == second.provision


def _pairs(rule: Rule, book: Book) -> Iterator[tuple[Rule, Rule]]:
    """The rules about the place of one that are joined, two by two."""
    article = rule.provision.partition(".")[0]
    taken = ""
    for first, second in pairwise(book.rules_by_article.get(article, ())):
        if first.id != taken and joins(first, second, book):
            taken = second.id
            yield first, second
