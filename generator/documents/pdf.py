"""PDF by WeasyPrint: tagged, with bookmarks and page numbers; no clock and no network in it."""

from generator.documents.content import Document, Text
from generator.documents.files import NoLibrary
from generator.site import TEMPLATES, environment


def pdf(document: Document, html: str) -> bytes:
    """One PDF of a page of HTML; raises NoLibrary."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as problem:  # OSError: Pango is not there
        raise NoLibrary("weasyprint") from problem
    nothing = URLFetcher(allowed_protocols=())  # a document is all in its text
    style = CSS(string=(TEMPLATES / "print" / "print.css").read_text(encoding="utf-8"), url_fetcher=nothing)
    page = HTML(string=html, url_fetcher=nothing)
    made: bytes = page.write_pdf(
        stylesheets=[style], pdf_variant="pdf/ua-1", pdf_identifier=document.sha256.encode(), full_fonts=False
    )
    return made


def one_language(document: Document, text: Text) -> bytes:
    other = document.en if text.language == "ja" else document.ja
    return pdf(document, _html("text.html", document=document, text=text, other=other))


def side_by_side(document: Document) -> bytes:
    return pdf(document, _html("pair.html", document=document, ja=document.ja, en=document.en))


def _html(template: str, **values: object) -> str:
    return environment().get_template(f"print/{template}").render(**values)
