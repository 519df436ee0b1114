"""What the scalars of a book's files mean, found from its draft and its parsed form."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dsl.base.diagnostic import LANGUAGES, Language
from dsl.base.folding import fold_spelling
from dsl.base.source import Span
from dsl.editor.spell import Spelt
from dsl.editor.words import Words, words_of
from dsl.model.book import Book
from dsl.model.citations import book_citations
from dsl.model.draft import DraftBook
from dsl.model.names import PARTY_WORDS_JA, Clause, NamedAction, Names, action_name, book_names, clauses
from dsl.model.node import Scalar
from dsl.model.reading import guard_words, guarded, named
from dsl.model.rule import EACH_PARTY, LEAVING, NORMS, OTHER_PARTY, THE_PARTY, Rule
from dsl.model.walk import action_expressions, series_expressions

REFERENCE_KEYS = ("overrides", "subject to", "even though", "pursuant to", "includes")
LAYER_KEYS = ("unless otherwise provided in", *LEAVING)
NAME_KEYS = ("who", "to", "each", *NORMS, "define", "effect", "under", *LAYER_KEYS, *REFERENCE_KEYS)

_Meant = TypeVar("_Meant")


@dataclass(frozen=True, slots=True)
class Meanings:
    """`expressions` by the span of their scalar; `names` by their folded spelling."""

    expressions: Mapping[Span, Spelt]
    names: Names
    words: Words
    languages: tuple[Language, ...]

    def name(self, field: str, text: str, language: Language) -> str | None:
        """What a rule's field names, in its canonical spelling; None where that is not known, or would not be found
        again (two entries with one spelling)."""
        said = fold_spelling(text)
        if field == "who" and said in self.names.each_party:
            return _in((EACH_PARTY, PARTY_WORDS_JA[EACH_PARTY]), language)
        if field in ("who", "to"):
            return _found(self.names.parties, said, self._party, language)
        if field == "each":
            return _found(self.names.records, said, self._record, language)
        if field in NORMS:
            return _found(self.names.actions, said, self._action, language)
        if field == "under":
            guard = named(text)
            return None if guard is None else f"{guard[0]} = {guard[1]}"
        if field in LAYER_KEYS:
            return _found(self.names.layers, said, self._layer, language)
        if field in REFERENCE_KEYS:
            return self._reference(text, language)
        return _found(self.names.terms, said, self._term, language)

    def _reference(self, text: str, language: Language) -> str | None:
        """A provision, with the reading that guards a priority."""
        reference, guard = guarded(text)
        found = _found(self.names.references, fold_spelling(reference), self._provision, language)
        return found if found is None or guard is None else f"{found} {guard_words(*guard, language)}"

    def _party(self, key: str) -> Clause:
        if key in (THE_PARTY, OTHER_PARTY):
            return key, PARTY_WORDS_JA[key]
        phrase = self.words.vocabulary.parties[key].phrase
        return phrase.en, phrase.ja

    def _record(self, key: str) -> Clause:
        phrase = self.words.vocabulary.records[key].phrase
        return phrase.en, phrase.ja

    def _action(self, named: NamedAction) -> Clause:
        action, towards = named
        vocabulary = self.words.vocabulary
        return action_name(vocabulary.actions[action], vocabulary.parties[towards] if towards else None)

    def _term(self, entry_id: str) -> Clause:
        entry = self.words.vocabulary.entries[entry_id]
        if entry.kind in ("truth", "judgement"):
            return clauses(entry, self.words.vocabulary)[0]
        return entry.phrase.en, entry.phrase.ja

    def _layer(self, name: str) -> Clause:
        return self.words.layers[name]

    def _provision(self, ident: str) -> Clause:
        return self.words.provision(ident, "en"), self.words.provision(ident, "ja")


def _in(spelt: Clause, language: Language) -> str:
    return spelt[1] if language == "ja" else spelt[0]


def _found(table: Mapping[str, _Meant], said: str, spelt: Callable[[_Meant], Clause], language: Language) -> str | None:
    meant = table.get(said)
    if meant is None:
        return None
    text = _in(spelt(meant), language)
    return text if table.get(fold_spelling(text)) == meant else None


def read_meanings(draft: DraftBook, book: Book) -> Meanings:
    """Join a draft's texts with what they were parsed to; `book` is what `parse_book` made of this very draft."""
    names = book_names(book.vocabulary, book_citations(book), book.settings.layers)
    languages = tuple(language for language in LANGUAGES if language in book.settings.languages)
    return Meanings(dict(_expressions(draft, book)), names, words_of(book), languages)


def _expressions(draft: DraftBook, book: Book) -> Iterator[tuple[Span, Spelt]]:
    vocabulary = book.vocabulary
    yield from _parsed((scalar, vocabulary.entries[key].define) for key, scalar in draft.definitions.items())
    for (key, part), scalar in draft.series.items():
        yield from _parsed([(scalar, series_expressions(vocabulary.records[key]).get(part))])
    for (key, part), scalar in draft.standing.items():
        yield from _parsed([(scalar, action_expressions(vocabulary.actions[key]).get(part))])
    texts = [rule for article in draft.articles for provision in article.provisions for rule in provision.rules]
    for text, rule in zip(texts, book.rules, strict=True):
        told = ((text.fields.get(key), spelt) for key, spelt in _of_rule(rule).items())
        yield from _parsed((scalar, spelt) for scalar, spelt in told if isinstance(scalar, Scalar))


def _parsed(found: Iterable[tuple[Scalar, Spelt | None]]) -> Iterator[tuple[Span, Spelt]]:
    return ((scalar.span, spelt) for scalar, spelt in found if spelt is not None)


def _of_rule(rule: Rule) -> dict[str, Spelt | None]:
    return {
        "when": rule.when, "unless": rule.unless, "as": rule.value, "by": rule.deadline, "at": rule.at,
        "at the latest": rule.at, "amount": rule.amount,
    }  # fmt: skip
