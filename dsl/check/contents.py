"""Each provision has one home, stands in the table of contents, and in the file of its article."""

from collections.abc import Iterator

from dsl.base.citation import is_provision_id
from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.base.source import Span
from dsl.model.book import Book
from dsl.model.citations import within_document


def check_contents(book: Book) -> Iterator[Diagnostic]:
    homes: dict[str, Span] = {}
    for article in book.articles:
        for provision in article.provisions:
            if provision.id in homes:
                yield diagnose("N303", provision.span, id=provision.id, related=[homes[provision.id]])
            homes.setdefault(provision.id, provision.span)
            if article.document:
                if not is_provision_id(within_document(provision.id)):
                    yield diagnose("N312", provision.span, id=within_document(provision.id))
            elif not is_provision_id(provision.id) or (book.units and provision.id not in book.units):
                yield diagnose("N312", provision.span, id=provision.id, hint=nearest(provision.id, book.units))
            elif provision.id.split(".")[0] != article.number:
                yield diagnose("N314", provision.span, id=provision.id, article=article.number)
