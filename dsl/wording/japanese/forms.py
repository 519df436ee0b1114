"""The forms of one Japanese clause: alone, before a noun or とき, in the middle of a list, denied."""

from dataclasses import replace

from dsl.base.japanese import CannotInflect, Form, VerbClass, attributive, inflect
from dsl.wording.said import Clause, Conceded, Group, Said, Setting


def inflected(phrase: str, form: Form, verb_class: VerbClass | None = None) -> str:
    """A form of a phrase; as it is where the tables know none (a phrase of another language)."""
    try:
        return inflect(phrase, form, verb_class)
    except CannotInflect:
        return phrase


def before_predicate(clause: Clause) -> str:
    subject = f"{clause.subject}が" if clause.subject else ""
    return clause.lead + subject + clause.time


def standing(clause: Clause) -> str:
    """The clause as a statement: 遅滞した, 提出していない, おそれがある."""
    if clause.event and clause.negative and not exists(clause):
        return before_predicate(clause) + _form(clause, "te") + "いない"
    return finite(clause)


def finite(clause: Clause) -> str:
    """The clause as とき and nouns take it, but for な: 遅滞した, 提出しない, おそれがある."""
    return before_predicate(clause) + _form(clause, _finite_form(clause))


def _finite_form(clause: Clause) -> Form:
    if clause.negative:
        return "negative past" if clause.time and exists(clause) else "negative"
    return "past" if clause.event else "plain"


def exists(clause: Clause) -> bool:
    """Whether an event is only said to be there: 支払がある, 支払がない."""
    return clause.predicate.endswith("ある")


def before_noun(clause: Clause, noun: str) -> str:
    """The clause and the noun that it qualifies."""
    return attributive(finite(clause)) + noun


def conceded(clause: Clause) -> str:
    """支障があるにもかかわらず, 要求したにもかかわらず."""
    return finite(clause) + "にもかかわらず"


def continued(clause: Clause) -> str:
    """中止形: 承諾し, 提出せず."""
    return before_predicate(clause) + _form(clause, "negative stem" if clause.negative else "stem")


def as_long_as_not(clause: Clause) -> str:
    """確認しない限り."""
    return before_predicate(clause) + _form(clause, "negative") + "限り"


def _form(clause: Clause, form: Form) -> str:
    return inflected(clause.predicate, form, clause.verb_class)


def as_states(said: Said) -> Said:
    """What is asked at a moment is a state then: 承諾している, not 承諾した."""
    match said:
        case Clause(event=True) if not exists(said):
            return replace(said, predicate=_form(said, "te") + "いる", event=False, verb_class=None)
        case Clause():
            return said
        case Group(word, parts):
            return Group(word, tuple(as_states(p) for p in parts))
        case Conceded(concession, main):
            return Conceded(as_states(concession), as_states(main))
        case Setting(words, part):
            return Setting(words, as_states(part))
