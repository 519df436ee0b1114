"""Article files and the table of contents."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.base.moment import parse_date
from dsl.load.fields import Fields, phrase_of
from dsl.model.book import Unit
from dsl.model.draft import DraftArticle, DraftProvision, DraftRule, Field
from dsl.model.node import Mapping, Node, Scalar
from dsl.model.rule import LEAVING, Effective, Repair
from dsl.model.vocabulary import Phrase

KIND_KEYS = ("must", "may", "must not", "need not", "define", "effect", "state", *LEAVING)
_LISTS = (
    "overrides", "subject to", "even though", "pursuant to", "includes", "under", "unless otherwise provided in",
    "provides for",
)  # fmt: skip
_TEXTS = ("who", "to", "each", "must", "may", "must not", "need not", "define", "as", "effect", "at", "at the latest",
          "when", "unless", "by", "amount", "round", *LEAVING)  # fmt: skip
_RULE = ("id", "heading", "items", "note", "repair", "state", "sentence", "effective", *_TEXTS, *_LISTS)


def read_article(node: Node, file: str, languages: tuple[str, ...], problems: list[Diagnostic]) -> DraftArticle:
    fields = Fields(node, ("article", "title", "called", "provisions"), problems, node.span)
    number = fields.text("article", required=True) or ""
    title = fields.phrase("title", languages)
    if title is None:
        problems.append(diagnose("L203", fields.span, key="title"))
    called = tuple(
        (key, phrase_of(Fields(words, ("ja", "en"), problems, key.span), languages))
        for key, words in fields.children("called")
    )
    return DraftArticle(
        number, title or Phrase("", ""), read_provisions(fields, number, languages, problems), file, node.span, called
    )


def read_provisions(
    fields: Fields, article: str, languages: tuple[str, ...], problems: list[Diagnostic]
) -> tuple[DraftProvision, ...]:
    """What is listed under `provisions`."""
    provisions: dict[str, DraftProvision] = {}
    for item in fields.listed("provisions"):
        for provision in _provisions(item, article, {}, languages, problems):
            _add(provisions, provision, problems)
    return tuple(provisions.values())


def _add(provisions: dict[str, DraftProvision], new: DraftProvision, problems: list[Diagnostic]) -> None:
    """Rules of one provision may stand as several list entries, told apart by their names."""
    old = provisions.get(new.id)
    if old is None:
        provisions[new.id] = new
        return
    taken = {r.id.text for r in old.rules}
    for rule in new.rules:
        _check_versions(rule, old.rules, problems)
        if rule.id.text in taken or "#" not in rule.id.text or any("#" not in t for t in taken):
            problems.append(diagnose("N303", rule.id.span, id=rule.id.text, related=[old.span]))
    provisions[new.id] = DraftProvision(
        old.id, old.article, (*old.rules, *new.rules), tuple(dict.fromkeys((*old.items, *new.items))),
        old.heading or new.heading,
        (*old.repairs, *new.repairs), (*old.notes, *new.notes), old.span,
    )  # fmt: skip


def _check_versions(rule: DraftRule, others: tuple[DraftRule, ...], problems: list[Diagnostic]) -> None:
    """Two versions of one rule that share a day: which of them holds on it?"""
    name, mine = _version(rule)
    for other in others:
        same, its = _version(other)
        if name == same and mine is not None and its is not None and mine.meets(its):
            problems.append(diagnose("N317", rule.id.span, id=name, related=[other.id.span]))


def _version(rule: DraftRule) -> tuple[str, Effective | None]:
    """A rule's id as written, and of which versions it is."""
    effective = rule.fields.get("effective")
    if not isinstance(effective, Effective):
        return rule.id.text, None
    return rule.id.text.removesuffix(effective.label)[:-1], effective


def _labelled(ident: Scalar, effective: Field | None) -> Scalar:
    """The id of a rule of some versions only: the first of them stands behind its name, or as its name."""
    if not isinstance(effective, Effective):
        return ident
    return replace(ident, text=f"{ident.text}{'@' if '#' in ident.text else '#'}{effective.label}")


