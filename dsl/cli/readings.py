"""Readings as text for people: outcomes by reading."""

from collections.abc import Iterator, Sequence

from dsl.alternatives import AllReadings, Varied, brief, differing, varied_outcomes, varied_values
from dsl.alternatives.words import GONE
from dsl.base.diagnostic import Language
from dsl.model.book import Book
from dsl.model.outcome import Outcome, TermValue
from dsl.model.plan import Plan
from dsl.wording import (
    answer_words,
    citation,
    question_words,
    sentence,
    subject_words,
    value_words,
    worlds_lines,
)

Answers = Sequence[tuple[str, Outcome]]

WORDS: dict[str, dict[Language, str]] = {
    "same": {"ja": "いずれの解釈でも同じ", "en": "the same under every reading"},
    "varied": {"ja": "解釈により異なる結果", "en": "by reading"},
    "questions": {"ja": "解釈の問い", "en": "questions"},
    "default": {"ja": "既定", "en": "default"},
    "values": {"ja": "値", "en": "values"},
    "no questions": {"ja": "解釈によるところはありません。", "en": "nothing hangs on a reading"},
    "partly": {"ja": "組合せが多いため、問いを一つずつ変えました（すべての組合せではありません）。",
               "en": "too many combinations: the questions were varied one at a time (complete: false)"},
}  # fmt: skip


def tell_all_readings(plan: Plan, found: AllReadings, language: Language, number: str) -> Iterator[str]:
    """The questions, then what they change, then what is the same whatever the reading."""
    book = plan.book
    prefix = f"[{number}] " if number else ""
    title = getattr(book.settings.title, language) or book.settings.title.en
    yield f"{prefix}{title} ({book.settings.version})  {found.base.as_of.isoformat()}"
    if found.base.worlds is not None:
        yield from worlds_lines(found.base.worlds, language, book)
    if not found.questions:
        yield WORDS["no questions"][language]
        yield ""
        return
    yield from _questions(found, book, language)
    outcomes = varied_outcomes(found)
    for varied in outcomes:
        if varied.questions:
            yield from _outcome(plan, varied, language)
    yield from _values(found, book, language)
    same = [v for v in outcomes if not v.questions]
    names = dict.fromkeys(citation(v.key, language, book) for v in same)
    if names:
        yield f"{WORDS['same'][language]}: {', '.join(names)}"
        yield ""


def _questions(found: AllReadings, book: Book, language: Language) -> Iterator[str]:
    yield f"{WORDS['questions'][language]}:"
    for question in found.questions:
        reading = book.readings[question]
        yield f"  {question_words(question, language, book)} [{question}]"
        for answer in reading.keys:
            mark = f" ({WORDS['default'][language]})" if answer == reading.default else ""
            yield f"    {answer}: {answer_words(question, answer, language, book)}{mark}"
    if not found.complete:
        yield f"  {WORDS['partly'][language]}"
    yield ""


def _outcome(plan: Plan, varied: Varied[Outcome], language: Language) -> Iterator[str]:
    book = plan.book
    some = next(o for _, o in varied.rows if o is not None)
    yield f"{citation(varied.key, language, book)}{subject_words(some.subject, book, language)}"
    yield f"    {sentence(plan.rules[varied.key], language, book)}"
    facets = differing([o for _, o in varied.rows], book, language)
    for choice, outcome in varied.rows:
        yield f"    {_choice(choice)}: {brief(outcome, book, language, facets)}"
    yield ""


def _choice(choice: object) -> str:
    return ", ".join(f"{q} = {'?' if a is None else a}" for q, a in dict(choice).items())  # type: ignore[call-overload]


def _values(found: AllReadings, book: Book, language: Language) -> Iterator[str]:
    changed = [v for v in varied_values(found) if v.questions]
    if not changed:
        return
    yield f"{WORDS['values'][language]}:"
    for varied in changed:
        for choice, value in varied.rows:
            yield f"  {varied.key} ({_choice(choice)}): {_value(value, book, language)}"
    yield ""


def _value(value: TermValue | None, book: Book, language: Language) -> str:
    return GONE[language] if value is None else value_words(value.value, value.kind, language, book)
