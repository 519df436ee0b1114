"""English inflection, as little as sentences of contracts need."""

from collections.abc import Sequence

_FINITE = ("is", "are", "was", "were", "has", "have", "does", "do", "can", "may", "will", "must", "shall")
_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_VERBS_IN_LY = (
    "ally",
    "apply",
    "bully",
    "comply",
    "fly",
    "imply",
    "multiply",
    "rally",
    "rely",
    "reply",
    "supply",
    "tally",
)
_NOUNS_BEHIND_HAVE = ("a", "an", "the", "any", "no", "its", "their")


_PLURAL = {"is": "are", "are": "are", "was": "were", "were": "were", "has": "have", "does": "do"}
_LIKE_YOU = ("uni", "use", "usa", "usu", "uti", "eu", "one", "once")
_SILENT_H = ("hour", "honest", "honour", "honor", "heir")
_DETERMINERS = (
    "the ", "a ", "an ", "any ", "another ", "no ", "this ", "that ", "these ", "those ",
    "its ", "their ", "each ", "every ", "all ",
)  # fmt: skip
_CARDINALS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class CannotInflect(Exception):
    """The clause has no verb that the tables know; the vocabulary must give `en_not`."""


def third_person(verb_phrase: str) -> str:
    """`notify the other party` → `notifies the other party`; leading adverbs in -ly are passed over."""
    words = verb_phrase.split(" ")
    at = _verb_at(words)
    words[at] = _singular(words[at])
    return " ".join(words)


def _verb_at(words: list[str]) -> int:
    return next((i for i, word in enumerate(words) if not word.endswith("ly") or word in _VERBS_IN_LY), 0)


def _singular(verb: str) -> str:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")


def negated_verb(verb_phrase: str) -> str:
    """`accept the offer` → `does not accept the offer`."""
    words = verb_phrase.split(" ")
    at = _verb_at(words)
    if words[at] != "be":
        return f"does not {verb_phrase}"
    return " ".join([*words[:at], "is not", *words[at + 1 :]])


def negated_clause(clause: str) -> str:
    """`payment is late` → `payment is not late`, `there is a defect` → `there is no defect`.

    Raises CannotInflect where no auxiliary is found.
    """
    words = clause.split(" ")
    at = finite_at(words)
    if at is None:
        raise CannotInflect(clause)
    before, verb, rest = words[:at], words[at], words[at + 1 :]
    if before == ["there"] and verb in _PLURAL:
        return " ".join([*before, verb, "no", *(rest[1:] if rest[:1] in (["a"], ["an"], ["any"]) else rest)])
    if verb in ("has", "have") and rest[:1] and rest[0] in _NOUNS_BEHIND_HAVE:
        return " ".join([*before, "does" if verb == "has" else "do", "not have", *rest])
    return " ".join([*before, verb, "not", *rest])


def agreeing(subject: str, predicate: str) -> str:
    """`the unpaid fees`, `is less than` → `are less than`: a predicate that begins with is, has, does or exceeds."""
    verb, space, rest = predicate.partition(" ")
    if verb not in _OF_MANY or not _is_plural(subject):
        return predicate
    return f"{_OF_MANY[verb]}{space}{rest}"


_OF_MANY = {"is": "are", "has": "have", "does": "do", "exceeds": "exceed"}
_BEHIND_HEAD = (
    "of", "for", "to", "in", "under", "until", "from", "at", "by", "on", "with", "that", "which", "due", "already",
)  # fmt: skip
_NOT_PLURAL = ("ss", "us", "is")


def _is_plural(noun: str) -> bool:
    """Whether the head of a noun phrase, what stands before its first preposition or bracket, is in the plural."""
    words = noun.split()
    end = next((at for at, word in enumerate(words) if word in _BEHIND_HEAD or word.startswith("(")), len(words))
    head = [word.strip(",") for word in words[:end] if word.strip(",").isalpha()]
    return bool(head) and head[-1].endswith("s") and not head[-1].endswith(_NOT_PLURAL)


def finite_at(words: Sequence[str]) -> int | None:
    """Where the auxiliary of a clause stands."""
    return next((at for at, word in enumerate(words) if word in _FINITE), None)


def indefinite(noun: str) -> str:
    """`a` or `an` by sound; `other contract` → `another contract`."""
    if noun.startswith("other "):
        return f"an{noun}"
    lower = noun.lower()
    vowel = lower[:1] in set("aeiou") and not lower.startswith(_LIKE_YOU)
    return f"an {noun}" if vowel or lower.startswith(_SILENT_H) else f"a {noun}"


def definite(noun: str) -> str:
    """`the`, unless the noun has an article or another determiner, or is a proper name of its own."""
    return noun if noun.lower().startswith(_DETERMINERS) else f"the {noun}"


def number_word(number: int) -> str:
    """One to ten in words."""
    return _CARDINALS[number] if number < len(_CARDINALS) else str(number)


def ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def roman(number: int) -> str:
    """Item numbers: 3 → iii."""
    out = ""
    for value, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while number >= value:
            out, number = out + letters, number - value
    return out


def joined(parts: list[str], word: str) -> str:
    """`A, B and C`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"
