"""J302: a defined word that is used nowhere."""

from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import SENTENCES, Document
from dsl.official.sources import span_of


def find(document: Document) -> Iterator[Diagnostic]:
    texts = [(n.id, n.text) for n in document.root.walk() if n.kind in SENTENCES and n.text]
    whole = "\n".join(text for _, text in texts) + "\n".join(n.title for n in document.root.walk() if n.kind == "row")
    terms = {d.term for d in document.definitions}
    for definition in document.definitions:
        term = definition.term
        if definition.kind == "scope":
            continue
        longer = [t for t in terms if term in t and t != term]
        uses = whole.count(term) - sum(whole.count(t) for t in longer)
        defined = sum(1 for d in document.definitions if d.term == term)
        if uses <= defined and not _within_own(term, longer, whole, defined):
            yield diagnose("J302", span_of(document, definition.at, len(term)), term=term)


def _within_own(term: str, longer: list[str], whole: str, defined: int) -> bool:
    """A word that only stands in longer terms is used there."""
    return bool(longer) and whole.count(term) > defined + sum(1 for _ in longer)
