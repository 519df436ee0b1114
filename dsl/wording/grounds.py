"""Grounds in words, as a tree and as indented lines: each step in words, its value, and where it comes from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dsl.base.diagnostic import Language
from dsl.base.moment import parse_date
from dsl.base.money import parse_number
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.grounds import Ground
from dsl.model.sorts import sort_of
from dsl.model.value import Known, Unknown
from dsl.wording.as_read import term_as_read
from dsl.wording.needs import fact_words
from dsl.wording.readings import reading_words
from dsl.wording.sentences import citation, expression_words, spoken_language
from dsl.wording.values import day_words, layer_words, number_words, phrase_words, value_words
from dsl.wording.words import COLON, DETAIL, GROUND, PRIORITY_STATE, RULE_STATE, SOURCE, pick

_INDENT = "  "
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CITED = ("rule", "provision", "priority")


@dataclass(frozen=True, slots=True)
class Step:
    """One step in words. `path`: the fact that it rests on, and `given`: how, where the fact itself was not given;
    `provision`: the one whose application is told, empty for any other step; `detail`: how a date or an amount was
    counted."""

    label: str
    value: str
    given: str
    path: str
    provision: str
    detail: tuple[str, ...]
    parts: tuple["Step", ...]


def explain(ground: Ground, language: Language, book: Book) -> tuple[str, ...]:
    """Lines that tell a ground and everything under it (see `step`), two spaces a level."""
    return tuple(_lines(step(ground, language, book), language, 0))


def _lines(told: Step, language: Language, depth: int) -> Iterator[str]:
    source = ": ".join(part for part in (told.given, told.path) if part)
    source = _bracketed(source, language) if source else ""
    yield f"{_INDENT * depth}{told.label}{pick(COLON, language)}{told.value}{source}"
    yield from (_INDENT * (depth + 1) + line for line in told.detail)
    for part in told.parts:
        yield from _lines(part, language, depth + 1)


def step(ground: Ground, language: Language, book: Book, within: bool = False) -> Step:
    """A ground and everything under it, in words.

    A step that only repeats the one above it is told once, and the scope once for a rule and all rules under it
    (`within`). Under what is known stands only what is known: the rest decided nothing. Terms are told as the book is
    read (`taken_book`: as the case reads it). A kind of step that has no words here is told by its kind and key.
    """
    ground = _merged(ground, language, book)
    parts = (part for part in ground.parts if _decides(part, ground) and not (within and part.kind == "scope"))
    inside = within or ground.kind == "rule"
    return Step(
        _label(ground, language, book), _value(ground, language, book), *_source(ground, language),
        ground.key.partition("#")[0] if ground.kind in ("rule", "provision") else "",
        tuple(_detail(label, value, language, book, _readings(ground)) for label, value in ground.detail),
        tuple(step(part, language, book, inside) for part in parts),
    )  # fmt: skip


def _decides(part: Ground, above: Ground) -> bool:
    open_ = isinstance(part.value, Unknown) and not isinstance(above.value, Unknown) and above.kind != "worlds"
    return not open_ and not isinstance(part.about, x.Constant)


def _merged(ground: Ground, language: Language, book: Book) -> Ground:
    """A step with the only one under it, where both say the same."""
    ground = _settled(ground, book)
    while len(ground.parts) == 1 and _repeats(ground.parts[0], ground, language, book):
        only = _settled(ground.parts[0], book)
        source = ground.source or only.source
        ground = replace(ground, source=source, detail=(*ground.detail, *only.detail), parts=only.parts)
    return ground


def _settled(ground: Ground, book: Book) -> Ground:
    """A choice that readings alone decide, as the step of the term that was taken: what was read is a detail of it."""
    if not isinstance(ground.about, x.ByCase):
        return ground
    about = term_as_read(ground.about, book)
    if isinstance(about, x.ByCase):
        return ground
    asked = dict.fromkeys(part.about.question for part in ground.parts if isinstance(part.about, x.Under))
    taken = tuple(("reading", f"{question} = {book.readings[question].default}") for question in asked)
    parts = tuple(part for part in ground.parts if not isinstance(part.about, x.Under))
    return replace(ground, about=about, detail=(*ground.detail, *taken), parts=parts)


def _repeats(only: Ground, above: Ground, language: Language, book: Book) -> bool:
    same = only.about == above.about if only.about is not None and above.about is not None else False
    return only.value == above.value and (same or _label(only, language, book) == _label(above, language, book))


# ── labels ────────────────────────────────────────────────────────────────────────────────────────


def _label(ground: Ground, language: Language, book: Book) -> str:
    head = pick(GROUND[ground.kind], language) if ground.kind in GROUND else ""
    if ground.about is not None:
        about = term_as_read(ground.about, book) if isinstance(ground.about, x.Term) else ground.about
        words = expression_words(about, language, book)
        return f"{head}{_bracketed(words, language)}" if head else words
    if ground.kind in ("otherwise", "follows"):
        return f"{head}{_bracketed(layer_words(ground.key, spoken_language(language, book), book), language)}"
    if ground.key in book.vocabulary.entries:
        return _entry_label(ground.key, language, book)
    if ground.kind in _CITED:
        return f"{head} {_cited(ground.key, language, book)}".strip()
    return head or " ".join(part for part in (ground.kind, ground.key) if part)


def _entry_label(entry: str, language: Language, book: Book) -> str:
    truth = book.vocabulary.entries[entry].kind in ("truth", "judgement")
    return expression_words(x.Holds(entry) if truth else x.Read(entry), language, book)


def _cited(ident: str, language: Language, book: Book) -> str:
    name = ident.partition("#")[2]
    return citation(ident, language, book) + (f" [{name}]" if name else "")


# ── values ────────────────────────────────────────────────────────────────────────────────────────


def _value(ground: Ground, language: Language, book: Book) -> str:
    if ground.kind in (*_CITED, "worlds", "world"):
        known = ground.value.value if isinstance(ground.value, Known) else None
        states = PRIORITY_STATE if ground.kind == "priority" else RULE_STATE
        return pick(states[known if isinstance(known, bool) else None], language)
    return value_words(ground.value, _kind(ground, book), language, book)


def _kind(ground: Ground, book: Book) -> str:
    """The kind of a step's value, for its unit."""
    if isinstance(ground.about, x.Read):
        return ground.about.entry
    if ground.key in book.vocabulary.entries:
        return ground.key
    if isinstance(ground.about, x.Constant):
        return ground.about.kind
    return sort_of(ground.about, book.vocabulary) if isinstance(ground.about, x.Term) else "number"


