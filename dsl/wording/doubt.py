"""Contradictory statements in words: what is stated of each fact, by whom, and whether all was followed."""

from collections.abc import Iterator

from dsl.base.diagnostic import Language
from dsl.model.book import Book
from dsl.model.case import Either
from dsl.model.outcome import MOST_WORLDS, Worlds
from dsl.model.value import Judgement, Value
from dsl.wording.needs import fact_words
from dsl.wording.values import alternatives_words, moment_words, party_words, value_words
from dsl.wording.words import TRUTHS, Pair, pick

_HEAD = Pair("食い違う記載", "contradictory statements")
_FOLLOWED = Pair("全{count}通りの組合せのそれぞれについて判定した", "each of all {count} combinations was followed")
_BEYOND = Pair(
    "組合せが上限の{limit}通りを超える{count}ため、記載の範囲内の不明な事実として判定した",
    "there are more combinations than the limit of {limit}{count}, so these facts were taken as not known, within what"
    " is stated",
)
_COUNT = Pair("（{}通り）", " ({})")


def worlds_lines(worlds: Worlds, language: Language, book: Book) -> Iterator[str]:
    """What is stated of each fact with its sources, then how it was taken."""
    yield f"{pick(_HEAD, language)}:"
    for either in worlds.eithers:
        yield f"  {fact_words(either.path, book, language)}: {_stated(either, language, book)}"
    count = "" if worlds.count is None else f"{worlds.count:,}"
    if worlds.followed:
        yield f"  {pick(_FOLLOWED, language).format(count=count)}"
    else:
        told = pick(_COUNT, language).format(count) if count else ""
        yield f"  {pick(_BEYOND, language).format(limit=MOST_WORLDS, count=told)}"


def _stated(either: Either, language: Language, book: Book) -> str:
    words = [_option(option, source, either.entry, language, book) for option, source in either.statements]
    return alternatives_words(words, language)


def _option(option: Value | Judgement, source: str, entry: str, language: Language, book: Book) -> str:
    words = (
        _judged(option, language, book) if isinstance(option, Judgement) else value_words(option, entry, language, book)
    )
    told = f"（{source}）" if language == "ja" else f" ({source})"
    return words + (told if source else "")


def _judged(option: Judgement, language: Language, book: Book) -> str:
    who = party_words(option.by, language, book) if option.by else ""
    when = moment_words(option.at, language) if option.at else ""
    told = ("、" if language == "ja" else ", ").join(part for part in (who, when) if part)
    words = pick(TRUTHS[option.judged], language)
    return words if not told else f"{words}（{told}）" if language == "ja" else f"{words} ({told})"
