"""The vocabulary's files: records with facts and terms, actions."""

import re
from collections.abc import Iterable
from dataclasses import replace

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.base.english import definite
from dsl.base.source import NOWHERE, Span
from dsl.load.fields import PHRASE_KEYS, Fields, phrase_of
from dsl.load.parts import read_parts, with_parts
from dsl.load.series import check_series, read_series, with_series
from dsl.model.node import Mapping, Node, Scalar
from dsl.model.rule import OTHER_PARTY, THE_PARTY
from dsl.model.vocabulary import CASE, Action, Entry, Option, Party, Phrase, Record, Series, TypeKind, Vocabulary

_PLAIN: tuple[TypeKind, ...] = (
    "truth", "judgement", "money", "number", "percent", "date", "event", "duration", "interval", "text", "choice",
    "party",
)  # fmt: skip
_SERIES = "series of "
_KINDS: dict[str, TypeKind] = {kind: kind for kind in _PLAIN}
_FACT = (
    *PHRASE_KEYS,
    "type",
    "by",
    "act",
    "judged by",
    "optional",
    "assumed",
    "only by rules",
    "choices",
    "as",
    "source",
    "fixed",
    "says",
    "setting",
    "means",
    "month",
    "unit",
    "in parts",
)
_RECORD = ("ja", "en", "plural", "series", "facts", "terms")
_ACTION = (*PHRASE_KEYS, "says", "done by", "where", "kept", "done so far", "power", "reserved", "claim", "fixed")


def read_vocabulary(
    files: Iterable[Node], parties: dict[str, Party], languages: tuple[str, ...], problems: list[Diagnostic]
) -> tuple[Vocabulary, dict[str, Scalar], dict[tuple[str, str], Scalar], dict[tuple[str, str], Scalar]]:
    """The vocabulary, its terms' definitions as text, the expressions of actions by (action, key), those of series by
    (record, key)."""
    reader = _Reader(parties, languages, problems)
    reader.files(files)
    return reader.vocabulary(), reader.definitions, reader.standing, reader.steps


def add_vocabulary(
    nodes: Iterable[Node], known: Vocabulary, languages: tuple[str, ...], problems: list[Diagnostic]
) -> tuple[Vocabulary, dict[str, Scalar], dict[tuple[str, str], Scalar], dict[tuple[str, str], Scalar]]:
    """As `read_vocabulary`, on top of one that may be added to but not redefined; only the vocabulary is whole."""
    reader = _Reader(dict(known.parties), languages, problems, known)
    reader.files(nodes)
    return reader.vocabulary(), reader.definitions, reader.standing, reader.steps


