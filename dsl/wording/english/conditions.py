"""Conditions as English clauses."""

from dataclasses import replace
from typing import assert_never

from dsl.base import english
from dsl.base.english import finite_at, indefinite, negated_clause, negated_verb, third_person
from dsl.model import expression as x
from dsl.model.rule import EACH_PARTY, Kind, Rule
from dsl.model.sorts import sort_of
from dsl.model.vocabulary import Entry, Phrase
from dsl.wording.denial import Leaf, denied, existence
from dsl.wording.english import terms
from dsl.wording.english.joining import spoken
from dsl.wording.english.nouns import joined_nouns
from dsl.wording.frames import fill
from dsl.wording.patterns import EACH_PERIOD
from dsl.wording.readings import answer_words, question_words
from dsl.wording.references import reference, references
from dsl.wording.said import Clause, Conceded, Group, Said, Setting
from dsl.wording.scene import Scene
from dsl.wording.shape import power_of
from dsl.wording.values import party_words, phrase_words

_RELATION: dict[x.Relation, tuple[str, str]] = {
    # of amounts, of days
    "is": ("is", "is"), "is not": ("is not", "is not"), "at least": ("is not less than", "is on or after"),
    "more": ("exceeds", "is after"), "less": ("is less than", "is before"),
    "at most": ("does not exceed", "is on or before"),
}  # fmt: skip
_MARK: dict[x.Mark, str] = {
    "even if": "", "besides the preceding items": "beyond what is set forth in the preceding items, ",
    "in principle": "in principle, ",
}  # fmt: skip
_BESIDES_PARAGRAPH = "beyond what is set forth in the preceding paragraph, "
_STATE: dict[x.ProvisionState, tuple[str, str, str]] = {
    # before the citation, affirmed, denied
    "in force": ("", "applies", "does not apply"),
    "breached": ("the duty under ", "is breached", "is not breached"),
    "fulfilled": ("the duty under ", "is performed", "is not performed"),
    "violated": ("", "is violated", "is not violated"),
    "exercised": ("the power under ", "is exercised", "is not exercised"),
}
_NORM: dict[Kind, tuple[str, str]] = {
    "must": ("is obligated to", "is not obligated to"), "may": ("may", "may not"),
    "must not": ("may not", "may"), "need not": ("is not obligated to", "is obligated to"),
}  # fmt: skip


def said(node: x.Condition, scene: Scene) -> Said:
    """What a condition says, in clauses."""
    match node:
        case x.And(parts):
            return Group("and", tuple(said(p, scene) for p in parts))
        case x.Or(parts):
            return Group("or", tuple(said(p, scene) for p in parts))
        case x.Not(part):
            return _denied(part, scene)
        case x.Although(concession, main):
            return Conceded(said(concession, scene), said(main, scene))
        case x.Marked(mark, part):
            besides = mark == "besides the preceding items" and scene.follows_paragraph
            return Setting(_BESIDES_PARAGRAPH if besides else _MARK[mark], said(part, scene))
        case x.Regarding(record, part):
            head = phrase_words(scene.record(record).phrase, "en")
            return Setting(f"regarding the {head}, ", said(part, scene))
        case x.Quantified("every", record, where, body) if body is not None:
            return Setting(f"for every {terms.such_record(record, where, scene)}, ", said(body, scene))
        case x.At(event, part):
            return _asked_at(f"at the time of {terms.entry_noun(event, scene)}", said(part, scene))
        case x.Compare():
            found = existence(node)
            return _compared(node, scene) if found is None else clause(found, False, scene)
        case _:
            return clause(node, False, scene)


def _asked_at(time: str, asked: Said) -> Said:
    """The moment behind one clause, before several."""
    if isinstance(asked, Clause) and not asked.time:
        return replace(asked, time=time)
    return Setting(f"{time}, ", asked)


def _denied(part: x.Condition, scene: Scene) -> Said:
    pushed = denied(part)
    if isinstance(pushed, x.Not) and isinstance(pushed.part, Leaf):
        return clause(pushed.part, True, scene)
    return said(pushed, scene)


