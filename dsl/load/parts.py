"""An event that may come about in parts: `in parts:` under an event of the vocabulary."""

from collections.abc import Iterable, Mapping

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.base.source import Span
from dsl.load.fields import Fields
from dsl.model.node import Node, Scalar
from dsl.model.vocabulary import Entry, InParts

_KEYS = ("of", "at", "counts", "whole", "one")
WHOLE = "whole"
"""The word, under `one`, for the whole amount."""


def read_parts(record: str, node: Node, where: Span, problems: list[Diagnostic]) -> InParts:
    """The list of the parts, what is read of each, and the whole, by their keys; names are checked by `check_parts`."""
    fields = Fields(node, _KEYS, problems, where)
    records, at, counts, whole = (fields.text(key, required=True) or "" for key in _KEYS[:-1])
    one = [(key.text, value.text) for key, value in fields.children("one") if isinstance(value, Scalar)]
    facts = tuple((key, None if text == WHOLE else text) for key, text in one)
    return InParts(f"{record}.{records}", at, counts, f"{record}.{whole}", facts, node.span)


def with_parts(entries: Mapping[str, Entry], problems: list[Diagnostic]) -> dict[str, InParts]:
    """The parts of each event that has some, by its id, with whole names; what does not lead anywhere is a problem."""
    found: dict[str, InParts] = {}
    for entry in entries.values():
        if entry.parts is not None and "." in entry.parts.at:
            found[entry.id] = entry.parts  # of the book that a document's words are added to
        elif entry.parts is not None:
            wrong = list(_wrong(entry, entry.parts, entries))
            problems += wrong
            if not wrong:
                found[entry.id] = _named(entry.parts, entries)
    return found


def _named(parts: InParts, entries: Mapping[str, Entry]) -> InParts:
    held = entries[parts.records].holds or ""
    return InParts(parts.records, f"{held}.{parts.at}", f"{held}.{parts.counts}", parts.whole, parts.one, parts.span)


_AMOUNTS = ("money", "number")


def _wrong(entry: Entry, parts: InParts, entries: Mapping[str, Entry]) -> Iterable[Diagnostic]:
    """Only an event has parts; they are a list of its own record, done at events and counted in one unit."""
    if entry.kind != "event" or entry.derived:
        yield diagnose("Q905", parts.span, key="in parts", name=entry.key, wanted="event", known="—")
        return
    yield from _is(entry.record, "of", parts.records, ("list",), parts.span, entries)
    yield from _is(entry.record, "whole", parts.whole, _AMOUNTS, parts.span, entries)
    records, whole = entries.get(parts.records), entries.get(parts.whole)
    if records is None or records.kind != "list" or whole is None:
        return
    held = records.holds or ""
    yield from _is(held, "at", f"{held}.{parts.at}", ("event",), parts.span, entries)
    yield from _is(held, "counts", f"{held}.{parts.counts}", (whole.kind,), parts.span, entries)
    for key, text in parts.one:
        kinds = tuple(e.kind for e in entries.values() if text is not None or e.kind == whole.kind)
        yield from _is(held, "one", f"{held}.{key}", kinds, parts.span, entries)


def _is(
    record: str, key: str, ident: str, kinds: tuple[str, ...], span: Span, entries: Mapping[str, Entry]
) -> Iterable[Diagnostic]:
    """Whether a key names an entry of a record of one of some kinds."""
    found = entries.get(ident)
    if found is None or found.kind not in kinds:
        known = [e.key for e in entries.values() if e.record == record and e.kind in kinds]
        name = ident.removeprefix(f"{record}.")
        wanted = " / ".join(dict.fromkeys(kinds)) if key != "one" else record
        yield diagnose("Q905", span, key=key, name=name, wanted=wanted, known=", ".join(known) or "—",
                       hint=nearest(name, known))  # fmt: skip
