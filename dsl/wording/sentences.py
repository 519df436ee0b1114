"""The door of the room: rules, conditions, terms and citations in either language."""

from dataclasses import replace
from typing import assert_never

from dsl.base.diagnostic import Language
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.rule import Rule
from dsl.wording import excluded
from dsl.wording.english import conditions as in_english
from dsl.wording.english import joining as english
from dsl.wording.english import rules as english_rules
from dsl.wording.english import terms as english_terms
from dsl.wording.in_place import placed
from dsl.wording.japanese import conditions as in_japanese
from dsl.wording.japanese import joining as japanese
from dsl.wording.japanese import rules as japanese_rules
from dsl.wording.japanese import terms as japanese_terms
from dsl.wording.readings import reading_mark
from dsl.wording.references import citation_of
from dsl.wording.scene import Scene


def sentence(rule: Rule, language: Language, book: Book) -> str:
    """A rule as one sentence, with references as its own provision makes them.

    A book that is not written in the language is told in its own; nothing raises.
    """
    scene = Scene(book, rule.provision, rule.pursuant_to)
    told = placed(rule, book)
    principle = told.principle is not None
    if spoken_language(language, book) == "ja":
        words = excluded.japanese_sentence(told.rule, scene) if told.rule.sentence is None else ""
        words = words or japanese_rules.sentence(told.rule, scene, principle=principle)
        return reading_mark(rule, book, "ja") + words
    return reading_mark(rule, book, "en") + english_rules.sentence(told.rule, scene, principle)


def reckoning(rule: Rule, language: Language, book: Book) -> str:
    """What a rule reckons by, where its sentence does not say it: its amount, or the sentence that would be made of it
    where it has one of its own. Empty where there is nothing more to say."""
    if rule.sentence is not None:
        return sentence(replace(rule, sentence=None), language, book)
    scene, told = Scene(book, rule.provision, rule.pursuant_to), placed(rule, book)
    if spoken_language(language, book) == "ja":
        return japanese_rules.reckoning(told.rule, scene, told.principle)
    return english_rules.reckoning(told.rule, scene, told.principle)


def condition_words(node: x.Condition, language: Language, book: Book, citing: str = "") -> str:
    """A condition as a clause that stands alone, without full stop: 利用料金の支払を遅滞した, payment is late.

    citing: the provision from which references are made; absolute without it.
    """
    scene = Scene(book, citing)
    if spoken_language(language, book) == "ja":
        return japanese.spoken(in_japanese.said(node, scene))
    return english.spoken(in_english.said(node, scene))


def term_words(node: x.Term, language: Language, book: Book, citing: str = "") -> str:
    """A term as a noun phrase: 支払期日の翌日, the day following the due date; `citing` as in `condition_words`."""
    scene = Scene(book, citing)
    if spoken_language(language, book) == "ja":
        return japanese_terms.noun(node, scene)
    return english_terms.noun(node, scene)


def expression_words(node: x.Expression, language: Language, book: Book, citing: str = "") -> str:
    """A condition or a term, whichever it is."""
    match node:
        case (
            x.And() | x.Or() | x.Not() | x.Although() | x.Marked() | x.Regarding() | x.Holds() | x.Compare() | x.OneOf()
            | x.Passed() | x.IsGiven() | x.Happened() | x.TookEffect() | x.At() | x.State() | x.Quantified() | x.Under()
            | x.Within()
        ):  # fmt: skip
            return condition_words(node, language, book, citing)
        case (
            x.Constant() | x.Read() | x.Scheduled() | x.EffectMoment() | x.AsOf() | x.Arithmetic() | x.Total()
            | x.Choose() | x.Interest() | x.Multiple() | x.UpTo() | x.ByCase() | x.Shifted() | x.NthDay() | x.Later()
            | x.FirstAfter() | x.Aggregate() | x.Previous() | x.Stretch() | x.Period() | x.Rest() | x.Overlap()
            | x.Edge() | x.Length() | x.FeesFor()
        ):  # fmt: skip
            return term_words(node, language, book, citing)
        case _:
            assert_never(node)


def citation(ident: str, language: Language, book: Book) -> str:
    """第16条第2項, Article 16, paragraph (2): of a provision, or of the provision of a rule."""
    found = citation_of(ident, book)
    return found.ja if language == "ja" else found.en


def spoken_language(language: Language, book: Book) -> Language:
    """The language itself, or the one in which the book has words."""
    if language in book.settings.languages or not book.settings.languages:
        return language
    return "ja" if book.settings.languages[0] == "ja" else "en"
