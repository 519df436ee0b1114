"""The records of a series as a facts file gives them: told apart by their keys, which name them in paths."""

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.base.moment import parse_date
from dsl.base.source import Span
from dsl.model.book import Book
from dsl.model.case import Instance
from dsl.model.node import Mapping, Node, Scalar
from dsl.model.value import Judgement, Known, Value
from dsl.model.vocabulary import Entry


def key_of(entry: Entry, book: Book) -> Entry | None:
    """The fact by which the records of a list are told apart, where they are made one from the other."""
    series = book.vocabulary.records[entry.holds or ""].series if entry.in_series else None
    return book.vocabulary.entries.get(series.key) if series is not None and series.key else None


def place_of(item: Node, at: int, key: Entry | None) -> str:
    """What stands in the brackets of a record's path: its key, or its place in the list."""
    if key is None or not isinstance(item, Mapping):
        return str(at)
    spelt = {key.key, key.phrase.ja, key.phrase.en}
    given = next((value for name, value in item.entries if name.text in spelt), None)
    return given.text if isinstance(given, Scalar) and parse_date(given.text) else str(at)


def check_keys(
    path: str, items: list[tuple[Instance, Span]], key: Entry, more: bool, problems: list[Diagnostic]
) -> None:
    """No key is given twice; in a list that goes on, each record says which member it is."""
    seen: dict[Value | Judgement, Span] = {}
    for item, span in items:
        found = item.values.get(key.key)
        if not isinstance(found, Known):
            if more:
                problems.append(diagnose("Q914", span, series=path, name=key.key))
        elif found in seen:
            problems.append(diagnose("Q912", span, series=path, name=key.key, key=found.value, related=[seen[found]]))
        else:
            seen[found] = span
