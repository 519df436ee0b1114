"""Every page in Chromium: nothing from elsewhere, nothing against the policy, nothing that axe objects to."""

from pathlib import Path

import pytest

PAGES = (
    "", "articles/16/", "articles/19/", "articles/annex/", "register/", "deadlines/", "money/", "priorities/",
    "readings/", "glossary/", "scenarios/", "scenarios/16-surcharges/", "coverage/", "diagnostics/",
    "diagnostics/P201/", "changes/", "how-to-edit/", "for-developers/", "how-to-publish/", "downloads/", "try/", "404.html",
)  # fmt: skip
"""One of each kind."""


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_no_page_asks_elsewhere_or_complains(page, site, address):
    origin = address.split("/terms")[0]
    wrong = []
    page.on("request", lambda r: r.url.startswith((origin, "data:", "blob:")) or wrong.append(r.url))
    page.on("console", lambda m: m.type in ("error", "warning") and wrong.append(f"{page.url}: {m.text}"))
    page.on("pageerror", lambda e: wrong.append(f"{page.url}: {e}"))
    pages = sorted(p.parent.relative_to(site).as_posix() for p in Path(site).rglob("index.html"))
    assert len(pages) > 400
    for name in pages:
        page.goto(f"{address}{name}/", wait_until="load")
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_axe_finds_nothing(browser, address, language, scheme):
    """WCAG 2.2 AA and axe's own best practices; in the dark what depends on colours alone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    rules = {"runOnly": ["color-contrast", "link-in-text-block"]} if scheme == "dark" else {}
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    found = {}
    for name in PAGES:
        page.goto(address + ("en/" if language == "en" else "") + name, wait_until="load")
        violations = axe.run(page, options=rules).response["violations"]
        told = [(v["id"], v["nodes"][0]["html"][:120], len(v["nodes"])) for v in violations]
        if told:
            found[name] = told
    context.close()
    assert found == {}


def test_the_other_language_keeps_the_place(page, address):
    page.goto(f"{address}articles/16/#p-16-2")
    page.click("a.y-language")
    assert page.url == f"{address}en/articles/16/#p-16-2"
    assert page.locator("#p-16-2").inner_text().startswith("Article 16, paragraph (2)")
    page.click("a.y-language")
    assert page.url == f"{address}articles/16/#p-16-2"
