"""References of a text to provisions: where they stand, and what they lead to from there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsl.model.printed import SENTENCES, Printed, Reference
from dsl.official.numbers import AIUEO, IROHA, NUMBER
from dsl.official.places import Places, ids_between

_CAP = r"(?:[（(][^（）()。]{1,30}[）)])?"
_N = rf"\s*({NUMBER})\s*"
_UNIT = (
    rf"第\s*{NUMBER}\s*条(?:\s*の\s*{NUMBER}(?![日月年項号]))*{_CAP}|第\s*{NUMBER}\s*[項号編章節款](?:の{NUMBER}(?![日月年項号]))?|"
    rf"[前次同本][条項号章節款編]|前\s*{NUMBER}\s*[条項号]|前各[条項号]|(?:(?:次|以下|左)の|当該)?各[項号]"
)
_SUB = rf"(?:(?<=号)[{IROHA}{AIUEO}](?![ァ-ヶー])|(?<=号)の[{IROHA}]|(?<=号)[（(][a-zア-ンi]+[）)])"
_TAIL = r"(?:ただし書き?|但書|本文|前段|後段|中段|なお書き?)"
_ONE = rf"(?:{_UNIT})(?:\s*の?\s*(?:{_UNIT})|{_SUB})*(?:\s*の?{_TAIL})?"
_ANNEX = rf"別[紙表添](?:第?\s*{NUMBER}|[A-ZＡ-Ｚ])?(?![一-龠])"
_SUPPLEMENT = rf"[附付]則(?:(?:{_UNIT}))+"
_NAMED_LAWS = (
    "暴力団員による不当な行為の防止等に関する法律",
    "私的独占の禁止及び公正取引の確保に関する法律",
    "個人情報の保護に関する法律",
    "感染症の予防及び感染症の患者に対する医療に関する法律",
    "犯罪による収益の移転防止に関する法律",
    "国民の祝日に関する法律",
    "特定商取引に関する法律",
    "電子署名及び認証業務に関する法律",
    "組織的な犯罪の処罰及び犯罪収益の規制等に関する法律",
    "行政手続における特定の個人を識別するための番号の利用等に関する法律",
    "不正アクセス行為の禁止等に関する法律",
    "無限連鎖講の防止に関する法律",
    "出資の受入れ、預り金及び金利等の取締りに関する法律",
    "建物の区分所有等に関する法律",
)
"""Names of laws that a pattern cannot tell from the words before them."""

_THE_LAW = r"(?:同|当該)(?:法|法律|令|規則|条例)"
_LAW = (
    rf"(?:{'|'.join(_NAMED_LAWS)}|"
    r"[一-龠ァ-ヶーの]+(?:に関する|等に関する|の)[一-龠ァ-ヶーぁ-ん]*?法律|[一-龠ァ-ヶー]+(?:法|法律|令|規則|条例|規約))"
    r"(?:[（(][^（）()]{1,40}[）)])?"
)
LAW = re.compile(_LAW)
"""The name of a law."""

_RANGE = r"(?:から|ないし|乃至|～|〜|~)"
REFERENCE = re.compile(
    rf"(?P<law>(?:{_THE_LAW}|{_LAW}))(?P<there>{_ONE}(?:{_RANGE}{_ONE}(?:まで)?)?)|(?P<first>{_ONE}|{_SUPPLEMENT})(?:{_RANGE}(?P<last>{_ONE})(?:まで)?)?|(?P<annex>{_ANNEX})"
)
_PART = re.compile(rf"{_UNIT}|{_SUB}|{_TAIL}")
_RELATED = re.compile(r"(?:及び|並びに|又は|若しくは|または|もしくは|および|ならびに|、|・)\s*$")
_ABSOLUTE = re.compile(r"[前次本同]")
_KINDS = {
    "条": "article",
    "項": "paragraph",
    "号": "item",
    "編": "part",
    "章": "chapter",
    "節": "section",
    "款": "subsection",
}
_TAILS = {"た": ".proviso", "但": ".proviso", "な": ".note", "後": ".second"}


@dataclass(slots=True)
class _Before:
    """What the reference before this one led to: 同条, 同項 and a bare 第3項 behind 及び go back to it."""

    ident: str = ""
    external: str = ""
    end: int = -1
    law: str = ""
    """The last law that was named: 同法."""


def find_references(root: Printed) -> tuple[Reference, ...]:
    """Every reference in the order of the text, with what it leads to."""
    places = Places(root)
    before = _Before()
    found: list[Reference] = []
    for node in root.walk():
        if node.kind in ("article", "supplement", "annex"):
            before = _Before()
        elif node.kind in SENTENCES:
            before.end = -1
            found += _in(node, places, before)
    return tuple(sorted(found, key=lambda r: r.at))


def _in(node: Printed, places: Places, before: _Before) -> Iterator[Reference]:
    for match in REFERENCE.finditer(node.text):
        if match["annex"] and not places.annexes:
            continue
        joined = bool(_RELATED.search(node.text[before.end : match.start()])) if before.end >= 0 else False
        at = node.offset(match.start())
        again = match.group().startswith("同") or (joined and match.group().startswith("第"))
        if match["law"] or (before.external and again):
            law = match["law"] or ""
            name = (
                (before.law or before.external) if not law or re.match(_THE_LAW, law) else re.sub(r"[（(].*", "", law)
            )
            yield Reference(match.group(), node.id, (), at, name or law)
            before.ident, before.external, before.end = "", name or law, match.end()
            before.law = name or law
            continue
        targets = _targets(match, node.id, places, before, joined)
        yield Reference(match.group(), node.id, targets, at)
        before.ident, before.external, before.end = targets[-1] if targets else "", "", match.end()


def _targets(match: re.Match[str], here: str, places: Places, before: _Before, joined: bool) -> tuple[str, ...]:
    if match["annex"]:
        return places.annex(match["annex"])
    first = resolve(match["first"], here, places, before.ident, joined)
    if not match["last"]:
        return first
    last = resolve(match["last"], here, places, first[0] if first else "", joined=True)
    return ids_between(first, last, places)


def resolve(text: str, here: str, places: Places, before: str, joined: bool) -> tuple[str, ...]:
    """The ids that one reference leads to from the provision `here`; none where it leads nowhere."""
    parts = [
        m.group()
        for m in _PART.finditer(re.sub(r"[（(][^（）()]*[）)]", lambda m: m[0] if len(m[0]) == 3 else "", text))
    ]
    supplement = re.match(r"[附付]則", text) is not None
    at = places.home(here)
    current: tuple[str, ...] = ()
    for index, part in enumerate(parts):
        if index == 0:
            start = before if joined and not _ABSOLUTE.match(part) and before else at
            current = places.first(part, start, here, before, supplement)
        else:
            current = places.below(part, current)
        if not current:
            return ()
    return current
