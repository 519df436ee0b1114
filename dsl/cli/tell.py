"""A result as text for people: what is in force first, then what is open, then what does not apply."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dsl.alternatives import Alternative
from dsl.base.diagnostic import Language
from dsl.cli.output import paint
from dsl.cli.readings import reading_lines
from dsl.model.book import Book
from dsl.model.outcome import Duty, Outcome, Part, Result, Status, in_part
from dsl.model.plan import Plan
from dsl.model.rule import Rule
from dsl.model.value import Known, Null, Unknown
from dsl.wording import (
    DUTY_WORDS,
    EFFECT_WORDS,
    KIND_WORDS,
    STATUS_WORDS,
    assumed_words,
    citation,
    explain,
    fact_words,
    layer_words,
    need_words,
    sentence,
    subject_words,
    term_words,
    value_words,
    worlds_lines,
)  # fmt: skip

_COLOURS: dict[Status, str] = {
    "in_force": "green", "conflict": "red", "undetermined": "yellow", "defeated": "blue", "not_applicable": "white",
}  # fmt: skip
_TOLD: tuple[Status, ...] = ("in_force", "conflict", "undetermined", "defeated")

WORDS: dict[str, dict[Language, str]] = {
    "as of": {"ja": "基準日", "en": "as of"},
    "assumed": {"ja": "前提（事実に記載がないため）", "en": "assumed, since the facts do not say"},
    "documents": {
        "ja": "有無が不明のため考慮していない文書",
        "en": "left out of account, since not known",
    },
    "given": {"ja": "併せて適用する文書", "en": "applied together with"},
    "quiet": {"ja": "適用されない規定", "en": "not applicable"},
    "values": {"ja": "値", "en": "values"},
    "ask": {"ja": "次に確かめること", "en": "to be asked next"},
    "amount": {"ja": "額", "en": "amount"},
    "remainder": {"ja": "残額", "en": "still to be paid"},
    "due": {"ja": "期限", "en": "due"},
    "before": {"ja": "より前", "en": "before "},
    "state": {"ja": "状態", "en": "state"},
    "moment": {"ja": "時点", "en": "moment"},
    "nothing": {
        "ja": "これらの規定が対象とする記録がありません。",
        "en": "there is no record that these provisions are about",
    },
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
    "why": {"ja": "理由", "en": "grounds"},
}


def tell_result(
    plan: Plan,
    result: Result,
    language: Language,
    explained: bool,
    everything: bool,
    number: str,
    others: Sequence[Alternative] = (),
) -> Iterator[str]:
    """Lines for people; `others` are the results under other readings, for outcomes that they would change."""

    def read(outcome: Outcome) -> tuple[str, ...]:
        return tuple(reading_lines(outcome, result, others, plan.book, language))

    yield from _head(plan.book, result, language, number)
    if not result.outcomes:
        yield WORDS["nothing"][language]
        yield ""
    for status in _TOLD:
        for outcome in result.outcomes:
            if outcome.status == status:
                yield from tell_outcome(plan, outcome, language, explained, read(outcome))
    yield from _quiet(plan, result, language, explained, everything, read)
    yield from _values(plan.book, result, language)
    if result.ask_next is not None:
        yield f"{WORDS['ask'][language]}: {need_words(result.ask_next, plan.book, language)}"


def _head(book: Book, result: Result, language: Language, number: str) -> Iterator[str]:
    title = getattr(book.settings.title, language) or book.settings.title.en
    prefix = f"[{number}] " if number else ""
    yield f"{prefix}{title} ({book.settings.version})  {WORDS['as of'][language]} {result.as_of.isoformat()}"
    if result.assumed:
        assumed = ", ".join(assumed_words(path, book, language) for path in result.assumed)
        yield f"{WORDS['assumed'][language]}: {assumed}"
    given = [a.title for a in book.articles if a.document]
    if given:
        yield f"{WORDS['given'][language]}: " + ", ".join(getattr(title, language) or title.ja for title in given)
    open_ = [name for name, said in result.documents.items() if said == "not known"]
    if open_:
        words = {layer.name: getattr(layer.phrase, language) for layer in book.settings.layers}
        yield f"{WORDS['documents'][language]}: " + ", ".join(words[name] for name in open_)
    if result.worlds is not None:
        yield from worlds_lines(result.worlds, language, book)
    yield ""


def tell_outcome(
    plan: Plan, outcome: Outcome, language: Language, explained: bool, readings: Sequence[str] = ()
) -> Iterator[str]:
    book, rule = plan.book, plan.rules[outcome.rule]
    status = paint(STATUS_WORDS[language][outcome.status], _COLOURS[outcome.status])
    kind = KIND_WORDS[language][outcome.kind]
    yield f"{citation(outcome.rule, language, book)}{subject_words(outcome.subject, book, language)}  [{kind}] {status}"
    yield f"    {sentence(rule, language, book)}"
    yield from (f"    {line}" for line in (*_details(outcome, rule, book, language), *readings))
    if explained and outcome.because is not None:
        yield f"    {WORDS['why'][language]}:"
        yield from (f"      {line}" for line in explain(outcome.because, language, book))
    yield ""


def _details(outcome: Outcome, rule: Rule, book: Book, language: Language) -> Iterator[str]:
    def line(key: str, text: str) -> str:
        return f"{WORDS[key][language]}: {text}"

    if outcome.possible:
        yield line("possible", ", ".join(STATUS_WORDS[language][s] for s in outcome.possible))
    if outcome.duty is not None:
        yield from _duty(outcome.duty, book, language)
    if outcome.effect is not None:
        moment = value_words(outcome.effect.at, "event", language, book)
        yield line("moment", f"{moment} ({EFFECT_WORDS[language][outcome.effect.state]})")
        if outcome.effect.prevented_by:
            yield line("prevented", _cited(outcome.effect.prevented_by, book, language))
    for key, value in (("exercised", outcome.exercised), ("violated", outcome.violated)):
        if value == Known(True):
            yield WORDS[key][language]
    if outcome.without_effect:
        yield WORDS["void"][language]
    if outcome.defeated_by:
        yield line("defeated", _cited(outcome.defeated_by, book, language))
    if outcome.gap:
        yield f"{WORDS['gap'][language]} ({layer_words(rule.follows or '', language, book)})"
    if outcome.follows:
        yield line("follows", _cited(outcome.follows, book, language))
    if outcome.conflicts_with:
        yield line("conflict", _cited(outcome.conflicts_with, book, language))
    if outcome.needs and outcome.status != "conflict":
        yield line("needs", ", ".join(dict.fromkeys(need_words(n, book, language) for n in outcome.needs)))


def _cited(rules: tuple[str, ...], book: Book, language: Language) -> str:
    return ", ".join(citation(r, language, book) for r in rules)


def _duty(duty: Duty, book: Book, language: Language) -> Iterator[str]:
    if not isinstance(duty.due, Null):
        due = value_words(duty.due, "event", language, book)
        due = (
            due if not duty.before else due + WORDS["before"]["ja"] if language == "ja" else WORDS["before"]["en"] + due
        )
        yield f"{WORDS['due'][language]}: {due}"
    if duty.amount is not None:
        yield f"{WORDS['amount'][language]}: {value_words(duty.amount, 'money', language, book)}"
        if len(duty.parts) > 1 or any(p.accruing for p in duty.parts):
            yield from (f"  {_part(part, book, language)}" for part in duty.parts)
    if in_part(duty) and duty.remainder is not None:
        yield f"{WORDS['remainder'][language]}: {value_words(duty.remainder, 'money', language, book)}"
    if duty.state is not None:
        yield f"{WORDS['state'][language]}: {DUTY_WORDS[language][duty.state]}"


def _part(part: Part, book: Book, language: Language) -> str:
    value = part.value
    if isinstance(value, Unknown) and value.low == 0 and not value.one_of:
        value = replace(value, low=None)  # that an amount is not negative is no news
    told = f"{term_words(part.term, language, book)}: {value_words(value, 'money', language, book)}"
    return f"{told} ({WORDS['accruing'][language]})" if part.accruing else told


def _quiet(
    plan: Plan,
    result: Result,
    language: Language,
    explained: bool,
    everything: bool,
    read: Callable[[Outcome], tuple[str, ...]],
) -> Iterator[str]:
    """What does not apply: by name alone, unless all is wanted or another reading of its conditions would change it."""
    quiet = [o for o in result.outcomes if o.status == "not_applicable"]
    full = [o for o in quiet if explained or everything or o.gap or (o.matters and not plan.rules[o.rule].under)]
    for outcome in full:
        yield from tell_outcome(plan, outcome, language, explained, read(outcome))
    quiet = [o for o in quiet if o not in full]
    if not quiet:
        return
    names = dict.fromkeys(
        citation(o.rule, language, plan.book) + subject_words(o.subject, plan.book, language) for o in quiet
    )
    yield f"{WORDS['quiet'][language]}: {', '.join(names)}"
    yield ""


def _values(book: Book, result: Result, language: Language) -> Iterator[str]:
    """Derived values that are known or within bounds; truths are told by the outcomes they decide."""
    told = []
    for path, term in result.values.items():
        value = term.value
        bounded = isinstance(value, Unknown) and (value.low or value.high or value.one_of)
        if term.conflict or (term.kind not in ("truth", "judgement") and (isinstance(value, Known) or bounded)):
            clash = f" ({STATUS_WORDS[language]['conflict']}: {', '.join(term.conflict)})" if term.conflict else ""
            told.append(f"  {fact_words(path, book, language)}: {value_words(value, term.kind, language, book)}{clash}")
    if told:
        yield f"{WORDS['values'][language]}:"
        yield from told
        yield ""
