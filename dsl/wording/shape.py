"""The parts of a rule's sentence, before any language."""

from dataclasses import dataclass, replace

from dsl.model import expression as x
from dsl.model.rule import EACH_PARTY, Rule
from dsl.model.vocabulary import Action, Entry, Phrase
from dsl.model.walk import walk
from dsl.wording.frames import has_slot
from dsl.wording.scene import Scene


@dataclass(frozen=True, slots=True)
class Parts:
    """Conditions and references of a rule by the place that sentences give them.

    even: `when` is a concession (であっても), not a condition.
    settings: what of the condition is told beside the main clause, not as one: 契約成立後.
    """

    settings: tuple[Phrase, ...]
    when: x.Condition | None
    even: bool
    unless: x.Condition | None
    despite: tuple[str, ...]
    subject_to: tuple[str, ...]
    basis: tuple[str, ...]


def parts_of(rule: Rule, scene: Scene) -> Parts:
    """What the sentence of a rule says beside its subject and verb."""
    when = None if meaning(rule, scene) is not None else _conditions(rule, scene)
    even = isinstance(when, x.Marked) and when.mark == "even if"
    settings, when = ((), when) if even else _settings(when, scene)
    aside = _without(rule.unless, scene)
    own = main_clause(rule, scene)
    overrides = _printed("overrides", rule.overrides, rule)
    despite = tuple(i for i in (*rule.even_though, *overrides) if i.partition("#")[0] != own)
    subject_to = _printed("subject to", rule.subject_to, rule)
    basis = () if _takes_basis(when, scene) else rule.pursuant_to
    unless = rule.unless if aside is None else None
    return Parts((*(() if aside is None else (aside,)), *settings), when, even, unless, despite, subject_to, basis)


def _without(unless: x.Condition | None, scene: Scene) -> Phrase | None:
    """How the lack of an exception is told beside the main clause: 契約の成立前であれば."""
    found = None if unless is None else _setting(unless, scene)
    if found is None or not (found.ja_not or found.en_not):
        return None
    return Phrase(found.ja_not or "", found.en_not or "")


def _settings(when: x.Condition | None, scene: Scene) -> tuple[tuple[Phrase, ...], x.Condition | None]:
    """The parts of a condition for which the vocabulary has a setting, and the rest."""
    found = [(part, _told_aside(part, scene)) for part in parts_in(when)]
    settings = tuple(phrase for _, phrase in found if phrase is not None)
    return (settings, with_all(*(part for part, phrase in found if phrase is None))) if settings else ((), when)


def _setting(node: x.Condition, scene: Scene) -> Phrase | None:
    match node:
        case x.Holds(entry) | x.Happened(entry, None):
            return scene.entry(entry).setting
        case _:
            return None


def _told_aside(node: x.Condition, scene: Scene) -> Phrase | None:
    """The setting of a condition that holds; there may be one of its lack alone."""
    found = _setting(node, scene)
    return found if found is not None and (found.ja or found.en) else None


def _takes_basis(when: x.Condition | None, scene: Scene) -> bool:
    """Whether a phrase of the condition has a place for the reference of the rule."""
    read = [n.entry for n in walk(when) if isinstance(n, x.Holds | x.Read)] if when is not None else []
    phrases = [scene.entry(entry).says for entry in read]
    return any(has_slot(phrase.ja or phrase.en, "basis") for phrase in phrases if phrase is not None)


def meaning(rule: Rule, scene: Scene) -> x.OneOf | None:
    """The values by which a rule alone defines a truth, where the vocabulary has words for what it means."""
    entry = scene.vocabulary.entries.get(rule.term or "")
    if entry is None or entry.means is None or not isinstance(rule.when, x.OneOf) or rule.unless is not None:
        return None
    return rule.when if sum(r.term == rule.term for r in scene.book.rules) == 1 else None


