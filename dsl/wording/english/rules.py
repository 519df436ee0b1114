"""Rules as English sentences."""

import re
from dataclasses import replace
from fractions import Fraction

from dsl.base.english import agreeing, definite
from dsl.model import expression as x
from dsl.model.rule import EACH_PARTY, Rule
from dsl.model.sorts import sort_of
from dsl.wording.english import terms
from dsl.wording.english.conditions import phrased, said
from dsl.wording.english.joining import behind_word, clause_words, excepting
from dsl.wording.english.nouns import joined_nouns
from dsl.wording.frames import fill, has_slot
from dsl.wording.in_place import principle_of
from dsl.wording.patterns import (
    AGREED,
    ANY_ITEM,
    EACH_CASE,
    ENGLISH,
    ENGLISH_CONTRAST,
    ENGLISH_EACH,
    ENGLISH_ITEM,
    ENGLISH_SECOND,
    ENGLISH_SENTENCE,
    ENGLISH_TRAILING,
    IN_ADVANCE,
    IN_PRINCIPLE,
    OPENINGS,
)  # fmt: skip
from dsl.wording.references import references
from dsl.wording.said import Clause, Conceded, Group, Said, Setting
from dsl.wording.scene import Scene
from dsl.wording.shape import (
    Parts,
    by_agreement,
    has_proviso,
    in_advance,
    in_contrast,
    is_exempting_proviso,
    last_name,
    leaving,
    meaning,
    only_when,
    parts_of,
    pattern_of,
    tells_amount,
    tells_choice,
    told_as_adverb,
)  # fmt: skip
from dsl.wording.values import counted, layer_words, party_words, phrase_words

_HEAVY = 8


def heading_items(rule: Rule, scene: Scene, only: bool = False) -> str:
    """The words over items that tell the conditions: … if any of the following items applies:"""
    told = sentence(rule, scene).removesuffix(".")
    return f"{told}{',' if ',' in told else ''} {'only if' if only else 'if'} {ANY_ITEM[1]}"


def item(rule: Rule, scene: Scene) -> str:
    """The condition of a rule as an item: when the Customer …"""
    parts = parts_of(rule, scene)
    slots = {"setting": ", ".join(phrase_words(phrase, "en") for phrase in parts.settings)} | _condition(parts, scene)
    return fill(ENGLISH_ITEM, slots).replace("when ,", "when,")


def heading_cases(rule: Rule, scene: Scene) -> str:
    """The words over items that each give a value for a case."""
    return _capital(f"{terms.entry_noun(rule.term or '', scene)} is {EACH_CASE[1]}")


def case(rule: Rule, scene: Scene) -> str:
    """A case and its value as an item: if the fee is charged by the month: 1 month."""
    told = "" if rule.when is None else behind_word(said(rule.when, scene))
    return f"if {told}: {_value(rule, scene)}".replace("if ,", "if,")


def sentence(rule: Rule, scene: Scene, principle: bool = False) -> str:
    """A rule as one English sentence; `principle`: it says so."""
    if rule.sentence is not None:
        return phrase_words(rule.sentence, "en")
    told = _told(rule, scene)
    if principle:
        told["principle"] = IN_PRINCIPLE[1]
    pattern = ENGLISH_TRAILING if is_exempting_proviso(rule, scene) else ENGLISH_SENTENCE
    return _capital(fill(pattern, told).replace(" , ", ", ").replace("etc..", "etc."))


def joined(first: Rule, scene: Scene, second: Rule, beside: Scene) -> str:
    """Two norms of one bearer as one sentence: the Customer may …, and, after …, may …; may …, but, if …, might …."""
    contrast = in_contrast(first, second, scene)
    link = "but" if contrast else "and"
    head = _told(first, scene)
    if head["unless"]:
        head |= {"main": _norm(first, scene, aside=f"unless {head['unless']}"), "unless": ""}
    tail = _told(second, beside)
    leading = fill(ENGLISH_SECOND, tail)
    main = _again(tail["setting"], _norm(second, beside, bearer="", contrast=contrast))
    told = f"{fill(ENGLISH_SENTENCE, head).removesuffix('.')}, {link}{leading}{',' if leading else ''} {main}."
    return _capital(told.replace(" , ", ", ").replace("if ,", "if,"))


def likewise(rule: Rule, scene: Scene) -> str:
    """What only another case is told of: the same applies if …"""
    told = "" if rule.when is None else behind_word(said(rule.when, scene))
    return _capital(f"{fill(ENGLISH['likewise'], {'value': told})}.".replace("if ,", "if,"))


def _again(settings: str, main: str) -> str:
    """What was named just before is not named again: after the formation of the contract, may terminate it."""
    noun = settings.rpartition(" of ")[2]
    singular = noun.startswith("the ") and not noun.endswith("s")
    return re.sub(rf"(?<=\w) {re.escape(noun)}\b(?! \()", " it", main, count=1) if singular else main


