"""Conditions as Japanese clauses."""

from dataclasses import replace
from typing import assert_never

from dsl.model import expression as x
from dsl.model.rule import Kind, Rule
from dsl.model.sorts import Sort, sort_of
from dsl.model.vocabulary import Entry, Phrase
from dsl.wording.denial import Leaf, denied, existence
from dsl.wording.frames import fill
from dsl.wording.japanese import terms
from dsl.wording.japanese.forms import as_states, inflected
from dsl.wording.japanese.joining import spoken
from dsl.wording.japanese.nouns import joined_nouns
from dsl.wording.patterns import EACH_PERIOD
from dsl.wording.readings import answer_words, question_words
from dsl.wording.references import reference, references
from dsl.wording.said import Clause, Conceded, Group, Said, Setting
from dsl.wording.scene import Scene
from dsl.wording.shape import power_of
from dsl.wording.values import party_words, phrase_words

_WORDS: dict[x.Relation, str] = {
    "at least": "以上である", "more": "を超える", "less": "未満である", "at most": "以下である",
}  # fmt: skip
_RELATION: dict[Sort, dict[x.Relation, str]] = {
    "money": _WORDS | {"less": "に満たない"},
    "duration": _WORDS | {"at most": "以内である"},
    "date": {"at least": "以後である", "more": "より後である", "less": "より前である", "at most": "以前である"},
}
_IN_TIME: dict[x.When, str] = {"by": "までに", "before": "より前に", "after": "より後に"}
_IN_TIME_OF_EVENT: dict[x.When, str] = {"by": "の時までに", "before": "の前に", "after": "の後に"}
_MARK: dict[x.Mark, str] = {
    "even if": "", "besides the preceding items": "前各号に掲げるもののほか、", "in principle": "原則として、",
}  # fmt: skip
_BESIDES_PARAGRAPH = "前項に定めるもののほか、"
_STATE: dict[x.ProvisionState, tuple[str, str]] = {
    # behind the citation, predicate
    "in force": ("", "適用される"),
    "breached": ("に定める義務の不履行", "ある"),
    "fulfilled": ("に定める義務", "履行されている"),
    "violated": ("の違反", "ある"),
    "exercised": ("に定める権利", "行使されている"),
}  # fmt: skip
_ANY_ITEM = "各号のいずれか"
_NORM: dict[Kind, str] = {
    "must": "{}義務を負う", "may": "{}ことができる", "must not": "{}ことができない", "need not": "{}義務を負わない",
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
            return Setting(f"{phrase_words(scene.record(record).phrase, 'ja')}について、", said(part, scene))
        case x.Quantified("every", record, where, body) if body is not None:
            return Setting(f"{terms.every_record(record, where, scene)}について、", said(body, scene))
        case x.At(event, part):
            return Setting(f"{terms.entry_noun(event, scene)}の時点で、", as_states(said(part, scene)))
        case x.Compare():
            found = existence(node)
            return _compared(node, scene) if found is None else clause(found, False, scene)
        case _:
            return clause(node, False, scene)


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
            told = joined_nouns([terms.compared_noun(o, left, scene) for o in options], "又は")
            return _is(left, told, negative, scene)
        case x.Passed(day):
            passed = "を経過していない" if negative else "を経過する"
            return Clause(terms.day_noun(day, scene) + passed, event=not negative, deniable=False)
        case x.Within(day, interval):
            told = f"{terms.noun(interval, scene)}内である"
            return Clause(told, terms.day_noun(day, scene), negative=negative)
        case x.IsGiven(term):
            there = "ある" if sort_of(term, scene.vocabulary) == "money" else "定められている"
            return Clause(there, terms.noun(term, scene), negative=negative)
        case x.Happened(event, when, limit):
            return _happened(scene.entry(event), negative, _in_time(when, limit, scene), scene)
        case x.TookEffect(event, when, limit):
            effect = f"{terms.entry_noun(event, scene)}の効力"
            time = _in_time(when, limit, scene)
            return Clause("生じる", effect, lead=time, event=True, negative=negative, deniable=not time)
        case x.State():
            return _state(node, negative, scene)
        case x.Quantified(quantifier, record, where):
            found = terms.such_records(record, where, scene)
            return Clause("ある", found, negative=(quantifier == "no") != negative, deniable=False)
        case x.Under(question, answer):
            about = f"{question_words(question, 'ja', scene.book)}について"
            told = f"{about}「{answer_words(question, answer, 'ja', scene.book)}」と解する"
            return Clause(told, negative=negative)
        case _:
            assert_never(node)


# ── facts and judgements ──────────────────────────────────────────────────────────────────────────


def _held(entry: Entry, negative: bool, scene: Scene) -> Clause:
    told = phrased(entry.says or entry.phrase, entry, negative, scene)
    if entry.kind != "judgement" or not _judges(entry.holder, scene):
        return told
    plain = spoken(phrased(entry.says or entry.phrase, entry, False, scene))
    holder = party_words(entry.holder or "", "ja", scene.book, scene.citing)
    return Clause("判断する", holder, f"{plain}と", event=True, negative=negative)


def _judges(holder: str | None, scene: Scene) -> bool:
    """Whether a party judges, so that a sentence must name it."""
    party = scene.vocabulary.parties.get(holder or "")
    return party is not None and not party.judge


def phrased(phrase: Phrase, entry: Entry, negative: bool, scene: Scene) -> Clause:
    """A phrase as a clause: of its entry's subject, or of the subject that stands in it."""
    text = _filled_in(phrase_words(phrase, "ja"), scene)
    event = phrase.aspect == "event"
    if negative and phrase.ja_not:
        return _of(entry, phrase.ja_not, scene)
    found = _of(entry, text, scene)
    return replace(found, event=event, negative=negative, deniable=True, verb_class=phrase.ja_class)


def _filled_in(text: str, scene: Scene) -> str:
    """A phrase with what it has a place for: the reference of its rule, and how long its event lasts."""
    cited = [found.ja for found in references(scene.basis, scene.citing, scene.book)] if scene.basis else []
    slots = {"basis": joined_nouns(cited, "及び") if cited else "", "for": EACH_PERIOD[0] if scene.lasting else ""}
    return fill(text, slots) if "{" in text else text


def _of(entry: Entry, text: str, scene: Scene) -> Clause:
    """A phrase with the party of whom it speaks, or with the subject that stands in it."""
    if entry.subject is not None:
        return Clause(text, party_words(entry.subject, "ja", scene.book, scene.citing), deniable=False)
    subject, predicate = split_subject(text)
    return Clause(predicate, subject, deniable=False)


def split_subject(text: str) -> tuple[str, str]:
    """`損害が…である`: the subject and the rest; what exists (支障がある) has none that could be a topic."""
    subject, _, rest = text.partition("が")
    if not rest or rest.startswith(("ある", "ない")) or any(mark in subject for mark in ("、", "を", "ても")):
        return "", text
    return subject, rest


def _happened(entry: Entry, negative: bool, time: str, scene: Scene) -> Clause:
    phrase = entry.says or entry.act
    if phrase is None:
        found = Clause("ある", phrase_words(entry.phrase, "ja"), negative=negative)
    else:
        found = phrased(phrase, entry, negative, scene)
    return replace(found, event=True, time=time, deniable=not time)


def _in_time(when: x.When | None, limit: x.Term | None, scene: Scene) -> str:
    if when is None or limit is None:
        return ""
    happens = isinstance(limit, x.Read) and scene.entry(limit.entry).kind == "event"
    return terms.noun(limit, scene) + (_IN_TIME_OF_EVENT if happens else _IN_TIME)[when]


# ── comparisons ───────────────────────────────────────────────────────────────────────────────────


def _compared(node: x.Compare, scene: Scene) -> Clause:
    right = terms.compared_noun(node.right, node.left, scene)
    if node.relation in ("is", "is not"):
        return _is(node.left, right, node.relation == "is not", scene)
    words = _RELATION.get(_sort(node.left, scene), _WORDS)[node.relation]
    left = terms.compared_noun(node.left, node.right, scene)
    return Clause(f"{right}{words}", left, deniable=False)


def _sort(node: x.Term, scene: Scene) -> Sort:
    sort = sort_of(node, scene.vocabulary)
    return "date" if sort == "event" else sort


def _is(left: x.Term, right: str, negative: bool, scene: Scene) -> Clause:
    """A choice is told by its frame, where the vocabulary has one: 通知がメールにより行われる."""
    entry = scene.entry(left.entry) if isinstance(left, x.Read) else None
    if entry is None or entry.says is None or not entry.says.ja or entry.kind not in ("choice", "party"):
        return Clause(f"{right}である", terms.noun(left, scene), negative=negative)
    return phrased(_filled(entry.says, right), entry, negative, scene)


def _filled(frame: Phrase, value: str) -> Phrase:
    denial = fill(frame.ja_not, {"value": value}) if frame.ja_not else None
    return Phrase(fill(frame.ja, {"value": value}), frame.en, frame.ja_class, denial, frame.en_not, frame.aspect)


# ── other provisions ──────────────────────────────────────────────────────────────────────────────


def _state(node: x.State, negative: bool, scene: Scene) -> Clause:
    cited = reference(node.provision, scene.citing, scene.book).ja
    rule = next((r for r in scene.book.rules if r.id == node.provision and "#" in r.id), None)
    if rule is not None and node.state == "in force" and rule.kind in _NORM:
        return _norm(rule, cited, negative, scene)
    if node.state == "exercised" and (power := power_of(node, scene)) is not None:
        done = fill(phrase_words(scene.vocabulary.actions[power.action or ""].name, "ja"), {})
        bearer = party_words(power.bearer or "", "ja", scene.book, scene.citing)
        return Clause(done, bearer, lead=f"{cited}の規定により", event=True, negative=negative)
    subject, predicate = _STATE[node.state]
    if node.any_item and node.state == "in force":
        return Clause(f"{cited}{_ANY_ITEM}に該当する", negative=negative, deniable=False)
    cited = f"{cited}{_ANY_ITEM}" if node.any_item else cited
    return Clause(predicate, f"{cited}{subject}", negative=negative, deniable=False)


def _norm(rule: Rule, cited: str, negative: bool, scene: Scene) -> Clause:
    """One of several rules of a provision is told by what it says: 前項第1号に基づき損害を賠償する義務を負う."""
    action = scene.vocabulary.actions[rule.action or ""]
    done = inflected(fill(phrase_words(action.name, "ja"), {}), "plain")
    bearer = party_words(rule.bearer or "", "ja", scene.book, scene.citing)
    return Clause(f"{cited}に基づき{_NORM[rule.kind].format(done)}", bearer, negative=negative, deniable=False)
