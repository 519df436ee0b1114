"""English inflection, as little as sentences of contracts need."""

_FINITE = ("is", "are", "was", "were", "has", "have", "does", "do", "can", "may", "will", "must", "shall")
_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}


class CannotInflect(Exception):
    """The clause has no verb that the tables know; the vocabulary must give `en_not`."""


def third_person(verb_phrase: str) -> str:
    """`notify the other party` → `notifies the other party`; leading adverbs in -ly are passed over."""
    words = verb_phrase.split(" ")
    at = next((i for i, word in enumerate(words) if not word.endswith("ly")), 0)
    words[at] = _singular(words[at])
    return " ".join(words)


def _singular(verb: str) -> str:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")


def negated_verb(verb_phrase: str) -> str:
    """`accept the offer` → `does not accept the offer`."""
    head, _, rest = verb_phrase.partition(" ")
    return f"is not {rest}" if head == "be" else f"does not {verb_phrase}"


def negated_clause(clause: str) -> str:
    """`payment is late` → `payment is not late`; raises CannotInflect where no auxiliary is found."""
    words = clause.split(" ")
    for at, word in enumerate(words):
        if word in _FINITE:
            return " ".join([*words[: at + 1], "not", *words[at + 1 :]])
    raise CannotInflect(clause)


def indefinite(noun: str) -> str:
    return f"an {noun}" if noun[:1].lower() in "aeio" else f"a {noun}"


def ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def roman(number: int) -> str:
    """Item numbers: 3 → iii."""
    out = ""
    for value, letters in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out, number = out + letters, number - value
    return out


def joined(parts: list[str], word: str) -> str:
    """`A, B and C`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"
