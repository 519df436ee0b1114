"""Article pages: both languages side by side, conditions as trees, formulas, terms in the text, citations to copy."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from dsl.model import expression as x
from dsl.model.vocabulary import Phrase
from generator.conditions import condition_tree, rule_condition
from generator.formulas import rule_formulas
from generator.pages import Views, read_sources
from generator.places import Link
from generator.site import environment, render
from generator.sources import Sources
from generator.terms import Terms
from tests.conftest import ROOT, RULES, plan_of
from tests.stranger import NASTY
from tests.test_rejected import SHARED
from tests.test_site_pages import EXTENSIONS, Dangers, pages_of_the_book


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    return pages_of_the_book(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def views():
    plan = plan_of(RULES)
    return {language: Views(plan, language, read_sources(plan.book)) for language in ("ja", "en")}


def told(pieces):
    return "".join(piece.text for piece in pieces)


def outline(node):
    """A tree as nested lists, so that it can be compared at a glance."""
    return told(node.told) if node.sort == "one" else [node.sort, *map(outline, node.parts)]


def section(page, anchor):
    """The part of a page from one heading to the next."""
    return re.split(r"^## ", page.partition(f"{{ #{anchor} }}")[2], maxsplit=1, flags=re.MULTILINE)[0]


# ── conditions ────────────────────────────────────────────────────────────────────────────────────


def test_a_condition_is_a_tree(views):
    """Article 12, paragraph (4): formed, prices or costs changed, fees unreasonable, new fees notified."""
    rule = views["en"].plan.rules["12.4"]
    assert outline(rule_condition(rule, views["en"])) == [
        "all",
        "the Service Agreement is formed",
        ["any", "prices have changed", "the operating costs of providing the Services have changed"],
        "the Company determines that any of the service fees in ①, ② and ④ of paragraph (1) has become unreasonable"
        " for that reason",
        "the Company notifies the Customer of the new fees",
    ]


def test_both_languages_have_the_same_trees(views):
    def shape(node):
        return node.sort if node.sort == "one" else (node.sort, *map(shape, node.parts))

    for rule in views["ja"].book.rules:
        ja, en = (rule_condition(rule, views[language]) for language in ("ja", "en"))
        assert (ja and shape(ja)) == (en and shape(en)), rule.id


def test_who_judges_is_told(views):
    """Whether the Customer evaded wrongfully, nobody is named to judge: a court does (book.yaml)."""
    for language, who in (("ja", "裁判所"), ("en", "the court")):
        found = rule_condition(views[language].plan.rules["16.1"], views[language])
        assert [leaf.judges for leaf in found.leaves] == [who, who]


def test_a_denied_group_is_told_as_none_or_not_all(views):
    a, b = x.Holds("contract.prices_changed"), x.Holds("contract.costs_changed")

    def tree(node):
        found = condition_tree(node, views["en"], "12.4")
        return [found.sort, *(part.sort for part in found.parts)]

    assert tree(x.Not(x.Or((a, b)))) == ["none", "one", "one"]
    assert tree(x.Not(x.And((a, b)))) == ["not all", "one", "one"]
    assert tree(x.Not(x.Not(x.Or((a, b))))) == ["any", "one", "one"]
    assert tree(x.And((a, x.And((b, a))))) == ["all", "one", "one", "one"]
    assert tree(x.Not(x.Or((a, x.Or((b, a)))))) == ["none", "one", "one", "one"]
    assert tree(x.Not(x.Or((a, x.And((b, a)))))) == ["none", "one", "all"]


def test_an_exception_must_not_hold(views):
    """The customer's claim is barred unless …: what stands under `unless` is told as it stands, and none of it holds."""
    rule = replace(
        views["en"].plan.rules["12.4"],
        when=x.Holds("contract.prices_changed"),
        unless=x.Holds("contract.costs_changed"),
    )
    assert outline(rule_condition(rule, views["en"])) == [
        "all",
        "prices have changed",
        ["none", "the operating costs of providing the Services have changed"],
    ]


def test_a_reading_in_a_condition_leads_to_its_question(views):
    found = rule_condition(views["ja"].plan.rules["30.1"], views["ja"])
    links = [leaf.reading.href for leaf in found.leaves if leaf.reading]
    assert links == ["readings.md#r-notice-within-minimum-term"]


def test_a_page_shows_the_tree_as_a_list_of_lists(pages):
    markdown = pytest.importorskip("markdown")
    html = markdown.markdown(pages["en/articles/12.md"], extensions=EXTENSIONS)
    inner = (
        r"<li>any of the following\s*<ul>\s*<li>prices have changed</li>\s*<li>the operating costs[^<]*</li>\s*</ul>"
    )
    assert re.search(inner, html)
    assert re.search(r"<dt>Condition</dt>\s*<dd>\s*<p>all of the following</p>\s*<ul>", html)


