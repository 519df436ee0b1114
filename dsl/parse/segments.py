"""A text cut into tokens: the longest match from the left, and every other cut for the check that none also parses."""

from collections.abc import Iterable
from dataclasses import dataclass

from lark import Token

from dsl.base.folding import ARTICLES, FOLD
from dsl.parse.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Folded:
    """Text made ready for matching, with the offset of each of its characters in the original."""

    text: str
    origin: tuple[int, ...]


def fold_text(text: str) -> Folded:
    """Narrow signs, lower case, single spaces; spaces beside Japanese characters vanish."""
    chars: list[tuple[str, int]] = []
    for at, char in enumerate(text.translate(FOLD)):
        char = " " if char.isspace() else char
        small = char.lower()
        if char == " " and (not chars or chars[-1][0] == " " or not chars[-1][0].isascii()):
            continue
        if not char.isascii() and chars and chars[-1][0] == " ":
            chars.pop()
        chars.append((small if len(small) == 1 else char, at))
    if chars and chars[-1][0] == " ":
        chars.pop()
    return Folded("".join(c for c, _ in chars), (*(at for _, at in chars), len(text)))


class Unreadable(Exception):
    """No known word stands at `offset` of the original text; `word` is what stands there, `before` was read."""

    def __init__(self, offset: int, word: str, before: Iterable[Token] = ()):
        self.offset, self.word, self.before = offset, word, tuple(before)
        super().__init__(word)


def longest(folded: Folded, original: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of the longest match from the left. Raises Unreadable at the first unknown word."""
    tokens: list[Token] = []
    at = _start(folded.text, 0, lexicon)
    while at < len(folded.text):
        best = next(iter(lexicon.matches(folded.text, at)), None)
        if best is None:
            raise Unreadable(folded.origin[at], _word(folded.text, at, lexicon), tokens)
        tokens.append(_token(folded, original, at, best))
        at = _start(folded.text, at + best[0], lexicon)
    return tokens


def _start(text: str, at: int, lexicon: Lexicon) -> int:
    """The next place where a token must begin: past a space and an English article."""
    if text.startswith(" ", at):
        at += 1
    for article in ARTICLES:
        if text.startswith(article, at) and not (at and text[at - 1].isascii() and text[at - 1].isalnum()):
            return _start(text, at + len(article), lexicon)
    return at


class Word(Token):
    """A token with what the vocabulary or a literal means by it."""

    payload: object = None


def _token(folded: Folded, original: str, at: int, match: tuple[int, str, object]) -> Token:
    length, kind, payload = match
    start, end = folded.origin[at], folded.origin[at + length - 1] + 1
    word = Word(kind, original[start:end], start_pos=start, end_pos=end)
    word.payload = payload
    return word


_STOPS = frozenset({
    "AND", "OR", "COMMA", "SEMI", "LPAR", "RPAR", "THEN", "OTHERWISE", "WHERE", "SATISFIES", "AT", "DESPITE_JA",
    "CASE_JA", "AMONG_JA", "SUCH_EXISTS_JA", "SUCH_LACKS_JA", "SUCH_FOR_JA", "AT_JA",
})  # fmt: skip
"""The words that may end a name that nobody knows: a keyword such as `is` may well be part of it."""


def _word(text: str, at: int, lexicon: Lexicon) -> str:
    """What stands at an unreadable place, up to a word that joins conditions."""
    end = at + 1
    while end < len(text):
        free = not (text[end - 1].isascii() and text[end - 1].isalnum() and text[end].isascii() and text[end].isalnum())
        if free and any(kind in _STOPS for _, kind, _ in lexicon.matches(text, end)):
            break
        end += 1
    return text[at:end].strip()


Cuts = dict[int, list[tuple[Token, int]]]
"""For each position: the tokens that may stand there, and where the next one begins."""


def all_cuts(folded: Folded, original: str, lexicon: Lexicon) -> Cuts:
    """All cuts that reach the end; empty where none does. Nearly always there is but one."""
    text, edges = folded.text, {}
    open_places = [_start(folded.text, 0, lexicon)]
    while open_places:
        at = open_places.pop()
        if at not in edges and at < len(text):
            edges[at] = [(match, _start(text, at + match[0], lexicon)) for match in lexicon.matches(text, at)]
            open_places += [after for _, after in edges[at]]
    table: Cuts = {}
    for at in sorted(edges, reverse=True):
        onward = [(match, after) for match, after in edges[at] if after >= len(text) or after in table]
        if onward:
            table[at] = [(_token(folded, original, at, match), after) for match, after in onward]
    return table


def first_place(folded: Folded, lexicon: Lexicon) -> int:
    return _start(folded.text, 0, lexicon)


def cut_words(tokens: Iterable[Token]) -> str:
    return " | ".join(str(t) for t in tokens)
