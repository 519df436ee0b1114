"""What English alternatives share is said once: `there is intent or gross negligence on the part of …`."""

from collections.abc import Sequence
from dataclasses import replace

from dsl.base.english import finite_at
from dsl.wording.english.nouns import joined_nouns
from dsl.wording.said import Clause, Conceded, Group, Said, Setting

_PREPOSITIONS = ("to", "by", "of", "for", "in", "on", "under", "from", "with", "at")
_THERE = ["there", "is"]


def factored(said: Said) -> Said:
    """The same meaning with alternatives that differ in one noun as one clause."""
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
    alike = len({(c.subject, c.lead, c.time) for c in clauses}) == 1
    if len(clauses) < len(parts) or not alike or any(c.negative for c in clauses):
        return Group("or", parts)
    return _one_clause(clauses) or Group("or", parts)


def _one_clause(clauses: list[Clause]) -> Clause | None:
    texts = [f"{c.subject} {c.predicate}".split() for c in clauses]
    head = _shared(texts)
    tail = _shared([text[head:][::-1] for text in texts])
    while tail and texts[0][-tail] not in _PREPOSITIONS:
        tail -= 1
    while head and not _takes_nouns(texts[0][:head]):
        head -= 1
    nouns = [" ".join(text[head : len(text) - tail]) for text in texts]
    if not head or not all(nouns) or any(finite_at(noun.split()) is not None for noun in nouns):
        return None
    ending = texts[0][len(texts[0]) - tail :]
    predicate = " ".join([*texts[0][:head], joined_nouns(nouns, "or"), *ending])
    return replace(clauses[0], subject="", predicate=predicate)


def _shared(texts: Sequence[Sequence[str]]) -> int:
    """How many first words all texts share, leaving each at least one of its own."""
    count = 0
    for words in zip(*texts, strict=False):
        if len(set(words)) > 1:
            break
        count += 1
    return min(count, min(len(text) for text in texts) - 1)


def _takes_nouns(head: list[str]) -> bool:
    """Whether what follows must be a noun: behind a preposition or `there is`."""
    return head[-1] in _PREPOSITIONS or head == _THERE
