"""One facts document to a case: keys known by the vocabulary, values typed, every problem with its place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dsl.base.diagnostic import BadInput, Diagnostic, diagnose, nearest, some_of
from dsl.base.moment import parse_date
from dsl.facts.documents import read_documents
from dsl.facts.series import check_keys, key_of, place_of
from dsl.facts.values import Reader
from dsl.model.book import Book
from dsl.model.case import Case, Instance
from dsl.model.node import Mapping, Node, Scalar, Sequence
from dsl.model.reading import wrong_answer
from dsl.model.value import Judgement, Null, Value
from dsl.model.vocabulary import CASE, Entry, InParts

RESERVED = ("as_of", "documents", "name", "readings", "until")
RESERVED_JA = {"基準日": "as_of", "文書": "documents", "事案名": "name", "解釈": "readings", "終期": "until"}
MORE = ("…", "...")


def read_case(node: Node, book: Book, as_of: date | None = None) -> Case:
    """Read a case. `as_of` beats the document's own. Raises BadInput with everything that is wrong."""
    problems: list[Diagnostic] = []
    if not isinstance(node, Mapping):
        raise BadInput([diagnose("L201", node.span, wanted="key: value")])
    own = {RESERVED_JA.get(k.text, k.text): v for k, v in node.entries}
    records = _Records(book, problems)
    rest = Mapping(tuple((k, v) for k, v in node.entries if RESERVED_JA.get(k.text, k.text) not in RESERVED), node.span)
    root = records.instance(CASE, "", -1, rest)
    day = as_of or _as_of(own.get("as_of"), node, book, problems)
    documents = read_documents(own.get("documents"), book, problems)
    readings = _readings(own.get("readings"), book, problems)
    until = _day(own["until"], book, problems) if "until" in own else None
    standing = records.standing()
    if problems:
        raise BadInput(problems)
    name = own.get("name")
    return Case(
        day, root, documents, tuple(records.assumed), name.text if isinstance(name, Scalar) else "", readings, until,
        standing, tuple(records.reader.eithers),
    )  # fmt: skip


def _as_of(node: Node | None, whole: Node, book: Book, problems: list[Diagnostic]) -> date:
    if node is None:
        problems.append(diagnose("F507", whole.span))
        return date(1, 1, 1)
    return _day(node, book, problems)


def _day(node: Node, book: Book, problems: list[Diagnostic]) -> date:
    day = parse_date(node.text) if isinstance(node, Scalar) else None
    if day is None:
        problems.append(diagnose("F503", node.span, text=node.text if isinstance(node, Scalar) else "…"))
        return date(1, 1, 1)
    first, last = book.settings.calendar_years
    if not first <= day.year <= last:
        problems.append(diagnose("F504", node.span, day=day, first=first, last=last))
    return day


def _readings(node: Node | None, book: Book, problems: list[Diagnostic]) -> dict[str, str]:
    """The answers chosen for this case, by question."""
    chosen: dict[str, str] = {}
    if node is not None and not isinstance(node, Mapping):
        problems.append(diagnose("L201", node.span, wanted="question: answer"))
    for key, value in node.entries if isinstance(node, Mapping) else ():
        answer = value.text if isinstance(value, Scalar) else "…"
        found = wrong_answer(key.text, answer, book.readings)
        if found is None:
            chosen[key.text] = answer
        else:
            code, given, known = found
            span = key.span if code == "R901" else value.span
            problems.append(diagnose(code, span, name=given, question=key.text, known=", ".join(known) or "—",
                                     hint=nearest(given, known)))  # fmt: skip
    return chosen


