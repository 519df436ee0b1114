"""To which versions of the terms a rule belongs, beside its sentence."""

from dsl.base.diagnostic import Language
from dsl.model.rule import Rule
from dsl.wording.frames import fill
from dsl.wording.values import day_words

_WORDS: dict[Language, str] = {
    "ja": "[{first}から][{last}まで]の版に適用",
    "en": "applies in the versions[ from {first}][ until {last}]",
}


def version_words(rule: Rule, language: Language) -> str:
    """2026年4月1日からの版に適用, applies in the versions from April 1, 2026; empty of a rule of every version."""
    if rule.effective is None:
        return ""
    days = {"first": rule.effective.first, "last": rule.effective.last}
    told = {key: day_words(day, language) for key, day in days.items() if day is not None}
    return fill(_WORDS[language], told)
