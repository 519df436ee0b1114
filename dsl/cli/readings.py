"""Readings as text for people: what another answer would change, and outcomes by reading."""

from collections.abc import Iterator, Sequence

from dsl.alternatives import AllReadings, Alternative, Varied, by_key, key_of, varied_outcomes, varied_values
from dsl.base.diagnostic import Language
from dsl.model.book import Book
from dsl.model.outcome import Outcome, Result, TermValue, in_part
from dsl.model.plan import Plan
from dsl.model.value import Known, Null
from dsl.wording import (
    DUTY_WORDS,
    EFFECT_WORDS,
    STATUS_WORDS,
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
    "reading": {"ja": "解釈により異なる", "en": "hangs on a reading"},
    "none": {"ja": "解釈の選択待ち", "en": "no answer taken"},
    "remainder": {"ja": "残額", "en": "still to be paid: "},
    "same": {"ja": "いずれの解釈でも同じ", "en": "the same under every reading"},
    "varied": {"ja": "解釈により異なる結果", "en": "by reading"},
    "questions": {"ja": "解釈の問い", "en": "questions"},
    "default": {"ja": "既定", "en": "default"},
    "values": {"ja": "値", "en": "values"},
    "no questions": {"ja": "解釈によるところはありません。", "en": "nothing hangs on a reading"},
    "partly": {"ja": "組合せが多いため、問いを一つずつ変えました（すべての組合せではありません）。",
               "en": "too many combinations: the questions were varied one at a time (complete: false)"},
    "gone": {"ja": "該当する記録なし", "en": "no such record"},
    "exercised": {"ja": "行使済み", "en": "exercised"},
    "violated": {"ja": "違反あり", "en": "violated"},
}  # fmt: skip


# ── beside an outcome ─────────────────────────────────────────────────────────────────────────────


def reading_lines(
    outcome: Outcome, result: Result, others: Sequence[Alternative], book: Book, language: Language
) -> Iterator[str]:
    """For each question that matters to an outcome: the question, and what comes out under each answer."""
    for question in outcome.matters or ():
        taken = result.readings.get(question)
        answers: list[tuple[str, Outcome | None]] = [(_answer(question, taken, book, language), outcome)]
        for other in others:
            if other.question == question:
                found = by_key(other.result).get(key_of(outcome))
                answers.append((_answer(question, other.answer, book, language), found))
        yield f"{WORDS['reading'][language]}: {question_words(question, language, book)}"
        facets = _differing([o for _, o in answers], book, language)
        for words, found in answers:
            yield f"  {words}: {brief(found, book, language, facets)}"


def _answer(question: str, answer: str | None, book: Book, language: Language) -> str:
    return WORDS["none"][language] if answer is None else answer_words(question, answer, language, book)


def _differing(outcomes: Sequence[Outcome | None], book: Book, language: Language) -> frozenset[str]:
    """The facets in which outcomes differ; the status where they differ in nothing that is told briefly."""
    told = [_facets(o, book, language) for o in outcomes if o is not None]
    names = dict.fromkeys(name for facets in told for name in facets)
    return frozenset(name for name in names if len({facets.get(name) for facets in told}) > 1) or frozenset({"status"})


def brief(outcome: Outcome | None, book: Book, language: Language, wanted: frozenset[str]) -> str:
    """An outcome in a few words: only the facets that are wanted."""
    if outcome is None:
        return WORDS["gone"][language]
    facets = _facets(outcome, book, language)
    told = [text for name, text in facets.items() if name in wanted]
    return ("、" if language == "ja" else ", ").join(told or [facets["status"]])


def _facets(outcome: Outcome, book: Book, language: Language) -> dict[str, str]:
    facets = {"status": STATUS_WORDS[language][outcome.status]}
    if outcome.duty is not None:
        duty = outcome.duty
        if duty.amount is not None:
            facets["amount"] = value_words(duty.amount, "money", language, book)
        if in_part(duty) and duty.remainder is not None:
            left = value_words(duty.remainder, "money", language, book)
            facets["remainder"] = f"{WORDS['remainder'][language]}{left}"
        if not isinstance(duty.due, Null):
            facets["due"] = value_words(duty.due, "event", language, book)
        if duty.state is not None:
            facets["state"] = DUTY_WORDS[language][duty.state]
    if outcome.effect is not None:
        moment = value_words(outcome.effect.at, "event", language, book)
        facets["effect"] = f"{moment} ({EFFECT_WORDS[language][outcome.effect.state]})"
    for name, value in (("exercised", outcome.exercised), ("violated", outcome.violated)):
        if value == Known(True):
            facets[name] = WORDS[name][language]
    return facets


# ── every combination ─────────────────────────────────────────────────────────────────────────────


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
    facets = _differing([o for _, o in varied.rows], book, language)
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
    return WORDS["gone"][language] if value is None else value_words(value.value, value.kind, language, book)