def clause(node: Leaf, negative: bool, scene: Scene) -> Clause:
    """A leaf as one clause, affirmed or denied."""
    match node:
        case x.Holds(entry):
            return _held(scene.entry(entry), negative, scene)
        case x.OneOf(left, options):
            told = joined_nouns([terms.compared_noun(o, left, scene) for o in options], "or")
            return _is(left, told, negative, scene)
        case x.Passed(day):
            return _agreeing("has not passed" if negative else "has passed", terms.noun(day, scene), negative)
        case x.Within(day, interval):
            told = f"{'is not' if negative else 'is'} within {terms.noun(interval, scene)}"
            return _agreeing(told, terms.day_noun(day, scene), negative)
        case x.IsGiven(term) if sort_of(term, scene.vocabulary) == "money":
            found = terms.noun(term, scene).removeprefix("the ")
            return _clause(f"is no {found}" if negative else f"is {indefinite(found)}", "there", negative)
        case x.IsGiven(term):
            return _agreeing("is not specified" if negative else "is specified", terms.noun(term, scene), negative)
        case x.Happened(event, when, limit):
            return _happened(scene.entry(event), negative, _in_time(when, limit, scene), scene)
        case x.TookEffect(event, when, limit):
            effect = "has not taken effect" if negative else "has taken effect"
            return _agreeing(effect, terms.entry_noun(event, scene), negative, _in_time(when, limit, scene))
        case x.State():
            return _state(node, negative, scene)
        case x.Quantified(quantifier, record, where):
            found = terms.such_record(record, where, scene)
            lacks = (quantifier == "no") != negative
            return _clause(f"is no {found}" if lacks else f"is {indefinite(found)}", "there", lacks)
        case x.Under(question, answer):
            told = f"read as “{answer_words(question, answer, 'en', scene.book)}”"
            asked = f"the question of {question_words(question, 'en', scene.book)}"
            return _clause(f"is not {told}" if negative else f"is {told}", asked, negative)
        case _:
            assert_never(node)


def _clause(predicate: str, subject: str, negative: bool, time: str = "") -> Clause:
    return Clause(predicate, subject, time=time, negative=negative)


def _agreeing(predicate: str, subject: str, negative: bool, time: str = "") -> Clause:
    """A clause about a noun that the vocabulary gives, in the singular or the plural."""
    return _clause(english.agreeing(subject, predicate), subject, negative, time)


# ── facts and judgements ──────────────────────────────────────────────────────────────────────────


def _held(entry: Entry, negative: bool, scene: Scene) -> Clause:
    phrase = entry.says or entry.phrase
    if entry.kind != "judgement" or not _judges(entry.holder, scene):
        return phrased(phrase, entry.subject, negative, scene)
    plain = spoken(phrased(phrase, entry.subject, False, scene))
    verb = "does not determine" if negative else "determines"
    return _clause(f"{verb} that {plain}", party_words(entry.holder or "", "en", scene.book, scene.citing), negative)


def _judges(holder: str | None, scene: Scene) -> bool:
    """Whether a party judges, so that a sentence must name it."""
    party = scene.vocabulary.parties.get(holder or "")
    return party is not None and not party.judge


def phrased(phrase: Phrase, subject: str | None, negative: bool, scene: Scene) -> Clause:
    """A phrase as a clause: of a party, or of the subject that stands in it."""
    text = _filled_in(phrase_words(phrase, "en"), scene)
    if subject is None:
        return split_subject(phrase.en_not or _denied_clause(text) if negative else text, negative)
    verb = (phrase.en_not or negated_verb(text)) if negative else third_person(text)
    return _clause(verb, party_words(subject, "en", scene.book, scene.citing), negative)


def _filled_in(text: str, scene: Scene) -> str:
    """A phrase with what it has a place for: the reference of its rule, and how long its event lasts."""
    cited = [found.en for found in references(scene.basis, scene.citing, scene.book)] if scene.basis else []
    slots = {"basis": joined_nouns(cited, "and") if cited else "", "for": EACH_PERIOD[1] if scene.lasting else ""}
    return fill(text, slots) if "{" in text else text


