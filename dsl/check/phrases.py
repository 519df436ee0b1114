"""Phrases hide no logic: no party, number, date, reference or connective in words (language 10.2)."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.base.source import Span
from dsl.model.book import Book
from dsl.model.vocabulary import Phrase

_JA = (
    "とき",
    "場合",
    "ただし",
    "限り",
    "又は",
    "若しくは",
    "または",
    "もしくは",
    "及び",
    "並びに",
    "かつ",
    "前項",
    "前条",
)
_EN = ("and", "or", "if", "unless", "provided", "except", "when")
_NUMBERS = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千]+(?:日|か月|ヶ月|年|円|割|回|者|名|通|倍|条|項|号)")
_HARMLESS = re.compile("できる限り|同一条件|第三者")
_HARMLESS_EN = re.compile("laws and regulations")
_NEGATIVE = re.compile(r"(ない|なかった)$")
_WIDE_OR_NARROW = re.compile("[\uff66-\uff9f\uff21-\uff3a\uff41-\uff5a\uff10-\uff19]+")
_JAPANESE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff01-\uff9f]+")
_MAX_FIXED = 5
_MAX_OWN = 5


def check_phrases(book: Book) -> Iterator[Diagnostic]:
    fixed = total = 0
    for phrase, reason, span in _all(book):
        total += 1
        found = [*_hidden(phrase, span, book), *_denying(phrase, span)]
        if reason is None:
            yield from found
        else:
            fixed += bool(found)  # what needs no excuse is none
        yield from _script(phrase, span)
    yield from _unwritten(book)
    yield from _own_sentences(book)
    if total and fixed * 100 > total * _MAX_FIXED:
        yield diagnose("V405", book.settings.span, share=f"{fixed}/{total}")


def _own_sentences(book: Book) -> Iterator[Diagnostic]:
    """Texts that no rule makes are few: they agree with their rules only as long as somebody reviews them."""
    encoded = [p for p in book.provisions if p.rules]
    own = [p for p in encoded if any(rule.sentence is not None for rule in p.rules)]
    if own and len(own) * 100 > len(encoded) * _MAX_OWN:
        yield diagnose("V408", own[0].span, share=f"{len(own)}/{len(encoded)}")


def _unwritten(book: Book) -> Iterator[Diagnostic]:
    """Where … still stands for words: a skeleton checks, but is not finished."""
    says = ((rule.says, rule.span) for rule in book.rules if rule.says is not None)
    titles = ((article.title, article.span) for article in book.articles)
    heads = ((found.heading, found.span) for found in book.provisions if found.heading is not None)
    for phrase, span in (*titles, *heads, *says, *((phrase, span) for phrase, _, span in _all(book))):
        if "…" in (phrase.ja.strip(), phrase.en.strip()):
            yield diagnose("V406", span)


def _all(book: Book) -> Iterator[tuple[Phrase, str | None, Span]]:
    for entry in book.vocabulary.entries.values():
        if entry.kind not in ("one", "list"):
            yield entry.phrase, entry.fixed, entry.span
            for phrase in (entry.act, entry.says, entry.setting, entry.means, entry.month):
                if phrase is not None:
                    yield phrase, entry.fixed, entry.span
    for action in book.vocabulary.actions.values():
        yield action.name, action.fixed, action.span
        if action.says != action.name:
            yield action.says, action.fixed, action.span


def _denying(phrase: Phrase, span: Span) -> Iterator[Diagnostic]:
    if _NEGATIVE.search(phrase.ja) or re.search(r"\bnot\b", phrase.en):
        yield diagnose("V404", span, phrase=phrase.ja or phrase.en)


def _script(phrase: Phrase, span: Span) -> Iterator[Diagnostic]:
    """A phrase in the script of its language: no half-width kana or full-width letters, no Japanese in English."""
    for language, text, wrong in (("ja", phrase.ja, _WIDE_OR_NARROW), ("en", phrase.en, _JAPANESE)):
        found = wrong.search(text)
        if found:
            yield diagnose("V407", span, phrase=text, word=found.group(), language=language)


def _hidden(phrase: Phrase, span: Span, book: Book) -> Iterator[Diagnostic]:
    """At most one finding a language: the first word that does not belong into a phrase."""
    parties = book.vocabulary.parties.values()
    ja, en = phrase.ja, phrase.en
    for name in sorted(phrase.bound, key=len, reverse=True):
        ja, en = ja.replace(name, ""), en.replace(name, "")
    ja, en = _HARMLESS.sub("", ja), _HARMLESS_EN.sub("", en)
    in_ja = [w for w in (*_JA, *(p.phrase.ja for p in parties)) if w and w in ja] or _NUMBERS.findall(ja)
    in_en = [w for w in _EN if re.search(rf"\b{w}\b", en)]
    in_en += [f"the {p.phrase.en}" for p in parties if p.phrase.en and f"the {p.phrase.en}" in en]
    in_en += _NUMBERS.findall(en)
    for text, words in ((phrase.ja, in_ja), (phrase.en, in_en)):
        if words:
            yield diagnose("V403", span, phrase=text, word=words[0])