# ── formulas ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("rule", "sort", "words"),
    [
        ("16.1", "amount", "当該料金（消費税等を含む。）の2倍に相当する額及び当社が定める所定の事務手数料の合計額"),
        ("16.2", "amount", "年14.6%の割合による"),
        ("10.1", "by", "サービス提供開始予定日"),
    ],
)
def test_a_formula_is_told_as_the_book_is_read(views, rule, sort, words):
    found = [f for f in rule_formulas(views["ja"].plan.rules[rule], views["ja"]) if f.sort == sort]
    assert len(found) == 1
    assert words in told(found[0].told)
    assert "と解する場合" not in told(found[0].told)


def test_a_formula_names_the_readings_that_it_turns_on(views):
    found = rule_formulas(views["ja"].plan.rules["16.2"], views["ja"])[0]
    assert [link.href for link in found.readings] == ["readings.md#r-due-date-on-holiday"]
    assert found.reading == "r-fraction-of-yen"


# ── terms ─────────────────────────────────────────────────────────────────────────────────────────


def marked(views, language, text):
    return [piece.text for piece in Terms(views[language]).marked((Link(text),), set()) if piece.tip]


def test_a_term_is_marked_where_it_comes_first(views):
    assert marked(views, "ja", "契約者は、利用料金を支払う。契約者は、当該利用料金を") == ["契約者", "利用料金"]
    assert marked(views, "en", "the Customer pays the service fees; the Customer") == ["Customer", "service fees"]


def test_the_longest_term_is_marked_and_no_part_of_a_word(views):
    assert marked(views, "ja", "契約者情報を届け出る") == ["契約者情報"]
    assert marked(views, "ja", "旧契約者は、初回利用料金表を") == []
    assert marked(views, "ja", "契約者及び当社は、利用料金等を") == ["契約者", "利用料金"]
    assert marked(views, "en", "Customers and non-Customer Information-like") == []


def test_a_citation_stays_the_link_that_it_is(views):
    pieces = (Link("第3条「利用料金」", "articles/3.md#p-3-1-term4"), Link("は、"))
    assert Terms(views["ja"]).marked(pieces, set()) == pieces


def test_every_term_has_its_place_in_the_glossary(pages, views):
    for language in ("ja", "en"):
        links = Terms(views[language]).links.values()
        assert len(links) > 20
        for link in links:
            name, _, anchor = link.href.partition("#")
            assert f'<span class="y-row" id="{anchor}" lang="ja">' in pages[f"{language}/{name}"]


def test_a_term_says_what_it_means(pages):
    assert (
        '<a class="y-term" href="../../glossary/#t-3-1-term4" title="「利用料金」とは、本サービスに係る料金のうち、'
        in section(pages["ja/articles/16.md"], "p-16-1")
    )


# ── the page ──────────────────────────────────────────────────────────────────────────────────────


def test_both_sentences_of_a_provision_stand_in_one_pair(pages):
    text = section(pages["ja/articles/16.md"], "p-16-1")
    pair = text.partition('<div class="y-pair" markdown="1">')[2].partition("</div>")[0]
    assert "割増金" not in pair  # Article 16, paragraph (1) speaks of twice the fee
    assert "2倍に相当する額" in pair
    assert '<p lang="en" class="y-other">If the Customer wrongfully evades payment' in pair
    assert '<input type="checkbox" id="y-both">' in pages["ja/articles/16.md"]


def test_both_sides_of_a_priority_say_under_which_reading_it_is(pages):
    """Article 16, paragraph (3): which of it and Article 18, paragraph (1) prevails is a question of reading."""
    text = section(pages["ja/articles/16.md"], "p-16-3")
    ahead, behind = (
        re.search(rf"^{name}\n:   (.*)$", text, re.MULTILINE)[1] for name in ("優先する相手", "優先される規定")
    )
    assert (
        ahead
        == "[第18条第1項後段（遅滞があるときは、第16条第3項により充当することができると解する場合）](../articles/18.md#p-18-1-second)"
    )
    assert (
        behind
        == "[第18条第1項後段（第18条第1項後段により充当は行われないと解する場合）](../articles/18.md#p-18-1-second)"
    )


def test_what_several_rules_have_in_common_is_said_once(pages):
    """Both rules of Article 30, paragraph (3) forbid the Customer something toward the Company."""
    about = section(pages["en/articles/30.md"], "p-30-3").partition("</p>")[0]
    assert about.count("prohibition · Customer → Company") == 1


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("ja/articles/16.md", "クラウドリセールサービス約款（2024-01-01版）第16条第2項"),
        (
            "en/articles/16.md",
            "Cloud Resale Service Terms and Conditions (version of 2024-01-01), Article 16, paragraph (2)",
        ),
    ],
)
def test_a_citation_can_be_copied(pages, page, text):
    buttons = re.findall(r"<button[^>]*>", section(pages[page], "p-16-2"))
    assert len(buttons) == 1
    assert f'data-text="{text}"' in buttons[0]
    assert 'data-place="p-16-2"' in buttons[0]
    assert " hidden " in buttons[0]
    assert "aria-label=" in buttons[0]


