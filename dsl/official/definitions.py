"""Where a document defines a word: 「…」といいます, 以下総称して, 「X」とは, rows of a table, 以下同じ."""

import re
from collections.abc import Iterator

from dsl.model.printed import SENTENCES, Definition, DefinitionKind, Printed
from dsl.official.marks import TABLE_HEAD

_SAY = r"(?:と\s*(?:いい|いう|称|呼|略|総称|表記|定義)|とする|とします|[）)])"
_SHORT = re.compile(
    rf"以下[、,]?(?P<how>(?:[^「」（）()。]{{0,20}}?))(?P<terms>「[^「」]{{1,30}}」(?:(?:又は|若しくは|、|及び|または|もしくは|および)「[^「」]{{1,30}}」)*)\s*{_SAY}"
)
_QUOTED = re.compile(r"「([^「」]{1,30})」")
_MEANS = re.compile(r"「(?P<term>[^「」]{1,30})」\s*(?:とは|は、次の意味|の用語は)")
_ITEM = re.compile(r"「(?P<term>[^「」]{1,30})」(?:[\s　:：]+\S|$)")
_TOGETHER = re.compile(r"総称して|併せて|あわせて|合わせて|総じて|これらを|まとめて")
_SCOPE = re.compile(r"以下[、,]?\s*(?:(?:この|本)[^。、（）]{1,12}において)?同じ")
_NOUN = re.compile(r"[一-龠々ァ-ヶーA-Za-z0-9０-９]+$")


def find_definitions(root: Printed) -> tuple[Definition, ...]:
    """Every defined word in the order of the text."""
    found = [d for node in root.walk() for d in _in(node)]
    return tuple(sorted(found, key=lambda d: d.at))


def _in(node: Printed) -> Iterator[Definition]:
    if node.kind == "row" and node.title and _heads_definitions(node):
        yield Definition(node.title.strip("「」"), "table", node.id, node.start)
        return
    if node.kind not in SENTENCES:
        return
    text = node.text
    for match in _SHORT.finditer(text):
        kind: DefinitionKind = "collective" if _TOGETHER.search(match["how"]) else "abbreviation"
        for term in _QUOTED.finditer(match["terms"]):
            yield Definition(term[1], kind, node.id, node.offset(match.start("terms") + term.start() + 1))
    means = _MEANS.search(text) or (_ITEM.match(text) if node.kind == "main" else None)
    if means is not None and not _SHORT.search(text[: means.end("term") + 1]):
        yield Definition(means["term"], "definition", node.id, node.offset(means.start("term")))
    for match in _SCOPE.finditer(text):
        scoped = _scoped(text, match.start())
        if scoped is not None:
            yield Definition(scoped[0], "scope", node.id, node.offset(scoped[1]))


def _heads_definitions(node: Printed) -> bool:
    """Whether the row is one of a table of definitions: not its head, not one of prices in an annex."""
    return not node.id.startswith("annex") and not TABLE_HEAD.fullmatch(
        f"{node.title} {node.children[0].text if node.children else ''}"
    )


def _scoped(text: str, at: int) -> tuple[str, int] | None:
    """The word before the bracket in which 以下同じ stands."""
    depth, start = 0, at
    while start > 0:
        start -= 1
        if text[start] in "）)」":
            depth += 1
        elif text[start] in "（(「":
            if not depth:
                break
            depth -= 1
    before = text[:start]
    if not before or text[start] not in "（(":
        return None
    if before.endswith("」"):
        begin = before.rfind("「") + 1
        return before[begin:-1], begin
    noun = _NOUN.search(before)
    if noun is None:
        return None
    word = noun.group().lstrip("0123456789０１２３４５６７８９")
    return (word, noun.end() - len(word)) if word else None
