"""Items as one sentence: of one consequent (次の各号のいずれかに該当する場合は), of one term (…場合の区分に応じ), or
of what a proviso takes out (次の各号に掲げる情報は)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dsl.base.diagnostic import Language
from dsl.model.book import Book
from dsl.model.rule import NORMS, Provision, Rule
from dsl.wording import excluded
from dsl.wording.as_read import rule_as_read
from dsl.wording.english import rules as english
from dsl.wording.japanese import rules as japanese
from dsl.wording.scene import Scene
from dsl.wording.sentences import spoken_language

_PROVISO = ".proviso"


@dataclass(frozen=True, slots=True)
class Listed:
    """`items` in the order of the print, without their numbers."""

    head: str
    items: tuple[str, ...]


def listed(provision: Provision, language: Language, book: Book) -> Listed | None:
    """The one sentence of a provision's items; None where they differ in more than their conditions and values."""
    items = [u.id for u in book.units.values() if u.role == "item" and _lists(provision, u.id)]
    groups = [_rules_of(item, book) for item in items]
    rules = [rule for group in groups for rule in group]
    if len(groups) < 2 or not all(groups) or any(_shared(rule) != _shared(rules[0]) for rule in rules):
        return None
    if any(rule.when is None or rule.unless is not None or rule.under for rule in rules):
        return None
    shared, above = replace(_shared(rules[0]), provision=provision.id), Scene(book, provision.id)
    if provision.id.endswith(_PROVISO):
        return _excluded(shared, rules, above, language) if len(rules) == len(groups) else None
    by_case = len(rules) == len(groups) and _gives_value(shared, above)
    if not by_case and shared.kind not in NORMS:
        return None
    if spoken_language(language, book) == "ja":
        head = (japanese.heading_cases if by_case else japanese.heading_items)(shared, above)
        tell = japanese.case if by_case else japanese.item
        return Listed(head, tuple("、又は".join(tell(*told) for told in _scenes(group, book)) for group in groups))
    head = (english.heading_cases if by_case else english.heading_items)(shared, above)
    tell = english.case if by_case else english.item
    texts = [", or ".join(tell(*told) for told in _scenes(group, book)) for group in groups]
    return Listed(head, _ended(texts, "and" if by_case else "or"))


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


def _ended(texts: list[str], word: str) -> tuple[str, ...]:
    ends = [*(";" for _ in texts[:-2]), f"; {word}", "."]
    return tuple(text + end for text, end in zip(texts, ends, strict=True))


def _scenes(rules: list[Rule], book: Book) -> Iterator[tuple[Rule, Scene]]:
    return ((rule, Scene(book, rule.provision)) for rule in rules)


def _gives_value(rule: Rule, scene: Scene) -> bool:
    return rule.kind == "define" and scene.entry(rule.term or "").kind not in ("truth", "judgement")


def _rules_of(item: str, book: Book) -> list[Rule]:
    """The rules of an item and of the further sentences inside it, as the book is read."""
    found = (p for p in book.provisions if p.id == item or p.id.startswith(f"{item}."))
    return [rule_as_read(rule, book) for provision in found for rule in provision.rules]


def _shared(rule: Rule) -> Rule:
    """What items have in common: everything but what leads to the consequent, and the value of a definition."""
    return replace(rule, id="", provision="", each=None, when=None, pursuant_to=(), value=None)