def _told(rule: Rule, scene: Scene) -> dict[str, str]:
    parts = parts_of(rule, scene)
    when = _condition(parts, scene)
    if "when" in when and only_when(rule, scene) is not None:
        when = when | {"when": "", "only_when": when["when"]}
    return {
        "opening": OPENINGS.get(last_name(rule), ("", ""))[1],
        "despite": _over(parts.despite, scene),
        "except_where" if len(parts.subject_to) > 1 else "subject_to": _referred(parts.subject_to, scene, "or"),
        "otherwise": _otherwise(rule, scene),
        "agreed": AGREED[1] if by_agreement(rule, scene) else "",
        "unless": "" if parts.unless is None else excepting(said(parts.unless, scene)),
        "main": _main(rule, scene),
        "setting": ", ".join(phrase_words(phrase, "en") for phrase in parts.settings),
    } | when  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _otherwise(rule: Rule, scene: Scene) -> str:
    if by_agreement(rule, scene):
        return ""
    layers = [layer_words(layer, "en", scene.book) for layer in rule.otherwise]
    return joined_nouns(layers, "or") if layers else ""


def _point(rule: Rule, scene: Scene) -> str:
    """What a rule without a condition leaves to a document: its record, or what its article is about."""
    if rule.each:
        return definite(scene.record(rule.each).phrase.en)
    title = scene.title(rule.provision)
    return title.en if title else ""


def _over(ids: tuple[str, ...], scene: Scene) -> str:
    """What a rule prevails over; of a provision with a proviso its main clause."""
    told = _referred(ids, scene)
    return f"the main clause of {told}" if len(ids) == 1 and has_proviso(ids[0], scene) else told


def _referred(ids: tuple[str, ...], scene: Scene, word: str = "and") -> str:
    return joined_nouns([r.en for r in references(ids, scene.citing, scene.book)], word) if ids else ""


def _condition(parts: Parts, scene: Scene) -> dict[str, str]:
    if parts.when is None:
        return {"basis": _referred(parts.basis, scene)}
    principle = isinstance(parts.when, x.Marked) and parts.when.mark == "in principle"
    told = said(parts.when.part if isinstance(parts.when, x.Marked) and principle else parts.when, scene)
    basis = f"pursuant to {_referred(parts.basis, scene)}" if parts.basis else ""
    return {
        "principle": IN_PRINCIPLE[1] if principle else "",
        "even_when" if parts.even else "when": behind_word(_behind_first(told, basis)),
    }


def _behind_first(told: Said, words: str) -> Said:
    """A reference behind a clause, the last one of several: `accepts the application pursuant to …`."""
    if not words:
        return told
    match told:
        case Clause(time=time):
            return replace(told, time=f"{time} {words}".strip())
        case Conceded(concession, main):
            return Conceded(_behind_first(concession, words), main)
        case Setting(before, part):
            return Setting(before, _behind_first(part, words))
        case Group(word, parts):
            return Group(word, (*parts[:-1], _behind_first(parts[-1], words)))


# ── the main clause ───────────────────────────────────────────────────────────────────────────────


def _main(rule: Rule, scene: Scene) -> str:
    match rule.kind:
        case "must" | "may" | "must not" | "need not":
            return _norm(rule, scene)
        case "effect":
            return _effect(rule, scene)
        case "define":
            return _definition(rule, scene)
        case "follows":
            about = "" if parts_of(rule, scene).when is not None else _point(rule, scene)
            if not rule.wholly:
                layers = [layer_words(layer, "en", scene.book) for layer in leaving(rule, scene)]
                return fill(ENGLISH["follows, otherwise"], {"base": joined_nouns(layers, "or")})
            return fill(ENGLISH["follows"], {"value": about, "base": layer_words(rule.follows or "", "en", scene.book)})
        case "state":
            return phrase_words(rule.says, "en").removesuffix(".") if rule.says else ""


def _norm(rule: Rule, scene: Scene, bearer: str | None = None, aside: str = "", contrast: bool = False) -> str:
    """A norm; behind another one of the same `bearer` without it. `aside`: what stands between modal and verb."""
    action = scene.vocabulary.actions[rule.action or ""]
    frame = phrase_words(action.says, "en")
    told = fill(frame, {"to": _towards(rule, scene)} | _amounts(rule, frame, scene))
    pattern = "need not, proviso" if is_exempting_proviso(rule, scene) else pattern_of(rule, action)
    who = party_words(rule.bearer or "", "en", scene.book, scene.citing) if bearer is None else bearer
    base = _timed(told, rule, scene)
    slots = {
        "bearer": who, "neither": who.replace(" and ", " nor "), "duty": scene.book.settings.duty_word,
        "base": f", {aside}, {base}" if aside else base,
    }  # fmt: skip
    patterns = ENGLISH_EACH if rule.bearer == EACH_PARTY and who else ENGLISH
    return fill((ENGLISH_CONTRAST if contrast else {}).get(pattern, patterns[pattern]), slots).strip()


