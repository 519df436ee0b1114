"""Documents of higher rank beside a parsed book: their texts become trees in the words of both.

The book's own texts are not parsed again: what a document adds to the vocabulary does not change how they are read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from dsl.base.citation import Citation, cite, is_provision_id
from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.base.folding import fold_spelling
from dsl.base.source import Span
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.citations import book_citations, cited_in, document_citations, document_of, titled, within_document
from dsl.model.draft import DraftArticle, DraftDocument, DraftDocuments
from dsl.model.names import book_names
from dsl.model.node import Scalar
from dsl.model.reading import guarded
from dsl.model.rule import Article
from dsl.model.vocabulary import Phrase, Vocabulary
from dsl.parse.book import PRIORITIES, Parse, RuleParser, defined, expression_parser, uninflected
from dsl.parse.lexicon import make_lexicon


def parse_documents(draft: DraftDocuments, book: Book) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """The book with the documents, the highest first behind its own articles. None where their vocabulary cannot be
    spelt."""
    problems: list[Diagnostic] = [*uninflected(draft.vocabulary)]
    if problems:
        return None, tuple(problems)
    reaches = {d.id: _reach(d, draft, book) for d in draft.documents}
    parsers = {ident: _parser(reach, draft.vocabulary, book, problems) for ident, reach in reaches.items()}
    vocabulary = draft.vocabulary
    for document in draft.documents:
        vocabulary = defined(vocabulary, *_own_words(document.article.file, draft), parsers[document.id])
    articles = [_article(d, vocabulary, parsers[d.id], reaches[d.id], book, problems) for d in draft.documents]
    given = sorted([a for a in book.articles if a.document] + articles, key=lambda a: (book.rank(a.layer), a.document))
    own_articles = [a for a in book.articles if not a.document]
    whole = replace(book, vocabulary=vocabulary, articles=(*own_articles, *given))
    return whole, tuple(dict.fromkeys(problems))


Texts = Mapping[tuple[str, str], Scalar]


def _own_words(file: str, draft: DraftDocuments) -> tuple[dict[str, Scalar], Texts, Texts]:
    """The expressions of the vocabulary that stand in one file."""
    definitions = {k: s for k, s in draft.definitions.items() if s.span.file == file}
    standing, series = ({k: s for k, s in t.items() if s.span.file == file} for t in (draft.standing, draft.series))
    return definitions, standing, series


def _article(
    document: DraftDocument, vocabulary: Vocabulary, parse: Parse, reach: "Reach", book: Book,
    problems: list[Diagnostic],
) -> Article:  # fmt: skip
    rules = _DocumentRules(vocabulary, parse, reach, book, problems)
    return replace(rules.article(document.article), layer=document.layer, document=document.id)


def _parser(reach: "Reach", vocabulary: Vocabulary, book: Book, problems: list[Diagnostic]) -> Parse:
    """A reference is its own spelling until it is known what it means from here."""
    lexicon = make_lexicon(vocabulary, [(spelt, spelt) for spelt in reach.spelt], book.settings.currency)
    parse = expression_parser(lexicon, problems)
    return lambda scalar, start: reach.resolved(parse(scalar, start), problems)


# ── what a reference means ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Reach:
    """What a document may refer to, by folded spelling. A reference that names no document means a provision of its
    own or of the terms, whichever has it; where both have, it must name one."""

    document: str
    book: str
    spelt: Mapping[str, tuple[str, ...]]

    def meant(self, text: str, span: Span, problems: list[Diagnostic]) -> str:
        found = self.spelt.get(fold_spelling(text), ())
        if len(found) > 1:
            known = ", ".join(self.whole(ident) for ident in found)
            problems.append(diagnose("D908", span, text=text, known=known))
        return found[0] if found else text

    def whole(self, ident: str) -> str:
        """A name that means the same from every document."""
        return ident if document_of(ident) else f"{self.book}:{ident}"

    def resolved(self, node: Any, problems: list[Diagnostic]) -> Any:
        """A tree with what its references mean."""
        if isinstance(node, tuple):
            return tuple(self.resolved(part, problems) for part in node)
        if type(node).__module__ != x.__name__:
            return node
        parts = {f.name: self.resolved(getattr(node, f.name), problems) for f in fields(node)}
        if isinstance(node, x.State | x.EffectMoment):
            parts["provision"] = self.meant(node.provision, node.span, problems)
        return replace(node, **parts)


def _reach(document: DraftDocument, draft: DraftDocuments, book: Book) -> Reach:
    spelt: dict[str, list[str]] = {}
    for ident, words in (*_own_terms(book), *_others(document, draft, book)):
        for word in words:
            meanings = spelt.setdefault(fold_spelling(word), [])
            if ident not in meanings:
                meanings.append(ident)
    return Reach(document.id, book.settings.id, {w: tuple(found) for w, found in spelt.items() if w})


def _own_terms(book: Book) -> Iterator[tuple[str, list[str]]]:
    """The terms' provisions and named rules, alone and with the title or the layer's phrase."""
    settings = book.settings
    titles = [settings.title, *(y.phrase for y in settings.layers[-1:])]
    cited = {ident: c for ident, c in book_citations(book).items() if not document_of(ident)}
    for ident, citation in cited.items():
        yield ident, [ident, f"{settings.id}:{ident}", *_words(citation), *_in_titles(citation, titles)]
    for rule in book.rules:
        if "#" in rule.id and not document_of(rule.id):
            yield rule.id, [rule.id, f"{settings.id}:{rule.id}"]


def _others(document: DraftDocument, draft: DraftDocuments, book: Book) -> Iterator[tuple[str, list[str]]]:
    """The provisions and named rules of all documents; its own also without their document."""
    drafts = {d.id: (d.article.title, _draft_ids(d.article)) for d in draft.documents}
    parsed = {a.document: (a.title, [r.id for p in a.provisions for r in p.rules] + [p.id for p in a.provisions])
              for a in book.articles if a.document}  # fmt: skip
    for name, (title, ids) in (parsed | drafts).items():
        cited = document_citations(i for i in ids if is_provision_id(within_document(i)))
        for ident in dict.fromkeys(ids):
            own = [within_document(ident)] if name == document.id else []
            words = [ident, *own]
            if ident in cited:
                # 第1条第1項 of an article of one paragraph, too: it must not be taken for the terms'
                alone = [w for c in (cited[ident], cite(within_document(ident))) for w in _words(c)] if own else []
                words += [*_in_titles(cited[ident], [title]), *alone]
            yield ident, words


def _draft_ids(article: DraftArticle) -> list[str]:
    return [r.id.text for p in article.provisions for r in p.rules] + [p.id for p in article.provisions]


def _words(citation: Citation) -> list[str]:
    return [citation.ja, citation.en, citation.short]


def _in_titles(citation: Citation, titles: Iterable[Phrase]) -> list[str]:
    found = [c for title in titles for c in (titled(citation, title), cited_in(citation, title))]
    return [word for c in found for word in _words(c)]


# ── rules ─────────────────────────────────────────────────────────────────────────────────────────


class _DocumentRules(RuleParser):
    """The rules of one document, whose references are made from where it stands."""

    def __init__(self, vocabulary: Vocabulary, parse: Parse, reach: Reach, book: Book, problems: list[Diagnostic]):
        super().__init__(vocabulary, parse, book_names(vocabulary, {}, book.settings.layers), problems)
        self.reach = reach

    def reference(self, key: str, scalar: Scalar) -> str:
        text = guarded(scalar.text)[0] if key in PRIORITIES else scalar.text
        return self.reach.meant(text, scalar.span, self.problems)
