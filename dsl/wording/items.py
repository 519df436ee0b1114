"""Items as one sentence: of one consequent (次の各号のいずれかに該当する場合は), of one term (…場合の区分に応じ), of an
event that lasts as long as the items say (…当該各号に定める期間、更新される), or of what a proviso takes out
(次の各号に掲げる情報は)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dsl.base.diagnostic import Language
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.rule import NORMS, Provision, Rule
from dsl.model.walk import walk
from dsl.wording import excluded
from dsl.wording.as_read import rule_as_read
from dsl.wording.english import rules as english
from dsl.wording.frames import has_slot
from dsl.wording.japanese import rules as japanese
from dsl.wording.scene import Scene
from dsl.wording.sentences import spoken_language
from dsl.wording.shape import only_when

_PROVISO = ".proviso"


@dataclass(frozen=True, slots=True)
class Listed:
    """`items` in the order of the print, without their numbers; `tells`: the rule whose sentence the head is."""

    head: str
    items: tuple[str, ...]
    tells: str = ""


def listed(provision: Provision, language: Language, book: Book) -> Listed | None:
    """The one sentence of a provision's items; None where they differ in more than their conditions and values."""
    items = listed_units(provision, book)
    groups = [_rules_of(item, book) for item in items]
    rules = [rule for group in groups for rule in group]
    if len(groups) < 2 or not all(groups) or any(_shared(rule) != _shared(rules[0]) for rule in rules):
        return None
    if any(rule.when is None or rule.unless is not None or rule.under for rule in rules):
        return None
    shared, spoken = _shared(rules[0]), spoken_language(language, book)
    if provision.id.endswith(_PROVISO):
        own = replace(shared, provision=provision.id)
        return _excluded(own, rules, Scene(book, provision.id), language) if len(rules) == len(groups) else None
    if len(rules) == len(groups) and _gives_value(shared, Scene(book)):
        return _values(provision, rules, spoken, book)
    return _conditions(provision, groups, spoken, book) if shared.kind in NORMS else None


def _conditions(provision: Provision, groups: list[list[Rule]], language: Language, book: Book) -> Listed:
    """Items that each tell a condition of one consequent."""
    only = _prohibition(groups, provision, book) is not None
    shared, above = _shared(groups[0][0]), Scene(book, provision.id)
    if language == "ja":
        texts = ["、又は".join(japanese.item(*told) for told in _scenes(group, book)) for group in groups]
        return Listed(japanese.heading_items(shared, above, only), tuple(texts))
    texts = [", or ".join(english.item(*told) for told in _scenes(group, book)) for group in groups]
    return Listed(english.heading_items(shared, above, only), _ended(texts, "or"))


def only_in_items(provision: Provision, book: Book) -> Rule | None:
    """The prohibition which the sentence of a provision's items tells along with the powers: …場合に限り."""
    items = listed_units(provision, book)
    if listed(provision, "ja", book) is None:
        return None
    return _prohibition([_rules_of(item, book) for item in items], provision, book)


def _prohibition(groups: list[list[Rule]], provision: Provision, book: Book) -> Rule | None:
    powers = [rule for group in groups for rule in group]
    ban = only_when(powers[0], Scene(book), frozenset(rule.id for rule in powers))
    bare = ban is not None and ban.when is None and ban.unless is None and ban.sentence is None
    return ban if bare and ban is not None and ban.provision == provision.id else None


def _values(provision: Provision, rules: list[Rule], language: Language, book: Book) -> Listed:
    """Items that each tell a case and its value: of one term, or of how long an event lasts."""
    shared, above = _shared(rules[0]), Scene(book, provision.id)
    event = _lasting(provision, rules[0], book)
    if event is not None:
        rules = [_of_event(rule, book) for rule in rules]
        above = replace(above, basis=event.pursuant_to, lasting=True)
    tells = "" if event is None else event.id
    if language == "ja":
        head = japanese.heading_cases(shared, above) if event is None else japanese.sentence(event, above)
        return Listed(head, tuple(japanese.case(*told) for told in _scenes(rules, book)), tells)
    head = english.heading_cases(shared, above) if event is None else f"{english.sentence(event, above)[:-1]}:"
    return Listed(head, _ended([english.case(*told) for told in _scenes(rules, book)], "and"), tells)


