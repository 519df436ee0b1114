"""J202: a reference that counts what is not there: 各号 without items, 前三条 where two are, 次の4つ with three."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import LEVELS, SENTENCES, Document, Printed, Reference
from dsl.official.numbers import NUMBER, value
from dsl.official.places import Places
from dsl.official.references import resolve
from dsl.official.sources import span_in, span_of

_COUNTING = re.compile(rf"各[号項]$|^前\s*{NUMBER}\s*[条項号]$|^前各[号項条]$")
_SO_MANY = re.compile(
    rf"(?:次|以下|下記)の\s*(?P<count>{NUMBER})\s*(?:つ|通り|とおり|種類|種|点|項目|区分|号|要件|場合|事由|方法|者)"
)


def counts_nothing(reference: Reference, places: Places) -> bool:
    """Whether a reference that leads nowhere is one that counts: what it counts in is there."""
    if not _COUNTING.search(reference.text):
        return False
    base = re.sub(r"(?:次の|以下の|左の|当該)?各[号項]$", "", reference.text)
    return base == reference.text or not base or bool(resolve(base, reference.within, places, "", False))


def find(document: Document) -> Iterator[Diagnostic]:
    places = Places(document.root)
    for reference in document.references:
        if not reference.targets and not reference.external and counts_nothing(reference, places):
            span = span_of(document, reference.at, len(reference.text))
            hint = _paragraph_with_items(document, reference.within) if "号" in reference.text else ""
            yield diagnose("J202", span, hint=hint, reference=reference.text)
    for node in document.root.walk():
        yield from _so_many(document, node)


def _so_many(document: Document, node: Printed) -> Iterator[Diagnostic]:
    """次の4通り and the number of the members that follow."""
    tables = [c for c in node.children if c.kind == "table"]
    members = [c for c in node.children if c.kind in (*LEVELS[1:], "entry")] or [
        r for t in tables for r in t.children[1:]
    ]
    for sentence in (c for c in node.children if c.kind in SENTENCES):
        found = _SO_MANY.search(sentence.text)
        if found is not None and value(found["count"]) != len(members):
            yield diagnose(
                "J202", span_in(document, sentence, found.start(), len(found.group())), reference=found.group()
            )


def _paragraph_with_items(document: Document, within: str) -> str:
    """The only paragraph of the article that has items: most likely the one that is meant."""
    article = next((n for n in document.root.walk() if n.kind == "article" and within.startswith(f"{n.id}.")), None)
    if article is None:
        return ""
    having = [p for p in article.children if any(c.kind == "item" for c in p.children) and p.id != within]
    return f"第{having[0].number}項各号" if len(having) == 1 else ""
