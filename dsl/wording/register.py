"""The lines of a register in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from dsl.base.diagnostic import Language
from dsl.model.book import Book
from dsl.model.names import action_name
from dsl.model.outcome import Outcome
from dsl.model.plan import Plan
from dsl.model.register import Line
from dsl.model.value import Known, Null, Unknown
from dsl.wording.needs import need_words, subject_words
from dsl.wording.sentences import citation, spoken_language
from dsl.wording.values import day_words, party_words, phrase_words, value_words
from dsl.wording.words import DUTY_WORDS, EFFECT_WORDS, KIND_WORDS, STATUS_WORDS, Pair, pick

_TIMING: Mapping[str, Pair] = {
    "due": Pair("期限", "due"),
    "before": Pair("より前", "before"),
    "at": Pair("発生", "at"),
    "from": Pair("以後", "from"),
    "undated": Pair("", ""),
}
_LATEST = Pair("遅くとも", "at the latest")
_STATE: Mapping[str, Pair] = {
    "available": Pair("行使可能", "available"),
    "exercised": Pair("行使済み", "exercised"),
    "observed": Pair("禁止中", "forbidden"),
    "violated": Pair("違反あり", "violated"),
    "ahead": Pair("このままであれば", "if nothing else happens"),
}
_DETAIL: Mapping[str, Pair] = {
    "until": Pair("終期: {}", "until: {}"),
    "missed": Pair("履行されないとき: {}", "if it is not done: {}"),
    "violated": Pair("違反したとき: {}", "if it is violated: {}"),
    "needs": Pair("確かめること: {}", "waits for: {}"),
}


@dataclass(frozen=True, slots=True)
class LineWords:
    """One line in words; `details` stand below it."""

    day: str
    timing: str
    who: str
    to: str
    what: str
    kind: str
    amount: str
    state: str
    citation: str
    details: tuple[str, ...]


def line_words(line: Line, plan: Plan, language: Language) -> LineWords:
    book, found = plan.book, line.outcome
    said = spoken_language(language, book)
    return LineWords(
        _day(line),
        pick(_LATEST if _is_latest(line) else _TIMING[line.timing], said),
        party_words(found.bearer, said, book) if found.bearer else "",
        party_words(found.counterparty, said, book) if found.counterparty else "",
        what_words(found, book, said) + subject_words(found.subject, book, said),
        KIND_WORDS[said][found.kind],
        _amount(found, book, said),
        _state(line, said),
        citation(found.rule, said, book),
        tuple(_details(line, plan, said)),
    )


def what_words(outcome: Outcome, book: Book, language: Language) -> str:
    """What is to be done, may be done, or happens: pay default interest; end of the Service Agreement."""
    if outcome.effect is not None:
        return phrase_words(book.vocabulary.entries[outcome.effect.event].phrase, language)
    if outcome.action is None:
        return ""
    en, ja = action_name(book.vocabulary.actions[outcome.action], None)
    return (ja or en) if language == "ja" else (en or ja)


def _is_latest(line: Line) -> bool:
    return line.timing in ("at", "due", "before") and isinstance(line.when, Unknown)


def _day(line: Line) -> str:
    """The day, with the time where one is set."""
    if line.day is None:
        return ""
    value = line.when.value if isinstance(line.when, Known) else line.day
    return str(value).replace("T", " ") if line.timing != "from" else line.day.isoformat()


def _amount(outcome: Outcome, book: Book, language: Language) -> str:
    amount = outcome.duty.amount if outcome.duty is not None else None
    if amount is None or isinstance(amount, Null):
        return ""
    if isinstance(amount, Unknown) and amount.low == 0 and amount.high is None:
        amount = Unknown()  # that an amount is not negative is no news
    return value_words(amount, "money", language, book)


def _state(line: Line, language: Language) -> str:
    return pick(_STATE["ahead"], language) if line.ahead else state_words(line.outcome, language)


def state_words(found: Outcome, language: Language) -> str:
    """How an outcome stands in one word: available, will occur, breached; its status where it is not in force."""
    if found.status != "in_force":
        return STATUS_WORDS[language][found.status]
    if found.duty is not None and found.duty.state is not None:
        return DUTY_WORDS[language][found.duty.state]
    if found.effect is not None:
        return EFFECT_WORDS[language][found.effect.state]
    if found.kind == "must not":
        return pick(_STATE["violated" if found.violated == Known(True) else "observed"], language)
    if found.kind == "may":
        return pick(_STATE["exercised" if found.exercised == Known(True) else "available"], language)
    return STATUS_WORDS[language]["in_force"]


def _details(line: Line, plan: Plan, language: Language) -> list[str]:
    book, found = plan.book, line.outcome
    told = []
    if line.until is not None:
        told.append(pick(_DETAIL["until"], language).format(day_words(line.until, language)))
    if line.missed:
        lead = _DETAIL["violated" if found.kind == "must not" else "missed"]
        stop = "；" if language == "ja" else "; "
        told.append(pick(lead, language).format(stop.join(_following(r, plan, language) for r in line.missed)))
    if found.needs and found.status != "conflict":
        comma = "、" if language == "ja" else ", "
        needs = dict.fromkeys(need_words(n, book, language) for n in found.needs)
        told.append(pick(_DETAIL["needs"], language).format(comma.join(needs)))
    return told


def _following(ident: str, plan: Plan, language: Language) -> str:
    """第19条第1項第1号（当社：本サービスの提供を一時停止する［権能］）"""
    rule, book = plan.rules[ident], plan.book
    cited = citation(ident, language, book)
    kind = KIND_WORDS[language][rule.kind]
    if rule.event is not None:
        what = phrase_words(book.vocabulary.entries[rule.event].phrase, language)
    else:
        en, ja = action_name(book.vocabulary.actions[rule.action or ""], None)
        what = (ja or en) if language == "ja" else (en or ja)
    who = party_words(rule.bearer, language, book) if rule.bearer else ""
    if language == "ja":
        return f"{cited}（{who + '：' if who else ''}{what}［{kind}］）"
    return f"{cited} ({who + ': ' if who else ''}{what} [{kind}])"