class _Records:
    """Builds instances; `assumed` collects the paths that the book's standing assumptions filled."""

    def __init__(self, book: Book, problems: list[Diagnostic]):
        self.book, self.problems, self.reader = book, problems, Reader(book, problems)
        self.assumed: list[str] = []

    def instance(self, record: str, path: str, index: int, node: Node | None) -> Instance:
        entries = self.book.vocabulary.records[record].entries
        values: dict[str, Value | Judgement] = {}
        one: dict[str, Instance] = {}
        lists: dict[str, tuple[Instance, ...]] = {}
        more: set[str] = set()
        for entry, value in self._given(record, entries, node):
            inner = f"{path}.{entry.key}" if path else entry.key
            if entry.kind == "one":
                one[entry.key] = self.instance(entry.holds or CASE, inner, -1, value)
            elif entry.kind == "list":
                lists[entry.key] = self._list(entry, inner, value, more)
            else:
                found = self.reader.value(entry, value, inner)
                if found is not None:
                    values[entry.key] = found
        for entry in entries:
            if entry.parts is not None and entry.key in values:
                self._at_once(record, entry, entry.parts, path, values, lists, node)
        self._assume(entries, path, values)
        for entry in entries:
            if entry.kind == "one" and entry.key not in one and self._assumes(entry.holds or ""):
                inner = f"{path}.{entry.key}" if path else entry.key
                one[entry.key] = replace(self.instance(entry.holds or "", inner, -1, None), blank=True)
        return Instance(record, path, index, values, one, lists, frozenset(more))

    def _at_once(
        self, record: str, entry: Entry, parts: InParts, path: str, values: dict[str, Value | Judgement],
        lists: dict[str, tuple[Instance, ...]], node: Node | None,
    ) -> None:  # fmt: skip
        """The parts that a short form stands for: one of the whole, or none. Both forms at once are an error."""
        records = self.book.vocabulary.entries[parts.records]
        if records.key in lists:
            places = {e.key: key.span for e, key in self._keys(record, node)}
            related = [places[records.key]]
            self.problems.append(diagnose("F518", places[entry.key], name=entry.key, list=records.key, related=related))
            return
        at, inner = values[entry.key], f"{path}.{records.key}" if path else records.key
        if isinstance(at, Null):
            lists[records.key] = ()
        else:
            part = self.instance(records.holds or "", f"{inner}[0]", 0, _told(parts))
            done = self.book.vocabulary.entries[parts.at].key
            same = dict.fromkeys(_wholes(parts), parts.whole) | {done: entry.id}
            lists[records.key] = (replace(part, same=same),)

    def _assumes(self, record: str) -> bool:
        found = self.book.vocabulary.records.get(record)
        return found is not None and any(e.assumed is not None for e in found.entries)

    def _assume(self, entries: tuple[Entry, ...], path: str, values: dict[str, Value | Judgement]) -> None:
        for entry in entries:
            if entry.assumed is not None and entry.key not in values:
                inner = f"{path}.{entry.key}" if path else entry.key
                found = self.reader.value(entry, Scalar(entry.assumed, entry.span), inner)
                if found is not None:
                    values[entry.key] = found
                    self.assumed.append(inner)

    def _list(self, entry: Entry, path: str, node: Node, more: set[str]) -> tuple[Instance, ...]:
        if not isinstance(node, Sequence):
            self.problems.append(diagnose("F502", node.span, name=entry.key, wanted="list / 一覧"))
            return ()
        items = list(node.items)
        if items and _says_more(items[-1]):
            items.pop()
            more.add(entry.key)
        key = key_of(entry, self.book)
        found = tuple(
            self.instance(entry.holds or CASE, f"{path}[{place_of(item, i, key)}]", i, item)
            for i, item in enumerate(items)
        )
        if key is not None:
            spans = [item.span for item in items]
            check_keys(path, list(zip(found, spans, strict=True)), key, entry.key in more, self.problems)
        return found

    def standing(self) -> dict[str, dict[str, Value | Judgement]]:
        """What is assumed of every record that a series makes."""
        found: dict[str, dict[str, Value | Judgement]] = {}
        for record in self.book.vocabulary.records.values():
            if record.series is not None and record.series.key is not None:
                entries = [(e, Scalar(e.assumed, e.span)) for e in record.entries if e.assumed]
                told = {e.key: self.reader.value(e, scalar, e.key) for e, scalar in entries}
                found[record.key] = {key: value for key, value in told.items() if value is not None}
        return {record: values for record, values in found.items() if values}

    def _names(self, entries: tuple[Entry, ...]) -> dict[str, Entry]:
        """The entries of a record by each of their spellings."""
        names = {name: e for e in reversed(entries) for name in (e.phrase.en, e.phrase.ja, e.key) if name}
        return names | self._record_names(entries)

    def _keys(self, record: str, node: Node | None) -> Iterator[tuple[Entry, Scalar]]:
        """The keys that a mapping gives, with their entries."""
        names = self._names(self.book.vocabulary.records[record].entries)
        keys = [key for key, _ in node.entries] if isinstance(node, Mapping) else []
        return ((names[key.text], key) for key in keys if key.text in names)

    def _given(self, record: str, entries: tuple[Entry, ...], node: Node | None) -> list[tuple[Entry, Node]]:
        if node is None:
            return []
        if not isinstance(node, Mapping):
            self.problems.append(diagnose("F502", node.span, name=record, wanted="key: value"))
            return []
        names = self._names(entries)
        found: dict[str, tuple[Entry, Node]] = {}
        for key, value in node.entries:
            entry = names.get(key.text)
            if entry is None:
                self._unknown_key(key, record, names)
            elif entry.key in found:
                self.problems.append(diagnose("L109", key.span, key=key.text, related=[found[entry.key][1].span]))
            else:
                found[entry.key] = (entry, value)
        return list(found.values())

    def _record_names(self, entries: tuple[Entry, ...]) -> dict[str, Entry]:
        out: dict[str, Entry] = {}
        for entry in entries:
            held = self.book.vocabulary.records.get(entry.holds or "")
            if held is not None:
                out |= {n: entry for n in (held.phrase.ja, held.plural or held.phrase.en, entry.key) if n}
        return out

    def _unknown_key(self, key: Scalar, record: str, names: dict[str, Entry]) -> None:
        known = some_of(sorted({e.key for e in names.values()}), key.text)
        hint = nearest(key.text, names)
        self.problems.append(diagnose("F501", key.span, key=key.text, record=record, known=known, hint=hint))


def _told(parts: InParts) -> Mapping:
    """What is said of the one part that a short form stands for."""
    return Mapping(tuple((Scalar(key), Scalar(text)) for key, text in parts.one if text is not None))


def _wholes(parts: InParts) -> list[str]:
    return [key for key, text in parts.one if text is None]


def _says_more(node: Node) -> bool:
    """`- …: more` at the end of a list: there may be others."""
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return False
    key, value = node.entries[0]
    return key.text in MORE and isinstance(value, Scalar) and value.text == "more"
