"""What an outcome comes to beside its status, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dsl.base.diagnostic import Language
from dsl.model.book import Book
from dsl.model.outcome import Duty, Outcome, Part, in_part
from dsl.model.rule import Rule
from dsl.model.value import Known, Null, Unknown
from dsl.wording.as_read import term_as_read
from dsl.wording.needs import need_words
from dsl.wording.sentences import citation, term_words
from dsl.wording.values import layer_words, value_words
from dsl.wording.words import DUTY_WORDS, EFFECT_WORDS, STATUS_WORDS

WORDS: Mapping[str, Mapping[Language, str]] = {
    "amount": {"ja": "額", "en": "amount"},
    "remainder": {"ja": "残額", "en": "still to be paid"},
    "due": {"ja": "期限", "en": "due"},
    "before": {"ja": "より前", "en": "before "},
    "state": {"ja": "状態", "en": "state"},
    "moment": {"ja": "時点", "en": "moment"},
    "needs": {"ja": "確かめること", "en": "waits for"},
    "possible": {"ja": "あり得る結果", "en": "possible"},
    "defeated": {"ja": "これに優先する規定", "en": "beaten by"},
    "conflict": {"ja": "抵触する規定", "en": "contradicts"},
    "prevented": {"ja": "先に生じさせた規定", "en": "already brought about by"},
    "exercised": {"ja": "行使済み", "en": "exercised"},
    "violated": {"ja": "違反あり", "en": "violated"},
    "void": {"ja": "権限のない行為であり、効力を生じない", "en": "done without the power, so without effect"},
    "accruing": {"ja": "基準日までの発生額", "en": "accrued so far"},
    "follows": {"ja": "これを定める規定", "en": "provided for by"},
    "gap": {
        "ja": "定めの欠缺: この点を委ねた文書に定めがありません",
        "en": "a gap: left to a document that does not provide for it",
    },
}


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that an outcome comes to; `text` is empty where the label says it all, `part`: of the one before it."""

    label: str
    text: str = ""
    part: bool = False

    @property
    def line(self) -> str:
        return ("  " if self.part else "") + (f"{self.label}: {self.text}" if self.text else self.label)


def details(outcome: Outcome, rule: Rule, book: Book, language: Language) -> Iterator[Detail]:
    """What an outcome comes to beside its status: deadline, amount, moment, what beats it, what it waits for.

    book: as the case reads it (`taken_book`).
    """

    def told(key: str, text: str = "") -> Detail:
        return Detail(WORDS[key][language], text)

    if outcome.possible:
        yield told("possible", ", ".join(STATUS_WORDS[language][s] for s in outcome.possible))
    if outcome.duty is not None:
        yield from _duty(outcome.duty, book, language)
    if outcome.effect is not None:
        moment = value_words(outcome.effect.at, "event", language, book)
        yield told("moment", f"{moment} ({EFFECT_WORDS[language][outcome.effect.state]})")
        if outcome.effect.prevented_by:
            yield told("prevented", _cited(outcome.effect.prevented_by, book, language))
    for key, value in (("exercised", outcome.exercised), ("violated", outcome.violated)):
        if value == Known(True):
            yield told(key)
    if outcome.without_effect:
        yield told("void")
    if outcome.defeated_by:
        yield told("defeated", _cited(outcome.defeated_by, book, language))
    if outcome.gap:
        yield Detail(f"{WORDS['gap'][language]} ({layer_words(rule.follows or '', language, book)})")
    if outcome.follows:
        yield told("follows", _cited(outcome.follows, book, language))
    if outcome.conflicts_with:
        yield told("conflict", _cited(outcome.conflicts_with, book, language))
    if outcome.needs and outcome.status != "conflict":
        yield told("needs", ", ".join(dict.fromkeys(need_words(n, book, language) for n in outcome.needs)))


def _cited(rules: tuple[str, ...], book: Book, language: Language) -> str:
    return ", ".join(citation(r, language, book) for r in rules)


def _duty(duty: Duty, book: Book, language: Language) -> Iterator[Detail]:
    if not isinstance(duty.due, Null):
        due = value_words(duty.due, "event", language, book)
        due = (
            due if not duty.before else due + WORDS["before"]["ja"] if language == "ja" else WORDS["before"]["en"] + due
        )
        yield Detail(WORDS["due"][language], due)
    if duty.amount is not None:
        yield Detail(WORDS["amount"][language], value_words(duty.amount, "money", language, book))
        if len(duty.parts) > 1 or any(p.accruing for p in duty.parts):
            yield from (_part(part, book, language) for part in duty.parts)
    if in_part(duty) and duty.remainder is not None:
        yield Detail(WORDS["remainder"][language], value_words(duty.remainder, "money", language, book))
    if duty.state is not None:
        yield Detail(WORDS["state"][language], DUTY_WORDS[language][duty.state])


def _part(part: Part, book: Book, language: Language) -> Detail:
    value = part.value
    if isinstance(value, Unknown) and value.low == 0 and not value.one_of:
        value = replace(value, low=None)  # that an amount is not negative is no news
    told = value_words(value, "money", language, book)
    growing = f" ({WORDS['accruing'][language]})" if part.accruing else ""
    return Detail(term_words(term_as_read(part.term, book), language, book), told + growing, part=True)
