"""The citations of one book's units, worked out from its table of contents, and of other documents' provisions."""

from collections.abc import Iterable, Mapping

from dsl.base.citation import Citation, cite
from dsl.base.english import definite
from dsl.model.book import Book, Unit
from dsl.model.vocabulary import Phrase


def citations(units: Mapping[str, Unit], ids: Mapping[str, object]) -> dict[str, Citation]:
    """Every listed or encoded unit's citation. An article whose only paragraph is `N.1` is cited without it."""
    known = list(dict.fromkeys([*units, *ids]))
    paragraphs: dict[str, set[str]] = {}
    for ident in known:
        parts = ident.split(".")
        if len(parts) > 1:
            paragraphs.setdefault(parts[0], set()).add(parts[1])
    out = {}
    heads = _printed(units)
    for ident in known:
        article = ident.split(".")[0]
        three = f"{ident.partition('#')[0].removesuffix('.second')}.third" in known
        out[ident] = cite(
            ident, paragraphs.get(article, {"1"}) == {"1"}, _term(units, ident), heads.get(article), three
        )
    return out


def _printed(units: Mapping[str, Unit]) -> dict[str, tuple[str, str]]:
    """By article, the first words with which the print cites a unit of it, where its number does not."""
    found: dict[str, tuple[str, str]] = {}
    for unit in units.values():
        if unit.printed and "term" not in unit.id:
            found.setdefault(unit.id.split(".")[0], (unit.printed.ja, unit.printed.en))
    return found


def _term(units: Mapping[str, Unit], ident: str) -> tuple[str, str] | None:
    parts = ident.split(".")
    term = next((".".join(parts[: at + 1]) for at, part in enumerate(parts) if part.startswith("term")), None)
    unit = units.get(term or "")
    return (unit.printed.ja, unit.printed.en) if unit and unit.printed else None


# ── other documents ───────────────────────────────────────────────────────────────────────────────


def document_of(ident: str) -> str:
    """The document of a provision or rule: `special-agreement` of `special-agreement:1.2`; empty for the book's own."""
    return ident.rpartition(":")[0]


def within_document(ident: str) -> str:
    """An id as its own document gives it."""
    return ident.rpartition(":")[2]


def titled(citation: Citation, title: Phrase) -> Citation:
    """A citation that stands alone, with the title of its document."""
    return Citation(f"{title.ja}{citation.ja}", f"{title.en}, {citation.en}", f"{title.en}, {citation.short}")


def cited_in(citation: Citation, title: Phrase) -> Citation:
    """A citation as another document makes it: Article 16, paragraph (2) of the Terms of Sale."""
    name = definite(title.en)
    return Citation(f"{title.ja}{citation.ja}", f"{citation.en} of {name}", f"{citation.short} of {name}")


def document_citations(ids: Iterable[str]) -> dict[str, Citation]:
    """The citations that a document makes of its own provisions, by their whole ids."""
    whole = {within_document(ident): ident for ident in ids}
    return {whole[ident]: found for ident, found in citations({}, whole).items()}


def book_citations(book: Book) -> dict[str, Citation]:
    """Of the book's own units and provisions, and of those of the documents given beside it, with their titles."""
    found = citations(book.units, {p.id: p for a in book.articles if not a.document for p in a.provisions})
    for article in book.articles:
        if article.document:
            own = document_citations(p.id for p in article.provisions)
            found |= {ident: titled(citation, article.title) for ident, citation in own.items()}
    return found
