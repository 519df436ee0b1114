"""What is typed as an answer: a fact, that there is none, that it is not known, to leave the question, or to stop."""

import re
import unicodedata
from typing import Literal

from dsl.ask.question import Question
from dsl.ask.ranges import read_either, read_interval, read_range
from dsl.base.source import Span
from dsl.model.book import Book
from dsl.model.node import Node, Scalar
from dsl.model.reading import Reading
from dsl.model.vocabulary import RANGED, Entry, Phrase

Turn = Literal["skip", "unknown", "quit"]

_UNKNOWN = {"?", "don't know", "dont know", "do not know", "unknown", "not known", "わからない", "分からない", "不明"}
_QUIT = {"q", "quit", "終了", "やめる"}
_NONE = {"none", "null", "なし", "無し", "ない", "無い"}
_YES, _NO = {"y", "yes", "true", "はい", "うん"}, {"n", "no", "false", "いいえ", "いや"}
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]*(\d{1,2})[:時](\d{1,2})?分?)?")
HERE = Span("answer")


def read_answer(question: Question, text: str, book: Book) -> Node | Turn:
    """The node that would stand in a facts file, or what else the typed line means; values are checked by the reader
    of facts, so that nothing here decides what is valid."""
    plain = unicodedata.normalize("NFKC", text).strip()
    said = plain.lower().replace("’", "'")
    if not plain:
        return "skip"
    if said in _UNKNOWN:
        return "unknown"
    if said in _QUIT:
        return "quit"
    return _node(question, text.strip(), plain, said, book)


def _node(question: Question, text: str, plain: str, said: str, book: Book) -> Node:
    if question.asked in ("count", "more", "as of"):
        return Scalar("0" if said in _NONE else _day(plain), HERE)
    entry = question.entry
    options = options_of(question, book)
    if plain not in {key for key, _ in options}:
        numbered = {str(at): key for at, (key, _) in enumerate(options, 1)}
        if said in numbered:
            return Scalar(numbered[said], HERE)
    if entry is None:
        return Scalar("none" if said in _NONE else plain, HERE)
    if (said in _NONE and entry.optional) or (said in _NONE | _NO and entry.kind == "event"):
        return Scalar("null", HERE)
    if entry.kind == "interval" and (found := read_interval(plain, lambda end: _value(entry, end, end, end.lower()))):
        return found
    if entry.kind in RANGED and (found := read_range(plain, lambda end: _value(entry, end, end, end.lower()))):
        return found
    if entry.kind != "text" and (stated := read_either(plain, lambda end: _value(entry, end, end, end.lower()))):
        return stated
    return _value(entry, text, plain, said)


def _value(entry: Entry, text: str, plain: str, said: str) -> Scalar:
    match entry.kind:
        case "truth" | "judgement":
            return Scalar("true" if said in _YES | {"1"} else "false" if said in _NO | {"2"} else plain, HERE)
        case "date" | "event" | "interval":
            return Scalar(_day(plain), HERE)
        case "text":
            return Scalar(text, HERE, "quoted")
        case "duration":
            return Scalar(re.sub(r"(\d) *(\D+)", r"\1 \2", plain), HERE)
        case _:
            return Scalar(plain, HERE)


def _day(text: str) -> str:
    """2026年6月1日, 2026/6/1 and 2026-6-1 14:05 as the facts write them."""
    found = _DAY.fullmatch(text)
    if found is None:
        return text
    year, month, day, hour, minute = found.groups()
    told = f"{year}-{int(month):02}-{int(day):02}"
    return told if hour is None else f"{told}T{int(hour):02}:{int(minute or 0):02}"


def options_of(question: Question, book: Book) -> list[tuple[str, Phrase]]:
    """What there is to choose from, in the order in which it is numbered."""
    entry = question.entry
    if question.asked == "reading":
        reading: Reading = book.readings[question.path]
        return [(a.key, a.phrase) for a in reading.answers]
    if question.asked == "document":
        words = {"none": Phrase("ない", "there is none"), "given": Phrase("ある", "there is one")}
        return list(words.items())
    if entry is not None and entry.kind == "choice":
        return [(o.key, o.phrase) for o in entry.choices]
    if entry is not None and entry.kind == "party":
        return [(p.key, p.phrase) for p in book.vocabulary.parties.values() if not p.judge]
    return []
