"""One case: the facts of a contract, typed by the vocabulary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from dsl.model.value import Judgement, Needs, Value

DocumentState = Literal["none", "given", "not known"]
STATES: tuple[DocumentState, ...] = get_args(DocumentState)


@dataclass(frozen=True, slots=True)
class Instance:
    """A record of a case. `values` holds the facts given; `one` and `lists` the records under it.

    A list that is missing from `lists` was left out: unknown. `blank` is the record of such a list, of which
    nothing is known; `waits` is what tells whether there is one, where that is not the list itself. `path` is how the
    facts file would name it: `invoices[0]`, `terms[2026-10-01]` in a series, empty for the case itself. `same` are
    facts that are those of another entry, by key: of the one part that a short form stands for.
    """

    record: str
    path: str
    index: int
    values: Mapping[str, Value | Judgement]
    one: Mapping[str, "Instance"]
    lists: Mapping[str, tuple["Instance", ...]]
    open_lists: frozenset[str] = frozenset()
    blank: bool = False
    waits: Needs = frozenset()
    same: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Either:
    """One fact of which different things are stated: `path` is the fact's, `entry` its word in the vocabulary;
    `sources` says of each statement where it comes from ("" where that is not told; none at all: for no statement)."""

    path: str
    entry: str
    options: tuple[Value | Judgement, ...]
    sources: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[tuple[Value | Judgement, str], ...]:
        """What is stated, each once, with all the sources of the same."""
        found: dict[Value | Judgement, list[str]] = {}
        for option, source in zip(self.options, self.sources or ("",) * len(self.options), strict=True):
            found.setdefault(option, []).append(source)
        return tuple((option, " / ".join(filter(None, sources))) for option, sources in found.items())


@dataclass(frozen=True, slots=True)
class Case:
    """`assumed` are the paths that the book's standing assumptions filled; `documents` what is said of each layer;
    `readings` the answers chosen for this case instead of the book's defaults; `until` how far its series are made out,
    `standing` what is assumed of every record of a type that a series makes. `eithers` are the facts of which different
    things are stated: in `root` each stands with what all its statements have in common, so that a case evaluated as it
    is never comes out more determined than it may; `told_by` says by path from where a fact is taken in one world."""

    as_of: date
    root: Instance
    documents: Mapping[str, DocumentState]
    assumed: tuple[str, ...] = ()
    name: str = ""
    readings: Mapping[str, str] = field(default_factory=dict)
    until: date | None = None
    standing: Mapping[str, Mapping[str, Value | Judgement]] = field(default_factory=dict)
    eithers: tuple[Either, ...] = ()
    told_by: Mapping[str, str] = field(default_factory=dict)
