"""How the names of a book may be written: the clauses of its truths and acts, and what a rule's fields may name."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dsl.base import english, japanese
from dsl.base.citation import Citation
from dsl.base.folding import fold_spelling
from dsl.model.book import Layer
from dsl.model.rule import EACH_PARTY, OTHER_PARTY, THE_PARTY
from dsl.model.vocabulary import Action, Entry, Party, Phrase, Vocabulary

PARTY_WORDS_JA = {THE_PARTY: "当該当事者", OTHER_PARTY: "相手方", EACH_PARTY: "各当事者"}
"""What stands for a party where a rule binds each of them."""

Clause = tuple[str, str]
"""(en, ja)."""

NamedAction = tuple[str, str | None]
"""(action, counterparty named in its words or None)."""

_Item = TypeVar("_Item")


def clauses(entry: Entry, vocabulary: Vocabulary) -> tuple[Clause, Clause]:
    """The clause of a truth or of an event's act, affirmed and denied; empty in a language that the phrase lacks.

    Raises CannotInflect.
    """
    phrase = entry.act or entry.phrase
    en_subject, ja_subject = _subject(entry, vocabulary)
    en, en_not = _english(phrase, en_subject) if phrase.en else ("", "")
    ja, ja_not = _japanese(phrase, ja_subject, entry.act is not None) if phrase.ja else ("", "")
    return (en, ja), (en_not, ja_not)


def _english(phrase: Phrase, subject: str) -> tuple[str, str]:
    if subject:
        verb_not = phrase.en_not or english.negated_verb(phrase.en)
        return subject + english.third_person(phrase.en), subject + verb_not
    return phrase.en, phrase.en_not or english.negated_clause(phrase.en)


def _japanese(phrase: Phrase, subject: str, is_act: bool) -> tuple[str, str]:
    verb_class = phrase.ja_class
    if is_act:
        past_not = phrase.ja_not or japanese.inflect(phrase.ja, "te", verb_class) + "いない"
        return subject + japanese.inflect(phrase.ja, "past", verb_class), subject + past_not
    return subject + phrase.ja, subject + (phrase.ja_not or japanese.inflect(phrase.ja, "negative", verb_class))


def _subject(entry: Entry, vocabulary: Vocabulary) -> Clause:
    if entry.subject in (THE_PARTY, OTHER_PARTY):
        return f"{entry.subject} ", f"{PARTY_WORDS_JA[entry.subject]}が"
    party: Party | None = vocabulary.parties.get(entry.subject or "")
    return (f"the {party.phrase.en} ", f"{party.phrase.ja}が") if party else ("", "")


@dataclass(frozen=True, slots=True)
class Names:
    """Folded spelling → what it names, for each kind of field; EACH_PARTY is for `who` alone."""

    parties: Mapping[str, str]
    each_party: frozenset[str]
    records: Mapping[str, str]
    terms: Mapping[str, str]
    actions: Mapping[str, NamedAction]
    references: Mapping[str, str]
    layers: Mapping[str, str]


def book_names(vocabulary: Vocabulary, cited: Mapping[str, Citation], layers: Iterable[Layer]) -> Names:
    """The names of a book; `cited` are the citations of its provisions."""
    words = {p: (p, PARTY_WORDS_JA[p]) for p in (OTHER_PARTY, THE_PARTY)}
    return Names(
        _spelt(vocabulary.parties, lambda p: (p.phrase.ja, p.phrase.en, p.key)) | _spelt(words, lambda spelt: spelt),
        frozenset(fold_spelling(text) for text in _each_party(vocabulary)),
        _spelt(vocabulary.records, lambda r: (r.phrase.ja, r.phrase.en, r.key, r.plural)),
        _spelt(vocabulary.entries, lambda e: (*_names(e, vocabulary), e.id)),
        action_spellings(vocabulary),
        _spelt(cited, lambda c: (c.ja, c.en, c.short)) | {fold_spelling(ident): ident for ident in cited},
        {fold_spelling(word): y.name for y in layers for word in (y.phrase.ja, y.phrase.en, y.name) if word},
    )


def _spelt(table: Mapping[str, _Item], words: Callable[[_Item], Iterable[str]]) -> dict[str, str]:
    return {fold_spelling(word): key for key, item in table.items() for word in words(item) if word}


def _names(entry: Entry, vocabulary: Vocabulary) -> Clause:
    if entry.kind in ("truth", "judgement"):
        return clauses(entry, vocabulary)[0]
    return entry.phrase.en, entry.phrase.ja


def _each_party(vocabulary: Vocabulary) -> tuple[str, ...]:
    bound = [p.phrase.ja for p in vocabulary.parties.values() if not p.judge]
    return EACH_PARTY, PARTY_WORDS_JA[EACH_PARTY], "及び".join(bound)


# ── actions ───────────────────────────────────────────────────────────────────────────────────────


def action_spellings(vocabulary: Vocabulary) -> dict[str, NamedAction]:
    """How an action may be written after must, may, must not and need not."""
    out: dict[str, NamedAction] = {}
    for action in vocabulary.actions.values():
        for text in (action.name.ja, action.name.en):
            out[fold_spelling(without_slots(text))] = (action.key, None)
            for party in vocabulary.parties.values():
                if not party.judge:
                    for word in (party.phrase.ja, f"the {party.phrase.en}", party.phrase.en):
                        out.setdefault(fold_spelling(_towards(text, word)), (action.key, party.key))
    out.pop("", None)
    return out


def action_name(action: Action, towards: Party | None) -> Clause:
    """An action's own name, with its counterparty in it where one is given."""
    if towards is None:
        return without_slots(action.name.en), without_slots(action.name.ja)
    return _towards(action.name.en, f"the {towards.phrase.en}"), _towards(action.name.ja, towards.phrase.ja)


def _towards(frame: str, word: str) -> str:
    return without_slots(frame.replace("{to}", word))


def without_slots(frame: str) -> str:
    """A frame with its empty slots, and the brackets around them, left out."""
    text = re.sub(r"\[[^\[\]]*\{\w+\}[^\[\]]*\]", "", frame)
    text = re.sub(r" ?\{\w+\}", "", text).replace("[", "").replace("]", "").replace("|", "")
    return " ".join(text.split())
