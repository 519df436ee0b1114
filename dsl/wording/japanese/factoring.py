"""What Japanese alternatives share is said once: 支払を不正に免れ、又は免れようとしたとき."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dsl.wording.japanese.nouns import joined_nouns
from dsl.wording.said import Clause, Conceded, Group, Said, Setting

_NOUN = re.compile(r"[^ぁ-ん、]+(の[^ぁ-ん、]+)*")
_BOUNDARY = re.compile(r".*[をにが]")
_SUFFIX = re.compile(r"(により|による|が|を|に)")


def factored(said: Said) -> Said:
    """The same meaning with shared objects left out, and alternatives that differ in one noun as one clause."""
    match said:
        case Clause():
            return said
        case Conceded(concession, main):
            return Conceded(factored(concession), factored(main))
        case Setting(words, part):
            return Setting(words, factored(part))
        case Group("and", parts):
            return Group("and", tuple(factored(p) for p in parts))
        case Group(_, parts):
            return _alternatives(tuple(factored(p) for p in parts))


def _alternatives(parts: tuple[Said, ...]) -> Said:
    clauses = [p for p in parts if isinstance(p, Clause)]
    if len(clauses) < len(parts) or not _one_frame(clauses):
        return Group("or", parts)
    return _one_clause(clauses) or Group("or", _without_shared_object(clauses))


def _one_frame(clauses: list[Clause]) -> bool:
    """Whether only the predicates differ."""
    blank = [replace(c, predicate="", event=False, verb_class=None, deniable=True) for c in clauses]
    return all(b == blank[0] for b in blank)


def _one_clause(clauses: list[Clause]) -> Clause | None:
    """`当社に故意がある` or `当社に重過失がある`: `当社に故意又は重過失がある`."""
    texts = [c.predicate for c in clauses]
    prefix = _to_boundary(_shared(texts))
    rests = [text[len(prefix) :] for text in texts]
    suffix = _shared([rest[::-1] for rest in rests])[::-1]
    found = _SUFFIX.search(suffix)
    if found is None or clauses[0].negative or len({c.event for c in clauses}) > 1:
        return None
    suffix = suffix[found.start() :]
    nouns = [rest.removesuffix(suffix) for rest in rests]
    if not all(_NOUN.fullmatch(noun) for noun in nouns):
        return None
    return replace(clauses[-1], predicate=prefix + joined_nouns(nouns, "又は") + suffix)


def _without_shared_object(clauses: list[Clause]) -> tuple[Said, ...]:
    prefix = _to_boundary(_shared([c.predicate for c in clauses]))
    if any(c.predicate == prefix for c in clauses) or any(c.negative for c in clauses):
        return tuple(clauses)
    return (clauses[0], *(replace(c, predicate=c.predicate[len(prefix) :]) for c in clauses[1:]))


def _shared(texts: Sequence[str]) -> str:
    """The beginning that all texts share."""
    low, high = min(texts), max(texts)
    return low[: next((at for at, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))]


def _to_boundary(prefix: str) -> str:
    """A shared beginning up to its last particle."""
    found = _BOUNDARY.match(prefix)
    return found.group() if found else ""