def _timed(told: str, rule: Rule, scene: Scene) -> str:
    """A deadline behind a short phrase, in front of a long one; an adverb in front of the verb."""
    adverb = told_as_adverb(rule, scene)
    if adverb is not None:
        return f"{phrase_words(adverb, 'en')} {told}"
    time = _deadline(rule, scene)
    if not time:
        return told
    return f"{told} {time}" if len(told.split()) <= _HEAVY else f", {time}, {told}"


def _deadline(rule: Rule, scene: Scene) -> str:
    if rule.deadline is None:
        return ""
    if in_advance(rule, scene):
        return IN_ADVANCE[1]
    limit = terms.within(rule.deadline.limit, scene)
    return f"{rule.deadline.when} {limit}"


def _towards(rule: Rule, scene: Scene) -> str:
    return party_words(rule.counterparty, "en", scene.book, scene.citing) if rule.counterparty else ""


def _amounts(rule: Rule, frame: str, scene: Scene) -> dict[str, str]:
    """What is owed, and its limit where the frame has a place for it."""
    if rule.amount is None:
        return {}
    if isinstance(rule.amount, x.UpTo) and has_slot(frame, "limit"):
        owed, limit = rule.amount.amount, rule.amount.cap
        return {"amount": terms.amount_noun(owed, scene), "limit": terms.within(limit, scene)}
    return {"amount": terms.amount_noun(rule.amount, scene)}


def _effect(rule: Rule, scene: Scene) -> str:
    event = scene.entry(rule.event or "")
    phrase = event.says or event.act
    if phrase is None:
        told = f"{terms.entry_noun(event.id, scene)} takes effect"
    else:
        told = clause_words(phrased(phrase, event.subject, False, scene))
    if rule.at is None:
        return told
    return f"{told} no later than {terms.noun(rule.at, scene)}" if rule.latest else f"{told} {_moment(rule.at, scene)}"


def _moment(at: x.Term, scene: Scene) -> str:
    if sort_of(at, scene.vocabulary) == "date":
        return f"on {terms.noun(at, scene)}"
    return f"at the time of {terms.noun(at, scene)}" if isinstance(at, x.Read) else f"at {terms.noun(at, scene)}"


def _definition(rule: Rule, scene: Scene) -> str:
    entry = scene.entry(rule.term or "")
    values = meaning(rule, scene)
    if values is not None and entry.means is not None:
        nouns = [terms.compared_noun(option, values.left, scene) for option in values.options]
        return fill(phrase_words(entry.means, "en"), {"value": joined_nouns(nouns, "and")})
    if entry.kind in ("truth", "judgement"):
        return fill(phrase_words(entry.says or entry.phrase, "en"), {})
    if rule.value is None:
        return terms.entry_noun(entry.id, scene)
    if tells_choice(rule, entry) and entry.says is not None:
        frame = replace(entry.says, en=fill(entry.says.en, {"value": _value(rule, scene)}))
        return clause_words(phrased(frame, entry.subject, False, scene))
    comma = "," if isinstance(rule.value, x.ByCase) else ""
    name = terms.entry_noun(entry.id, scene)
    return f"{name} {agreeing(name, 'is')}{comma} {_value(rule, scene)}"


def _value(rule: Rule, scene: Scene) -> str:
    is_number = isinstance(rule.value, x.Constant) and isinstance(rule.value.value, Fraction)
    if is_number and scene.entry(rule.term or "").unit == "month":
        return counted(rule.value.value, "", "month", "en")  # type: ignore[union-attr, arg-type]
    return "" if rule.value is None else terms.noun(rule.value, scene)  # type: ignore[arg-type]


def reckoning(rule: Rule, scene: Scene, principle: Rule | None = None) -> str:
    """How the amount is reckoned, where the sentence has no place for it, and what the definition in it that holds in
    principle defines, and when; empty where there is nothing to say."""
    told = []
    if principle is not None:
        told.append(_of_principle(principle, scene))
    action = scene.vocabulary.actions.get(rule.action or "")
    if rule.amount is not None and action is not None and not tells_amount(rule, phrase_words(action.says, "en")):
        told.append(f"The amount is {terms.noun(rule.amount, scene)}.")
    if rule.includes:
        told.append(f"This amount includes the amount under {_referred(rule.includes, scene)}.")
    return " ".join(told)


def _of_principle(definition: Rule, scene: Scene) -> str:
    """What is defined by what a sentence says in principle, and when that applies."""
    condition = principle_of(definition)
    when = "" if condition is None else behind_word(said(condition, scene))
    name = terms.entry_noun(definition.term or "", scene)
    return f"This provision on {name} applies if {when}.".replace("if ,", "if,")
