"""J401: a sentence that is broken by 。 in an item, or that does not end."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import LEVELS, SENTENCES, Document, Printed
from dsl.official.sources import span_in

_VERB_END = re.compile(r"(?:ます|ません|する|した|しない|とする|ない|なる|れる|できる|ある|負う|です)[）)」]?$")
_OPEN_END = re.compile(r"(?:[、，]|とともに、?|及び|又は|ものと|ことが|場合は|ときは|より|から|[をがはにへで])$")
_BAD_END = re.compile(r"(?:[をがはにへ]|(?<!こ)(?<!ひ)と|ため|とともに|及び|又は|ので|から|[いし]て|(?<!な)し)。$")
_DOUBLE = re.compile(
    r"。。|、(?=の[一-龠]|[をへ])|、(?=ただし、|なお、)|、。|。、|、、|(?<=[ぁ-ん])([をがはにへ])\1(?=[一-龠])"
)


def find(document: Document) -> Iterator[Diagnostic]:
    for node in document.root.walk():
        if node.kind == "entry" and "。" in node.text.rstrip("。"):
            yield diagnose("J401", span_in(document, node, node.text.index("。")), sentence=node.text[-20:])
        if node.kind not in (*LEVELS, "row", "preamble", "supplement"):
            continue
        told = [c for c in node.children if c.kind in SENTENCES and c.kind not in ("heading", "title", "entry")]
        lower = any(c.kind in (*LEVELS, "table", "entry") for c in node.children)
        yield from _in_item(document, node, told, lower)
        for sentence in told:
            found = _DOUBLE.search(sentence.text)
            bad = _BAD_END.search(sentence.text)
            if bad is not None:
                yield diagnose("J401", span_in(document, sentence, bad.start(), 2), sentence=sentence.text[-20:])
            if found is not None:
                yield diagnose("J401", span_in(document, sentence, found.start(), 2), sentence=sentence.text[-20:])


def _in_item(document: Document, node: Printed, told: list[Printed], lower: bool) -> Iterator[Diagnostic]:
    if not told:
        return
    ends = [s.text.endswith(("。", "。」", "。』", "。）", "。)")) for s in told]
    last = told[-1]
    tail = last.text[-20:]
    if any(ends) and not ends[-1] and node.kind in LEVELS[1:]:
        at = next(i for i, end in enumerate(ends) if end)
        yield diagnose("J401", span_in(document, told[at], len(told[at].text) - 1), sentence=tail)
    elif not ends[-1] and _unfinished(node, last.text, lower):
        yield diagnose("J401", span_in(document, last, max(len(last.text) - 1, 0)), sentence=tail)


def _unfinished(node: Printed, text: str, lower: bool) -> bool:
    """Whether prose stops without its 。: in an item only where it stops in the middle."""
    if _OPEN_END.search(text):
        return not (lower and text.endswith("、") and re.search("次|以下|各号", text[-25:]))
    return node.kind in ("paragraph", "preamble", "supplement") and bool(_VERB_END.search(text))
