"""Conditions, terms and deadlines from the text of a rule."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, Literal

from lark import Token, Tree
from lark.exceptions import UnexpectedToken

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.base.source import Span
from dsl.model.node import Scalar
from dsl.model.spelling import KEYWORDS
from dsl.parse.build import Builder, BuildProblem
from dsl.parse.lexicon import Lexicon
from dsl.parse.segments import Cuts, Folded, Unreadable, all_cuts, cut_words, first_place, fold_text, longest
from dsl.parse.tables import grammar

Start = Literal["condition", "value", "deadline"]
MAX_LENGTH = 4_000
MAX_NESTING = 40
MAX_DEPTH = 200
MAX_CUTS = 2_000


def parse_expression(source: Scalar, lexicon: Lexicon, start: Start) -> Any | Diagnostic:
    """A node (for `deadline` a pair: by or before, limit), or the one diagnostic that says why not."""
    locate = _locator(source)
    if len(source.text) > MAX_LENGTH:
        return diagnose("P207", source.span, limit=MAX_LENGTH)
    folded = fold_text(source.text)
    try:
        tokens = longest(folded, source.text, lexicon)
    except Unreadable as problem:
        found = _shorter_names(folded, source, lexicon, start) or _unknown(problem, source.text, locate, lexicon)
        return _read_before(found, problem.before)
    if _depth(tokens) > MAX_NESTING:
        return diagnose("P207", source.span, limit=MAX_NESTING)
    try:
        tree = _feed(tokens, start)
        if _too_deep(tree):
            return diagnose("P207", source.span, limit=MAX_DEPTH)
        node = Builder(locate).build(tree)
    except UnexpectedToken as problem:
        before = [t for t in tokens if (t.start_pos or 0) < (problem.token.start_pos or 0)]
        found = _shorter_names(folded, source, lexicon, start) or _unexpected(problem, tokens, source, locate)
        return _read_before(found, tokens if problem.token.type == "$END" else before)
    except BuildProblem as problem:
        return diagnose(problem.code, problem.span)
    cuts = all_cuts(folded, source.text, lexicon)
    if any(len(found) > 1 for found in cuts.values()):
        for other, path in _readings(cuts, folded, source, lexicon, start):
            if other != node:
                return diagnose("P208", source.span, one=cut_words(tokens), other=cut_words(path))
    return node


def _feed(tokens: list[Token], start: Start) -> Any:
    parser = grammar().parse_interactive("", start)
    for token in tokens:
        parser.feed_token(token)
    last = tokens[-1].end_pos if tokens else 0
    return parser.feed_token(Token("$END", "", start_pos=last or 0, end_pos=last or 0))


def _too_deep(tree: Any) -> bool:
    """Whether a tree is deeper than any honest sentence: chains without brackets nest, too."""
    level = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for node in level if isinstance(node, Tree) for child in node.children]
        if not level:
            return False
    return True


def _depth(tokens: list[Token]) -> int:
    deepest = depth = 0
    for token in tokens:
        depth += (token.type == "LPAR") - (token.type == "RPAR")
        deepest = max(deepest, depth)
    return deepest


def _locator(source: Scalar) -> Any:
    line, column = source.content

    def place(offset: int) -> tuple[int, int]:
        before = source.text[:offset]
        breaks = before.count("\n")
        return line + breaks, column + offset - (before.rfind("\n") + 1)

    def locate(start: int, end: int) -> Span:
        return Span(source.span.file, *place(start), *place(end))

    return locate


def _read_before(found: Any, tokens: Iterable[Token]) -> Any:
    """A diagnostic with the words that were read before it; a tree as it is."""
    return replace(found, understood=cut_words(tokens)) if isinstance(found, Diagnostic) else found


_CITED = re.compile(
    r"第[0-9一二三四五六七八九十百]+条(の[0-9]+)?(第[0-9一二三四五六七八九十]+[項号])*(ただし書|なお書|後段)?"
)
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月\d{1,2}日")


def _unknown(problem: Unreadable, text: str, locate: Any, lexicon: Lexicon) -> Diagnostic:
    if found := _around(problem.offset, _DATED, text):
        return diagnose("F503", locate(*found.span()), text=found.group())
    if found := _around(problem.offset, _CITED, text):
        return diagnose("N309", locate(*found.span()), id=found.group())
    span = locate(problem.offset, problem.offset + len(problem.word))
    near = nearest(problem.word, lexicon.names, 0.8)
    entry = near or _entry_to_paste(problem.word)
    return diagnose("P201", span, hint=entry, word=problem.word)


def _around(offset: int, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next((found for found in pattern.finditer(text) if found.start() <= offset < found.end()), None)


def _entry_to_paste(word: str) -> str:
    """A fact of the vocabulary with this phrase, as a line under `records: <record>: facts:`."""
    key = "".join(c if c.isascii() and c.isalnum() else "_" for c in word.lower()).strip("_") or "new_fact"
    ja, en = (word, "…") if not word.isascii() else ("…", word)
    return f"        {key}: {{type: truth, ja: {ja}, en: {en}}}\n"


_EXPECTED = {
    "TRUTH": ("事実・判断", "a truth"), "VALUE": ("値の名", "a value"), "EVENT": ("出来事", "an event"),
    "RECORD": ("記録の名", "a record"), "REF": ("条項", "a provision"), "$END": ("文の終わり", "the end"),
    "NUMBER": ("数", "a number"), "MONEY": ("金額", "an amount"), "DATE": ("日付", "a date"),
    "READING": ("解釈", "a reading"), "DURATION": ("期間", "a duration"), "PERCENT": ("割合", "a percentage"),
}  # fmt: skip


def _unexpected(problem: UnexpectedToken, tokens: list[Token], source: Scalar, locate: Any) -> Diagnostic:
    token = problem.token
    expected = sorted(problem.accepts or problem.expected or ())
    if token.type == "$END" and (opened := _left_open(tokens)) is not None:
        return diagnose("P209", locate(opened.start_pos, opened.end_pos))
    if token.type == "$END":
        span = locate(len(source.text.rstrip()), len(source.text.rstrip()) + 1)
    else:
        span = locate(token.start_pos, token.end_pos)
    other = {"AND": "OR", "OR": "AND"}.get(token.type)
    last = next((t for t in reversed(tokens) if (t.start_pos or 0) < (token.start_pos or 0)), None)
    if other and any(t.type == other for t in tokens) and (last is None or last.type not in ("AND", "OR")):
        return diagnose("P203", span)
    words = [_EXPECTED[e][0] + "/" + _EXPECTED[e][1] if e in _EXPECTED else _keyword(e) for e in expected]
    told = ", ".join(sorted({w for w in words if w})[:8])
    return diagnose("P202", span, word=str(token) or "—", expected=told)


def _left_open(tokens: list[Token]) -> Token | None:
    """The last bracket that is opened and never closed."""
    opened: list[Token] = []
    for token in tokens:
        if token.type == "LPAR":
            opened.append(token)
        elif token.type == "RPAR" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _keyword(token: str) -> str:
    en, ja = KEYWORDS.get(token, ((), ()))
    return (en or ja or ("",))[0]


def _shorter_names(folded: Folded, source: Scalar, lexicon: Lexicon, start: Start) -> Any | Diagnostic | None:
    """What a text means whose longest names lead nowhere: 事項|の|通知者 where 事項の通知 is a name too."""
    cuts = all_cuts(folded, source.text, lexicon)
    first: tuple[Any, tuple[Token, ...]] | None = None
    for node, path in _readings(cuts, folded, source, lexicon, start):
        if first is not None and node != first[0]:
            return diagnose("P208", source.span, one=cut_words(first[1]), other=cut_words(path))
        first = first or (node, path)
    return None if first is None else first[0]


def _readings(
    cuts: Cuts, folded: Folded, source: Scalar, lexicon: Lexicon, start: Start
) -> Iterator[tuple[Any, tuple[Token, ...]]]:
    """Every tree to which some cut parses, with the cut; the search ends after MAX_CUTS steps."""
    builder, end = Builder(_locator(source)), len(folded.text)
    stack: list[tuple[int, Any, tuple[Token, ...]]] = [
        (first_place(folded, lexicon), grammar().parse_interactive("", start), ())
    ]
    tried = 0
    while stack and tried < MAX_CUTS:
        at, parser, path = stack.pop()
        tried += 1
        if at >= end:
            with suppress(UnexpectedToken, BuildProblem):
                # Fed anew: Lark's reductions write into lists that the copies of a parser share.
                yield builder.build(_feed(list(path), start)), path
        for token, after in cuts.get(at, ()):
            further = parser.copy(deepcopy_values=False)
            with suppress(UnexpectedToken):
                further.feed_token(token)
                stack.append((after, further, (*path, token)))


# ── one language a sentence ───────────────────────────────────────────────────────────────────────

_BOTH_SCRIPTS = re.compile(r"(?s)(?=.*[a-z])(?=.*[\u3040-\u30ff\u3400-\u9fff])", re.IGNORECASE)


def mixed_languages(source: Scalar, lexicon: Lexicon) -> Iterator[Diagnostic]:
    """A keyword of the other language in an expression that reads well. Names may be told in either; they only count
    for what the language of the whole is, and options such as names of products, in Latin letters in both, do not."""
    if _BOTH_SCRIPTS.match(source.text) is None:
        return
    tokens = longest(fold_text(source.text), source.text, lexicon)
    written = {"en": [t for t in tokens if _is_keyword(t, 0)], "ja": [t for t in tokens if _is_keyword(t, 1)]}
    options = {str(t) for t in tokens if t.type == "CHOICE"}
    names = [str(t) for t in tokens if t.type not in KEYWORDS and any(c.isalpha() for c in str(t))]
    names = [n for n in names if not (n.isascii() and n in options)]
    in_english = sum(name.isascii() for name in names)
    is_english = len(written["en"]) + in_english >= len(written["ja"]) + len(names) - in_english
    main, other = ("en", "ja") if is_english else ("ja", "en")
    if not written[other]:
        return
    foreign = written[other][0]
    own = next(iter(KEYWORDS[foreign.type][0 if main == "en" else 1]), "")
    span = _locator(source)(foreign.start_pos, foreign.end_pos)
    yield diagnose("P210", span, hint=own, word=str(foreign), language=main)


def _is_keyword(token: Token, language: int) -> bool:
    """Whether a token is a keyword spelt in a language (0 English, 1 Japanese)."""
    found = KEYWORDS.get(token.type)
    spelt = fold_text(str(token)).text
    return found is not None and spelt in found[language] and any(c.isalpha() for c in spelt)
