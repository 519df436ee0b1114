"""J504: one provision forbids what another allows, or two give one act two times. Off unless asked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document, Printed
from dsl.official.sources import span_in
from dsl.official.words import speaking

_VERB = r"(?P<verb>[一-龠]{2})"
_MAY = re.compile(
    rf"{_VERB}(?:し|する|す|い|り)?(?:する|い|す)?"
    r"(?:こと(?:が|も)でき(?:る|ます|、)|できる|できます|(?:する)?ものとします。|します。|する。)"
)
_NOT = re.compile(
    rf"{_VERB}(?:する|し|す|い|り)?"
    r"(?:こと(?:は|が)でき(?:ない|ませ|ず)|できない|できませ|ては(?:ならない|なりません|ならず)|ない(?:ものと|。)|ません)"
)
_OBJECT = re.compile(r"([一-龠々ァ-ヴーA-Za-z]{2,16})(?:の全部又は一部|の全部または一部)?[をはも](?=[^をはも]*$)")
_OBJECTS = re.compile(r"([一-龠々ァ-ヴー]{2,12})(?:を|は、?返)")
_BEARER = re.compile(r"(?P<bearer>[一-龠ァ-ヴーお]{1,10})は、")
_WITHIN = re.compile(
    r"(?P<count>[0-9０-９]+)(?P<unit>分|時間|日|営業日|か月|週間)以内に?[^。、]{0,40}?"
    r"(?P<act>通知|支払|返還|返却|提出|報告|申請|請求|交付|引渡|行われ)"
)
_SAME = {"解約": "解除"}
_SHARED = 4
"""Two sentences that share so many nouns speak of one act."""


@dataclass(frozen=True, slots=True)
class _Norm:
    """A right or a ban; `proviso`: a proviso stands behind it, which may be its answer."""

    node: Printed
    at: int
    size: int
    bearer: str
    verb: str
    objects: frozenset[str]
    proviso: bool


def find(document: Document) -> Iterator[Diagnostic]:
    behind = _provisos(document)
    nodes = [n for n in document.root.walk() if n.kind in SENTENCES]
    allowed = [norm for n in nodes for norm in _norms(n, _MAY, n.id in behind)]
    forbidden = [norm for n in nodes for norm in _norms(n, _NOT, n.id in behind)]
    for ban in forbidden:
        for right in allowed:
            shared = sorted(ban.objects & right.objects)
            if shared and ban.verb == right.verb and _same(ban, right) and not _answers(ban, right):
                related = [span_in(document, right.node, right.at, right.size)]
                span = span_in(document, ban.node, ban.at, ban.size)
                yield diagnose("J504", span, related=related, action=f"{shared[0]}を{ban.verb}")
    yield from _two_times(document, nodes)


def _provisos(document: Document) -> frozenset[str]:
    """The ids of the sentences behind which a proviso stands."""
    found = set()
    for node in document.root.walk():
        for before, after in zip(node.children, node.children[1:], strict=False):
            if after.kind == "proviso":
                found.add(before.id)
    return frozenset(found)


def _norms(node: Printed, pattern: re.Pattern[str], proviso: bool) -> list[_Norm]:
    found = []
    for match in pattern.finditer(node.text):
        before = node.text[: match.start()]
        bearers = list(_BEARER.finditer(before))
        clause = before[max(before.rfind("。"), 0) :][-40:]
        last = _OBJECT.search(clause)
        objects = frozenset(_OBJECTS.findall(clause)) | frozenset([last[1]] if last else [])
        if bearers and objects:
            verb = _SAME.get(match["verb"], match["verb"])
            size = len(match.group())
            found.append(_Norm(node, match.start(), size, bearers[-1]["bearer"], verb, objects, proviso))
    return found


def _same(ban: _Norm, right: _Norm) -> bool:
    """Whether the bearers are the same; 退会する者 may be any of them."""
    return ban.bearer == right.bearer or ban.bearer.endswith("者") != right.bearer.endswith("者")


def _answers(ban: _Norm, right: _Norm) -> bool:
    """Whether one is written as an exception to the other: a proviso, にかかわらず, を除き, に限り."""
    if ban.node is right.node or ban.proviso:
        return True
    for this, that in ((ban.node, right.node), (right.node, ban.node)):
        if this.kind == "proviso" and this.id.removesuffix(".proviso") == that.id:
            return True
        if "にかかわらず" in this.text[:40] or "を除き" in this.text or "限り" in this.text:
            return True
    return False


def _two_times(document: Document, nodes: list[Printed]) -> Iterator[Diagnostic]:
    """30分以内に通知 and 60分以内に通知 of the same thing."""
    told = [
        (n, m, frozenset(w for w in speaking(n.text) if len(w) > 1)) for n in nodes for m in _WITHIN.finditer(n.text)
    ]
    for i, (node, match, words) in enumerate(told):
        for other, before, others in told[:i]:
            alike = match["act"] == before["act"] and match["unit"] == before["unit"]
            if alike and match["count"] != before["count"] and node is not other and len(words & others) >= _SHARED:
                related = [span_in(document, other, before.start(), len(before.group()))]
                span = span_in(document, node, match.start(), len(match.group()))
                yield diagnose("J504", span, related=related, action=match.group())
