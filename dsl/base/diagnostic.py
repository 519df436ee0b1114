"""Errors are values: what is wrong, where, and in which words it is told."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from dsl.base.messages import MESSAGES
from dsl.base.source import Span

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, Language] = ("ja", "en")
Severity = Literal["error", "warning", "note"]


_TO_PASTE: dict[Language, str] = {
    "ja": "新しい語とするには、語彙（vocabulary/）の記録の facts の下に次の行を加えてください。",
    "en": "; to make it a new word, add this line under the facts of a record in vocabulary/",
}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding; `code` is a key of MESSAGES, `arguments` fill the slots of its sentence; `understood` is what of a
    sentence was read before the place where it went wrong."""

    code: str
    span: Span
    arguments: tuple[tuple[str, str], ...] = ()
    related: tuple[Span, ...] = ()
    hint: str = field(default="")
    understood: str = field(default="")

    @property
    def severity(self) -> Severity:
        return MESSAGES[self.code].severity

    def message(self, language: Language) -> str:
        """The sentence in one language, with the hint (a nearest name, an entry to paste) behind it."""
        told = MESSAGES[self.code]
        sentence = (told.ja if language == "ja" else told.en).format_map(dict(self.arguments))
        if not self.hint:
            return sentence
        if "\n" in self.hint:
            return f"{sentence}{_TO_PASTE[language]}\n{self.hint.rstrip()}"
        lead = "候補: " if language == "ja" else "did you mean: "
        return f"{sentence} ({lead}{self.hint})"

    def line(self, language: Language) -> str:
        """`file:line:col: severity[CODE] message`, as compilers write it."""
        return f"{self.span}: {self.severity}[{self.code}] {self.message(language)}"


def diagnose(
    code: str, span: Span, *, hint: str = "", understood: str = "", related: Iterable[Span] = (), **arguments: object
) -> Diagnostic:
    """Build a diagnostic; arguments become text here so that the value is hashable and prints the same everywhere."""
    told = tuple((key, str(value)) for key, value in arguments.items())
    return Diagnostic(code, span, told, tuple(related), hint, understood)


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known name nearest to a misspelt one, or an empty text."""
    matches = difflib.get_close_matches(word.lower(), sorted({k.lower() for k in known}), n=1, cutoff=likeness)
    if not matches:
        return ""
    return next(k for k in sorted(known) if k.lower() == matches[0])


def some_of(known: Iterable[str], word: str, most: int = 12) -> str:
    """Names to choose from: all of them or, of more than `most`, those most like a word and how many there are."""
    names = list(known)
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(sorted(difflib.get_close_matches(word, names, n=most, cutoff=0.0)))} … ({len(names)})"


class BadInput(Exception):
    """Raised at the edge of the program when input has errors; carries every diagnostic found."""

    def __init__(self, diagnostics: Iterable[Diagnostic]):
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(d.line("en") for d in self.diagnostics))


def errors_of(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(d for d in diagnostics if d.severity == "error")
