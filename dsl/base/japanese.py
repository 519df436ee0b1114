"""Japanese inflection of a phrase given in its dictionary form: the last word changes, the rest stays.

Eight forms serve every sentence of a book (wording 1.1); a class is guessed only from unambiguous endings.
"""

from dataclasses import dataclass
from typing import Literal

Form = Literal["plain", "negative", "past", "negative past", "stem", "negative stem", "te", "negative te"]
VerbClass = Literal["godan", "ichidan"]

_GODAN = {
    "う": "わいっ", "く": "かきい", "ぐ": "がぎい", "す": "さしし", "つ": "たちっ",
    "ぬ": "なにん", "ぶ": "ばびん", "む": "まみん", "る": "らりっ",
}  # fmt: skip
"""Last kana → its kana before ない, as 中止形, and before た or て."""

_VOICED = {"ぐ", "ぬ", "ぶ", "む"}
_KANA_ICHIDAN = "えけせてねへめれげぜでべいきしちにひみりぎじび"
_IRREGULAR: tuple[tuple[str, tuple[str, str, str, str, str]], ...] = (
    # ending: (negative, its stem, past, stem, te); the first that fits
    ("である", ("でない", "でなく", "であった", "であり", "であって")),
    ("ている", ("ていない", "ておらず", "ていた", "ており", "ていて")),
    ("ある", ("ない", "なく", "あった", "あり", "あって")),
    ("行く", ("行かない", "行かず", "行った", "行き", "行って")),
    ("問う", ("問わない", "問わず", "問うた", "問い", "問うて")),
    ("請う", ("請わない", "請わず", "請うた", "請い", "請うて")),
    ("来る", ("来ない", "来ず", "来た", "来", "来て")),
    ("する", ("しない", "せず", "した", "し", "して")),
    ("ずる", ("じない", "じず", "じた", "じ", "じて")),
)
_DENIED_STEM = (
    ("ていない", "ておらず"), ("しない", "せず"), ("でない", "でなく"), ("ではない", "ではなく"), ("がない", "がなく"),
    ("はない", "はなく"),
    ("もない", "もなく"), ("にない", "になく"), ("のない", "のなく"), ("くない", "くなく"),
)  # fmt: skip
"""How a phrase that is denied already goes on; after any other verb ない becomes ず."""

_AFFIRMED = (
    ("ではない", "である"),
    ("でない", "である"),
    ("がない", "がある"),
    ("もない", "もある"),
    ("にない", "にある"),
)
"""The denial of what is denied, where it is plain; its stem comes from the affirmed phrase."""

_DESCRIPTIVE = (
    "必要", "不要", "適当", "不適当", "相当", "不相当", "適切", "不適切", "可能", "不可能", "困難", "明らか", "有効",
    "無効", "正当", "重大", "軽微", "緊急", "著明", "正確", "不正確", "確実", "不十分", "十分", "平等", "公平",
)  # fmt: skip
"""Words that take な, not である, before とき and nouns."""


class CannotInflect(Exception):
    """The dictionary form leaves the class open (kanji + る) or is no verb; the vocabulary must say `class`."""


@dataclass(frozen=True, slots=True)
class _Forms:
    negative: str | None
    denied_stem: str
    past: str
    stem: str
    te: str


def inflect(phrase: str, form: Form, verb_class: VerbClass | None = None) -> str:
    """Put a dictionary form into another form; raises CannotInflect instead of guessing.

    A phrase that ends in ない is denied already: its negative is the affirmed phrase (がない → がある), if any.
    """
    if form == "plain":
        return phrase
    forms = _forms(phrase, verb_class)
    match form:
        case "past":
            return forms.past
        case "stem":
            return forms.stem
        case "te":
            return forms.te
        case "negative" | "negative stem" | "negative past" | "negative te":
            if forms.negative is None:
                raise CannotInflect(phrase)
            return _denied(forms, forms.negative, form)


def _denied(forms: _Forms, negative: str, form: Form) -> str:
    if form == "negative":
        return negative
    if not forms.denied_stem:
        affirmed = _forms(negative, None)
        return {"negative past": affirmed.past, "negative te": affirmed.te}.get(form, affirmed.stem)
    head = negative.removesuffix("い")
    return {"negative past": head + "かった", "negative te": head + "くて"}.get(form, forms.denied_stem)


def attributive(phrase: str) -> str:
    """A plain phrase as it stands before とき, 場合 and nouns: 必要である → 必要な."""
    if phrase.endswith("である") and phrase.removesuffix("である").endswith(_DESCRIPTIVE):
        return phrase.removesuffix("である") + "な"
    return phrase


def _forms(phrase: str, verb_class: VerbClass | None) -> _Forms:
    if phrase.endswith("ない"):
        return _denied_forms(phrase)
    for ending, forms in _IRREGULAR:
        if phrase.endswith(ending):
            head = phrase[: -len(ending)]
            return _Forms(*(head + form for form in forms))
    head, last = phrase[:-1], phrase[-1:]
    if last == "い":
        return _Forms(head + "くない", head + "くなく", head + "かった", head + "く", head + "くて")
    if last == "る" and (verb_class or _guessed_class(phrase)) == "ichidan":
        return _Forms(head + "ない", head + "ず", head + "た", head, head + "て")
    if last not in _GODAN:
        raise CannotInflect(phrase)
    return _godan_forms(head, last)


def _denied_forms(phrase: str) -> _Forms:
    stem = next((phrase.removesuffix(end) + form for end, form in _DENIED_STEM if phrase.endswith(end)), None)
    affirmed = next((phrase.removesuffix(end) + form for end, form in _AFFIRMED if phrase.endswith(end)), None)
    head = phrase.removesuffix("い")
    return _Forms(affirmed, "", head + "かった", stem or phrase.removesuffix("ない") + "ず", head + "くて")


def _guessed_class(phrase: str) -> VerbClass:
    before = phrase[-2:-1]
    if before in _KANA_ICHIDAN and before:
        return "ichidan"
    if "ぁ" <= before <= "ん":
        return "godan"
    raise CannotInflect(phrase)


def _godan_forms(head: str, last: str) -> _Forms:
    denied, stem, euphonic = tuple(_GODAN[last])
    ta, te = ("だ", "で") if last in _VOICED else ("た", "て")
    return _Forms(head + denied + "ない", head + denied + "ず", head + euphonic + ta, head + stem, head + euphonic + te)
