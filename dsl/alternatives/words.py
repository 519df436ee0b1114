"""What another reading would change of an outcome, in words."""

from collections.abc import Iterator, Mapping, Sequence

from dsl.alternatives.vary import Alternative, by_key, key_of
from dsl.base.diagnostic import Language
from dsl.model.book import Book
from dsl.model.outcome import Outcome, Result, in_part
from dsl.model.value import Known, Null
from dsl.wording import DUTY_WORDS, EFFECT_WORDS, STATUS_WORDS, answer_words, question_words, value_words

WORDS: Mapping[str, Mapping[Language, str]] = {
    "reading": {"ja": "解釈により異なる", "en": "hangs on a reading"},
    "none": {"ja": "解釈の選択待ち", "en": "no answer taken"},
    "remainder": {"ja": "残額", "en": "still to be paid: "},
    "exercised": {"ja": "行使済み", "en": "exercised"},
    "violated": {"ja": "違反あり", "en": "violated"},
}
GONE: Mapping[Language, str] = {"ja": "該当する記録なし", "en": "no such record"}


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
        facets = differing([o for _, o in answers], book, language)
        for words, found in answers:
            yield f"  {words}: {brief(found, book, language, facets)}"


def _answer(question: str, answer: str | None, book: Book, language: Language) -> str:
    return WORDS["none"][language] if answer is None else answer_words(question, answer, language, book)


def differing(outcomes: Sequence[Outcome | None], book: Book, language: Language) -> frozenset[str]:
    """The facets in which outcomes differ; the status where they differ in nothing that is told briefly."""
    told = [_facets(o, book, language) for o in outcomes if o is not None]
    names = dict.fromkeys(name for facets in told for name in facets)
    return frozenset(name for name in names if len({facets.get(name) for facets in told}) > 1) or frozenset({"status"})


def brief(outcome: Outcome | None, book: Book, language: Language, wanted: frozenset[str]) -> str:
    """An outcome in a few words: only the facets that are wanted."""
    if outcome is None:
        return GONE[language]
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
