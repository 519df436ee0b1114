"""The checked plan: the single source of everything downstream (language 10.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dsl.model.book import Book
from dsl.model.expression import Under
from dsl.model.rule import Provision, Rule


@dataclass(frozen=True, slots=True)
class Plan:
    """A book that has no errors, with what its rules do to one another worked out.

    `beaters[r]` are the rules that beat rule r; `contradictors[r]` those that contradict it without priority;
    `definers[t]` define term t and `causes[e]` bring about event e; `powers[e]` / `bans[e]` give / take the power
    that event e exercises; `order` lists the paths of facts as the vocabulary does. `priorities[b, r]` are the readings
    under which b beats r (each enough), where it does not always; such a pair may also contradict.
    `providers[r]` are the rules of other documents that provide for the point that r leaves to them; `higher[r]` those
    of documents of higher rank that beat r in a case where both hold and contradict. `ways[t]` are the types of record
    from the case down to one of type t.
    """

    book: Book
    rules: Mapping[str, Rule]
    provisions: Mapping[str, Provision]
    beaters: Mapping[str, tuple[str, ...]]
    contradictors: Mapping[str, tuple[str, ...]]
    definers: Mapping[str, tuple[str, ...]]
    causes: Mapping[str, tuple[str, ...]]
    powers: Mapping[str, tuple[str, ...]]
    bans: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...]
    priorities: Mapping[tuple[str, str], tuple[Under, ...]] = field(default_factory=dict)
    providers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    higher: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ways: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
