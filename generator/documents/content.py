"""The whole document as plain data, the same for every format: articles as trees of provisions, notes, readings."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dsl.base.diagnostic import Language
from dsl.base.english import roman
from dsl.model.plan import Plan
from dsl.wording.items import listed_units
from generator.documents.words import WORDS, Words
from generator.pages import ArticleView, ProvisionView, ReadingView, Views
from generator.places import Link, Told, anchor

BlockKind = Literal["heading", "version", "sentence", "elsewhere"]
FLOWING = frozenset({"second sentence", "proviso", "note", "split"})
"""Roles of units that go on from what stands before them, without a number of their own."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. A link's `href` is the anchor in the document to which it leads, or empty."""

    kind: BlockKind
    told: Told

    @property
    def text(self) -> str:
        return plain(self.told)


@dataclass(frozen=True, slots=True)
class Place:
    """A provision and those that stand under it. `anchors`: its own, and of those of which its words tell as well;
    `depth`: in how many lists it stands; `notes`: numbers of its notes."""

    id: str
    anchors: tuple[str, ...]
    citation: str
    role: str
    label: str
    depth: int
    blocks: tuple[Block, ...]
    notes: tuple[int, ...]
    children: tuple["Place", ...]

    @property
    def flows(self) -> bool:
        return self.role in FLOWING

    def walk(self) -> Iterator["Place"]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Part:
    """An article; `title` is empty where its citation says all (前文)."""

    number: str
    anchor: str
    citation: str
    title: str
    places: tuple[Place, ...]

    def walk(self) -> Iterator[Place]:
        return (found for place in self.places for found in place.walk())


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    told: Told


@dataclass(frozen=True, slots=True)
class Note:
    """What stands at the end about one provision."""

    number: int
    anchor: str
    about: Link
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A reading: its answers, as lines with the default named in the label, and the provisions concerned."""

    number: int
    anchor: str
    question: str
    answers: tuple[Line, ...]
    about: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """The document in one language."""

    language: Language
    words: Words
    title: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    readings: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The document in both languages: their parts, notes and readings match one to one. `languages`: the book's."""

    name: str
    languages: tuple[str, ...]
    version: str
    effective: str
    sha256: str
    ja: Text
    en: Text

    @property
    def texts(self) -> tuple[Text, Text]:
        return self.ja, self.en


def make_document(plan: Plan) -> Document:
    """The document of a book."""
    settings = plan.book.settings
    ja, en = (_Maker(Views(plan, language, {})).text() for language in ("ja", "en"))
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", f"{settings.id}-{settings.version}").strip("-.") or "terms"
    version, effective = printable(settings.version), settings.effective.isoformat()
    return Document(name[:80], settings.languages, version, effective, plan.book.sha256, ja, en)


def plain(told: Told) -> str:
    return "".join(piece.text for piece in told)


