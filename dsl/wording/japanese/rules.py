"""Rules as Japanese sentences."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from dsl.base.japanese import Form, VerbClass
from dsl.model import expression as x
from dsl.model.rule import Rule
from dsl.model.sorts import sort_of
from dsl.wording.frames import fill, has_slot
from dsl.wording.in_place import principle_of
from dsl.wording.japanese import terms
from dsl.wording.japanese.conditions import phrased, said
from dsl.wording.japanese.forms import inflected
from dsl.wording.japanese.joining import excepting, spoken
from dsl.wording.japanese.nouns import joined_nouns
from dsl.wording.patterns import (
    AGREED,
    ANY_ITEM,
    DE_ARU,
    EACH_CASE,
    IN_ADVANCE,
    IN_PRINCIPLE,
    JAPANESE,
    JAPANESE_CONTINUED,
    JAPANESE_ITEM,
    JAPANESE_SENTENCE,
    OPENINGS,
)  # fmt: skip
from dsl.wording.references import references
from dsl.wording.said import Group, Said, Setting
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


def heading_items(rule: Rule, scene: Scene, only: bool = False) -> str:
    """The sentence over items that tell its conditions: 次の各号のいずれかに該当する場合は、…; `only`: …に限り、…."""
    told = sentence(rule, scene, ANY_ITEM[0])
    return told.replace(f"{ANY_ITEM[0]}は、", f"{ANY_ITEM[0]}に限り、", 1) if only else told


def item(rule: Rule, scene: Scene) -> str:
    """The condition of a rule as an item, which names its subject: 契約者が…したとき."""
    parts = parts_of(rule, scene)
    slots = {
        "setting": "、".join(phrase_words(phrase, "ja") for phrase in parts.settings),
        "basis": "" if _has_place(parts) else _referred(parts.basis, scene),
    } | _condition(parts, "", False, scene)
    return referring_back(fill(JAPANESE_ITEM, slots), _bound(rule, scene))


def heading_cases(rule: Rule, scene: Scene) -> str:
    """The sentence over items that each give a value for a case: 次の各号に掲げる場合の区分に応じ、…."""
    return f"{terms.entry_noun(rule.term or '', scene)}は、{EACH_CASE[0]}{_ending('とします', scene)}。"


def case(rule: Rule, scene: Scene) -> str:
    """A case and its value as an item: 料金が月額で定められている場合　1か月."""
    told = "" if rule.when is None else spoken(said(rule.when, scene), "場合")
    return f"{told}　{_value(rule, scene)}"


def sentence(rule: Rule, scene: Scene, condition: str = "", principle: bool = False) -> str:
    """A rule as one Japanese sentence; `condition` stands in the place of its own. `principle`: it says 原則として."""
    if rule.sentence is not None:
        return phrase_words(rule.sentence, "ja")
    topic, verb = _topic_and_verb(rule, scene)
    told = _told(rule, scene, topic, _ending(verb, scene), condition)
    return _whole(rule, told | {"topic": topic, "principle": IN_PRINCIPLE[0] if principle else ""}, scene)


def joined(first: Rule, scene: Scene, second: Rule, beside: Scene) -> str:
    """Two norms of one bearer as one sentence: 契約者は、…ことができ、また、…ことができるものとします."""
    topic = party_words(first.bearer or "", "ja", scene.book, scene.citing)
    verb = _going_on(first, scene, in_contrast(first, second, scene))
    head = _told(first, scene, topic, verb) | {"topic": topic}
    tail = _told(second, beside, topic, _ending(_norm(second, beside), beside)) | {"opening": ""}
    tail["verb"] = _again(tail["setting"], tail["verb"])
    told = f"{_whole(first, head, scene).removesuffix('。')}{_whole(second, tail, beside)}"
    return referring_back(told, _bound(first, scene))


def _going_on(first: Rule, scene: Scene, contrast: bool) -> str:
    """The verb of the first of two norms: …ことができ、また、; …ことができるものとしますが、."""
    if contrast:
        return f"{_ending(_norm(first, scene), scene)}が、"
    return f"{_norm(first, scene, JAPANESE_CONTINUED)}、また、"


def likewise(rule: Rule, scene: Scene) -> str:
    """What only another case is told of: 契約期間が更新後のものであるときも、同様とします."""
    told = "" if rule.when is None else spoken(said(rule.when, scene), "とき")
    return f"{_ending(fill(JAPANESE['likewise'], {'value': told}), scene)}。"


def _whole(rule: Rule, told: dict[str, str], scene: Scene) -> str:
    return referring_back(fill(JAPANESE_SENTENCE, told), _bound(rule, scene))


def _told(rule: Rule, scene: Scene, topic: str, verb: str, condition: str = "") -> dict[str, str]:
    """The parts of a sentence but for its topic; `topic` is what the reader has in mind."""
    parts = parts_of(rule, scene)
    when = {"when": condition} if condition else _condition(parts, topic, isinstance(rule.value, x.ByCase), scene)
    if "when" in when and not condition and only_when(rule, scene) is not None:
        when = {"only_when": when["when"]}
    return {
        "opening": OPENINGS.get(last_name(rule), ("", ""))[0],
        "despite": _over(parts.despite, scene),
        "subject_to": _referred(parts.subject_to, scene, "又は"),
        "otherwise": _otherwise(rule, scene),
        "agreed": AGREED[0] if by_agreement(rule, scene) else "",
        "basis": "" if _has_place(parts) else _referred(parts.basis, scene),
        "unless": "" if parts.unless is None else excepting(said(parts.unless, scene), topic),
        "deadline": _deadline(rule, scene),
        "at": _moment(rule, scene),
        "verb": verb,
        "setting": "、".join(phrase_words(phrase, "ja") for phrase in parts.settings),
    } | when  # fmt: skip


def _again(settings: str, verb: str) -> str:
    """What was named just before the verb is not named again: 本サービス利用契約の成立後、これを解約する."""
    noun, of, _ = settings.rpartition("、")[2].partition("の")
    return re.sub(rf"(^|[、に]){re.escape(noun)}を", r"\1これを", verb, count=1) if of else verb


def _condition(parts: Parts, topic: str, outer: bool, scene: Scene) -> dict[str, str]:
    """The condition; 場合において where it is the outer one of two."""
    if parts.when is None:
        return {}
    told = (
        _based(said(parts.when, scene), _referred(parts.basis, scene)) if _has_place(parts) else said(parts.when, scene)
    )
    if parts.even:
        return {"even_when": spoken(told, "場合", topic)}
    if outer:
        return {"outer": spoken(told, "場合", topic)}
    return {"when": spoken(told, "とき", topic)}


def _has_place(parts: Parts) -> bool:
    """Whether a reference belongs to the last of several conditions, and not before all of them."""
    return bool(parts.basis) and isinstance(parts.when, x.And)


def _based(told: Said, basis: str) -> Said:
    """The last of several conditions behind a reference: 第6条第1項に基づき契約者に通知したとき."""
    if isinstance(told, Group):
        return Group(told.word, (*told.parts[:-1], _based(told.parts[-1], basis)))
    return Setting(f"{basis}に基づき、", told)


def _otherwise(rule: Rule, scene: Scene) -> str:
    if by_agreement(rule, scene):
        return ""
    layers = [layer_words(layer, "ja", scene.book) for layer in rule.otherwise]
    return joined_nouns(layers, "又は") if layers else ""


def _point(rule: Rule, scene: Scene) -> str:
    """What a rule without a condition leaves to a document: its record, or what its article is about."""
    if rule.each:
        return f"{scene.record(rule.each).phrase.ja}について"
    title = scene.title(rule.provision)
    return f"{title.ja}について" if title else ""


def _over(ids: tuple[str, ...], scene: Scene) -> str:
    """What a rule prevails over; of a provision with a proviso its main clause."""
    told = _referred(ids, scene)
    return f"{told}本文" if len(ids) == 1 and has_proviso(ids[0], scene) else told


def _referred(ids: tuple[str, ...], scene: Scene, word: str = "及び") -> str:
    return joined_nouns([r.ja for r in references(ids, scene.citing, scene.book)], word) if ids else ""


# ── subject and verb ──────────────────────────────────────────────────────────────────────────────


def _topic_and_verb(rule: Rule, scene: Scene) -> tuple[str, str]:
    match rule.kind:
        case "must" | "may" | "must not" | "need not":
            if is_exempting_proviso(rule, scene):
                return "", JAPANESE["need not, proviso"]
            return party_words(rule.bearer or "", "ja", scene.book, scene.citing), _norm(rule, scene)
        case "effect":
            return _effect(rule, scene)
        case "define":
            return _definition(rule, scene)
        case "follows":
            if not rule.wholly:
                layers = [layer_words(layer, "ja", scene.book) for layer in leaving(rule, scene)]
                return "", fill(JAPANESE["follows, otherwise"], {"value": joined_nouns(layers, "又は")})
            topic = "" if parts_of(rule, scene).when is not None else _point(rule, scene)
            return topic, fill(JAPANESE["follows"], {"value": layer_words(rule.follows or "", "ja", scene.book)})
        case "state":
            return "", _statement(phrase_words(rule.says, "ja") if rule.says else "")


def _norm(rule: Rule, scene: Scene, patterns: Mapping[str, str] = JAPANESE) -> str:
    action = scene.vocabulary.actions[rule.action or ""]
    frame = phrase_words(action.says, "ja")
    told = fill(frame, {"to": _towards(rule, scene)} | _amounts(rule, frame, scene))
    return _verb(patterns[pattern_of(rule, action)], told, action.says.ja_class)


def _verb(pattern: str, plain: str, verb_class: VerbClass | None = None) -> str:
    forms = {form: inflected(plain, form, verb_class) for form in _FORMS if has_slot(pattern, form)}
    return fill(pattern, {"plain": plain} | forms)


_FORMS: tuple[Form, ...] = ("te", "stem")


def _ending(verb: str, scene: Scene) -> str:
    """です・ます, in which the patterns are written, or である: as the book has it."""
    if scene.book.settings.style == "de-aru":
        for polite, plain in DE_ARU.items():
            if verb.endswith(polite):
                return verb.removesuffix(polite) + plain
    return verb


def _towards(rule: Rule, scene: Scene) -> str:
    return party_words(rule.counterparty, "ja", scene.book, scene.citing) if rule.counterparty else ""


def _amounts(rule: Rule, frame: str, scene: Scene) -> dict[str, str]:
    """What is owed, and its limit where the frame has a place for it."""
    if rule.amount is None:
        return {}
    if isinstance(rule.amount, x.UpTo) and has_slot(frame, "limit"):
        owed, limit = rule.amount.amount, rule.amount.cap
        return {"amount": terms.amount_noun(owed, scene), "limit": terms.within(limit, scene)}
    return {"amount": terms.amount_noun(rule.amount, scene)}


_AT = re.compile(r"\[([^\[\]]*)\{at\}([^\[\]]*)\]")


def _effect(rule: Rule, scene: Scene) -> tuple[str, str]:
    event = scene.entry(rule.event or "")
    phrase = event.says or event.act
    if phrase is None:
        return phrase_words(event.phrase, "ja"), _verb(JAPANESE["effect"], "その効力を生じる")
    if _tells_moment(rule, scene) and rule.at is not None:
        moment = terms.moment_noun(rule.at, scene)
        phrase = replace(phrase, ja=_AT.sub(rf"\g<1>{moment}\g<2>", phrase.ja))
    found = phrased(phrase, event, False, scene)
    return found.subject, _verb(JAPANESE["effect"], found.predicate, phrase.ja_class)


def _definition(rule: Rule, scene: Scene) -> tuple[str, str]:
    entry = scene.entry(rule.term or "")
    values = meaning(rule, scene)
    if values is not None and entry.means is not None:
        told = fill(phrase_words(entry.means, "ja"), {"value": _added_up(values, scene)})
        return "", fill(JAPANESE["define, means"], {"value": told})
    if entry.kind in ("truth", "judgement"):
        phrase = entry.says or entry.phrase
        found = phrased(phrase, entry, False, scene)
        return found.subject, _verb(JAPANESE["define, truth"], found.predicate, phrase.ja_class)
    if tells_choice(rule, entry) and entry.says is not None:
        frame = replace(entry.says, ja=fill(entry.says.ja, {"value": _value(rule, scene)}))
        found = phrased(frame, entry, False, scene)
        made = re.sub("である$", "に該当する", found.predicate)
        return found.subject, _verb(JAPANESE["define, truth"], made, frame.ja_class)
    return terms.entry_noun(entry.id, scene), fill(JAPANESE["define"], {"value": _value(rule, scene)})


def _added_up(values: x.OneOf, scene: Scene) -> str:
    """A、B及びC; A、Bその他のC."""
    nouns = [terms.compared_noun(option, values.left, scene) for option in values.options]
    if len(nouns) > 1 and nouns[-1].startswith("その他"):
        return "、".join(nouns[:-1]) + nouns[-1]
    return joined_nouns(nouns, "及び")


def _value(rule: Rule, scene: Scene) -> str:
    is_number = isinstance(rule.value, x.Constant) and isinstance(rule.value.value, Fraction)
    if is_number and scene.entry(rule.term or "").unit == "month":
        return counted(rule.value.value, "か月", "month", "ja")  # type: ignore[union-attr, arg-type]
    if isinstance(rule.value, x.ByCase) and rule.when is not None:
        return terms.by_case(rule.value, scene, "とき")
    return "" if rule.value is None else terms.noun(rule.value, scene)  # type: ignore[arg-type]


def _statement(text: str) -> str:
    """A declared sentence: です・ます is left as written, a plain verb takes ものとします."""
    if text.endswith(("ます", "です")):
        return text
    return f"{text.removesuffix('する')}します" if text.endswith("とする") else _verb(JAPANESE["state"], text)


# ── moments and amounts ───────────────────────────────────────────────────────────────────────────


def _deadline(rule: Rule, scene: Scene) -> str:
    """期日までに; あらかじめ of what must come first."""
    if rule.deadline is None:
        return ""
    if in_advance(rule, scene):
        return IN_ADVANCE[0]
    adverb = told_as_adverb(rule, scene)
    if adverb is not None:
        return phrase_words(adverb, "ja")
    limit = terms.within(rule.deadline.limit, scene)
    event = sort_of(rule.deadline.limit, scene.vocabulary) == "event"
    if rule.deadline.when == "before":
        return f"{limit}の前に" if event else f"{limit}より前に"
    return f"{terms.moment_noun(rule.deadline.limit, scene)}までに" if event else f"{limit}までに"


def _moment(rule: Rule, scene: Scene) -> str:
    if rule.at is None or _tells_moment(rule, scene):
        return ""
    if rule.latest:
        return f"遅くとも{terms.moment_noun(rule.at, scene)}までに"
    return f"{terms.moment_noun(rule.at, scene)}に"


def _tells_moment(rule: Rule, scene: Scene) -> bool:
    """Whether the phrase of an event has a place for the moment at which a rule makes it happen: …から実施される."""
    phrase = scene.entry(rule.event).says if rule.event else None
    return phrase is not None and not rule.latest and _AT.search(phrase.ja) is not None


def reckoning(rule: Rule, scene: Scene, principle: Rule | None = None) -> str:
    """How the amount is reckoned, where the sentence has no place for it, and what the definition in it that holds in
    principle defines, and when; empty where there is nothing to say."""
    told = []
    if principle is not None:
        told.append(_of_principle(principle, scene))
    action = scene.vocabulary.actions.get(rule.action or "")
    if rule.amount is not None and action is not None and not tells_amount(rule, phrase_words(action.says, "ja")):
        told.append(f"その額は、{terms.noun(rule.amount, scene)}{_ending('とします', scene)}。")
    if rule.includes:
        told.append(f"この額は、{_referred(rule.includes, scene)}に定める額を含む{_ending('ものとします', scene)}。")
    return "".join(told)


def _of_principle(definition: Rule, scene: Scene) -> str:
    """What is defined by what a sentence says in principle, and when that applies."""
    condition = principle_of(definition)
    when = "" if condition is None else spoken(said(condition, scene), "とき")
    name = terms.entry_noun(definition.term or "", scene)
    return f"その{name}の定めは、{when}に適用される{_ending('ものとします', scene)}。"


# ── 当該 ──────────────────────────────────────────────────────────────────────────────────────────


def _bound(rule: Rule, scene: Scene) -> str:
    return scene.record(rule.each).phrase.ja if rule.each else ""


def referring_back(text: str, noun: str) -> str:
    """Mark every later mention of the record that a rule speaks of: 通知の…、当該通知の発信の時."""
    if not noun:
        return text
    first = text.find(noun) + len(noun)
    pattern = rf"(^|、|が|に基づき)({re.escape(noun)})(?=[がをのにはと])"
    return text[:first] + re.sub(pattern, r"\1当該\2", text[first:])
