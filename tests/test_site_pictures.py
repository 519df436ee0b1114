"""Pictures: boxes that hold their words, lines that meet their ends, days in their places, and nothing a stranger can inject."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from dsl.model.outcome import Duty, Effect, Outcome
from dsl.model.timeline import Change, Timeline
from dsl.model.value import TRUE, Null
from dsl.model.vocabulary import Phrase
from generator.conditions import ConditionView
from generator.life import NAMES, SCALE, life
from generator.pages import Views, read_sources
from generator.pictures import BOX, STEP, TEXT, clipped, tree_picture, width, wrapped
from generator.places import Link
from generator.precedence import by_article, picture, priorities
from generator.site import environment
from tests.conftest import RULES, plan_of
from tests.stranger import NASTY
from tests.test_site_pages import Dangers, pages_of_the_book


@pytest.fixture(scope="module")
def views():
    plan = plan_of(RULES)
    return {language: Views(plan, language, read_sources(plan.book)) for language in ("ja", "en")}


def drawn(template, views, **values):
    given = {"language": views.language, "other": views.other, "root": "../", "top": "../../", **values}
    return environment().get_template(template).render(**given)


class Shape(HTMLParser):
    """What of a picture may be read aloud, and every id."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.labels, self.tags, self.links = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.labels += found.get("aria-labelledby", "").split()
        self.links += [found["href"]] if "href" in found else []


# ── words ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "契約者が利用料金の支払を不正に免れた",
        "the Customer wrongfully evades payment of the service fees",
        "長" * 200,
        "x" * 200,
        "",
    ],
)
def test_lines_fit_and_lose_nothing(text):
    lines = wrapped(text, TEXT)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= TEXT for line in lines)


def test_no_line_begins_with_a_closing_sign():
    assert wrapped("あ" * 19 + "い、" + "う", 14 * 20) == ("あ" * 19, "い、う")


def test_a_text_is_clipped_where_it_does_not_fit():
    assert clipped("一二三四五", 14 * 5) == "一二三四五"
    assert clipped("一二三四五六", 14 * 5) == "一二三四…"


# ── conditions ────────────────────────────────────────────────────────────────────────────────────


def leaf(text):
    return ConditionView("one", (Link(text),))


def test_a_tree_stands_from_left_to_right_and_nothing_covers_another():
    tree = tree_picture(
        ConditionView("all", parts=(leaf("a"), ConditionView("any", parts=(leaf("b"), leaf("c" * 100)))))
    )
    assert [(box.sort, box.x) for box in tree.boxes] == [
        ("all", 1), ("one", 1 + STEP), ("any", 1 + STEP), ("one", 1 + 2 * STEP), ("one", 1 + 2 * STEP),
    ]  # fmt: skip
    leaves = [box for box in tree.boxes if box.sort == "one"]
    assert all(above.y + above.height < below.y for above, below in pairwise(leaves))
    assert tree.width == 1 + 2 * STEP + BOX + 1
    assert tree.height > max(box.y + box.height for box in tree.boxes)
    starts = {(box.x + box.width, box.middle) for box in tree.boxes if box.sort != "one"}
    ends = {(box.x, box.middle) for box in tree.boxes[1:]}
    assert {(edge.x, edge.y) for edge in tree.edges} == starts
    assert {(edge.to_x, edge.to_y) for edge in tree.edges} == ends


def test_a_tree_of_500_parts_is_drawn(views):
    tree = tree_picture(ConditionView("any", parts=(leaf("長" * 200),) * 500))
    text = drawn("tree.svg", views["ja"], tree=tree, name="c-1", citation="第1条")
    assert text.count("<rect") == 501
    assert text.count("<path") == 500


def test_a_tree_tells_in_words_what_it_shows(views):
    text = drawn("tree.svg", views["en"], tree=tree_picture(ConditionView("none", parts=(leaf("a"), leaf("b")))),
                 name="c-1", citation="Article 1")  # fmt: skip
    shape = Shape(text)
    assert shape.ids == ["c-1-title", "c-1-desc"]
    assert set(shape.labels) == set(shape.ids)
    assert "none of</text>" in text
    assert "Condition as a picture: Article 1" in text


# ── who beats whom ────────────────────────────────────────────────────────────────────────────────


def test_an_article_shows_its_own_pairs(views):
    """Article 16, paragraph (3) and Article 18, paragraph (1), second sentence: each beats the other under a reading;
    the one adopted is that arrears come first (readings.yaml: fees-applied-elsewhere, default article-16)."""
    found = by_article(priorities(views["en"]))["16"]
    pairs = {tuple(side.rule.partition("#")[0] for side in (p.winner, p.loser)): p.adopted for p in found}
    assert pairs == {("16.3", "18.1.second"): True, ("18.1.second", "16.3"): False}
    assert "1" not in by_article(found)
    shown = picture(found, "priorities")
    assert sorted(line.guarded for line in shown.lines) == [False, True]
    text = drawn("priorities.svg", views["en"], picture=shown)
    assert "../../articles/18/#p-18-1-second" in Shape(text).links
    assert shown.left > max(width(node.place.text) for node in shown.winners)
    assert shown.width > shown.right + max(width(node.place.text) for node in shown.losers)


def test_only_articles_with_a_priority_have_the_picture(tmp_path):
    pages = pages_of_the_book(tmp_path)
    for language in ("ja", "en"):
        assert "{ #priorities }" in pages[f"{language}/articles/16.md"]
        assert "{ #priorities }" not in pages[f"{language}/articles/39.md"]


