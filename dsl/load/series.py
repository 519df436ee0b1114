"""How the records of a type follow one another: `series:` under a record of the vocabulary (language 6a)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.base.source import Span
from dsl.load.fields import Fields
from dsl.model.node import Node, Scalar
from dsl.model.vocabulary import Entry, Record, Series

_GENERATED = ("key", "first", "next", "while")
STEPS = ("first", "next", "while")
_KEYS = (*_GENERATED, "order by")


def read_series(record: str, node: Node, where: Span, problems: list[Diagnostic]) -> tuple[Series, dict[str, Scalar]]:
    """A record's series, and its expressions as text by their keys."""
    fields = Fields(node, _KEYS, problems, where)
    key, order = fields.text("key"), fields.text("order by")
    steps = {name: found for name in STEPS if (found := fields.scalar(name)) is not None}
    made = key is not None and order is None and {"first", "next"} <= set(steps)
    if made == (order is not None and not steps and key is None):
        problems.append(diagnose("Q901", node.span, record=record))
    named = fields.scalar("key") or fields.scalar("order by")
    place = node.span if named is None else named.span
    return Series(key and f"{record}.{key}", order and f"{record}.{order}", span=place), steps


def check_series(records: Mapping[str, Record], entries: Mapping[str, Entry]) -> Iterable[Diagnostic]:
    """A series goes by a date of its record; a list that is said to be one holds records that have it."""
    for record in records.values():
        if record.series is not None and record.series.by:
            yield from _named(record, record.series, entries)
    for entry in entries.values():
        held = records.get(entry.holds or "")
        if entry.in_series and held is not None and held.series is None:
            yield diagnose("Q902", entry.span, record=held.key)


def _named(record: Record, series: Series, entries: Mapping[str, Entry]) -> Iterable[Diagnostic]:
    found = entries.get(series.by)
    fits = found is not None and (found.kind == "date" and not found.derived if series.key else found.kind in _DATED)
    if not fits:
        known = [e.key for e in record.entries if e.kind in _DATED]
        name = series.by.removeprefix(f"{record.key}.")
        yield diagnose("Q903", series.span, name=name, record=record.key, known=", ".join(known) or "—",
                       hint=nearest(name, known))  # fmt: skip


_DATED = ("date", "event")


def with_series(records: Mapping[str, Record], found: Mapping[str, Series]) -> dict[str, Record]:
    return {key: replace(record, series=found.get(key)) for key, record in records.items()}
