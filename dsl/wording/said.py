"""What a condition says, between tree and sentence: clauses with subject, aspect and polarity, and their groups."""

from dataclasses import dataclass, replace
from typing import Literal

from dsl.base.japanese import VerbClass


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate. In Japanese it stands in dictionary form and affirmed; in English it is finite, denied or not.

    subject: a noun phrase without its particle; empty where none can be told apart.
    lead: what stands before the subject; time: before (ja) or after (en) the predicate.
    event: the predicate tells what happens, not what is; deniable: しない限り may be made of it.
    """

    predicate: str
    subject: str = ""
    lead: str = ""
    time: str = ""
    event: bool = False
    negative: bool = False
    deniable: bool = True
    verb_class: VerbClass | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Parts joined by and / or, nested as the rule nests them."""

    word: Literal["and", "or"]
    parts: tuple["Said", ...]


@dataclass(frozen=True, slots=True)
class Conceded:
    """A にもかかわらず B; even though A, B."""

    concession: "Said"
    main: "Said"


@dataclass(frozen=True, slots=True)
class Setting:
    """Words that stand before a whole part: a moment, a topic, a reference."""

    words: str
    part: "Said"


Said = Clause | Group | Conceded | Setting


def settled(said: Said, settings: str) -> Said:
    """A part behind words, or the part itself where there are none."""
    return Setting(settings, said) if settings else said


def elided(said: Said, topic: str) -> Said:
    """Without the subjects that a reader still has in mind, starting from a topic."""
    return _elide(said, topic)[0]


def _elide(said: Said, current: str) -> tuple[Said, str]:
    match said:
        case Clause(subject=""):
            return said, "" if said.lead else current
        case Clause(subject=subject):
            return (replace(said, subject="") if subject == current else said), subject
        case Conceded(concession, main):
            first, current = _elide(concession, current)
            second, current = _elide(main, current)
            return Conceded(first, second), current
        case Setting(words, part):
            part, current = _elide(part, current)
            return Setting(words, part), current
        case Group(word, parts):
            done: list[Said] = []
            for part in parts:
                part, current = _elide(part, current)
                done.append(part)
            return Group(word, tuple(done)), current