# ── the life of a contract ────────────────────────────────────────────────────────────────────────

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def outcome(rule, kind="must", status="in_force", duty=None, **more):
    done = Duty(duty, duty, Null(), False, None, (), None) if duty else None
    action = plan_of(RULES).rules[rule].action
    return Outcome(rule, rule.partition("#")[0], kind, "customer", "company", action, (), status, duty=done, **more)


def changes(*states):
    return tuple(Change(day, before, after, ("status",)) for day, before, after in states)


@pytest.fixture
def line():
    """A duty from April 1 that is breached from July 1 and performed on July 10; a power that is there all the time; an
    effect that occurs on December 31; a prohibition that never applies."""
    none, pending = outcome("16.2", status="not_applicable"), outcome("16.2", duty="pending")
    late, paid = outcome("16.2", duty="breached"), outcome("16.2", duty="fulfilled_late")
    formed = outcome("9.1", "effect", effect=Effect("application.accepted", "occurred", Null()))
    start = (outcome("9.1", "effect", "not_applicable"), none, outcome("16.3", "may"),
             outcome("16.3.proviso", "must not", "not_applicable"))  # fmt: skip
    turns = changes(
        (date(2026, 4, 1), none, pending), (date(2026, 7, 1), pending, late), (date(2026, 7, 10), late, paid),
        (LAST, start[0], formed),
    )  # fmt: skip
    return Timeline(FIRST, LAST, start, turns, 0, "例 / an example")


def test_the_life_of_a_contract(line, views):
    found = life(line, views["en"])
    assert (found.name, found.first, found.last) == ("an example", "January 1, 2026", "December 31, 2026")
    assert [month.number for month in found.months] == list(range(1, 13))
    assert [group.article.text for group in found.groups] == [
        "Article 9 Formation of the Contract", "Article 16 Surcharges, etc.",
    ]  # fmt: skip
    effect, duty = found.groups[0].rows[0], found.groups[1].rows[0]
    assert [(s.first, s.last, s.late) for s in duty.stretches] == [
        ("April 1, 2026", "June 30, 2026", False), ("July 1, 2026", "July 9, 2026", True),
    ]  # fmt: skip
    assert [(m.day, m.told) for m in duty.moments] == [("July 10, 2026", "performed late")]
    assert effect.stretches == ()
    assert [m.day for m in effect.moments] == ["December 31, 2026"]
    assert [place.text for place in found.throughout] == ["Article 16, paragraph (3)"]


def test_days_stand_where_they_belong(line, views):
    """Of 365 days, April 1 comes 90 after the first, July 1 181 and July 10 190."""
    duty = life(line, views["ja"]).groups[1].rows[0]
    assert [s.x for s in duty.stretches] == [NAMES + 90 * SCALE // 365, NAMES + 181 * SCALE // 365]
    assert duty.stretches[0].x + duty.stretches[0].width == duty.stretches[1].x
    assert duty.moments[0].x == NAMES + 190 * SCALE // 365


def test_what_need_not_or_must_not_be_done_is_not_told_as_if_it_were_to_be(views):
    """Article 9, paragraph (2) frees the Company from providing the Services, Article 25, paragraph (2) forbids."""
    found = (outcome("9.2", "need not"), outcome("25.2", "must not"), outcome("16.2", "must", duty="pending"))
    nothing = tuple(replace(o, status="not_applicable") for o in found)
    turns = changes(*((date(2026, 3, 1), before, after) for before, after in zip(nothing, found, strict=True)))
    shown = life(Timeline(FIRST, LAST, nothing, turns, 0), views["ja"])
    told = {row.place.text: row.name for group in shown.groups for row in group.rows}
    assert "〔免責〕" in told["第9条第2項"]
    assert "〔禁止〕" in told["第25条第2項"]
    assert "〔" not in told["第16条第2項"]


def test_a_power_is_there_until_it_is_exercised(views):
    used = outcome("16.3", "may", exercised=TRUE)
    line = Timeline(
        FIRST, LAST, (outcome("16.3", "may"),), changes((date(2026, 3, 1), outcome("16.3", "may"), used)), 0
    )
    row = life(line, views["ja"]).groups[0].rows[0]
    assert [(s.first, s.last) for s in row.stretches] == [("2026年1月1日", "2026年2月28日")]
    assert [(m.day, m.told) for m in row.moments] == [("2026年3月1日", "行使済み")]


def test_nothing_changes(views):
    found = life(Timeline(FIRST, LAST, (), (), 0), views["ja"])
    assert found.groups == found.throughout == ()
    assert "<svg" in drawn("life.svg", views["ja"], life=found)


# ── strangers ─────────────────────────────────────────────────────────────────────────────────────


def test_what_a_stranger_wrote_is_shown_in_pictures_and_does_nothing(line, views):
    plan = plan_of(RULES)
    bad = Phrase(NASTY, NASTY)
    actions = {key: replace(a, name=bad) for key, a in plan.book.vocabulary.actions.items()}
    articles = tuple(replace(a, title=bad) for a in plan.book.articles)
    book = replace(plan.book, vocabulary=replace(plan.book.vocabulary, actions=actions), articles=articles)
    strange = Views(replace(plan, book=book), "en", read_sources(plan.book))
    tree = tree_picture(
        ConditionView("all", parts=(leaf(NASTY), ConditionView("one", (Link(NASTY),), NASTY, Link(NASTY))))
    )
    texts = [
        drawn("life.svg", strange, life=life(replace(line, case=NASTY), strange)),
        drawn("tree.svg", strange, tree=tree, name="c-1", citation=NASTY),
        drawn("layers.svg", strange, layers=[{"name": NASTY, "place": Link(NASTY)}]),
    ]
    for text in texts:
        reader = Dangers()
        reader.feed(text)
        assert reader.found == []
        assert "&lt;script&gt;" in text
