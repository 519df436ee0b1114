"""The citations of one book's units, worked out from its table of contents."""

from collections.abc import Mapping

from dsl.base.citation import Citation, cite
from dsl.model.book import Book, Unit


def citations(units: Mapping[str, Unit], ids: Mapping[str, object]) -> dict[str, Citation]:
    """Every listed or encoded unit's citation. An article whose only paragraph is `N.1` is cited without it."""
    known = list(dict.fromkeys([*units, *ids]))
    paragraphs: dict[str, set[str]] = {}
    for ident in known:
        parts = ident.split(".")
        if len(parts) > 1:
            paragraphs.setdefault(parts[0], set()).add(parts[1])
    out = {}
    for ident in known:
        article = ident.split(".")[0]
        printed = _printed(units, article, ident)
        out[ident] = cite(ident, paragraphs.get(article, {"1"}) == {"1"}, _term(units, ident), printed)
    return out


def _printed(units: Mapping[str, Unit], article: str, ident: str) -> tuple[str, str] | None:
    head = next((u for u in units.values() if u.id.split(".")[0] == article and u.printed and "term" not in u.id), None)
    return (head.printed.ja, head.printed.en) if head and head.printed else None


def _term(units: Mapping[str, Unit], ident: str) -> tuple[str, str] | None:
    parts = ident.split(".")
    term = next((".".join(parts[: at + 1]) for at, part in enumerate(parts) if part.startswith("term")), None)
    unit = units.get(term or "")
    return (unit.printed.ja, unit.printed.en) if unit and unit.printed else None


def book_citations(book: Book) -> dict[str, Citation]:
    return citations(book.units, {p.id: p for p in book.provisions})
