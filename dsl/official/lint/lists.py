"""J106: a list that is broken: a member without its number, members of other kinds, text between them."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import LEVELS, Document, Printed
from dsl.official.lint.numbering import place_of
from dsl.official.lint.styles import style
from dsl.official.sources import head_span, span_in

_OPEN_END = re.compile(r"(?:[、，・]|及び|並びに|又は|若しくは|かつ)$")


def find(document: Document) -> Iterator[Diagnostic]:
    for node in document.root.walk():
        members = [c for c in node.children if c.kind in LEVELS[1:]]
        if members:
            yield from _between(document, node)
            yield from _odd(document, members)
            yield from _nested(document, node, members)
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
    if len(members) < 3:
        return
    ended = [_last(m).endswith("。") for m in members if _last(m)]
    minority = min(ended.count(True), ended.count(False))
    if minority and len(ended) == len(members):
        flag = ended.count(True) <= ended.count(False)
        odd = members[ended.index(flag)]
        yield diagnose("J106", head_span(document, odd), what=odd.mark)


def _last(node: Printed) -> str:
    """The end of what a member says in its own sentences."""
    told = [c.text for c in node.children if c.text]
    return told[-1] if told and not any(c.kind in LEVELS for c in node.children) else ""


def _nested(document: Document, node: Printed, members: list[Printed]) -> Iterator[Diagnostic]:
    """A lower list whose first number goes on from the one above it: only its sign is another."""
    first, above = place_of(members[0]), place_of(node) if node.mark else None
    if first and above and first[0] == above[0] + 1 and first != (1,) and style(members[0]) != style(node):
        yield diagnose("J105", head_span(document, members[0]), related=[head_span(document, node)], count=1,
                       usual=node.mark, other=members[0].mark)  # fmt: skip


def _unfinished(document: Document, node: Printed) -> Iterator[Diagnostic]:
    text = _last(node)
    if text and _OPEN_END.search(text):
        yield diagnose("J106", head_span(document, node), what=text[-20:])
    elif not node.children and node.mark:
        yield diagnose("J106", head_span(document, node), what=node.mark)
