"""The pages over all articles: what they must say, the same anchors twice, and nothing that a stranger can inject."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.places import Link, Places
from generator.scenarios import scenes_page
from generator.site import OVERVIEWS, TEMPLATES, render, site_files
from generator.sources import Sources
from tests.conftest import ROOT, RULES, plan_of
from tests.stranger import sources_of_a_stranger

EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
FRONT = re.compile(r"(?:---\n(.*?)\n---\n)?(.*)", re.DOTALL)
"""What MkDocs takes for settings of a page, and the page."""
BY_HAND = sorted(path.stem for path in (ROOT / "site" / "ja").glob("*.md"))
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
ANCHOR = re.compile(r"\{ #([\w-]+) \}$", re.MULTILINE)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    return pages_of_the_book(tmp_path_factory.mktemp("pages"))


def pages_of_the_book(folder: Path) -> dict[str, str]:
    """The Markdown of every page, by its path."""
    sources = Sources(
        plan_of(RULES), (RULES / "scenarios" / "16-surcharges.yaml",), ROOT / "site", ROOT / "CHANGELOG.md"
    )  # fmt: skip
    written = render(sources, folder)
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in written}


@pytest.fixture(scope="module")
def nasty(tmp_path_factory):
    return pages_of_a_stranger(tmp_path_factory.mktemp("nasty"))


def pages_of_a_stranger(folder: Path) -> dict[str, str]:
    """The Markdown of a book whose words, and a scenario whose facts, were written by a stranger."""
    written = render(sources_of_a_stranger(folder), folder)
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in written}


@pytest.mark.parametrize(
    "name",
    [
        *OVERVIEWS,
        "scenarios",
        "index",
        "articles/16",
        "scenarios/16-surcharges",
        *BY_HAND,
        "diagnostics/P201",
    ],
)
def test_both_languages_have_the_same_anchors(pages, name):
    ja, en = (ANCHOR.findall(pages[f"{language}/{name}.md"]) for language in ("ja", "en"))
    assert ja == en != []
    assert len(ja) == len(set(ja))


def test_every_heading_has_an_anchor(pages):
    for name, text in pages.items():
        if name.endswith(".md") and "changes" not in name:
            headings = re.findall(r"^#{1,3} ", FENCED.sub("", text), re.MULTILINE)
            assert len(headings) == len(ANCHOR.findall(text)), name


@pytest.mark.parametrize("name", BY_HAND)
def test_the_menu_and_the_search_have_a_page_by_its_own_title(pages, name):
    for language in ("ja", "en"):
        title = pages[f"{language}/{name}.md"].partition("\n")[0].removeprefix("# ").removesuffix(f" {{ #{name} }}")
        assert f'    - "{title}": "{name}.md"\n' in pages[f"mkdocs.{language}.yml"]
        assert f'{{"location":"{name}/","title":"{title}",' in pages[f"{language}/search/index.json"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("ja/register.md", "契約者 → 当社</span> | 義務 | [第16条第2項](articles/16.md#p-16-2) | 契約者は、利用料金の支払を遅滞したときは"),
        ("en/register.md", "Customer → Company</span> | duty | [Article 16, paragraph (2)](articles/16.md#p-16-2) |"),
        ("ja/deadlines.md", "[第14条第1項](articles/14.md#p-14-1)</span>"),
        ("ja/deadlines.md", "<span class=\"y-when\">支払の完了が支払の最終日までになかった</span>"),  # 16(2): in default
        ("ja/glossary.md", "解する場合は支払の最終日の翌日、その他の場合は支払期日の翌日"),  # where the interest begins
        ("en/readings.md", "No answer is adopted: what turns on it is undetermined until one is chosen."),  # refund-unit
        ("ja/articles/19.md", "[J202](../diagnostics/J202.md) 参照「…」は、"),  # 19(3) counts what is not there
        ("en/defects.md", "[Article 19, paragraph (3)](articles/19.md#p-19-3)</span> | [J202](diagnostics/J202.md)"),
        ("ja/deadlines.md", "| <span class=\"y-when\">所定の期日までに所定の書面により通知することにより、"),  # Article 30(1): no day is reckoned
        ("en/deadlines.md", "| <span class=\"y-when\">the Company notifies the Customer of it in advance</span>"),  # Article 1(3)
        ("ja/deadlines.md", "終了の意思表示の期限 = 契約期間の満了日の属する月の前月の末日"),  # Article 32(1)
        ("en/deadlines.md", "<span class=\"y-when\">except where the Company consents to it before the making of the disposal</span>"),  # Article 33(1)
        ("ja/money.md", "](readings.md#r-fraction-of-yen)"),
        ("en/readings.md", "{ #r-default-interest-year }"),
        ("ja/glossary.md", '| <span class="y-row" id="t-3-1-term4" lang="ja">利用料金</span> | <span lang="en">service fees</span> | [第3条「利用料金」]('),
        ("en/priorities.md", "| <span class=\"y-row\">[Article 16, paragraph (3)](articles/16.md#p-16-3)</span> | [Article 18, paragraph (1), second sentence]("),
        ("ja/priorities.md", 'class="y-line y-guarded"'),
        ("ja/scenarios/16-surcharges.md", "[第16条第2項](../articles/16.md#p-16-2)</span> | 適用される<br>主体：契約者<br>相手方：当社"),
        ("en/articles/16.md", '<li><a href="../../scenarios/16-surcharges/#s-1">42 days late</a></li>'),
        ("ja/articles/16.md", '<span class="y-badge y-encoded">規則化済み</span>'),
        ("ja/articles/19.md", "](../articles/22.md#p-22-1)"),
        ("ja/articles/19.md", "[前各号](../articles/19.md#p-19-1-1)に掲げるもののほか"),
        ("en/articles/29.md", "beyond what is set forth in [the preceding items](../articles/29.md#p-29-1-1)"),
        ("ja/register.md", '<span class="y-row" data-who="company" data-kind="may">当社 → 契約者</span>'),
        ("en/register.md", '<span class="y-row" data-who="company customer" data-kind="must-not">each party'),
        ("en/register.md", '<option value="a-16">Article 16 Surcharges, etc.</option>'),
        ("ja/money.md", "例: 5,300円（事例「[42日の遅滞](scenarios/16-surcharges.md#s-1)」が期待する額）"),
        ("en/scenarios/16-surcharges.md", "parts: ¥4,200, ¥1,100<br>amount: ¥5,300<br>"),
        ("en/scenarios/16-surcharges.md", "waits for: [prescribed administrative fee](../glossary.md#t-contract-administrative_fee)"),
        ("en/scenarios/16-surcharges.md", "[unpaid amount](../glossary.md#t-invoice-unpaid)</span><br><code>invoices\\[0\\].unpaid</code> | ¥0"),
    ],
)  # fmt: skip
def test_a_page_says(pages, page, said):
    assert said in pages[page]


def test_citations_in_a_sentence_are_links():
    plan = plan_of(RULES)
    places = Places(plan.book, "ja")
    assert places.linked("民法第16条、第16条第2項") == (
        Link("民法第16条、"), Link("第16条第2項", "articles/16.md#p-16-2"),
    )  # fmt: skip
    english = Places(plan.book, "en").linked("Article 3, paragraph (1) of the Currency Act; Article 16, paragraph (2)")
    assert [piece.text for piece in english if piece.href] == ["Article 16, paragraph (2)"]
    assert places.linked("前条の措置") == (Link("前条の措置"),)


class Dangers(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [tag] if tag in ("script", "img") else []
        self.found += [f"{k}={v}" for k, v in attrs if k.startswith("on") or (v or "").startswith("javascript:")]


@pytest.mark.parametrize(
    "page", ["articles/1", "articles/2", *OVERVIEWS, "scenarios", "scenarios/01-bad", "index", "coverage"]
)
def test_what_a_stranger_wrote_is_shown_and_does_nothing(nasty, page):
    markdown, yaml = pytest.importorskip("markdown"), pytest.importorskip("yaml")
    for language in ("ja", "en"):
        front, text = FRONT.match(nasty[f"{language}/{page}.md"]).groups()
        assert not set('<>"') & set(str(yaml.safe_load(front or "{}").get("description")))
        html = markdown.markdown(text, extensions=EXTENSIONS)
        reader = Dangers()
        reader.feed(html)
        assert reader.found == []
        assert ("alert(1)" in html) == (page not in ("deadlines", "coverage"))
        assert "49" not in re.findall(r"alert\(1\)&lt;/script&gt; (\S+)", html)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_names_of_strangers_stay_in_the_navigation(nasty, language):
    yaml = pytest.importorskip("yaml")
    settings = yaml.safe_load(nasty[f"mkdocs.{language}.yml"])
    assert "<script" not in str(settings["nav"]) + settings["site_name"]
    assert "&lt;script&gt;" in settings["site_name"]


def test_no_markup_in_python():
    """Pages are templates: no HTML tag and no Markdown link or heading stands in the generator's own texts."""
    for path in sorted(Path(TEMPLATES).parent.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"""["'](?:</?[a-z]+[ >]|#+ |\]\(|\| )""", source), path.name