def _source(ground: Ground, language: Language) -> tuple[str, str]:
    """A word where a fact was not given, and its path: 前提, contract.service_listed."""
    head, colon, path = ground.source.partition(": ")
    return (pick(SOURCE[head], language), path) if colon and head in SOURCE else ("", ground.source)


def _bracketed(words: str, language: Language) -> str:
    return f"（{words}）" if language == "ja" else f" ({words})"


# ── details ───────────────────────────────────────────────────────────────────────────────────────


def _readings(ground: Ground) -> Mapping[str, str]:
    """The answers by which the conventions of a step were taken, by question."""
    told = (value.partition(" = ") for label, value in ground.detail if label == "reading")
    return {question: answer for question, _, answer in told}


def _detail(label: str, value: str, language: Language, book: Book, taken: Mapping[str, str]) -> str:
    words = pick(DETAIL[label], language) if label in DETAIL else fact_words(label, book, language)
    return f"{words}{pick(COLON, language)}{_readable(label, value, language, book, taken)}"


def _readable(label: str, value: str, language: Language, book: Book, taken: Mapping[str, str]) -> str:
    """A detail as text: dates in words, a convention by its sentence, the amount of a day with its unit.

    taken: the answers by which the conventions of the step were taken.
    """
    if label == "reading":
        question, _, answer = value.partition(" = ")
        return reading_words(question, answer, spoken_language(language, book), book)
    convention = book.settings.conventions.get(value)
    if convention is not None:
        variant = convention.variants.get(taken.get(convention.reading or "", ""), convention)
        return phrase_words(variant.phrase, spoken_language(language, book)) or value
    amount = parse_number(value) if label == "a day" else None
    if amount is not None:
        return number_words(amount, "money", language, book.settings.currency)
    return _DATE.sub(lambda found: _day(found.group(), language), value)


def _day(text: str, language: Language) -> str:
    day = parse_date(text)
    return text if day is None else day_words(day, language)
