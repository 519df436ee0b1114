"""What the canonical spelling needs of a book: names, citations, literals, and the sort of a term."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from dsl.base.diagnostic import Language
from dsl.base.folding import ARTICLES, fold_spelling
from dsl.base.moment import Duration
from dsl.base.money import grouped_text
from dsl.model import expression as x
from dsl.model.book import Book, Currency
from dsl.model.citations import book_citations
from dsl.model.names import PARTY_WORDS_JA, clauses
from dsl.model.rule import OTHER_PARTY, THE_PARTY
from dsl.model.sorts import sort_of as fine_sort_of
from dsl.model.spelling import KEYWORDS
from dsl.model.vocabulary import Option, Vocabulary

Sort = Literal["day", "money", "number", "other"]

Deniable: TypeAlias = x.Holds | x.Happened | x.TookEffect | x.Passed | x.IsGiven | x.Under | x.Within
"""What has a negative form of its own."""

OPEN_ENDED = (x.And, x.Or, x.Although, x.Marked, x.Regarding, x.At)
"""What stands in brackets wherever it is an operand, since a reader could take it for more or less than it holds."""


def keyword(token: str, language: Language, variant: int = 0) -> str:
    """A token's spelling: the canonical one, or another that its operands call for."""
    return KEYWORDS[token][0 if language == "en" else 1][variant]


@dataclass(frozen=True, slots=True)
class Words:
    """`citations` are the Japanese ones, of the provisions that no other provision shares its with."""

    vocabulary: Vocabulary
    citations: Mapping[str, str]
    currency: Currency
    layers: Mapping[str, tuple[str, str]]

    def name(self, entry: str, language: Language) -> str:
        """A fact, term or event: in English with `the`."""
        phrase = self.vocabulary.entries[entry].phrase
        return phrase.ja if language == "ja" else _definite(phrase.en)

    def bare(self, entry: str) -> str:
        """The English name as it stands behind `the earliest`."""
        return self.vocabulary.entries[entry].phrase.en

    def clause(self, entry: str, positive: bool, language: Language) -> str:
        """A truth or an act, affirmed or denied."""
        en, ja = clauses(self.vocabulary.entries[entry], self.vocabulary)[0 if positive else 1]
        return ja if language == "ja" else en

    def has_act(self, event: str) -> bool:
        return self.vocabulary.entries[event].act is not None

    def record(self, key: str, language: Language) -> str:
        phrase = self.vocabulary.records[key].phrase
        return phrase.ja if language == "ja" else phrase.en

    def records(self, key: str) -> str:
        """The English plural, or the singular where the book gives none."""
        return self.vocabulary.records[key].plural or self.vocabulary.records[key].phrase.en

    def provision(self, ident: str, language: Language) -> str:
        """The citation in Japanese; the id in English, and for a rule with a name of its own."""
        return self.citations.get(ident, ident) if language == "ja" else ident

    def choice(self, key: str, beside: x.Term | None, language: Language) -> str:
        """An option's words: those of the term that it is compared with, where that has such an option."""
        own = self._options(beside.entry) if isinstance(beside, x.Read) else ()
        everywhere = (option for entry in self.vocabulary.entries.values() for option in entry.choices)
        found = next((option for option in (*own, *everywhere) if option.key == key), None)
        if found is None:
            return key
        return found.phrase.ja if language == "ja" else found.phrase.en

    def _options(self, entry: str) -> tuple[Option, ...]:
        return self.vocabulary.entries[entry].choices

    def party(self, key: str, language: Language) -> str:
        if key in (THE_PARTY, OTHER_PARTY):
            return PARTY_WORDS_JA[key] if language == "ja" else key
        phrase = self.vocabulary.parties[key].phrase
        return phrase.ja if language == "ja" else _definite(phrase.en)

    def literal(self, constant: x.Constant, beside: x.Term | None, language: Language) -> str:
        value = constant.value
        if isinstance(value, Duration):
            return length(value, language)
        if isinstance(value, date):
            return day(value, language)
        if isinstance(value, Fraction):
            return self._figure(constant.kind, value, language)
        if constant.kind == "choice":
            return self.choice(value, beside, language)
        return self.party(value, language) if constant.kind == "party" else value

    def _figure(self, kind: x.LiteralKind, value: Fraction, language: Language) -> str:
        text = grouped_text(value)
        if kind == "money":
            return self._amount(text + ("0" if re.search(r"\.\d$", text) else ""), language)
        return f"{text}%" if kind == "percent" else text

    def _amount(self, figure: str, language: Language) -> str:
        symbol = self.currency.symbol
        if language == "ja":
            return f"{figure}{self.currency.ja}"
        return f"{symbol} {figure}" if symbol[-1:].isalpha() else f"{symbol}{figure}"


def words_of(book: Book) -> Words:
    cited = {ident: citation.ja for ident, citation in book_citations(book).items()}
    often = Counter(fold_spelling(text) for text in cited.values())
    alone = {ident: text for ident, text in cited.items() if often[fold_spelling(text)] == 1}
    layers = {layer.name: (layer.phrase.en, layer.phrase.ja) for layer in book.settings.layers}
    return Words(book.vocabulary, alone, book.settings.currency, layers)


def _definite(noun: str) -> str:
    return noun if noun.lower().startswith(ARTICLES) else f"the {noun}"


# ── literals ──────────────────────────────────────────────────────────────────────────────────────


def day(value: date, language: Language) -> str:
    return f"{value.year:04}年{value.month}月{value.day}日" if language == "ja" else value.isoformat()


def length(value: Duration, language: Language) -> str:
    """Days, months, or years where the months make whole ones."""
    if value.unit == "month" and value.count and value.count % 12 == 0:
        return _counted(value.count // 12, "year", "年", language)
    return months(value.count, language) if value.unit == "month" else _counted(value.count, "day", "日", language)


def months(count: Fraction | int, language: Language) -> str:
    return _counted(int(count), "month", "か月", language)


def _counted(count: int, en: str, ja: str, language: Language) -> str:
    return f"{count}{ja}" if language == "ja" else f"{count} {en}" + ("" if count == 1 else "s")


# ── sorts: they choose between `after` and `more than`, 額 and 数 ─────────────────────────────────


def sort_of(term: x.Term, vocabulary: Vocabulary) -> Sort:
    """What a term is, as far as its spelling hangs on it; days and moments are spelt alike."""
    match fine_sort_of(term, vocabulary):
        case "date" | "event":
            return "day"
        case "money" | "number" as amount:
            return amount
        case _:
            return "other"
