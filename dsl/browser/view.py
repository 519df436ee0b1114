"""A result as the page shows it: plain data in one language."""

from collections.abc import Iterable, Iterator

from dsl.ask import question_of
from dsl.ask.question import next_need
from dsl.ask.words import asked_words, place_words, why_words
from dsl.base.diagnostic import Language
from dsl.browser.tree import word
from dsl.model.book import Book
from dsl.model.node import Mapping
from dsl.model.outcome import Outcome, Result
from dsl.model.plan import Plan
from dsl.model.rule import NORMS
from dsl.model.value import Known, Unknown
from dsl.report.outcomes import Json
from dsl.wording import (
    KIND_WORDS,
    STATUS_WORDS,
    assumed_words,
    citation,
    details,
    fact_words,
    sentence,
    subject_words,
    taken_book,
    value_words,
    worlds_lines,
)
from dsl.wording.values import party_words


def result_view(
    plan: Plan, result: Result, facts: Mapping, language: Language, only: bool, skip: frozenset[str]
) -> Json:
    """The outcomes in the document's order, what they rest on, and what to find out next (leaving out `skip`)."""
    book = plan.book
    read = taken_book(book, result.readings)
    return {
        "as_of": result.as_of.isoformat(),
        "assumed": [assumed_words(path, book, language).removesuffix(f" [{path}]") for path in result.assumed],
        "given": [word(a.title, language) for a in book.articles if a.document],
        "open": [word(y.phrase, language) for y in book.settings.layers if result.documents.get(y.name) == "not known"],
        "worlds": [] if result.worlds is None else list(worlds_lines(result.worlds, language, book)),
        "readings": dict(result.readings),
        "outcomes": [_outcome(plan, at, outcome, language, read) for at, outcome in enumerate(result.outcomes)],
        "values": list(_values(result, book, language)),
        "next": _next(plan, result, facts, language, only, skip),
    }


def _outcome(plan: Plan, at: int, outcome: Outcome, language: Language, read: Book) -> Json:
    book = plan.book
    head: dict[str, object] = {
        "at": at,
        "provision": outcome.provision,
        "citation": citation(outcome.rule, language, book),
        "subject": subject_words(outcome.subject, book, language).strip(),
        "status": outcome.status,
    }
    if outcome.status == "not_applicable" and not outcome.gap:
        return head
    return head | {
        "said": STATUS_WORDS[language][outcome.status],
        "kind": KIND_WORDS[language][outcome.kind],
        "binds": outcome.kind in (*NORMS, "effect"),
        "parties": [party_words(p, language, book) for p in (outcome.bearer, outcome.counterparty) if p],
        "sentence": sentence(plan.rules[outcome.rule], language, book),
        "details": [[d.label, d.text, d.part] for d in details(outcome, plan.rules[outcome.rule], read, language)],
        "readings": list(outcome.readings),
    }


def _values(result: Result, book: Book, language: Language) -> Iterator[Json]:
    """Derived values that are known or within bounds; truths are told by the outcomes they decide."""
    for path, term in result.values.items():
        value = term.value
        bounded = isinstance(value, Unknown) and (value.low or value.high or value.one_of)
        if term.kind not in ("truth", "judgement") and (isinstance(value, Known) or bounded):
            yield {"label": fact_words(path, book, language), "text": value_words(value, term.kind, language, book)}


def _next(
    plan: Plan, result: Result, facts: Mapping, language: Language, only: bool, skip: Iterable[str]
) -> Json | None:
    """As `yakkan ask` would ask: what decides most outcomes comes first."""
    found = next_need(plan, result, frozenset(skip), only)
    if found is None:
        return None
    question = question_of(*found, facts, plan)
    place = place_words(question, facts, plan, language).removesuffix(f" [{question.path}]")
    return {
        "path": question.path,
        "asked": question.asked,
        "question": asked_words(question, plan, language) + place,
        "why": why_words(question, plan, language),
        "waiting": len(question.why),
    }
