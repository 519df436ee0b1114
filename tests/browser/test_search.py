"""The search in Chromium: the ways in which people write a citation or a phrase, and what it must not do."""

import pytest


@pytest.fixture(scope="module")
def search(browser, address):
    """Types a query on the home page of a language; returns what is listed: (where it leads, its title)."""
    page = browser.new_page()
    page.set_default_timeout(20_000)

    def ask(query: str, language: str = "ja") -> list[tuple[str, str]]:
        home = address + ("en/" if language == "en" else "")
        page.goto(home)
        page.click("input[name=query]")
        page.fill("input[name=query]", query)  # as pasting does: without a key
        said = {"ja": ("見つかり",), "en": ("matching",)}[language][0]
        page.wait_for_function(
            "said => document.querySelector('.md-search-result__meta').innerText.includes(said)", arg=said
        )
        links = page.eval_on_selector_all(
            ".md-search-result__link", "all => all.map(a => [a.href, a.querySelector('h1, h2').textContent])"
        )
        return [(href.removeprefix(home), title) for href, title in links]

    yield ask
    page.close()


@pytest.mark.parametrize(
    ("query", "place"),
    [
        # Article 16, however its number is written
        ("第16条", "articles/16/"),
        ("第十六条", "articles/16/"),
        ("第１６条", "articles/16/"),
        ("16条2項", "articles/16/#p-16-2"),
        ("第十六条第二項", "articles/16/#p-16-2"),
        ("16.2", "articles/16/#p-16-2"),
        ("Article 16(2)", "articles/16/#p-16-2"),
        # Article 16, paragraph (2) is the only provision on default interest
        ("遅延損害金", "articles/16/#p-16-2"),
        ("default interest", "articles/16/#p-16-2"),
        # our sentence says 承諾 … かつ、その承諾が書面による: Article 33, paragraph (1)
        ("書面による承諾", "articles/33/#p-33-1"),
        # Article 30 is the Customer's termination
        ("terminate", "articles/30/"),
        ("ﾌﾟﾗｲﾊﾞｼｰ", "articles/35/#p-35-1"),
        ("P201", "diagnostics/P201/"),
        ("割増金等", "articles/16/"),
    ],
)
def test_it_finds(search, query, place):
    assert place in [found for found, _ in search(query)[:8]]


@pytest.mark.parametrize(
    ("query", "place"),
    [("第16条", "articles/16/"), ("16条2項", "articles/16/#p-16-2"), ("default interest", "articles/16/#p-16-2"),
     ("遅延損害金", "articles/16/#p-16-2"), ("terminate", "articles/30/")],
)  # fmt: skip
def test_it_finds_in_english(search, query, place):
    assert place in [found for found, _ in search(query, "en")[:8]]


def test_results_name_article_and_paragraph(search):
    assert search("16条2項")[:2] == [("articles/16/", "第16条 割増金等"), ("articles/16/#p-16-2", "第16条第2項")]
    assert search("Article 16(2)", "en")[:2] == [
        ("articles/16/", "Article 16 Surcharges, etc."), ("articles/16/#p-16-2", "Article 16, paragraph (2)"),
    ]  # fmt: skip


def test_a_number_is_not_found_within_another(search):
    """第6条 is not 第16条, 第26条 or 第36条, though its digit stands in them."""
    pages = {found.split("#")[0] for found, title in search("第6条") if found.startswith("articles/") and "第" in title}
    assert "articles/6/" in pages
    titles = [title for found, title in search("第6条") if "#" not in found]
    assert not [title for title in titles[:1] if not title.startswith("第6条")]


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "zzzz存在しない語zzzz", '"', "第", "()"])
def test_what_is_not_there_is_not_found(search, query):
    assert search(query) == [] or query in ("第", "()")
