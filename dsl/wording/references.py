"""References as the citing provision makes them: 前項, 前三条, 同条第3項; absolute where nothing shorter is exact."""

from dataclasses import dataclass

from dsl.base.citation import Citation, is_provision_id
from dsl.base.diagnostic import Language
from dsl.base.english import number_word, roman
from dsl.model.book import Book
from dsl.model.citations import citations, cited_in, document_citations, document_of, titled, within_document
from dsl.model.vocabulary import Phrase

_KANJI = "〇一二三四五六七八九十"


def citation_of(ident: str, book: Book) -> Citation:
    """The absolute citation of a provision or of a rule's provision; the id itself where it is none. Another document's
    comes with its title."""
    found = _own_citation(ident, book)
    title = _title(document_of(ident), book) if document_of(ident) else None
    return found if title is None else titled(found, title)


def _own_citation(ident: str, book: Book) -> Citation:
    """A citation as its own document makes it."""
    base = ident.partition("#")[0]
    if not is_provision_id(within_document(base)):
        return Citation(ident, ident, ident)
    if document_of(base):
        own = (p.id for a in book.articles if a.document == document_of(base) for p in a.provisions)
        return document_citations([*own, base])[base]
    known = book.known_by_article.get(base.split(".")[0], ())
    near = {ident: book.units[ident] for ident in known if ident in book.units}
    return citations(near, dict.fromkeys((*known, base)))[base]


def _title(document: str, book: Book) -> Phrase | None:
    """The title of a document; of the book's own for none."""
    if not document:
        return book.settings.title
    return next((a.title for a in book.articles if a.document == document), None)


def _absolute(ident: str, citing: str, book: Book) -> Citation:
    """Within its own document without a title, from another with it; alone as it stands in a list."""
    if not citing:
        return citation_of(ident, book)
    title = _title(document_of(ident), book)
    own = _own_citation(ident, book)
    return own if title is None or document_of(ident) == document_of(citing) else cited_in(own, title)


@dataclass(frozen=True, slots=True)
class Referred:
    """One reference in both languages."""

    ja: str
    en: str


def references(ids: tuple[str, ...], citing: str, book: Book) -> tuple[Referred, ...]:
    """References to several provisions in order; a run that ends just before the citing one becomes 前N項, 前N条."""
    bases = tuple(dict.fromkeys(i.partition("#")[0] for i in ids))
    run = _run_of_paragraphs(bases, citing, book) or _run_of_articles(bases, citing, book)
    if run is not None:
        return (run,)
    documents = {document_of(base) for base in bases}
    if citing and len(documents) == 1 and document_of(citing) not in documents:
        return _in_other_document(bases, citing, book)
    found: list[Referred] = []
    last = ""
    for base in bases:
        found.append(_repeated(base, last, citing, book) or reference(base, citing, book))
        last = base
    return tuple(found)


def _in_other_document(bases: tuple[str, ...], citing: str, book: Book) -> tuple[Referred, ...]:
    """The title once: 約款第22条及び第19条第1項; Article 22 and Article 19, paragraph (1) of the Terms."""
    own = [_own_citation(base, book) for base in bases]
    first, last = _absolute(bases[0], citing, book), _absolute(bases[-1], citing, book)
    ja = [first.ja, *(c.ja for c in own[1:])]
    en = [*(c.en for c in own[:-1]), last.en]
    return tuple(Referred(*pair) for pair in zip(ja, en, strict=True))


def reference(ident: str, citing: str, book: Book) -> Referred:
    """One reference, relative where the citing provision is in the same article or the next."""
    base = ident.partition("#")[0]
    absolute = _absolute(base, citing, book)
    target, own = base.split("."), citing.split(".")
    if citing and within_document(base).isdigit() and _articles_before(own[0], 1, book) == [base]:
        return Referred("前条", "the preceding Article")
    if not citing or len(target) < 2 or not target[-1].isdigit() or any(p.startswith("term") for p in target):
        return Referred(absolute.ja, absolute.en)
    if target[0] == own[0]:
        return _within_article(target, own) or Referred(absolute.ja, absolute.en)
    if _articles_before(own[0], 1, book) == [target[0]]:
        return _in_preceding_article(absolute, _own_citation(target[0], book))
    return Referred(absolute.ja, absolute.en)