def _provisions(
    node: Node, article: str, inherited: dict[str, Field], languages: tuple[str, ...], problems: list[Diagnostic]
) -> Iterator[DraftProvision]:
    fields = Fields(node, _RULE, problems, node.span)
    ident = fields.scalar("id", required=True)
    if ident is None or not isinstance(ident, Scalar):
        return
    own = _own_fields(fields, languages)
    items = fields.listed("items")
    named = {**inherited, **own}
    heads = [d for item in items for d in _provisions(item, article, named, languages, problems)]
    rules = () if items or "heading" in fields else (DraftRule(_labelled(ident, named.get("effective")), named),)
    kinds = [key for key in KIND_KEYS if key in named or key in fields]
    lost = [key for key in (*KIND_KEYS, *_TEXTS, *_LISTS) if key in fields] if "heading" in fields and not items else []
    if lost:
        problems.append(diagnose("L209", ident.span, found=", ".join(dict.fromkeys(lost)), known="heading"))
    for key in ("when", "unless"):
        if key in inherited and key in fields:  # one of the two conditions would be lost
            problems.append(diagnose("L109", fields.values[key][0].span, key=key))
    if rules and len(kinds) == 1 and kinds[0] not in named:
        rules = ()
    if rules and len(kinds) != 1:
        problems.append(diagnose("L209", ident.span, found=", ".join(kinds) or "—", known=", ".join(KIND_KEYS)))
        rules = ()
    note = fields.phrase("note", languages)
    yield DraftProvision(
        ident.text.partition("#")[0], article, rules, tuple(d.id for d in heads), fields.phrase("heading", languages),
        _repairs(fields, languages, problems), () if note is None else (note,), ident.span,
    )  # fmt: skip
    yield from heads


def _own_fields(fields: Fields, languages: tuple[str, ...]) -> dict[str, Field]:
    own: dict[str, Field] = {}
    for key in _TEXTS:
        scalar = fields.scalar(key)
        if scalar is not None:
            own[key] = scalar
    for key in _LISTS:
        if key in fields:
            own[key] = fields.texts(key)
    for key in ("state", "sentence"):
        if key in fields:
            own[key] = fields.phrase(key, languages) or Phrase("", "")
    effective = _effective(fields)
    return own if effective is None else {**own, "effective": effective}


def _effective(fields: Fields) -> Effective | None:
    """`effective: {from: …, until: …}`: of which versions a rule is."""
    node = fields.node("effective")
    if node is None:
        return None
    inner = Fields(node, ("from", "until"), fields.problems, fields.span)
    first, last = (_day(inner, key) for key in ("from", "until"))
    if isinstance(node, Mapping) and not node.entries:
        fields.problems.append(diagnose("L203", node.span, key="from"))
    if first is not None and last is not None and last < first:
        fields.problems.append(diagnose("L211", node.span, first=first, last=last))
    return Effective(first, last, span=node.span)


def _day(fields: Fields, key: str) -> date | None:
    scalar = fields.scalar(key)
    found = None if scalar is None else parse_date(scalar.text)
    if scalar is not None and found is None:
        fields.problems.append(diagnose("F503", scalar.span, text=scalar.text))
    return found


def _repairs(fields: Fields, languages: tuple[str, ...], problems: list[Diagnostic]) -> tuple[Repair, ...]:
    node = fields.node("repair")
    if node is None:
        return ()
    inner = Fields(node, ("printed", "read as", "why"), problems, fields.span)
    why = inner.phrase("why", languages) or Phrase("", "")
    return (Repair(inner.text("printed", required=True) or "", inner.text("read as", required=True) or "", why),)


_ROLES = ("paragraph", "item", "proviso", "note", "second sentence", "definition", "split")


def read_contents(
    node: Node, languages: tuple[str, ...], problems: list[Diagnostic]
) -> tuple[dict[str, Unit], dict[str, Phrase]]:
    """contents.yaml: the titles of all articles and the ids of all units with their roles."""
    fields = Fields(node, ("articles", "units"), problems, node.span)
    titles = {
        key.text: phrase_of(Fields(inner, ("ja", "en", "printed"), problems, key.span), languages)
        for key, inner in fields.children("articles")
    }
    units: dict[str, Unit] = {}
    for key, inner in fields.children("units"):
        if isinstance(inner, Scalar):
            role, printed, begins = inner.text, None, ""
        else:
            more = Fields(inner, ("role", "printed", "begins"), problems, key.span)
            role, printed = more.text("role", required=True) or "", more.phrase("printed", languages)
            begins = more.text("begins") or ""
        if role not in _ROLES:
            problems.append(diagnose("L204", inner.span, text=role, known=", ".join(_ROLES)))
        units[key.text] = Unit(key.text, role, printed, begins, key.span)
    return units, titles
