"""What the search finds: an entry a place of the site, with the names that it goes by and what it says."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from dsl.base.messages import MESSAGES
from generator.overview import Overview
from generator.pages import ArticleView, ProvisionView, Views
from generator.places import Link, Told
from generator.scenarios import ScenariosView
from generator.terms import term_anchor

PAGES: Mapping[str, tuple[str, str]] = {
    "register": ("当事者の権利義務", "Who may, must and must not"),
    "deadlines": ("期限と効力の発生時", "Deadlines and moments"),
    "money": ("金額", "Money"),
    "priorities": ("優先関係", "Priorities"),
    "readings": ("解釈", "Readings"),
    "defects": ("印字の誤り", "Defects of the print"),
    "glossary": ("用語", "Glossary"),
    "scenarios": ("事例", "Scenarios"),
    "coverage": ("収録状況", "Coverage"),
    "diagnostics": ("診断一覧", "Diagnostics"),
    "changes": ("変更履歴", "Changes"),
    "downloads": ("ダウンロード", "Downloads"),
    "try": ("試す", "Try it"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """`location`: from the site's root, as the browser asks for it; `names`: what else it is called."""

    location: str
    title: str
    names: tuple[str, ...]
    text: str


def search_index(
    views: Views, scenarios: Sequence[ScenariosView], explained: Collection[str], by_hand: Sequence[Link]
) -> str:
    """All entries of one language as JSON, in the order of the document; `explained`: the codes that have a page."""
    of_book = (*_pages(views, by_hand), *_articles(views), *_words(views), *_readings(views))
    entries = [*of_book, *_scenes(scenarios), *_codes(views, explained)]
    return json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, separators=(",", ":"))


def _pages(views: Views, by_hand: Sequence[Link]) -> Iterator[Entry]:
    title = views.word(views.book.settings.title)
    yield Entry("", title, (), "")
    for page, names in PAGES.items():
        yield Entry(f"{page}/", names[views.language != "ja"], names, "")
    yield from (Entry(_address(page.href), page.text, (), "") for page in by_hand)


def _articles(views: Views) -> Iterator[Entry]:
    for article in views.articles():
        title = " ".join(dict.fromkeys((article.citation, article.title)))
        page = _address(article.file)
        yield Entry(page, title, (article.title_other, article.number), "")
        yield from (_provision(article, provision, views) for provision in article.provisions)


def _provision(article: ArticleView, provision: ProvisionView, views: Views) -> Entry:
    head, *rest = provision.id.split(".")
    short = head + "".join(f"({part})" for part in rest)
    names = (provision.id, short, views.beyond.citation(provision.id))
    told = [rule.told for rule in provision.rules] + _listed(provision)
    other = [rule.sentence_other for rule in provision.rules] + [_text(t) for t in _listed(provision, other=True)]
    text = " ".join(dict.fromkeys((provision.heading, *map(_text, (*told, *provision.notes)), *other)))
    return Entry(f"{_address(article.file)}#{provision.anchor}", provision.citation, names, text.strip())


def _listed(provision: ProvisionView, other: bool = False) -> list[Told]:
    found = provision.listed_other if other else provision.listed
    return [] if found is None else [found.head, *found.items]


def _words(views: Views) -> Iterator[Entry]:
    for term in Overview(views).terms():
        names = (term.ja, term.en) if views.language == "ja" else (term.en, term.ja)
        where = "、".join(link.text for link in term.used)
        yield Entry(f"glossary/#{term_anchor(term.ident)}", names[0], names, where)


def _readings(views: Views) -> Iterator[Entry]:
    for reading in views.readings.values():
        answers = " ".join(_text(a.text) + " " + _text(a.why) for a in reading.answers)
        yield Entry(f"readings/#{reading.anchor}", reading.question, (reading.id,), answers)


def _scenes(scenarios: Sequence[ScenariosView]) -> Iterator[Entry]:
    for file in scenarios:
        yield Entry(_address(file.file), file.title, (), "")
        yield from (Entry(_address(s.href), s.name, (), s.why) for s in file.scenarios)


def _codes(views: Views, explained: Collection[str]) -> Iterator[Entry]:
    for code in (code for code in MESSAGES if code in explained):
        message = MESSAGES[code]
        yield Entry(f"diagnostics/{code}/", code, (), message.ja if views.language == "ja" else message.en)


def _address(href: str) -> str:
    """A page's address instead of its Markdown file."""
    path, sign, fragment = href.partition("#")
    return path.removesuffix(".md") + "/" + sign + fragment


def _text(told: Told) -> str:
    return "".join(piece.text for piece in told)


def nothing() -> str:
    """The index that Material's script asks for with each page: empty, since ours is fetched with the first query."""
    return json.dumps({"config": {"lang": [], "separator": "", "pipeline": []}, "docs": []})
