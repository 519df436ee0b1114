"""The layout of Japanese statutes in XML (標準法令XMLスキーマ 3), one file a language: without notes and references,
for which it has no place."""

from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

from generator.documents.content import Document, Part, Place, Text
from generator.documents.xml import Element, add, xml_bytes

ERAS = (
    (date(2019, 5, 1), "Reiwa"), (date(1989, 1, 8), "Heisei"), (date(1926, 12, 25), "Showa"),
    (date(1912, 7, 30), "Taisho"), (date.min, "Meiji"),
)  # fmt: skip
LEVELS = ("Item", *(f"Subitem{n}" for n in range(1, 11)))
COMMENT = {
    "ja": "法令ではない。Num は様式上必要なための値であり、意味を持たない。",
    "en": "No statute. Num is there because the layout requires it, and means nothing.",
}


def statute(document: Document, text: Text) -> bytes:
    """The document in one language in the layout of a statute."""
    return xml_bytes(_law(document, text), f"{text.words.nature} / {text.words.notice} / {COMMENT[text.language]}")


def _law(document: Document, text: Text) -> Element:
    era, year = _era(date.fromisoformat(document.effective))
    law = ElementTree.Element("Law", {"Era": era, "Year": str(year), "Num": "1"})
    law.attrib |= {"LawType": "Misc", "Lang": text.language}
    add(law, "LawNum", f"{text.words.notice}（{text.words.version} {document.version}）")
    body = add(law, "LawBody")
    add(body, "LawTitle", text.title)
    before, main, after = _divided(text.parts)
    for part in before:
        _paragraphs(add(body, "Preamble"), part)
    provisions = add(body, "MainProvision")
    for part in main:
        _article(provisions, part)
    for part in after:
        _supplement(body, part) if part.number == "supplement" else _annex(body, part)
    return law


def _era(day: date) -> tuple[str, int]:
    first, name = next((first, name) for first, name in ERAS if first <= day)
    return name, day.year - (1868 if first == date.min else first.year) + 1


def _divided(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], tuple[Part, ...], tuple[Part, ...]]:
    """The preamble, the articles, and what follows them; a book without articles has all in their place."""
    before = tuple(p for p in parts if p.number == "preamble")
    after = tuple(p for p in parts if p.number in ("supplement", "annex"))
    main = tuple(p for p in parts if p not in before and p not in after)
    return (before, main, after) if main else ((), parts, ())


def _article(parent: Element, part: Part) -> None:
    made = add(parent, "Article", attributes={"Num": part.number})
    if part.title:
        add(made, "ArticleCaption", f"（{part.title}）")
    add(made, "ArticleTitle", part.citation)
    _paragraphs(made, part)


def _supplement(body: Element, part: Part) -> None:
    made = add(body, "SupplProvision")
    add(made, "SupplProvisionLabel", _name(part))
    _paragraphs(made, part)


def _annex(body: Element, part: Part) -> None:
    made = add(body, "AppdxNote")
    add(made, "AppdxNoteTitle", _name(part))
    _paragraphs(add(add(made, "NoteStruct"), "Note"), part)


def _name(part: Part) -> str:
    return "　".join(filter(None, (part.citation, part.title)))


def _paragraphs(parent: Element, part: Part) -> None:
    for at, place in enumerate(part.places, 1):
        made = add(parent, "Paragraph", attributes={"Num": str(at)})
        add(made, "ParagraphNum", place.label)
        _fill(made, "ParagraphSentence", place, 0)


def _fill(parent: Element, name: str, place: Place, level: int) -> None:
    """The sentences of a place, the items under it, and what follows these."""
    under = [found for child in place.children for found in _flat(child)]
    first = next((at for at, found in enumerate(under) if not found.flows), len(under))
    _sentences(add(parent, name), [place, *under[:first]])
    last = max((at for at, found in enumerate(under) if not found.flows), default=first - 1)
    for at, found in enumerate(under[first : last + 1], 1):
        _item(parent, found, at, level)
    for found in under[last + 1 :]:
        _sentences(add(add(parent, "List"), "ListSentence"), [found])


def _flat(place: Place) -> Iterator[Place]:
    """What goes on in running text, and what stands under it, beside each other."""
    yield place
    if place.flows:
        yield from (found for child in place.children for found in _flat(child))


def _item(parent: Element, place: Place, number: int, level: int) -> None:
    name = LEVELS[min(level, len(LEVELS) - 1)]
    made = add(parent, name, attributes={"Num": str(number)})
    if place.label:
        add(made, f"{name}Title", place.label)
    _fill(made, f"{name}Sentence", place, level + 1)


def _sentences(parent: Element, places: list[Place]) -> None:
    """Every block as a sentence; provisos, and what they are provisos to, are told apart."""
    provided = any(place.role == "proviso" for place in places)
    blocks = [(place, block) for place in places for block in place.blocks]
    for at, (place, block) in enumerate(blocks, 1):
        function = "proviso" if place.role == "proviso" else "main"
        add(parent, "Sentence", block.text, {"Num": str(at), **({"Function": function} if provided else {})})
    if not blocks:
        add(parent, "Sentence")