def _ended(texts: list[str], word: str) -> tuple[str, ...]:
    ends = [*(";" for _ in texts[:-2]), f"; {word}", "."]
    return tuple(text + end for text, end in zip(texts, ends, strict=True))


# ── how long an event lasts ───────────────────────────────────────────────────────────────────────


def _lasting(provision: Provision, item: Rule, book: Book) -> Rule | None:
    """The effect of the provision itself whose event has a place for the length that the items define."""
    entries = book.vocabulary.entries
    length = entries[item.term or ""]
    if length.unit != "month" and length.kind != "duration":
        return None
    effects = [rule_as_read(r, book) for r in provision.rules if r.kind == "effect" and r.each == item.each]
    phrases = [(r, entries[r.event or ""].says) for r in effects if r.sentence is None and not r.under]
    found = [r for r, says in phrases if says is not None and has_slot(says.ja or says.en, "for")]
    return found[0] if len(found) == 1 else None


def _of_event(item: Rule, book: Book) -> Rule:
    """An item without what the event implies: that the record is one which comes after another."""
    parts = item.when.parts if isinstance(item.when, x.And) else ()
    kept = tuple(part for part in parts if not _tells_place(part, item, book))
    return replace(item, when=kept[0] if len(kept) == 1 else x.And(kept)) if kept else item


def _tells_place(node: x.Condition, item: Rule, book: Book) -> bool:
    """Whether a condition only tells which member of its series a record is."""
    record = book.vocabulary.records.get(item.each or "")
    if record is None or record.series is None or not isinstance(node, x.Holds):
        return False
    entry = book.vocabulary.entries[node.entry]
    if entry.record != record.key or entry.define is None:
        return False
    return any(part == x.Read(record.series.by) for part in walk(entry.define))


def listed_units(provision: Provision, book: Book) -> tuple[str, ...]:
    """The items of a provision, in the order of its table of contents: those of which `listed` tells."""
    return tuple(u.id for u in book.units.values() if u.role == "item" and _lists(provision, u.id))


def _lists(provision: Provision, item: str) -> bool:
    """Whether a provision lists an item: by its number, or (a proviso) as it stands in the rules."""
    own = provision.id.endswith(_PROVISO)
    return item in provision.items if own else item.rpartition(".")[0] == provision.id


def _excluded(shared: Rule, rules: list[Rule], above: Scene, language: Language) -> Listed | None:
    if not all(excluded.topic(shared, above)):
        return None
    told = [(rule, Scene(above.book, rule.provision)) for rule in rules]
    if spoken_language(language, above.book) == "ja":
        return Listed(excluded.japanese_heading(shared, above), tuple(excluded.japanese_item(*one) for one in told))
    return Listed(excluded.english_heading(shared, above), _ended([excluded.english_item(*one) for one in told], "and"))


def _scenes(rules: list[Rule], book: Book) -> Iterator[tuple[Rule, Scene]]:
    return ((rule, Scene(book, rule.provision, rule.pursuant_to)) for rule in rules)


def _gives_value(rule: Rule, scene: Scene) -> bool:
    return rule.kind == "define" and scene.entry(rule.term or "").kind not in ("truth", "judgement")


def _rules_of(item: str, book: Book) -> list[Rule]:
    """The rules of an item and of the further sentences inside it, as the book is read."""
    found = (p for p in book.provisions if p.id == item or p.id.startswith(f"{item}."))
    return [rule_as_read(rule, book) for provision in found for rule in provision.rules]


def _shared(rule: Rule) -> Rule:
    """What items have in common: everything but what leads to the consequent, and the value of a definition."""
    return replace(rule, id="", provision="", each=None, when=None, pursuant_to=(), value=None)
