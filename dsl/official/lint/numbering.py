"""J101–J103: numbers that come twice, are left out, or come in the wrong order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import DIVISIONS, LEVELS, Document, Printed
from dsl.official.marks import read_marks
from dsl.official.sources import head_span

Place = tuple[int, ...]


def find(document: Document) -> Iterator[Diagnostic]:
    for siblings in _lists(document.root):
        yield from _in_list(document, siblings)


def _lists(root: Printed) -> Iterator[list[Printed]]:
    """Every list of provisions that count together: articles run through the chapters."""
    articles: list[Printed] = []
    pending = [root]
    while pending:
        node = pending.pop()
        if node.kind in ("supplement", "annex"):
            inside = [n for n in node.children if n.kind == "article"]
            yield inside
        elif node.kind == "article":
            articles.append(node)
        for kind in (*DIVISIONS.values(), *LEVELS):
            yield [c for c in node.children if c.kind == kind]
        pending.extend(reversed(node.children))
    yield [a for a in articles if "." not in a.id]
    yield [n for n in root.children if n.kind == "annex"]


def place_of(node: Printed) -> Place | None:
    """A number as something to count: 5-2 is (5, 2); イ is (1,)."""
    found = places_of([node])
    return found[0] if found else None


def places_of(nodes: Sequence[Printed]) -> list[Place | None]:
    """The numbers of a list. イ is the first of イロハ and the second of アイウ, i. two things: the list tells."""
    marks = [read_marks(f"{n.mark} ") if n.kind in LEVELS and n.mark else [] for n in nodes]
    styles = [{m.style for m in found} for found in marks if found]
    common = sorted(set.intersection(*styles)) if styles else []
    best = max(common, key=lambda s: _steps([m.order for found in marks for m in found if m.style == s]), default="")
    return [_place(node, {m.style: m.order for m in found}, best) for node, found in zip(nodes, marks, strict=True)]


def _steps(orders: list[int]) -> int:
    """How many numbers of a list are the next ones."""
    return sum(after == before + 1 for before, after in pairwise([0, *orders]))


def _place(node: Printed, orders: dict[str, int], style: str) -> Place | None:
    if orders:
        return (orders.get(style, next(iter(orders.values()))),)
    if len(node.number) == 1 and node.number.isascii() and node.number.isalpha():
        return (ord(node.number) - 96,)
    parts = node.number.split("-")
    return tuple(map(int, parts)) if all(p.isdigit() for p in parts) and parts[0] else None


def follows(before: Place, after: Place) -> bool:
    """Whether a number is the one that comes next: 5, 6; 5, 5-2; 5-2, 5-3; 5-3, 6."""
    if after == (before[0] + 1,):
        return True
    if after[0] != before[0]:
        return False
    return after == (*before, 2) or (
        len(after) == len(before) and after[:-1] == before[:-1] and after[-1] == before[-1] + 1
    )


def _in_list(document: Document, siblings: Sequence[Printed]) -> Iterator[Diagnostic]:
    read = zip(siblings, places_of(siblings), strict=True)
    told = [(node, place) for node, place in read if place is not None and node.mark]
    places = [place for _, place in told]
    first_number = 2 if siblings and not siblings[0].mark else 1
    for i, (node, place) in enumerate(told):
        before = places[i - 1] if i else None
        span, printed = head_span(document, node), node.mark or node.number
        if place in places[:i]:
            first = told[places.index(place)][0]
            following = places[i + 1] if i + 1 < len(places) else None
            gap = before is not None and following is not None and following == (before[0] + 2,)
            hint = _renumbered(node, place[0] + 1) if gap else ""
            yield diagnose("J101", span, hint=hint, related=[head_span(document, first)], number=_short(printed))
        elif before is not None and not follows(before, place):
            if place < before:
                earlier = told[i - 1][0]
                related = [head_span(document, earlier)]
                yield diagnose("J103", span, related=related, number=_short(printed), before=_short(earlier.mark))
            elif not _explained(places, i):
                missing = _renumbered(node, before[0] + 1)
                yield diagnose(
                    "J102", span, missing=missing, before=_short(told[i - 1][0].mark), number=_short(printed)
                )
        elif before is None and place > (first_number,) and node.kind in LEVELS and (first_number,) not in places:
            missing = _renumbered(node, first_number)
            yield diagnose("J102", span, missing=missing, before="–", number=_short(printed))


def _explained(places: Sequence[Place], i: int) -> bool:
    """Whether what is missing before a number was printed as a second one of the number before, or comes later."""
    before, after = places[i - 1], places[i]
    doubled = before in places[: i - 1] and after[0] in (before[0] + 1, before[0] + 2)
    if after[0] == before[0]:
        return doubled
    return doubled or (before[0] + 1,) in places[i:]


def _short(mark: str) -> str:
    return mark.split("（")[0].split("(")[0].strip() or mark


def _renumbered(node: Printed, number: int) -> str:
    """The number as this document would print it."""
    if node.kind == "article":
        return f"第{number}条"
    if node.kind in LEVELS and node.mark and not node.number.isdigit():
        return str(number)
    return str(number) if node.kind in LEVELS else f"{number}"
