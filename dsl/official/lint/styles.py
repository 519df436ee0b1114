"""J105: numbers of one level in several styles."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import DIVISIONS, LEVELS, Document, Printed
from dsl.official.sources import head_span

_HEADS = ("article", *DIVISIONS.values())


def find(document: Document) -> Iterator[Diagnostic]:
    """One finding for each minority style of a level: at its first use."""
    found: dict[str, list[tuple[str, Printed]]] = defaultdict(list)
    for node, level in _numbered(document.root):
        found[level].append((style(node), node))
    yield from _bullets(document)
    for numbered in found.values():
        counts = Counter(s for s, _ in numbered)
        usual = counts.most_common(1)[0][0] if counts else ""
        for other, count in counts.items():
            if other == usual or other == "–" or usual == "–":
                continue
            first = next(node for s, node in numbered if s == other)
            example = next(node for s, node in numbered if s == usual)
            yield diagnose(
                "J105", head_span(document, first), related=[head_span(document, example)], count=count,
                usual=_shown(example), other=_shown(first),
            )  # fmt: skip


def _bullets(document: Document) -> Iterator[Diagnostic]:
    """Two signs in one list of entries."""
    for node in document.root.walk():
        for before, entry, after in zip(node.children, node.children[1:], [*node.children[2:], None], strict=False):
            beside = after is None or after.kind != "entry" or after.mark == before.mark
            if entry.kind == before.kind == "entry" and entry.mark != before.mark and beside:
                yield diagnose("J105", head_span(document, entry), related=[head_span(document, before)], count=1,
                               usual=before.mark, other=entry.mark)  # fmt: skip


def _numbered(root: Printed) -> Iterator[tuple[Printed, str]]:
    """Every numbered node with its level. Articles of a supplement or annex count for themselves, and so do the items
    of articles whose paragraphs have no numbers."""
    pending = [(root, "", True)]
    while pending:
        node, inside, marked = pending.pop()
        inside = node.kind if node.kind in ("supplement", "annex", "row") else inside
        marked = bool(node.mark) if node.kind == "paragraph" else marked
        if node.mark and (node.kind in LEVELS or node.kind in _HEADS):
            yield node, f"{inside} {node.kind} {marked}"
        pending.extend((child, inside, marked) for child in reversed(node.children))


def style(node: Printed) -> str:
    """The shape of a number: （１） and (1) differ, 1. and 2. do not; one digit says nothing of kanji or Arabic."""
    mark = re.sub(r"\s", "", node.mark)
    if node.kind in _HEADS:
        digits = re.match(r"第([^条章節編款部]+)", mark)
        return _class(digits[1] if digits else mark)
    return re.sub(r"[0-9]+", "1", re.sub(r"[０-９]+", "１", _classes(mark)))


def _class(number: str) -> str:
    if re.fullmatch("[0-9]+", number):
        return "1"
    return "１" if re.fullmatch("[０-９]+", number) else "一"


def _classes(mark: str) -> str:
    signs = []
    for sign in mark:
        if sign in "〇一二三四五六七八九十百":
            sign = "一"
        elif "①" <= sign <= "⑳":
            sign = "①"
        elif "ァ" <= sign <= "ヶ":
            sign = "ア"
        elif "ⅰ" <= sign <= "ⅹ":
            sign = "ⅰ"
        elif sign.isascii() and sign.isalpha():
            sign = "a"
        signs.append(sign)
    return re.sub(r"一+", "一", re.sub(r"a+", "a", "".join(signs)))


def _shown(node: Printed) -> str:
    return re.split(r"[（(\[【\s　](?=\D)", node.mark)[0] if node.kind in _HEADS else node.mark
