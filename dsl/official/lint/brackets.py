"""J404: brackets and quotation marks that do not match."""

from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document
from dsl.official.sources import span_in

_PAIRS = {"（": "）", "(": "）", "「": "」", "『": "』", "【": "】", "［": "］", "[": "］"}
_CLOSE = {"）": "）", ")": "）", "」": "」", "』": "』", "】": "】", "］": "］", "]": "］"}


def find(document: Document) -> Iterator[Diagnostic]:
    for node in document.root.walk():
        if node.kind in SENTENCES:
            wrong = _wrong(node.text)
            if wrong is not None:
                yield diagnose("J404", span_in(document, node, wrong), sign=node.text[wrong])


def _wrong(text: str) -> int | None:
    """The first bracket that nothing closes or opens."""
    open_: list[tuple[str, int]] = []
    for at, sign in enumerate(text):
        if sign in _PAIRS:
            open_.append((_PAIRS[sign], at))
        elif sign in _CLOSE:
            if open_ and open_[-1][0] == _CLOSE[sign]:
                open_.pop()
            elif not (sign == ")" and text[max(at - 1, 0)].isalnum() and not open_ and at < 4):
                return at
    return open_[0][1] if open_ else None