def _denied_clause(text: str) -> str:
    try:
        return negated_clause(text)
    except english.CannotInflect:
        return f"it is not the case that {text}"


def split_subject(text: str, negative: bool = False) -> Clause:
    """`the notice is given`: subject and predicate, where an auxiliary shows the border."""
    words = text.split()
    at = finite_at(words) or 0
    if words[:1] == ["it"]:
        at = 0
    return _clause(" ".join(words[at:]), " ".join(words[:at]), negative)


def _happened(entry: Entry, negative: bool, time: str, scene: Scene) -> Clause:
    phrase = entry.says or entry.act
    if phrase is None:
        told = "has not taken place" if negative else "has taken place"
        return _agreeing(told, terms.entry_noun(entry.id, scene), negative, time)
    return replace(phrased(phrase, entry.subject, negative, scene), time=time)


def _in_time(when: x.When | None, limit: x.Term | None, scene: Scene) -> str:
    return "" if when is None or limit is None else f"{when} {terms.noun(limit, scene)}"


# ── comparisons ───────────────────────────────────────────────────────────────────────────────────


def _compared(node: x.Compare, scene: Scene) -> Clause:
    right = terms.compared_noun(node.right, node.left, scene)
    if node.relation in ("is", "is not"):
        return _is(node.left, right, node.relation == "is not", scene)
    day = sort_of(node.left, scene.vocabulary) in ("date", "event")
    left = terms.compared_noun(node.left, node.right, scene)
    return _agreeing(f"{_RELATION[node.relation][day]} {right}", left, False)


def _is(left: x.Term, right: str, negative: bool, scene: Scene) -> Clause:
    """A choice is told by its frame, where the vocabulary has one: the notice is given by email."""
    entry = scene.entry(left.entry) if isinstance(left, x.Read) else None
    if entry is None or entry.says is None or entry.kind not in ("choice", "party"):
        return _agreeing(f"{'is not' if negative else 'is'} {right}", terms.noun(left, scene), negative)
    return phrased(_filled(entry.says, right), entry.subject, negative, scene)


def _filled(frame: Phrase, value: str) -> Phrase:
    denial = fill(frame.en_not, {"value": value}) if frame.en_not else None
    return Phrase(frame.ja, fill(phrase_words(frame, "en"), {"value": value}), en_not=denial)


# ── other provisions ──────────────────────────────────────────────────────────────────────────────


def _state(node: x.State, negative: bool, scene: Scene) -> Clause:
    cited = reference(node.provision, scene.citing, scene.book).en
    rule = next((r for r in scene.book.rules if r.id == node.provision and "#" in r.id), None)
    if rule is not None and node.state == "in force" and rule.kind in _NORM:
        return _norm(rule, cited, negative, scene)
    if node.state == "exercised" and (power := power_of(node, scene)) is not None:
        verb = "does not exercise" if negative else "exercises"
        return _clause(
            f"{verb} its power under {cited}", party_words(power.bearer or "", "en", scene.book, scene.citing), negative
        )
    before, affirmed, refused = _STATE[node.state]
    if node.any_item and negative:
        return _clause(affirmed, f"{before}none of the items of {cited}", negative)
    subject = f"{before}{'any of the items of ' if node.any_item else ''}{cited}"
    return _clause(refused if negative else affirmed, subject, negative)


def _norm(rule: Rule, cited: str, negative: bool, scene: Scene) -> Clause:
    """One of several rules of a provision is told by what it says."""
    action = scene.vocabulary.actions[rule.action or ""]
    modal = _NORM[rule.kind][negative]
    bearer = party_words(rule.bearer or "", "en", scene.book, scene.citing)
    subject = f"each of {bearer}" if rule.bearer == EACH_PARTY else bearer
    return _clause(f"{modal} {fill(phrase_words(action.name, 'en'), {})} pursuant to {cited}", subject, negative)