# ── strangers ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def strange(tmp_path_factory):
    """A book of which a defined word, a condition, a judge and an answer are written by a stranger."""
    plan = plan_of(RULES)
    bad, words = Phrase(NASTY, NASTY), plan.book.vocabulary
    entries = {k: replace(e, phrase=bad, says=bad) if "evade" in k else e for k, e in words.entries.items()}
    records = {k: replace(r, entries=tuple(entries[e.id] for e in r.entries)) for k, r in words.records.items()}
    parties = {k: replace(p, phrase=bad) if p.judge else p for k, p in words.parties.items()}
    readings = {
        k: replace(r, answers=tuple(replace(a, phrase=bad, why=bad) for a in r.answers))
        for k, r in plan.book.readings.items()
    }
    units = {k: replace(u, printed=bad) if u.role == "definition" else u for k, u in plan.book.units.items()}
    rules = {"16.2": replace(plan.rules["16.2"], sentence=bad)}
    articles = tuple(
        replace(a, provisions=tuple(replace(p, rules=tuple(rules.get(r.id, r) for r in p.rules)) for p in a.provisions))
        for a in plan.book.articles
        if a.number in ("3", "16", "30")
    )
    vocabulary = replace(words, entries=entries, records=records, parties=parties)
    book = replace(plan.book, articles=articles, vocabulary=vocabulary, readings=readings, units=units)
    folder = tmp_path_factory.mktemp("strange")
    written = render(Sources(replace(plan, book=book), (), ROOT / "site"), folder)
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in written}


class Tips(HTMLParser):
    def __init__(self):
        super().__init__()
        self.titles = []

    def handle_starttag(self, tag, attrs):
        self.titles += [v for k, v in attrs if k == "title" and ("class", "y-term") in attrs]


@pytest.mark.parametrize("page", ["articles/3", "articles/16", "articles/30", "glossary", "readings"])
def test_what_a_stranger_wrote_does_nothing(strange, page):
    markdown = pytest.importorskip("markdown")
    for language in ("ja", "en"):
        html = markdown.markdown(strange[f"{language}/{page}.md"], extensions=EXTENSIONS)
        reader = Dangers()
        reader.feed(html)
        assert reader.found == []
        assert "alert(1)" in html


def test_a_tip_shows_what_a_stranger_wrote(strange):
    """The defined words are his, and so is the sentence of Article 16, paragraph (2): his word stands in it, marked."""
    markdown = pytest.importorskip("markdown")
    reader = Tips()
    reader.feed(markdown.markdown(strange["ja/articles/16.md"], extensions=EXTENSIONS))
    assert reader.titles
    assert all("\x02" not in title and "\\" not in title for title in reader.titles)


def test_names_of_any_length_and_lists_of_any_size_stay_in_their_templates(views):
    text = "長" * 200
    leaf = condition_tree(x.Holds("contract.prices_changed"), views["ja"], "12.4")
    many = replace(leaf, sort="any", told=(), parts=(replace(leaf, told=(Link(text),)),) * 500)
    source = '{% from "parts.md" import condition with context %}{{ condition(node) }}'
    made = environment().from_string(source).render(node=many, language="ja", other="en", root="", top="")
    assert made.count(f"    - {text}\n") == 500


# ── the printed text ──────────────────────────────────────────────────────────────────────────────

PRINT = """第1条（優先順位）
1. 特約は、この約款に優先する。
2. この約款は、<script>alert(1)</script>特約に
次ぐ。
第2条（売買）
1. 売主は、商品を丁寧に引き渡す。
2. 買主は、代金を支払う。ただし、瑕疵があるときは、この限りでない。
3. 所有権は、引渡しの時に移る。
"""


@pytest.fixture
def of_print(tmp_path):
    """The pages of a small book, with and without its printed text."""

    def pages(official):
        folder = tmp_path / ("with" if official else "without")
        written = render(Sources(plan_of(SHARED), (), tmp_path, tmp_path / "none.md", official=official), folder)
        return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in written}

    return pages


def test_the_print_is_shown_where_it_is_asked_for(of_print, tmp_path):
    text = tmp_path / "print.txt"
    text.write_text(PRINT, encoding="utf-8")
    page = of_print(text)["ja/articles/2.md"]
    assert '<blockquote lang="ja"><p>1. 売主は、商品を丁寧に引き渡す。</p></blockquote>' in section(page, "p-2-1")
    assert "著作権" in section(page, "p-2-1")
    first = section(of_print(text)["en/articles/1.md"], "p-1-2")
    assert "2. この約款は、&lt;script&gt;alert(1)&lt;/script&gt;特約に次ぐ。" in first
    assert "copyright" in first


def test_nothing_of_the_print_is_in_a_site_for_which_nobody_asked(of_print):
    assert not [name for name, page in of_print(None).items() if "y-printed" in page or "丁寧に" in page]
