"""What the tests of the whole document share: its two documents, and what they compare."""

import re
import unicodedata
from dataclasses import replace
from functools import cache

import pytest

from dsl.model.vocabulary import Phrase
from generator.documents.content import Document, make_document
from tests.conftest import ROOT, RULES, plan_of

RENTAL = ROOT / "tests" / "books" / "rental"
LANGUAGES = ("ja", "en")

try:
    import weasyprint
except (ImportError, OSError):
    weasyprint = None

needs_pdf = pytest.mark.skipif(weasyprint is None, reason="WeasyPrint or Pango is not installed")


def squeezed(text: str) -> str:
    """Text without what a line break adds or takes: white space, hyphens, joiners; ligatures as letters."""
    return re.sub(r"[\s\u2060\u00ad\u2010-]+", "", unicodedata.normalize("NFKC", text))


@cache
def whole() -> Document:
    """The document of the terms."""
    return make_document(plan_of(RULES))


NASTY = "<script>alert(1)</script> ]]> & \" ' {{ 7*7 }} {% raw %} --> \x00\x07\x1b \ud800 \ufffe" + "長" * 200
SHOWN = (
    "<script>alert(1)</script> ]]> & \" ' {{ 7*7 }} {% raw %} --> [U+0000][U+0007][U+001B] [U+D800] [U+FFFE]"
    + "長" * 200
)


@cache
def hostile_book() -> Document:
    """A small book whose words a stranger wrote, one provision of which has 500 items."""
    plan = plan_of(RULES)
    bad = Phrase(NASTY, NASTY)
    first, suspension = plan.book.articles[1], next(a for a in plan.book.articles if a.number == "8")
    rule = replace(plan.rules["1.1"], sentence=bad)
    lead = replace(first.provisions[0], rules=(rule,), notes=(bad,), heading=bad)
    item = next(p for p in suspension.provisions if p.id == "8.1.1")
    many = tuple(
        replace(item, id=f"8.1.{n}", rules=(), heading=bad if n == 1 else Phrase(f"項{n}", f"item {n}"))
        for n in range(1, 501)
    )
    articles = (
        replace(first, title=bad, provisions=(lead,)),
        replace(suspension, provisions=(suspension.provisions[0], *many)),
    )
    settings = replace(plan.book.settings, title=bad, version=NASTY, id="../../<x>")
    readings = {k: replace(r, question=bad) for k, r in list(plan.book.readings.items())[:2]}
    book = replace(plan.book, articles=articles, settings=settings, readings=readings)
    return make_document(replace(plan, book=book, provisions={p.id: p for a in articles for p in a.provisions}))