def only_when(rule: Rule, scene: Scene, powers: frozenset[str] = frozenset()) -> Rule | None:
    """The prohibition of what a power allows, where nothing else allows it: …ときに限り, only if.

    It forbids the bearer the very doing, in any case, in the same article, and gives way to the power; `powers`: those
    of which the sentence tells, where they are more than the rule itself.
    """
    if rule.kind != "may" or rule.action is None:
        return None
    told = powers or frozenset({rule.id})
    event = scene.vocabulary.actions[rule.action].event
    for ban in scene.book.rules:
        if ban.kind != "must not" or ban.bearer != rule.bearer or ban.when or _article(ban) != _article(rule):
            continue
        if event is not None and scene.vocabulary.actions[ban.action or ""].event == event:
            allowing = {r.id for r in scene.book.rules if r.kind == "may" and _gives_way(ban, r)}
            if allowing and allowing <= told:
                return ban
    return None


def in_contrast(first: Rule, second: Rule, scene: Scene) -> bool:
    """Whether a norm is about a party that does not do what the one before it is about: …が、; but."""
    event = scene.vocabulary.actions[first.action or ""].event
    return event is not None and second.when == x.Not(x.Happened(event))


def _article(rule: Rule) -> str:
    return rule.provision.partition(".")[0]


def _gives_way(ban: Rule, power: Rule) -> bool:
    own = {power.id, power.provision}
    return bool(own & set(ban.subject_to)) or bool({ban.id, ban.provision} & set(power.overrides))


def leaving(rule: Rule, scene: Scene) -> tuple[str, ...]:
    """The layers to which a provision leaves a point, where its rules differ in nothing else."""
    bare = replace(rule, id="", follows=None)
    alike = [r.follows for r in scene.book.rules if r.follows and replace(r, id="", follows=None) == bare]
    return tuple(dict.fromkeys(alike)) or ((rule.follows,) if rule.follows else ())


def by_agreement(rule: Rule, scene: Scene) -> bool:
    """Whether nothing but an agreement of the parties may provide otherwise."""
    agreed = {layer.name for layer in scene.book.settings.layers if layer.agreed}
    return bool(rule.otherwise) and set(rule.otherwise) <= agreed


def _printed(key: str, references: tuple[str, ...], rule: Rule) -> tuple[str, ...]:
    """The references of a priority that the provision itself gives; one that a reading gives it does not say."""
    left_out = {g.reference for g in rule.guarded if g.key == key}
    return tuple(i for i in references if i not in left_out)


def _conditions(rule: Rule, scene: Scene) -> x.Condition | None:
    """`when`, or the definition of a truth, without the event whose moment `at` tells."""
    found = _beside_action(with_all(rule.when, _defining(rule, scene)), rule, scene)
    if not isinstance(rule.at, x.Read) or rule.latest or found is None:
        return found
    event = scene.entry(rule.at.entry)
    told = event.act is None
    match found:
        case x.Happened(entry, None) if told and entry == event.id:
            return None
        case x.And(parts) if told:
            return with_all(*(p for p in parts if p != x.Happened(event.id)))
    return found


def _beside_action(when: x.Condition | None, rule: Rule, scene: Scene) -> x.Condition | None:
    """A condition without those parts under which alone the event performs the action: its own words tell them."""
    where = None if rule.action is None else scene.vocabulary.actions[rule.action].where
    told = parts_in(where)
    return with_all(*(part for part in parts_in(when) if part not in told)) if told else when


def parts_in(when: x.Condition | None) -> tuple[x.Condition, ...]:
    """What all must hold for a condition to hold."""
    return when.parts if isinstance(when, x.And) else () if when is None else (when,)


def _defining(rule: Rule, scene: Scene) -> x.Condition | None:
    """The condition under which a defined truth holds."""
    entry = scene.vocabulary.entries.get(rule.term or "")
    truth = entry is not None and entry.kind in ("truth", "judgement")
    return rule.value if truth else None  # type: ignore[return-value]


def last_name(rule: Rule) -> str:
    """`proviso` of `9.3.proviso`; empty where the id ends in a number."""
    last = rule.provision.split(".")[-1]
    return "" if last.isdigit() else last


