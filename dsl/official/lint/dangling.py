"""J201: a reference that leads nowhere."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import Document, Printed, Reference
from dsl.official.lint.counts import counts_nothing
from dsl.official.numbers import NUMBER, value
from dsl.official.places import Places
from dsl.official.sources import span_of

_ITEM = re.compile(rf"第\s*({NUMBER})\s*号$")


def find(document: Document) -> Iterator[Diagnostic]:
    places = Places(document.root)
    for reference in document.references:
        if reference.targets or reference.external or counts_nothing(reference, places):
            continue
        yield diagnose(
            "J201", span_of(document, reference.at, len(reference.text)), hint=_nearest(document, reference),
            reference=reference.text,
        )  # fmt: skip


def _nearest(document: Document, reference: Reference) -> str:
    """Where a 第N号 is that the paragraph lacks: the only paragraph of its article that has an item of this number."""
    item = _ITEM.search(reference.text)
    article = _article(document.root, reference.within)
    if item is None or article is None:
        return ""
    number = str(value(item[1]))
    having = [
        p for p in article.children
        if p.kind == "paragraph" and any(c.kind == "item" and c.number == number for c in p.children)
    ]  # fmt: skip
    return f"第{having[0].number}項第{number}号" if len(having) == 1 else ""


def _article(root: Printed, within: str) -> Printed | None:
    return next((n for n in root.walk() if n.kind == "article" and within.startswith(f"{n.id}.")), None)
