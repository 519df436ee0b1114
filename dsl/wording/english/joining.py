"""Several English clauses in one sentence: and, or, even though."""

from collections.abc import Sequence
from string import ascii_lowercase

from dsl.wording.english.factoring import factored
from dsl.wording.said import Clause, Conceded, Group, Said, Setting

_EXPLETIVES = ("there", "it")


def spoken(said: Said) -> str:
    """The words of a condition, without `if`; what would nest three deep is lettered."""
    told = factored(said)
    if isinstance(told, Group) and _depth(told) > 2:
        lettered = [f"({x}) {_words(p)}" for x, p in zip(ascii_lowercase, told.parts, strict=False)]
        return f"{', '.join(lettered[:-1])}, {told.word} {lettered[-1]}"
    return _words(told)


def _depth(said: Said) -> int:
    """How many groups of another word than their outer one stand in each other."""
    match said:
        case Group(word, parts):
            return 1 + max(_depth(p) - (isinstance(p, Group) and p.word == word) for p in parts)
        case Setting(_, part):
            return _depth(part)
        case _:
            return 0


def behind_word(said: Said) -> str:
    """The words of a condition behind `if` or `unless`: with a comma before what only leads to it."""
    return (", " if _leads(said) else "") + spoken(said)


def excepting(said: Said) -> str:
    """The words of an exception behind `unless`, which is said again where the first of two is long."""
    told = factored(said)
    if isinstance(told, Group) and told.word == "or" and len(told.parts) == 2:
        first, second = (_words(part) for part in told.parts)
        if len(first) > _LONG:
            return f"{first}, or unless {second}"
    return behind_word(said)


_LONG = 120
"""Characters after which a reader has lost the word that a clause hangs on."""


def _leads(said: Said) -> bool:
    match said:
        case Clause():
            return False
        case Setting(words, part):
            return bool(words) or _leads(part)
        case Conceded():
            return True
        case Group(_, parts):
            return _leads(parts[0])


def _words(said: Said, inside: str = "") -> str:
    match said:
        case Clause():
            return clause_words(said)
        case Conceded(concession, main):
            return f"even though {_words(concession)}, {_words(main)}"
        case Setting(words, part):
            return words + _words(part)
        case Group(word, parts):
            shared = _sharing_subject(parts)
            subject, told = _subject_of(parts, shared) if inside else ("", shared)
            mark = _MARKS[inside, word] if inside else ""
            return f"{subject}{mark}{joined_clauses([_words(p, word) for p in told], word)}"


_MARKS = {("and", "and"): "", ("or", "or"): "", ("and", "or"): "either ", ("or", "and"): "both "}
"""What tells where a group inside another group begins."""


def clause_words(clause: Clause) -> str:
    return " ".join(part for part in (clause.lead, clause.subject, clause.predicate, clause.time) if part)


def joined_clauses(clauses: Sequence[str], word: str) -> str:
    """`A, B, and C`; two short clauses without a comma, unless the first has an `or` of its own."""
    plain = "," not in clauses[0] and not (word == "and" and " or " in clauses[0])
    if len(clauses) == 2 and plain:
        return f"{clauses[0]} {word} {clauses[1]}"
    return f"{', '.join(clauses[:-1])}, {word} {clauses[-1]}"


def _sharing_subject(parts: tuple[Said, ...]) -> list[Said]:
    """Clauses in a row about one subject name it once."""
    told: list[Said] = []
    last = ""
    for part in parts:
        subject = part.subject if isinstance(part, Clause) and not part.lead else ""
        same = bool(subject) and subject == last and subject not in _EXPLETIVES
        told.append(_without_subject(part) if same else part)
        last = subject
    return told


def _subject_of(parts: tuple[Said, ...], shared: list[Said]) -> tuple[str, list[Said]]:
    """The one subject of a group, so that `either` may stand behind it."""
    first, *others = shared
    left_out = all(told is not part for told, part in zip(others, parts[1:], strict=True))
    if not isinstance(first, Clause) or not first.subject or not left_out:
        return "", shared
    return f"{first.subject} ", [_without_subject(first), *others]


def _without_subject(part: Said) -> Said:
    return Clause(part.predicate, time=part.time) if isinstance(part, Clause) else part