def main_clause(rule: Rule, scene: Scene) -> str:
    """The provision whose proviso a rule is, or stands as an item of."""
    head, _, last = (over_item(rule.provision, scene) or rule.provision).rpartition(".")
    return head if last == "proviso" else ""


def over_item(ident: str, scene: Scene) -> str:
    """The provision that lists an item; empty where none does."""
    return scene.book.lists.get(ident, "")


def has_proviso(ident: str, scene: Scene) -> bool:
    """Whether a paragraph has a proviso beside its main clause; a reference to its whole says 本文 then."""
    base = ident.partition("#")[0]
    return f"{base}.proviso" in scene.book.units and not scene.citing.startswith(f"{base}.")


def is_exempting_proviso(rule: Rule, scene: Scene) -> bool:
    """Whether a proviso only takes its main clause's action back: この限りではありません."""
    own = main_clause(rule, scene)
    if rule.kind != "need not" or not own or own not in {i.partition("#")[0] for i in rule.overrides}:
        return False
    return any(r.action == rule.action for r in scene.book.rules if r.provision == own)


def power_of(node: x.State, scene: Scene) -> Rule | None:
    """The power that a condition says was exercised, where its provision gives one party just one."""
    base = node.provision.partition("#")[0]
    mine = [r for r in scene.book.rules if r.kind == "may" and f"{r.provision}.".startswith(f"{base}.")]
    alike = {(r.bearer, r.action) for r in mine}
    return mine[0] if len(alike) == 1 and mine[0].bearer != EACH_PARTY else None


_NOUNS = ("money", "number", "percent", "date", "duration", "interval", "text")


def noun_phrase(entry: Entry) -> Phrase:
    """The noun by which sentences speak of a value: its longer one, where it has one."""
    return entry.says if entry.says is not None and entry.kind in _NOUNS else entry.phrase


def pattern_of(rule: Rule, action: Action) -> str:
    """The outer pattern of a norm: できない of a power that is barred, 権利を有しない of a claim that is not given,
    することがある of a power that is only reserved."""
    if rule.kind == "must not" and action.claim:
        return "must not, claim"
    if rule.kind == "must not" and action.power:
        return "must not, power"
    return "may, reserved" if rule.kind == "may" and action.reserved else rule.kind


def told_as_adverb(rule: Rule, scene: Scene) -> Phrase | None:
    """How a duty says that it is to be done by a day for which the print has no date: すみやかに."""
    limit = rule.deadline.limit if rule.deadline is not None and rule.deadline.when == "by" else None
    entry = scene.entry(limit.entry) if isinstance(limit, x.Read) else None
    return entry.setting if entry is not None and entry.kind == "date" else None


def in_advance(rule: Rule, scene: Scene) -> bool:
    """Whether what must come first is an event of the very record of which the condition speaks: あらかじめ."""
    limit = rule.deadline.limit if rule.deadline is not None and rule.deadline.when == "before" else None
    if not isinstance(limit, x.Read) or rule.when is None:
        return False
    event = scene.entry(limit.entry)
    read = [scene.entry(n.entry) for n in walk(rule.when) if isinstance(n, x.Holds | x.Read)]
    return event.kind == "event" and event.record == rule.each and any(e.record == rule.each for e in read)


def tells_amount(rule: Rule, frame: str) -> bool:
    """Whether the frame of an action has a place for what is owed, or for the limit of it."""
    return has_slot(frame, "amount") or (isinstance(rule.amount, x.UpTo) and has_slot(frame, "limit"))


def tells_choice(rule: Rule, entry: Entry) -> bool:
    """Whether what a definition makes of a party is told as a clause of it: 申込者は、法人等である."""
    return entry.kind == "choice" and entry.subject is not None and isinstance(rule.value, x.Constant)


def with_all(*conditions: x.Condition | None) -> x.Condition | None:
    """Several conditions as one."""
    found = tuple(c for c in conditions if c is not None)
    return x.And(found) if len(found) > 1 else next(iter(found), None)
