"""Where provisions stand to one another: what is before, beside and below a place in the document."""

import re

from dsl.model.printed import DIVISIONS, Printed
from dsl.official.numbers import NUMBER, value

_ORDINAL = re.compile(rf"第\s*({NUMBER})\s*([条項号編章節款])((?:\s*の\s*{NUMBER})*)")
_COUNT = re.compile(rf"前\s*({NUMBER})\s*([条項号])")
_LEVEL = {"条": "article", "項": "paragraph", "号": "item"} | dict(DIVISIONS)
_TAILS = {"た": "proviso", "但": "proviso", "な": "note", "後": "second", "中": "second"}
_ITEMS = ("item", "entry")


class Places:
    """The provisions of a document by id, with what stands above them. Built once a document."""

    def __init__(self, root: Printed):
        self.nodes: dict[str, Printed] = {}
        self.above: dict[str, str] = {}
        self.kinds: dict[str, list[str]] = {}
        self.sentences: dict[str, list[str]] = {}
        self.annexes: list[Printed] = []
        self.beside: dict[str, tuple[list[str], int]] = {}
        """The list in which a provision counts, and its place there."""
        self._read(root, "")
        self._count()

    def _read(self, root: Printed, parent: str) -> None:
        pending = [(root, parent)]
        while pending:
            node, above = pending.pop()
            if node.kind == "annex":
                self.annexes.append(node)
            if node.kind in ("main", "proviso", "note", "further"):
                self.sentences.setdefault(above, []).append(node.id)
                if node.id != above:
                    self.above[node.id] = above
                    self.nodes.setdefault(node.id, node)
                continue
            own = above
            if node.kind in ("row", *_LEVEL.values(), "subitem", "subsubitem", "supplement", "annex", "preamble"):
                own = node.id
                self.nodes[own] = node
                self.above[own] = above
                self.kinds.setdefault(node.kind, []).append(own)
            pending.extend((child, own) for child in reversed(node.children))

    def _count(self) -> None:
        lists: dict[tuple[str, str], list[str]] = {}
        for ident, node in self.nodes.items():
            kind = str(node.kind)
            if kind == "article":
                home = self.up(ident, "supplement") or self.up(ident, "annex")
            else:
                home = "" if kind in DIVISIONS.values() else self.above.get(ident, "")
            own = lists.setdefault((kind, home), [])
            self.beside[ident] = (own, len(own))
            own.append(ident)

    # ── going up ──────────────────────────────────────────────────────────────────────────────────

    def home(self, here: str) -> str:
        """The provision in which a sentence stands."""
        return here if here in self.nodes and self.nodes[here].kind in _LEVEL.values() else self.above.get(here, here)

    def up(self, ident: str, kind: str) -> str:
        """The node of a kind in which a place stands, or which it is; empty if there is none."""
        while ident and (ident not in self.nodes or self.nodes[ident].kind != kind):
            ident = self.above.get(ident, "")
        return ident

    def children(self, ident: str, *kinds: str) -> list[str]:
        node = self.nodes.get(ident)
        return [c.id for c in node.children if c.kind in kinds] if node else []

    # ── the first part of a reference ─────────────────────────────────────────────────────────────

    def first(self, part: str, start: str, here: str, before: str, supplement: bool) -> tuple[str, ...]:
        """What the first part of a reference leads to: 第5条, 第2項 (of this article), 前三項, 同条, 各号."""
        ordinal, count = _ORDINAL.fullmatch(re.sub(r"[（(].*", "", part)), _COUNT.fullmatch(part)
        if ordinal is not None:
            return self._ordinal(ordinal, start, here, supplement)
        if count is not None:
            return self._preceding(count[2], here, value(count[1]))
        unit = _LEVEL.get(part[-1], "")
        if part.startswith("前各"):  # before 各号: 前各号 ends like it
            return self._preceding(part[-1], here, None)
        if part.endswith(("各号", "各項")):
            return self.below(part, (self.up(here, "paragraph"),))
        if part[0] == "同":
            found = self.up(before, unit)
            return (found,) if found else ()
        if part[0] == "本":
            found = self.up(here, unit)
            return (found,) if found else ()
        if part[0] in "前次":
            return self._beside(unit, here, -1 if part[0] == "前" else 1)
        return ()

    def _ordinal(self, found: re.Match[str], start: str, here: str, supplement: bool) -> tuple[str, ...]:
        number = "-".join(
            [str(value(found[1])), *(str(value(n)) for n in re.findall(NUMBER, found[3].replace("の", " ")))]
        )
        kind = _LEVEL[found[2]]
        if kind == "article":
            if supplement or self.up(here, "supplement"):
                inside = self.up(here, "supplement") or next(iter(self.kinds.get("supplement", [])), "")
                own = f"{inside}.{number}"
                if own in self.nodes or supplement:
                    return (own,) if own in self.nodes else ()
            return (number,) if number in self.nodes else ()
        if kind in DIVISIONS.values():
            home = self.up(here, "part") if kind == "chapter" else self.up(here, "chapter")
            wanted = [i for i in self.kinds.get(kind, []) if self.nodes[i].number == number]
            return tuple(([i for i in wanted if home and i.startswith(home)] or wanted)[:1])
        holder = self._holder(start, kind)
        return tuple(i for i in self.children(holder, kind) if self.nodes[i].number == number)

    def _holder(self, start: str, kind: str) -> str:
        """In what a bare 第2項 or 第3号 is looked for: this article, this paragraph."""
        if kind == "paragraph":
            return self.up(start, "article") or self.up(start, "supplement") or self.up(start, "annex")
        return self.up(start, "paragraph") or self.up(start, "row")

    def _preceding(self, sign: str, here: str, count: int | None) -> tuple[str, ...]:
        own = self.up(here, _LEVEL[sign])
        if not own:
            return ()
        members, place = self.beside[own]
        if count is None:
            return tuple(members[:place])
        return tuple(members[place - count : place]) if 0 < count <= place else ()

    def _beside(self, unit: str, here: str, step: int) -> tuple[str, ...]:
        own = self.up(here, unit)
        if not own:
            return ()
        members, place = self.beside[own]
        return (members[place + step],) if 0 <= place + step < len(members) else ()

    # ── the further parts ─────────────────────────────────────────────────────────────────────────

    def below(self, part: str, current: tuple[str, ...]) -> tuple[str, ...]:
        """What a further part leads to: 第5条 + 第2項, + 各号, + ただし書."""
        found = [i for ident in current for i in self._below(part, ident)]
        return tuple(found)

    def _below(self, part: str, ident: str) -> list[str]:
        if part.endswith(("各号", "各項")):
            return self._all(part, ident)
        if part[0] in _TAILS and not part.startswith("前"):
            sentence = f"{self._lone(ident)}.{_TAILS[part[0]]}"
            return [sentence] if sentence in self.nodes else []
        if part in ("本文", "前段"):
            return [self._lone(ident)]
        ordinal = _ORDINAL.fullmatch(re.sub(r"[（(].*", "", part))
        if ordinal is None:
            sign = part.strip("の（()）")
            return [i for i in self.children(ident, "subitem", "subsubitem") if self.nodes[i].number == sign]
        kind, number = _LEVEL[ordinal[2]], str(value(ordinal[1]))
        holder = self._lone(ident) if kind == "item" else ident
        return [i for i in self.children(holder, kind) if self.nodes[i].number == number]

    def _all(self, part: str, ident: str) -> list[str]:
        if part == "各項":
            return self.children(ident, "paragraph")
        return self.children(self._lone(ident), "item")

    def _lone(self, ident: str) -> str:
        """The only paragraph of an article: its items and sentences are the article's."""
        node = self.nodes.get(ident)
        if node is None or node.kind not in ("article", "supplement"):
            return ident
        paragraphs = self.children(ident, "paragraph")
        return paragraphs[0] if paragraphs else ident

    def annex(self, text: str) -> tuple[str, ...]:
        number = re.sub(r"別[紙表添]第?\s*", "", text)
        if not number:
            return (self.annexes[0].id,) if len(self.annexes) == 1 else ()
        folded = (chr(ord(number) - 0xFEE0) if "Ａ" <= number <= "Ｚ" else number).lower()
        wanted = folded if folded.isascii() and folded.isalpha() else str(value(folded))
        return tuple(a.id for a in self.annexes if a.number == wanted)


def ids_between(first: tuple[str, ...], last: tuple[str, ...], places: Places) -> tuple[str, ...]:
    """All members of a range of articles, paragraphs or items; none where one of its ends leads nowhere."""
    if not first or not last:
        return ()
    members, start = places.beside[first[0]]
    others, stop = places.beside[last[-1]]
    return tuple(members[start : stop + 1]) if others is members else ()
