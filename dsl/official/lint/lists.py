"""J106: a list that is broken: a member without its number, members of other kinds, text between them."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import LEVELS, Document, Printed
from dsl.official.lint.numbering import place_of
from dsl.official.marks import read_marks
from dsl.official.sources import head_span, span_in

_PREDICATE = re.compile(r"(?:ます|です|ません|ない|[うくすつぬむる]|した)。$")
_GAP = re.compile(r"[\s　]+|、\s*(?=[(（])")
_OPEN_END = re.compile(r"(?:[、，・]|及び|並びに|又は|若しくは|かつ)$")


def find(document: Document) -> Iterator[Diagnostic]:
    for node in document.root.walk():
        members = [c for c in node.children if c.kind in LEVELS[1:]]
        if members:
            yield from _between(document, node)
            yield from _odd(document, members)
            yield from _run_on(document, members)
        if node.kind in LEVELS[1:]:
            yield from _unfinished(document, node)


def _between(document: Document, node: Printed) -> Iterator[Diagnostic]:
    """Text between two members of one list."""
    kinds = [c.kind for c in node.children]
    at = [i for i, kind in enumerate(kinds) if kind in LEVELS[1:]]
    for i in range(at[0], at[-1]):
        child = node.children[i]
        if child.kind not in LEVELS[1:] and child.kind != "table" and not _new_list(node.children, i):
            yield diagnose("J106", span_in(document, child), what=child.text[:20])


def _new_list(children: tuple[Printed, ...], i: int) -> bool:
    """Whether behind a text a list begins anew: it is not between two members of one list."""
    after = next((c for c in children[i:] if c.kind in LEVELS[1:]), None)
    return after is not None and place_of(after) == (1,)


def _odd(document: Document, members: list[Printed]) -> Iterator[Diagnostic]:
    """Members that are sentences among members that are none: parts of one member were numbered as members."""
    plain = [m for m in members if _main(m)]
    ended = [_is_sentence(_main(m)) for m in plain]
    if len(members) == 1:
        yield diagnose("J106", head_span(document, members[0]), what=members[0].mark)
    elif len(members) >= 3 and len(plain) > 1 and len(set(ended)) > 1:
        flag = ended.count(True) <= ended.count(False)
        odd = plain[ended.index(flag)]
        yield diagnose("J106", head_span(document, odd), what=odd.mark)


def _is_sentence(text: str) -> bool:
    """Whether a member is a whole sentence; …すること。 beside nouns is usage, and so is 計画停止。ただし、…"""
    return bool(_PREDICATE.search(text))


def _main(node: Printed) -> str:
    """The main clause of a member that has no list of its own."""
    lower = any(c.kind in LEVELS for c in node.children)
    return next((c.text for c in node.children if c.kind == "main" and not lower), "")


def _run_on(document: Document, members: list[Printed]) -> Iterator[Diagnostic]:
    """Two members on one line: 一　死亡　二　破産. Numbers that the list has on a line of their own are none."""
    places = [place_of(member) for member in members]
    for member, place in zip(members, places, strict=True):
        following = place[0] + 1 if place else 0
        if not following or (following,) in places:
            continue
        for sentence in (c for c in member.children if c.text):
            for gap in _GAP.finditer(sentence.text):
                rest = sentence.text[gap.end() :]
                if any(mark.number and mark.order == following for mark in read_marks(rest)):
                    yield diagnose("J106", span_in(document, sentence, gap.end()), what=rest[:10])


def _last(node: Printed) -> str:
    """The end of what a member says in its own sentences."""
    told = [c.text for c in node.children if c.text]
    return told[-1] if told and not any(c.kind in LEVELS for c in node.children) else ""


def _unfinished(document: Document, node: Printed) -> Iterator[Diagnostic]:
    text = _last(node)
    if text and _OPEN_END.search(text):
        yield diagnose("J106", head_span(document, node), what=text[-20:])
    elif not node.children and node.mark:
        yield diagnose("J106", head_span(document, node), what=node.mark)