class _Reader:
    def __init__(
        self,
        parties: dict[str, Party],
        languages: tuple[str, ...],
        problems: list[Diagnostic],
        known: Vocabulary | None = None,
    ):
        self.parties, self.languages, self.problems = parties, languages, problems
        self.heads: dict[str, tuple[Phrase, str, Span]] = {CASE: (Phrase("事案", "case"), "", NOWHERE)}
        self.entries: dict[str, Entry] = {}
        self.actions: dict[str, Action] = {}
        self.definitions: dict[str, Scalar] = {}
        self.standing: dict[tuple[str, str], Scalar] = {}
        self.series: dict[str, Series] = {}
        self.steps: dict[tuple[str, str], Scalar] = {}
        self.known: frozenset[str] = frozenset()
        if known is not None:
            self.build_on(known)

    def build_on(self, known: Vocabulary) -> None:
        """Begin with the words of a book, which a document may use and not change."""
        self.known = frozenset(known.records)
        self.heads = {r.key: (r.phrase, r.plural, r.span) for r in known.records.values()}
        self.entries, self.actions = dict(known.entries), dict(known.actions)
        self.series = {r.key: r.series for r in known.records.values() if r.series is not None}

    def twice(self, name: str, span: Span, before: Span) -> None:
        code = "D905" if self.known else "N302"
        self.problems.append(diagnose(code, span, name=name, related=[] if before == NOWHERE else [before]))

    def files(self, nodes: Iterable[Node]) -> None:
        nodes = list(nodes)
        for node in nodes:
            self.heads_of(node)
        for node in nodes:
            self.file(node)

    def vocabulary(self) -> Vocabulary:
        parts = with_parts(self.entries, self.problems)
        self.entries = {key: replace(e, parts=parts.get(key)) for key, e in self.entries.items()}
        records = {
            key: Record(key, phrase, tuple(e for e in self.entries.values() if e.record == key), plural, span)
            for key, (phrase, plural, span) in self.heads.items()
        }
        for entry in self.entries.values():
            if entry.holds is not None and entry.holds not in records:
                hint = nearest(entry.holds, records)
                self.problems.append(diagnose("N301", entry.span, name=entry.holds, hint=hint))
        records = with_series(records, self.series)
        self.problems += check_series(records, self.entries)
        return Vocabulary(self.parties, records, self.entries, self.actions)

    def file(self, node: Node) -> None:
        fields = Fields(node, ("records", "actions"), self.problems, node.span)
        for key, record in fields.children("records"):
            self.record(key, record)
        for key, action in fields.children("actions"):
            self.action(key, action)

    def heads_of(self, node: Node) -> None:
        """The names of records first: any file may go on with a record that another one names."""
        records = node.get("records") if isinstance(node, Mapping) else None
        for key, record in records.entries if isinstance(records, Mapping) else ():
            if isinstance(record, Mapping) and (record.get("ja") or record.get("en")):
                self.head(key, Fields(record, _RECORD, [], key.span))

    def head(self, key: Scalar, fields: Fields) -> None:
        fields.problems = self.problems
        if key.text in self.known or (key.text in self.heads and key.text != CASE):
            self.twice(key.text, key.span, self.heads[key.text][2])
        if key.text in self.known:
            return
        self.heads[key.text] = (phrase_of(fields, self.languages), fields.text("plural") or "", key.span)

    def record(self, key: Scalar, node: Node) -> None:
        fields = Fields(node, _RECORD, self.problems, key.span)
        if key.text not in self.heads:
            self.head(key, fields)
        self.read_series(key, fields)
        for group in ("facts", "terms"):
            for name, entry in fields.children(group):
                self.entry(key.text, name, entry, derived=group == "terms")

    def read_series(self, key: Scalar, fields: Fields) -> None:
        node = fields.node("series")
        if node is None:
            return
        found, steps = read_series(key.text, node, fields.span, self.problems)
        if key.text in self.known or key.text in self.series:
            before = self.series[key.text].span if key.text in self.series else self.heads[key.text][2]
            self.twice(f"{key.text}: series", found.span, before)
        else:
            self.series[key.text] = found
            self.steps |= {(key.text, name): scalar for name, scalar in steps.items()}

    def entry(self, record: str, key: Scalar, node: Node, derived: bool) -> None:
        fields = Fields(node, _FACT, self.problems, key.span)
        ident = f"{record}.{key.text}"
        if ident in self.entries:
            self.twice(ident, key.span, self.entries[ident].span)
            return
        kind, holds = self.kind(fields)
        act, parts = fields.node("act"), fields.node("in parts")
        plain = kind in ("one", "list")
        self.entries[ident] = Entry(
            ident, key.text, record, kind,
            Phrase("", "") if plain and "en" not in fields else phrase_of(fields, self.languages),
            self.party(fields, "by"),
            None if act is None else phrase_of(Fields(act, PHRASE_KEYS, self.problems, key.span), self.languages),
            self.party(fields, "judged by"), fields.flag("optional"), fields.text("assumed"),
            fields.flag("only by rules"), self.options(fields), holds, None, derived,
            fields.phrase("source", self.languages), fields.text("fixed"), self.said(fields, "says"),
            self.said(fields, "setting"), self.said(fields, "month"), key.span,
            (fields.text("type") or "").startswith(_SERIES),
            None if parts is None else read_parts(record, parts, key.span, self.problems),
            fields.choice("unit", ("month",)), self.said(fields, "means"),
        )  # fmt: skip
        if kind == "judgement" and self.entries[ident].holder is None and "judged by" not in fields:
            self.problems.append(diagnose("L203", key.span, key="judged by"))
        if kind == "choice" and not self.entries[ident].choices:
            self.problems.append(diagnose("L203", key.span, key="choices"))
        definition = fields.scalar("as")
        if definition is not None:
            self.definitions[ident] = definition

    def said(self, fields: Fields, key: str) -> Phrase | None:
        """An entry's words for sentences."""
        node = fields.node(key)
        if node is None:
            return None
        return self.words(Fields(node, PHRASE_KEYS, self.problems, fields.span), may_only_deny=key == "setting")

    def words(self, fields: Fields, may_only_deny: bool = False) -> Phrase:
        """A phrase for sentences, in which `{company}` stands for the words of that party."""
        phrase = phrase_of(fields, self.languages, may_only_deny)
        told = {"ja": phrase.ja, "en": phrase.en, "ja_not": phrase.ja_not, "en_not": phrase.en_not}
        bound: list[str] = []
        for key, party in self.parties.items():
            slot, name = f"{{{key}}}", {"ja": party.phrase.ja, "en": definite(party.phrase.en)}
            if any(slot in (text or "") for text in told.values()):
                bound += name.values()
                told = {at: text and text.replace(slot, name[at[:2]]) for at, text in told.items()}
        if phrase.ja and phrase.en and slots_of_lists(told["ja"] or "") != slots_of_lists(told["en"] or ""):
            self.problems.append(diagnose("V401", phrase.span, ja=phrase.ja, en=phrase.en))
        for at in told:
            told[at], lists = with_lists(told[at], at[:2])
            bound += lists
        return replace(phrase, **told, bound=tuple(bound))  # type: ignore[arg-type]

    def kind(self, fields: Fields) -> tuple[TypeKind, str | None]:
        text = fields.text("type", required=True) or ""
        for prefix, kind in (("list of ", "list"), (_SERIES, "list"), ("one ", "one")):
            if text.startswith(prefix):
                return kind, text.removeprefix(prefix)  # type: ignore[return-value]
        if text in _KINDS:
            return _KINDS[text], None
        scalar = fields.scalar("type")
        if scalar is not None:
            known = [*_KINDS, "list of <record>", "series of <record>", "one <record>"]
            self.problems.append(
                diagnose("L204", scalar.span, text=text, known=", ".join(known), hint=nearest(text, known))
            )
        return "text", None

    def party(self, fields: Fields, key: str) -> str | None:
        return fields.choice(key, (*self.parties, THE_PARTY, OTHER_PARTY))

    def options(self, fields: Fields) -> tuple[Option, ...]:
        found = [
            (key, Fields(node, ("ja", "en", "says"), self.problems, key.span))
            for key, node in fields.children("choices")
        ]
        return tuple(Option(k.text, phrase_of(f, self.languages), self.said(f, "says")) for k, f in found)

    def action(self, key: Scalar, node: Node) -> None:
        fields = Fields(node, _ACTION, self.problems, key.span)
        if key.text in self.actions:
            self.twice(key.text, key.span, self.actions[key.text].span)
            return
        name = phrase_of(fields, self.languages)
        self.actions[key.text] = Action(
            key.text, name, self.frames(fields, name), fields.text("done by"), None, None, fields.flag("power"),
            fields.text("fixed"), key.span, reserved=fields.flag("reserved"),
            claim=fields.flag("claim"),
        )  # fmt: skip
        for part in ("where", "kept", "done so far"):
            scalar = fields.scalar(part)
            if scalar is not None:
                self.standing[key.text, part] = scalar

    def frames(self, fields: Fields, name: Phrase) -> Phrase:
        node = fields.node("says")
        if node is None:
            return name
        says = self.words(Fields(node, PHRASE_KEYS, self.problems, fields.span))
        if "ja" in self.languages and "en" in self.languages and slots(says.ja) != slots(says.en):
            self.problems.append(
                diagnose("V401", node.span, ja=", ".join(sorted(slots(says.ja))), en=", ".join(sorted(slots(says.en))))
            )
        return says


_LIST = re.compile(r"\{(or|and): *([^{}]*)\}")
_LINKS = {"ja": {"or": ("、", "又は"), "and": ("、", "及び")}, "en": {"or": (", ", " or "), "and": (", ", " and ")}}


def slots_of_lists(frame: str) -> list[tuple[str, int]]:
    """The lists of a frame: their word, and how many members each has."""
    return [(found[1], len(found[2].split(";"))) for found in _LIST.finditer(frame)]


def with_lists(frame: str | None, language: str) -> tuple[str | None, list[str]]:
    """`{or: A; B; C}` as A、B又はC and as A, B or C; and the texts so made."""
    if frame is None:
        return None, []
    made: list[str] = []

    def joined(found: re.Match[str]) -> str:
        members, (comma, last) = [m.strip() for m in found[2].split(";")], _LINKS[language][found[1]]
        last = "" if members[-1].startswith("その他") else last  # 電話、郵便その他…の方法
        made.append(comma.join(members[:-1]) + last + members[-1])
        return made[-1]

    return _LIST.sub(joined, frame), made


def slots(frame: str) -> frozenset[str]:
    """The `{…}` of a frame."""
    return frozenset(part.partition("}")[0] for part in frame.split("{")[1:])