_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Text in one line; a sign that XML and PDF know no way to show is told by its code: [U+0007]."""
    in_one_line = re.sub(r"[\t\r\n]+", " ", text)
    return _UNPRINTABLE.sub(lambda found: f"[U+{ord(found.group()):04X}]", in_one_line)


def local(href: str) -> str:
    """The anchor of a place in the document: `articles/16.md#p-16-2` → `p-16-2`, `articles/16.md` → `a-16`."""
    page, _, fragment = href.partition("#")
    return fragment or (f"a-{page.rpartition('/')[2].removesuffix('.md')}" if page else "")


def _link(link: Link) -> Link:
    return Link(printable(link.text), local(link.href))


def _told(pieces: Iterable[Link]) -> Told:
    return tuple(_link(piece) for piece in pieces)


def _sentence(text: str, language: Language) -> str:
    """A heading as what leads to the items under it: a sentence in Japanese, with a colon in English."""
    if language == "ja":
        return text
    return text[:1].upper() + text[1:]


class _Maker:
    """Makes the text of one book in one language."""

    def __init__(self, views: Views):
        self.views, self.language, self.words = views, views.language, WORDS[views.language]
        self.provisions = {p.id: p for p in views.book.provisions}
        self.questions = {r.id: at for at, r in enumerate(views.readings.values(), 1)}

    def text(self) -> Text:
        parts = tuple(self.part(a) for a in self.views.articles())
        readings = tuple(self.question(r) for r in self.views.readings.values())
        title = printable(self.views.word(self.views.book.settings.title))
        return Text(self.language, self.words, title, parts, tuple(self.notes.values()), readings)

    # ── articles ──────────────────────────────────────────────────────────────────────────────────

    def part(self, article: ArticleView) -> Part:
        ids = [p.id for p in article.provisions]
        under: dict[str, list[str]] = {}
        for ident in ids:
            under.setdefault(_parent(ident, ids), []).append(ident)
        citation, title = printable(article.citation), printable(article.title)
        lone = len([i for i in ids if self.role(i) == "paragraph"]) < 2
        places = tuple(self.place(i, under, lone, 0) for i in under.get("", ()))
        return Part(article.number, f"a-{article.number}", citation, "" if title == citation else title, places)

    def place(self, ident: str, under: Mapping[str, list[str]], lone: bool, depth: int) -> Place:
        shown, role = self.views.shown[ident], self.role(ident)
        label = "" if role == "paragraph" and lone else self.label(ident, role)
        within = (ident, *self.within.get(ident, ()))
        children = [i for i in under.get(ident, ()) if i not in self.swallowed]
        deeper = {i: depth + (self.role(i) not in FLOWING) for i in children}
        return Place(
            ident, tuple(anchor(i) for i in within), printable(shown.citation), role, label, depth, self.blocks(shown),
            tuple(self.notes[i].number for i in within if i in self.notes),
            tuple(self.place(i, under, lone, deeper[i]) for i in children),
        )  # fmt: skip

    def role(self, ident: str) -> str:
        """As the table of contents says; a book without one numbers paragraphs, and items under them."""
        unit = self.views.book.units.get(ident)
        if unit is not None:
            return unit.role
        last, depth = ident.rpartition(".")[2], ident.count(".")
        named = {"second": "second sentence", "third": "second sentence", "proviso": "proviso", "note": "note"}
        return named.get(last, "item" if depth > 1 else "paragraph")

    def label(self, ident: str, role: str) -> str:
        number = ident.rpartition(".")[2]
        if role not in ("paragraph", "item") or "." not in ident:
            return ""
        if role == "item" and self.language == "en" and number.isdigit():
            return f"({roman(int(number))})"
        return f"({number})" if role == "item" or self.language == "en" else number

    # ── sentences ─────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def listed(self) -> dict[str, Told]:
        """The items that the one sentence of a provision tells, by the ids of their units."""
        found: dict[str, Told] = {}
        for provision in self.views.book.provisions:
            view = self.views.shown[provision.id].listed
            if view is not None:
                found |= dict(zip(listed_units(provision, self.views.book), view.items, strict=True))
        return found

    @cached_property
    def within(self) -> dict[str, tuple[str, ...]]:
        """The further sentences inside a listed item, which are part of what it tells."""
        return {item: tuple(i for i in self.provisions if i.startswith(f"{item}.")) for item in self.listed}

    @cached_property
    def swallowed(self) -> frozenset[str]:
        return frozenset(i for inside in self.within.values() for i in inside)

    def blocks(self, shown: ProvisionView) -> tuple[Block, ...]:
        if shown.id in self.listed:
            return (Block("sentence", _told(self.listed[shown.id])),)
        found = [*self.heading(shown), *self.sentences(shown)]
        if shown.listed is not None:
            found.append(Block("sentence", _told(shown.listed.head)))
        return tuple(found or self.elsewhere(shown))

    def heading(self, shown: ProvisionView) -> Iterator[Block]:
        if shown.heading:
            yield Block("heading", (Link(printable(_sentence(shown.heading, self.language))),))

    def sentences(self, shown: ProvisionView) -> Iterator[Block]:
        """The sentence of every rule that is not told with another's."""
        before: Told = ()
        for rule in shown.rules:
            tells_list = shown.listed is not None and shown.listed.tells == rule.id
            if rule.told_by is None and not tells_list and rule.told != before:
                if rule.version:
                    yield Block("version", (Link(printable(rule.version)),))
                yield Block("sentence", _told(rule.told))
            before = rule.told

    def elsewhere(self, shown: ProvisionView) -> Iterator[Block]:
        links = dict.fromkeys(r.told_by for r in shown.rules if r.told_by is not None)
        return (Block("elsewhere", (Link(self.words.told_in), _link(link))) for link in links)

    # ── what stands at the end ────────────────────────────────────────────────────────────────────

    @cached_property
    def notes(self) -> dict[str, Note]:
        lines = {ident: tuple(self.lines(shown)) for ident, shown in self.views.shown.items()}
        noted = [ident for ident, found in lines.items() if found]
        return {i: self.note(at, self.views.shown[i], lines[i]) for at, i in enumerate(noted, 1)}

    def note(self, number: int, shown: ProvisionView, lines: tuple[Line, ...]) -> Note:
        return Note(number, f"n-{number}", Link(printable(shown.citation), shown.anchor), lines)

    def lines(self, shown: ProvisionView) -> Iterator[Line]:
        words = self.words
        yield from (Line(words.remark, _told(note)) for note in shown.notes)
        yield from (Line(words.reckoned, _told(rule.reckoning)) for rule in shown.rules if rule.reckoning)
        for repair in shown.repairs:
            change = Link(printable(f"{repair.printed} → {repair.read_as}: "))
            yield Line(words.repair, (change, *_told(repair.why)))
        for reading in shown.readings:
            named = f"{words.reading}{self.questions[reading.id]}"
            yield Line(named, (Link(printable(reading.question), reading.anchor),))

    def question(self, reading: ReadingView) -> Question:
        answers = [(self.words.default if a.is_default else "", a) for a in reading.answers]
        lines = tuple(Line(f"{printable(a.key)}{mark}", (*_told(a.text), *self.because(a.why))) for mark, a in answers)
        about = tuple(_link(link) for link in reading.about)
        return Question(self.questions[reading.id], reading.anchor, printable(reading.question), lines, about)

    def because(self, why: Told) -> Told:
        before, after = ("（", "）") if self.language == "ja" else (" (", ")")
        return (Link(before), *_told(why), Link(after)) if why else ()


def _parent(ident: str, ids: Iterable[str]) -> str:
    """The provision of the same article under which one stands: the longest whose id its own goes on from."""
    return max((i for i in ids if ident.startswith(f"{i}.")), key=len, default="")
