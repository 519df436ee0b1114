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


def test_the_register_is_filtered_and_its_address_keeps_the_filter(page, address):
    """Article 19 has nothing that forbids: its heading goes with its rows; Article 16 has (paragraph 1)."""
    page.goto(f"{address}register/")
    everything = page.locator("tbody tr:has([data-who]):visible").count()
    page.select_option("select[name=kind]", "must-not")
    shown = page.locator("tbody tr:has([data-who]):visible")
    assert 0 < shown.count() < everything
    assert set(shown.locator("[data-who]").evaluate_all("rows => rows.map(row => row.dataset.kind)")) == {"must-not"}
    listed = page.locator(".md-sidebar--secondary a[href='#a-19']")
    assert not page.locator("#a-19").is_visible()
    assert page.locator("#a-16").is_visible()
    assert not listed.is_visible()
    page.reload()
    assert page.input_value("select[name=kind]") == "must-not"
    assert page.locator("tbody tr:has([data-who]):visible").count() == shown.count()
    page.click("form.y-filter button[type=reset]")
    assert page.locator("tbody tr:has([data-who]):visible").count() == everything
    assert page.locator("#a-19").is_visible()
    assert listed.is_visible()


def test_on_a_phone_each_cell_bears_the_name_of_its_column(browser, address):
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}deadlines/")
        cell = page.locator("td[data-column='時']").first
        assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"時"'
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_citation_is_copied_with_its_address(browser, address):
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{address}articles/16/")
        page.click("button.y-copy[data-place='p-16-2']")
        page.wait_for_function("() => document.querySelector('button.y-copy[data-place=p-16-2] + *').textContent")
        told = page.evaluate("navigator.clipboard.readText()").split("\n")
        assert told[-1] == f"{address}articles/16/#p-16-2"
        assert "第16条第2項" in told[0]


def test_side_by_side_is_remembered(browser, address):
    with browser.new_context(viewport={"width": 1400, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{address}articles/16/")
        assert not page.is_checked("#y-both")
        page.check("#y-both")
        page.goto(f"{address}articles/19/")
        assert page.is_checked("#y-both")


def test_a_printed_page_says_what_it_is_and_where_it_stands(page, address):
    page.goto(f"{address}articles/16/#p-16-2")
    page.emulate_media(media="print")
    assert page.locator(".md-copyright").is_visible()
    assert "約款の正文ではありません" in page.locator(".md-copyright").inner_text()
    assert not page.locator(".md-footer__inner").is_visible()
    told = page.evaluate("getComputedStyle(document.querySelector('.md-content__inner'), '::after').content")
    assert told == f'"{address}articles/16/"'
    page.emulate_media(media="screen")
