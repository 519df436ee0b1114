"""Documents of higher rank: files beside the book, given with a case (language 5.2)."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from dsl.base.diagnostic import BadInput, Diagnostic, diagnose, nearest
from dsl.base.folding import fold_spelling
from dsl.base.source import Span
from dsl.load.articles import read_provisions
from dsl.load.documents import parse_documents, read_text
from dsl.load.fields import Fields
from dsl.load.vocabulary import add_vocabulary
from dsl.model.book import Book
from dsl.model.draft import DraftArticle, DraftDocument, DraftDocuments, DraftProvision, DraftRule
from dsl.model.node import Node, Scalar
from dsl.model.vocabulary import Phrase

_KEYS = ("document", "layer", "title", "vocabulary", "provisions")
_ID = re.compile(r"[a-z][a-z0-9-]*")


def load_documents(paths: Iterable[Path | str], book: Book) -> tuple[DraftDocuments, tuple[Diagnostic, ...]]:
    """Read the documents given beside a book, with the problems of their content; whatever the order in which they are
    passed, the higher comes first. Raises BadInput where a file cannot be read or says not what it is."""
    problems: list[Diagnostic] = []
    read = [node for path in paths if (node := _whole(Path(path), problems)) is not None]
    heads = [(node, found) for node in read if (found := _document(node, book, problems)) is not None]
    _told_apart([found for _, found in heads], book, problems)
    if len(heads) < len(read) or any(p.code == "D903" for p in problems):
        raise BadInput(problems)
    heads.sort(key=lambda head: (book.rank(head[1].layer), head[1].id))
    words = [own for node, _ in heads if (own := Fields(node, _KEYS, [], node.span).node("vocabulary")) is not None]
    vocabulary, definitions, standing, series = add_vocabulary(
        words, book.vocabulary, book.settings.languages, problems
    )
    documents = tuple(found for _, found in heads)
    return DraftDocuments(documents, vocabulary, definitions, standing, series), tuple(problems)


def _whole(path: Path, problems: list[Diagnostic]) -> Node | None:
    name = path.as_posix()
    try:
        found = parse_documents(read_text(path, name), name)
    except BadInput as bad:
        problems += bad.diagnostics
        return None
    if len(found) == 1:
        return found[0]
    problems.append(diagnose("L210", found[1].span if found else Span(name), count=len(found)))
    return None


def _document(node: Node, book: Book, problems: list[Diagnostic]) -> DraftDocument | None:
    """None where it does not say which document it is, or of which layer: the rest would only repeat that."""
    fields = Fields(node, _KEYS, problems, node.span)
    ident, layer = _ident(fields, problems), _layer(fields, book, problems)
    title = fields.phrase("title", book.settings.languages)
    if title is None:
        problems.append(diagnose("L203", fields.span, key="title"))
    if ident is None or layer is None:
        return None
    read = read_provisions(fields, ident.text, book.settings.languages, problems)
    provisions = tuple(_of(ident.text, provision) for provision in read)
    article = DraftArticle(ident.text, title or Phrase("", ""), provisions, node.span.file, ident.span)
    return DraftDocument(ident.text, layer, article)


def _ident(fields: Fields, problems: list[Diagnostic]) -> Scalar | None:
    ident = fields.scalar("document", required=True)
    if ident is None or _ID.fullmatch(ident.text):
        return ident
    problems.append(diagnose("L204", ident.span, text=ident.text, known="a–z, 0–9, -"))
    return None


def _layer(fields: Fields, book: Book, problems: list[Diagnostic]) -> str | None:
    """One of the book's layers above its own."""
    layer = fields.scalar("layer", required=True)
    if layer is None:
        return None
    above = book.settings.layers[:-1]
    spelt = {fold_spelling(word): y.name for y in above for word in (y.phrase.ja, y.phrase.en, y.name) if word}
    found = spelt.get(fold_spelling(layer.text))
    if found is None:
        known = ", ".join(y.name for y in above) or "—"
        hint = nearest(fold_spelling(layer.text), spelt)
        problems.append(diagnose("D901", layer.span, name=layer.text, known=known, hint=hint))
    return found


def _told_apart(found: list[DraftDocument], book: Book, problems: list[Diagnostic]) -> None:
    """Each document has an id of its own, which is not the book's either."""
    seen = {a.document: a.span for a in book.articles if a.document} | {book.settings.id: book.settings.span}
    for document in found:
        if document.id in seen:
            problems.append(diagnose("D903", document.article.span, id=document.id, related=[seen[document.id]]))
        seen.setdefault(document.id, document.article.span)


# ── ids ───────────────────────────────────────────────────────────────────────────────────────────


def _of(document: str, provision: DraftProvision) -> DraftProvision:
    """A provision whose ids, and those of its rules and items, begin with the document's."""
    rules = tuple(DraftRule(replace(r.id, text=f"{document}:{r.id.text}"), r.fields) for r in provision.rules)
    items = tuple(f"{document}:{item}" for item in provision.items)
    return replace(provision, id=f"{document}:{provision.id}", rules=rules, items=items)
