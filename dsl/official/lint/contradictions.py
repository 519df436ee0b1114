"""J504: one provision forbids an action that another allows. A matter of opinion: off unless asked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document, Printed
from dsl.official.sources import span_in

_OBJECT = r"(?P<object>[一-龠々ァ-ヴーA-Za-z]{1,16})(?:の全部又は一部|の全部または一部)?(?P<particle>[をへに])"
_MAY = re.compile(
    rf"{_OBJECT}(?P<verb>[一-龠]{{1,6}})(?:し|する|す|い|り|う|る|き|く)?(?:する|い|す)?(?:こと(?:が|も)でき(?:る|ます)|できる|できます)"
)
_NOT = re.compile(
    rf"{_OBJECT}(?P<verb>[一-龠]{{1,6}})(?:する|し|す|い|り|う|る|き|く)?(?:こと(?:は|が)でき(?:ない|ませ)|できない|できませ|(?:し)?ては(?:ならない|なりません|ならず)|しない|しません)"
)
_BEARER = re.compile(r"(?P<bearer>[一-龠ァ-ヴーお]{1,10})は、")
_ALIKE = {"解約": "解除"}
_EXCEPTION = re.compile(r"限り|を除き|場合|にかかわらず|とき")


@dataclass(frozen=True, slots=True)
class _Norm:
    node: Printed
    at: int
    size: int
    bearer: str
    what: tuple[str, str]


def find(document: Document) -> Iterator[Diagnostic]:
    allowed, forbidden = [], []
    for node in document.root.walk():
        if node.kind in SENTENCES:
            allowed += _norms(node, _MAY)
            forbidden += _norms(node, _NOT)
    for ban in forbidden:
        for right in allowed:
            if ban.what == right.what and ban.bearer == right.bearer and not _answers(ban, right):
                yield diagnose(
                    "J504", span_in(document, ban.node, ban.at, ban.size),
                    related=[span_in(document, right.node, right.at, right.size)], action="を".join(ban.what),
                )  # fmt: skip


def _norms(node: Printed, pattern: re.Pattern[str]) -> list[_Norm]:
    found = []
    for match in pattern.finditer(node.text):
        before = list(_BEARER.finditer(node.text[: match.start()]))
        if before:
            verb = _ALIKE.get(match["verb"], match["verb"])
            found.append(_Norm(node, match.start(), len(match.group()), before[-1]["bearer"], (match["object"], verb)))
    return found


def _answers(ban: _Norm, right: _Norm) -> bool:
    """Whether one is written as an exception to the other: a proviso of it, or にかかわらず at its beginning."""
    one, other = ban.node, right.node
    for this, that in ((one, other), (other, one)):
        if this.kind == "proviso" and this.id.removesuffix(".proviso") == that.id:
            return True
        if "にかかわらず" in this.text[:40]:
            return True
    return False