def test_what_two_rules_say_in_one_sentence_is_told_once(pages):
    """Article 30, paragraph (2), proviso: two rules, one on the date and one on the payment, share a sentence."""
    section = pages["en/articles/30.md"].split("{ #p-30-2-proviso }")[1].split("\n## ")[0]
    assert section.count('<p lang="ja" class="y-other">') == 1


def test_the_glossary_has_no_word_without_a_name(pages):
    for language in ("ja", "en"):
        rows = [line for line in pages[f"{language}/glossary.md"].splitlines() if line.startswith("| <span")]
        assert len(rows) > 100
        assert not [row for row in rows if re.search(r"<span[^>]*></span> \|", row.replace('class="y-row"', "", 1))]


def test_a_changelog_without_a_japanese_one_is_shown_as_it_is(tmp_path):
    """And says so; one in Japanese stands in its place."""
    (tmp_path / "NEWS.md").write_text("# News\n\n## 1.0\n\n- Faster\n", encoding="utf-8")
    sources = Sources(plan_of(RULES), by_hand=tmp_path / "none", changes=tmp_path / "NEWS.md")

    def changes(language):
        return site_files(sources, tmp_path)[f"{language}/changes.md"]()

    assert "変更履歴は英語で記録しています。" in changes("ja")
    assert "- Faster" in changes("ja")
    (tmp_path / "NEWS.ja.md").write_text("# 変更\n\n## 1.0\n\n- 高速化\n", encoding="utf-8")
    assert "英語で" not in changes("ja")
    assert "- 高速化" in changes("ja")
    assert "Faster" not in changes("ja")
    assert "- Faster" in changes("en")
    assert "高速化" not in changes("en")


def test_scenarios_whose_file_is_called_as_mkdocs_calls_a_folder_have_a_page_of_their_own():
    pages = [scenes_page(stem) for stem in ("16-surcharges", "README", "index")]
    assert pages == ["scenarios/16-surcharges.md", "scenarios/README-.md", "scenarios/index-.md"]
