"""A result as text for people: what is in force first, then what is open, then what does not apply."""

from collections.abc import Callable, Iterator, Sequence

from dsl.alternatives import Alternative, reading_lines
from dsl.base.diagnostic import Language
from dsl.cli.output import paint
from dsl.model.book import Book
from dsl.model.outcome import Outcome, Result, Status
from dsl.model.plan import Plan
from dsl.model.value import Known, Unknown
from dsl.wording import (
    KIND_WORDS,
    STATUS_WORDS,
    assumed_words,
    citation,
    details,
    explain,
    fact_words,
    need_words,
    sentence,
    subject_words,
    taken_book,
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
    "nothing": {
        "ja": "これらの規定が対象とする記録がありません。",
        "en": "there is no record that these provisions are about",
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

    book = taken_book(plan.book, result.readings)

    def tell(outcome: Outcome) -> Iterator[str]:
        readings = reading_lines(outcome, result, others, plan.book, language)
        return tell_outcome(plan, outcome, language, explained, tuple(readings), book)

    yield from _head(plan.book, result, language, number)
    if not result.outcomes:
        yield WORDS["nothing"][language]
        yield ""
    for status in _TOLD:
        for outcome in result.outcomes:
            if outcome.status == status:
                yield from tell(outcome)
    yield from _quiet(plan, result, language, explained or everything, tell)
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
    plan: Plan, outcome: Outcome, language: Language, explained: bool, readings: Sequence[str], read: Book
) -> Iterator[str]:
    """One outcome; its sentence is the book's, its amounts and grounds are told as the case reads the book (`read`)."""
    book, rule = plan.book, plan.rules[outcome.rule]
    status = paint(STATUS_WORDS[language][outcome.status], _COLOURS[outcome.status])
    kind = KIND_WORDS[language][outcome.kind]
    yield f"{citation(outcome.rule, language, book)}{subject_words(outcome.subject, book, language)}  [{kind}] {status}"
    yield f"    {sentence(rule, language, book)}"
    yield from (f"    {detail.line}" for detail in details(outcome, rule, read, language))
    yield from (f"    {line}" for line in readings)
    if explained and outcome.because is not None:
        yield f"    {WORDS['why'][language]}:"
        yield from (f"      {line}" for line in explain(outcome.because, language, read))
    yield ""


def _quiet(
    plan: Plan, result: Result, language: Language, everything: bool, tell: Callable[[Outcome], Iterator[str]]
) -> Iterator[str]:
    """What does not apply: by name alone, unless all is wanted or another reading of its conditions would change it."""
    quiet = [o for o in result.outcomes if o.status == "not_applicable"]
    full = [o for o in quiet if everything or o.gap or (o.matters and not plan.rules[o.rule].under)]
    for outcome in full:
        yield from tell(outcome)
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
