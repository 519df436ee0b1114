"""Every spelling that an expression of one book may contain: keywords, names, literals."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dsl.base.folding import fold_spelling
from dsl.base.moment import Duration, duration, parse_date
from dsl.base.money import parse_number
from dsl.model.book import Currency
from dsl.model.names import PARTY_WORDS_JA, clauses
from dsl.model.reading import GUARD_EN, GUARD_JA
from dsl.model.rule import OTHER_PARTY, THE_PARTY
from dsl.model.spelling import KEYWORDS
from dsl.model.vocabulary import Entry, Vocabulary

Payload = object


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a token; `owner` tells whose it is where two share it."""

    text: str
    token: str
    payload: Payload = None
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Spellings by their text; `lengths`: how long those with a first character are, longest first; `currency` for
    amounts in expressions."""

    spelled: dict[str, tuple[Spelling, ...]]
    lengths: dict[str, tuple[int, ...]]
    currency: Currency
    names: tuple[str, ...] = field(default=())

    def matches(self, text: str, at: int) -> Iterator[tuple[int, str, Payload]]:
        """(length, token, payload) of whatever can stand at a position of a folded text, longest first."""
        found = [
            (len(s.text), s.token, s.payload)
            for length in self.lengths.get(text[at : at + 1], ())
            for s in self.spelled.get(text[at : at + length], ())
            if len(s.text) == length and _stands(text, at, s.text)  # the end of the text is nearer than some
        ]
        literal = [*_literal(text, at, self.currency), *_guard(text, at)]
        yield from sorted([*found, *literal], key=lambda m: -m[0])


def _stands(text: str, at: int, spelling: str) -> bool:
    before, after = text[at - 1 : at], text[at + len(spelling) : at + len(spelling) + 1]
    return not (_wordy(spelling[:1]) and _wordy(before)) and not (_wordy(spelling[-1:]) and _wordy(after))


def _wordy(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")


# ── literals ──────────────────────────────────────────────────────────────────────────────────────

_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNITS = {
    "day": "day",
    "days": "day",
    "日間": "day",
    "日": "day",
    "month": "month",
    "months": "month",
    "か月間": "month",
    "か月": "month",
    "ヶ月": "month",
    "カ月": "month",
    "year": "year",
    "years": "year",
    "年間": "year",
    "年": "year",
}
_DURATION = re.compile(rf"(\d+) ?({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?![a-z])")
_JA_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_PERCENT = re.compile(rf"({_NUM}) ?%")
_NUMBER = re.compile(rf"({_NUM})(?![\d.])")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)(?![a-z0-9])")


def _literal(text: str, at: int, currency: Currency) -> list[tuple[int, str, Payload]]:
    first = text[at : at + 1]
    if not first.isdigit() and first not in (currency.symbol.lower()[:1], currency.code.lower()[:1]):
        return []
    if _wordy(first) and _wordy(text[at - 1 : at]):
        return []
    out: list[tuple[int, str, Payload]] = []
    out += _money(text, at, currency)
    if (found := _ISO.match(text, at)) and (day := parse_date(found.group())):
        out.append((len(found.group()), "DATE", day))
    if (found := _JA_DATE.match(text, at)) and (day := _ja_date(found)):
        out.append((len(found.group()), "DATE", day))
    if found := _PERCENT.match(text, at):
        out.append((len(found.group()), "PERCENT", _exact(found.group(1))))
    if found := _DURATION.match(text, at):
        unit = _UNITS[found.group(2)]
        span: Duration = duration(int(found.group(1)), unit)  # type: ignore[arg-type]
        out.append((len(found.group()), "DURATION", span))
    if found := _ORDINAL.match(text, at):
        out.append((len(found.group()), "ORDINAL", int(found.group(1))))
    if found := _NUMBER.match(text, at):
        out.append((len(found.group()), "NUMBER", _exact(found.group(1))))
    return out


def _guard(text: str, at: int) -> Iterator[tuple[int, str, Payload]]:
    """A reading is one token, whatever its names: whether the book has them is checked later, with the nearest."""
    for guard in (GUARD_EN, GUARD_JA):
        found = guard.match(text, at)
        if found and not _wordy(text[at - 1 : at]) and text[at - 1 : at] != "-":
            positive = found.groupdict().get("sign") != "よらない"
            yield len(found.group()), "READING", (found["question"], found["answer"], positive)


def _ja_date(found: re.Match[str]) -> date | None:
    year, month, day = found.groups()
    return parse_date(f"{year}-{int(month):02}-{int(day):02}")


def _money(text: str, at: int, currency: Currency) -> list[tuple[int, str, Payload]]:
    symbol, code, tail = (re.escape(word.lower()) for word in (currency.symbol, currency.code, currency.ja))
    before, behind = re.compile(rf"(?:{symbol}|{code}) ?({_NUM})"), re.compile(rf"({_NUM}) ?{tail}")
    found = before.match(text, at) or behind.match(text, at)
    return [(len(found.group()), "MONEY", _exact(found.group(1)))] if found else []


def _exact(digits: str) -> Fraction:
    number = parse_number(digits)
    return Fraction(0) if number is None else number


# ── names ─────────────────────────────────────────────────────────────────────────────────────────


def make_lexicon(vocabulary: Vocabulary, references: Iterable[tuple[str, str]], currency: Currency) -> Lexicon:
    """`references` are (spelling, provision id) pairs: ids and citations in both languages."""
    spellings = [*_keywords(), *name_spellings(vocabulary)]
    spellings += _references(references)
    spelled: dict[str, dict[str, Spelling]] = {}
    lengths: dict[str, set[int]] = {}
    for spelling in spellings:
        if spelling.text:
            spelled.setdefault(spelling.text, {}).setdefault(spelling.token, spelling)
            lengths.setdefault(spelling.text[0], set()).add(len(spelling.text))
    names = tuple(sorted({s.text for s in spellings if s.owner and s.token != "REF"}))
    return Lexicon(
        {text: tuple(found.values()) for text, found in spelled.items()},
        {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}, currency, names,
    )  # fmt: skip


def _references(references: Iterable[tuple[str, str]]) -> Iterator[Spelling]:
    """Ids such as 16.2 are left out: they are read as numbers, which the grammar takes for either."""
    for text, target in references:
        folded = fold_spelling(text)
        if not _NUMBER.fullmatch(folded):
            yield Spelling(folded, "REF", target, target)


def _keywords() -> Iterator[Spelling]:
    for token, (en, ja) in KEYWORDS.items():
        yield from (Spelling(fold_spelling(text), token) for text in (*en, *ja))


def name_spellings(vocabulary: Vocabulary) -> Iterator[Spelling]:
    """Every name of the vocabulary as it may be written; negative and party forms are made, not listed by hand."""
    for party in vocabulary.parties.values():
        yield from _both(party.phrase.en, party.phrase.ja, "PARTY", party.key, party.key)
    for party_word in (THE_PARTY, OTHER_PARTY):
        yield from _both(party_word, PARTY_WORDS_JA[party_word], "PARTY", party_word, party_word)
    for record in vocabulary.records.values():
        yield from _both(record.phrase.en, record.phrase.ja, "RECORD", record.key, record.key)
        if record.plural:
            yield Spelling(fold_spelling(record.plural), "RECORD", record.key, record.key)
    for entry in vocabulary.entries.values():
        yield from _entry(entry, vocabulary)
        for option in entry.choices:
            yield from _both(option.phrase.en, option.phrase.ja, "CHOICE", option.key, f"option {option.key}")


def _both(en: str, ja: str, token: str, payload: Payload, owner: str) -> Iterator[Spelling]:
    for text in (en, ja):
        yield Spelling(fold_spelling(text), token, payload, owner)


def _entry(entry: Entry, vocabulary: Vocabulary) -> Iterator[Spelling]:
    if entry.kind in ("truth", "judgement"):
        for (en, ja), positive in zip(clauses(entry, vocabulary), (True, False), strict=True):
            yield from _both(en, ja, "TRUTH", (entry.id, positive), entry.id)
    elif entry.kind == "event":
        yield from _both(entry.phrase.en, entry.phrase.ja, "EVENT", entry.id, entry.id)
        if entry.act is not None:
            for (en, ja), positive in zip(clauses(entry, vocabulary), (True, False), strict=True):
                yield from _both(en, ja, "ACT", (entry.id, positive), entry.id)
    elif entry.kind not in ("one", "list"):
        yield from _both(entry.phrase.en, entry.phrase.ja, "VALUE", entry.id, entry.id)
