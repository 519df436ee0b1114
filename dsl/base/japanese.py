"""Japanese inflection of a phrase given in its dictionary form: the last word changes, the rest stays.

Seven forms serve every sentence of the book (wording 1.1); a class is guessed only from unambiguous endings.
"""

from typing import Literal

Form = Literal["plain", "negative", "past", "negative past", "stem", "te", "negative te"]
VerbClass = Literal["godan", "ichidan"]

_GODAN = {
    "う": "わいっ", "く": "かい", "ぐ": "がい", "す": "さし", "つ": "たっ", "ぬ": "なん", "ぶ": "ばん", "む": "まん", "る": "らっ",
}  # fmt: skip
_STEM = {"う": "い", "く": "き", "ぐ": "ぎ", "す": "し", "つ": "ち", "ぬ": "に", "ぶ": "び", "む": "み", "る": "り"}
_VOICED = {"ぐ", "ぬ", "ぶ", "む"}
_KANA_ICHIDAN = "えけせてねへめれげぜでべいきしちにひみりぎじび"
_IRREGULAR: tuple[tuple[str, tuple[str, str, str, str]], ...] = (
    # ending: (negative, past, stem, te)
    ("ではない", ("である", "ではなかった", "ではなく", "ではなくて")),
    ("でない", ("である", "でなかった", "でなく", "でなくて")),
    ("である", ("でない", "であった", "であり", "であって")),
    ("がない", ("がある", "がなかった", "がなく", "がなくて")),
    ("がある", ("がない", "があった", "があり", "があって")),
    ("もある", ("もない", "もあった", "もあり", "もあって")),
    ("にある", ("にない", "にあった", "にあり", "にあって")),
    ("行く", ("行かない", "行った", "行き", "行って")),
    ("来る", ("来ない", "来た", "来", "来て")),
    ("する", ("しない", "した", "し", "して")),
    ("できる", ("できない", "できた", "でき", "できて")),
)


class CannotInflect(Exception):
    """The dictionary form leaves the class open (kanji + る) or is no verb; the vocabulary must say `class`."""


def inflect(phrase: str, form: Form, verb_class: VerbClass | None = None) -> str:
    """Put a dictionary form into another form; raises CannotInflect instead of guessing."""
    negative, past, stem, te = _forms(phrase, verb_class)
    match form:
        case "plain":
            return phrase
        case "negative":
            return negative
        case "past":
            return past
        case "negative past":
            return negative[:-1] + "かった" if negative.endswith("い") else _forms(negative, None)[1]
        case "stem":
            return stem
        case "te":
            return te
        case "negative te":
            return negative[:-1] + "くて" if negative.endswith("い") else _forms(negative, None)[3]


def _forms(phrase: str, verb_class: VerbClass | None) -> tuple[str, str, str, str]:
    for ending, (negative, past, stem, te) in _IRREGULAR:
        if phrase.endswith(ending):
            head = phrase[: -len(ending)]
            return head + negative, head + past, head + stem, head + te
    last = phrase[-1:]
    if last == "る" and (verb_class or _guessed_class(phrase)) == "ichidan":
        head = phrase[:-1]
        return head + "ない", head + "た", head, head + "て"
    if last not in _GODAN:
        raise CannotInflect(phrase)
    return _godan(phrase[:-1], last)


def _guessed_class(phrase: str) -> VerbClass:
    before = phrase[-2:-1]
    if before in _KANA_ICHIDAN and before:
        return "ichidan"
    if "ぁ" <= before <= "ん":
        return "godan"
    raise CannotInflect(phrase)


def _godan(head: str, last: str) -> tuple[str, str, str, str]:
    row = _GODAN[last]
    euphonic = "し" if last == "す" else row[-1]
    ta, te = ("だ", "で") if last in _VOICED else ("た", "て")
    return head + row[0] + "ない", head + euphonic + ta, head + _STEM[last], head + euphonic + te
