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
class Case:
    """`assumed` are the paths that the book's standing assumptions filled; `documents` what is said of each layer;
    `readings` the answers chosen for this case instead of the book's defaults; `until` how far its series are made out,
    `standing` what is assumed of every record of a type that a series makes."""

    as_of: date
    root: Instance
    documents: Mapping[str, DocumentState]
    assumed: tuple[str, ...] = ()
    name: str = ""
    readings: Mapping[str, str] = field(default_factory=dict)
    until: date | None = None
    standing: Mapping[str, Mapping[str, Value | Judgement]] = field(default_factory=dict)
