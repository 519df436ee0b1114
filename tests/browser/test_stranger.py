"""A site of words that a stranger wrote, in Chromium: nothing runs, and nothing leaves its place."""

from dataclasses import replace

import pytest

from generator.build import build
from tests.browser.conftest import serving
from tests.conftest import ROOT
from tests.stranger import NASTY, sources_of_a_stranger

PAGES = (
    "", "articles/1/", "articles/2/", "register/", "deadlines/", "money/", "priorities/", "readings/", "glossary/",
    "defects/", "scenarios/", "scenarios/01-bad/", "coverage/",
)  # fmt: skip
LONG = "長" * 200 + "W" * 200
"""A name without a place to break it."""


def made(text, folder, monkeypatch, browser):
    monkeypatch.chdir(ROOT)
    sources = sources_of_a_stranger(folder, text)
    many = replace(
        sources.plan.book.articles[1].provisions[0], notes=sources.plan.book.articles[1].provisions[0].notes * 500
    )
    book = replace(
        sources.plan.book,
        articles=tuple(
            replace(a, provisions=(many, *a.provisions[1:])) if a.provisions[0].id == many.id else a
            for a in sources.plan.book.articles
        ),
    )
    build(replace(sources, plan=replace(sources.plan, book=book)), folder / "work", folder / "public")
    return folder / "public"


@pytest.mark.parametrize(("text", "name"), [(NASTY, "signs"), (LONG, "long")])
def test_what_a_stranger_wrote_stays_text(browser, tmp_path, monkeypatch, text, name):
    """No dialog, no error, no sideways scroll, on a wide screen and on a phone; 500 notes on one provision."""
    served = serving(made(text, tmp_path, monkeypatch, browser))
    address = next(served)
    page = browser.new_page()
    wrong = []
    page.on("dialog", lambda dialog: (wrong.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("console", lambda said: said.type == "error" and wrong.append(f"{page.url}: {said.text}"))
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        for path in [*PAGES, *(f"en/{path}" for path in PAGES)]:
            page.goto(address + path)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append(f"{path} is wider than {width}")
    page.goto(address + "articles/1/")
    assert " ".join(text.split()) in page.inner_text("h1")  # it is there, as it was written
    assert page.locator("[onclick], [href^='javascript:'], article script, article img").count() == 0
    page.close()
    next(served, None)
    assert wrong == []
