"""Readings: open questions of interpretation, the answers that a book can take, and what they guard (language 7)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

from dsl.base.source import NOWHERE, Span
from dsl.model.expression import Under
from dsl.model.vocabulary import Phrase


@dataclass(frozen=True, slots=True)
class Answer:
    key: str
    phrase: Phrase
    why: Phrase


@dataclass(frozen=True, slots=True)
class Reading:
    """One question about the provisions `about`; without a default, what hangs on it waits for the reading."""

    id: str
    question: Phrase
    about: tuple[str, ...]
    answers: tuple[Answer, ...]
    default: str | None = None
    span: Span = field(default=NOWHERE, compare=False)
    places: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(a.key for a in self.answers)

    def phrase(self, key: str) -> Phrase:
        """The words of an answer; its key where the question has no such answer."""
        return next((a.phrase for a in self.answers if a.key == key), Phrase(key, key))

    def place(self, key: str) -> Span:
        return self.places.get(key, self.span)


Readings = Mapping[str, Reading]
Choice = Mapping[str, str | None]
"""An answer for each question; None where none is taken."""


def assignments(questions: Iterable[Reading]) -> Iterable[dict[str, str]]:
    """Every way to answer some questions."""
    asked = list(questions)
    return (dict(zip([r.id for r in asked], keys, strict=True)) for keys in product(*(r.keys for r in asked)))


# ── spelling ──────────────────────────────────────────────────────────────────────────────────────

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""How questions and answers are named: small letters and digits with hyphens, the same in both languages."""

_NAMED = rf"(?P<question>{KEY.pattern}) ?[=＝] ?(?P<answer>{KEY.pattern})"
NAMED = re.compile(_NAMED)
GUARD_EN = re.compile(rf"under {_NAMED}(?![\w-])")
GUARD_JA = re.compile(rf"{_NAMED} ?の解釈に(?P<sign>よる|よらない)")


def named(text: str) -> tuple[str, str] | None:
    """(question, answer) of `question = answer`; None where the text is something else."""
    found = NAMED.fullmatch(" ".join(text.split()))
    return None if found is None else (found["question"], found["answer"])


def guarded(text: str) -> tuple[str, tuple[str, str] | None]:
    """A reference and the reading behind it: `28.1.2 under gross-negligence = prevails`, or in Japanese
    `第28条第1項第2号 gross-negligence = prevails の解釈による`."""
    for pattern in (GUARD_EN, GUARD_JA):
        found = next((m for m in pattern.finditer(text) if m.end() == len(text.rstrip())), None)
        if found is not None and found.groupdict().get("sign") != "よらない":
            return text[: found.start()].strip(), (found["question"], found["answer"])
    return text, None


def guard_words(question: str, answer: str, language: str) -> str:
    """A guard as expressions and references spell it."""
    return f"{question} = {answer} の解釈による" if language == "ja" else f"under {question} = {answer}"


def wrong_answer(question: str, answer: str, readings: Readings) -> tuple[str, str, tuple[str, ...]] | None:
    """What is wrong with a question and an answer to it: the code of the diagnostic, the unknown name, those known."""
    asked = readings.get(question)
    if asked is None:
        return "R901", question, tuple(readings)
    return None if answer in asked.keys else ("R902", answer, asked.keys)


# ── guards ────────────────────────────────────────────────────────────────────────────────────────


def excluded(guards: Iterable[Under], choice: Choice) -> bool:
    """Whether some guard wants another answer than the one taken."""
    return any(choice.get(g.question) not in (None, g.answer) for g in guards)