def _in_preceding_article(absolute: Citation, article: Citation) -> Referred:
    """前条第2項, paragraph (2) of the preceding Article."""
    rest = absolute.en.removeprefix(article.en).removeprefix(", ")
    told = f"{rest} of the preceding Article" if rest else "the preceding Article"
    return Referred(f"前条{absolute.ja.removeprefix(article.ja)}", told)


def told(referred: Referred, language: Language) -> str:
    return referred.ja if language == "ja" else referred.en


def _within_article(target: list[str], own: list[str]) -> Referred | None:
    """The paragraph first, then the item: 前項第1号, item (i) of the preceding paragraph."""
    if len(own) < 2 or not own[1].isdigit() or not target[1].isdigit():
        return None
    paragraph = _paragraph(int(target[1]), int(own[1]))
    if len(target) == 2:
        return (_MAIN_CLAUSE if "proviso" in own else _FIRST_SENTENCE) if paragraph is None else paragraph
    item = int(target[2])
    if paragraph is None:
        return _item(item, _own_item(own))
    return Referred(f"{paragraph.ja}第{item}号", f"item ({roman(item)}) of {paragraph.en}")


_MAIN_CLAUSE = Referred("本文", "the main clause")
_FIRST_SENTENCE = Referred("前段", "the first sentence")


def _paragraph(target: int, own: int) -> Referred | None:
    if target == own:
        return None
    if target == own - 1:
        return Referred("前項", "the preceding paragraph")
    if target == own + 1:
        return Referred("次項", "the following paragraph")
    return Referred(f"第{target}項", f"paragraph ({target})")


def _own_item(own: list[str]) -> int:
    return int(own[2]) if len(own) > 2 and own[2].isdigit() else 0


def _item(target: int, own: int) -> Referred:
    if own and target == own - 1:
        return Referred("前号", "the preceding item")
    return Referred(f"第{target}号", f"item ({roman(target)})")


def _repeated(base: str, last: str, citing: str, book: Book) -> Referred | None:
    """同条第3項: a second reference to an article that is not the citing one's."""
    target, before = base.split("."), last.split(".")
    if target[0] != before[0] or target[0] == citing.split(".")[0] or len(target) != 2 or not target[1].isdigit():
        return None
    return Referred(f"同条第{target[1]}項", f"paragraph ({target[1]}) of that Article")


def _run_of_paragraphs(bases: tuple[str, ...], citing: str, book: Book) -> Referred | None:
    own = citing.split(".")
    if len(bases) < 2 or len(own) < 2 or not own[1].isdigit():
        return None
    first = int(own[1]) - len(bases)
    expected = tuple(f"{own[0]}.{n}" for n in range(first, int(own[1])))
    return _preceding(len(bases), "項", "paragraphs") if first > 0 and bases == expected else None


def _run_of_articles(bases: tuple[str, ...], citing: str, book: Book) -> Referred | None:
    """Articles are cited whole where their first paragraph is meant for all of them (前三条の措置)."""
    if len(bases) < 2 or any(b.split(".")[1:] not in ([], ["1"]) for b in bases):
        return None
    if [b.split(".")[0] for b in bases] != _articles_before(citing.split(".")[0], len(bases), book):
        return None
    return _preceding(len(bases), "条", "Articles")


def _articles_before(article: str, count: int, book: Book) -> list[str]:
    """The articles just before one, by their place in the book and not by their numbers."""
    known = [*book.units, *(p.id for p in book.provisions)]
    order = list(dict.fromkeys(i.split(".")[0] for i in known if document_of(i) == document_of(article)))
    at = order.index(article) if article in order else 0
    return order[max(at - count, 0) : at]


def _preceding(count: int, ja: str, en: str) -> Referred:
    kanji = _KANJI[count] if count < len(_KANJI) else str(count)
    return Referred(f"前{kanji}{ja}", f"the preceding {number_word(count)} {en}")
