"""Akoma Ntoso 3.0, one file a language: an act whose eIds follow the naming convention, with notes and references."""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from generator.documents.content import Block, Document, Line, Part, Place, Text
from generator.documents.xml import Element, add, append_text, inline, xml_bytes
from generator.places import Link, Told

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
SHORT = {"article": "art", "paragraph": "para", "point": "point", "proviso": "proviso", "hcontainer": "hcontainer"}
"""What the naming convention calls an element in an eId."""

NAMES = {"definition": "definition", "second sentence": "sentence", "note": "supplement", "split": "continuation"}
THREE_LETTERS = {"ja": "jpn", "en": "eng"}


def akoma(document: Document, text: Text) -> bytes:
    """The document in one language as Akoma Ntoso."""
    return xml_bytes(_Writer(document, text).root(), f"{text.words.nature} / {text.words.notice}")


class _Writer:
    """Writes one language. `ids`: the eId of every anchor."""

    def __init__(self, document: Document, text: Text):
        self.document, self.text = document, text
        self.ids = dict(_part_ids(text.parts))
        self.ids |= {n.anchor: f"note_{n.number}" for n in text.notes}
        self.ids |= {r.anchor: f"reading_{r.number}" for r in text.readings}

    def root(self) -> Element:
        root = ElementTree.Element("akomaNtoso", {"xmlns": NAMESPACE})
        act = add(root, "act", attributes={"name": "terms"})
        self.meta(add(act, "meta"))
        title = add(add(act, "preface"), "p")
        inline(title, "docTitle", self.text.title, {})
        body = add(act, "body")
        for part in self.text.parts:
            self.part(body, part)
        return root

    # ── about the document ────────────────────────────────────────────────────────────────────────

    def meta(self, meta: Element) -> None:
        identification = add(meta, "identification", attributes={"source": "#yakkan"})
        work = f"/akn/jp/act/terms/{self.document.effective}/{self.document.name}"
        expression = f"{work}/{THREE_LETTERS[self.text.language]}@{self.document.effective}"
        of_work = self.level(identification, "FRBRWork", work, f"{work}/!main")
        add(of_work, "FRBRcountry", attributes={"value": "jp"})
        add(of_work, "FRBRname", attributes={"value": self.text.title})
        add(of_work, "FRBRauthoritative", attributes={"value": "false"})
        of_expression = self.level(identification, "FRBRExpression", expression, f"{expression}/!main")
        add(of_expression, "FRBRlanguage", attributes={"language": THREE_LETTERS[self.text.language]})
        of_file = self.level(identification, "FRBRManifestation", f"{expression}.akn", f"{expression}/!main.akn")
        add(of_file, "FRBRformat", attributes={"value": "application/akn+xml"})
        references = add(meta, "references", attributes={"source": "#yakkan"})
        organization = {"eId": "yakkan", "href": "/akn/ontology/organization/jp/yakkan", "showAs": "yakkan"}
        add(references, "TLCOrganization", attributes=organization)
        self.notes(meta)

    def level(self, parent: Element, name: str, uri: str, this: str) -> Element:
        made = add(parent, name)
        add(made, "FRBRthis", attributes={"value": this})
        add(made, "FRBRuri", attributes={"value": uri})
        add(made, "FRBRdate", attributes={"date": self.document.effective, "name": "effective"})
        add(made, "FRBRauthor", attributes={"href": "#yakkan"})
        return made

    def notes(self, meta: Element) -> None:
        words = self.text.words
        about = [(f"{words.note}{n.number}", n.anchor, (Line("", (n.about,)), *n.lines)) for n in self.text.notes]
        asked = [
            (f"{words.reading}{q.number}", q.anchor, (Line("", (Link(q.question),)), *q.answers))
            for q in self.text.readings
        ]
        notes = add(meta, "notes", attributes={"source": "#yakkan"}) if about or asked else meta
        for marker, anchor, lines in (*about, *asked):
            made = add(notes, "note", attributes={"eId": self.ids[anchor], "marker": marker})
            for line in lines:
                self.told(add(made, "p", f"{line.label}: " if line.label else ""), line.told)

    # ── the body ──────────────────────────────────────────────────────────────────────────────────

    def part(self, body: Element, part: Part) -> None:
        name = _part_element(part)
        named = {"name": part.number} if name == "hcontainer" else {}
        made = add(body, name, attributes={"eId": self.ids[part.anchor], **named})
        add(made, "num", part.citation)
        if part.title:
            add(made, "heading", part.title)
        for place in part.places:
            self.place(made, place)

    def place(self, parent: Element, place: Place) -> None:
        name = _element(place)
        named = {"name": NAMES.get(place.role, "provision")} if name == "hcontainer" else {}
        made = add(parent, name, attributes={"eId": self.ids[place.anchors[0]], **named})
        if place.label:
            add(made, "num", place.label)
        blocks = list(place.blocks)
        last = None
        if blocks and blocks[0].kind == "heading":
            last = self.told(add(made, "heading"), blocks.pop(0).told)
        if blocks or not place.children:
            last = self.paragraphs(add(made, "intro" if place.children else "content"), blocks) or last
        if last is not None:
            self.marks(last, place)
        for child in place.children:
            self.place(made, child)

    def paragraphs(self, parent: Element, blocks: list[Block]) -> Element | None:
        """A p each; one that is empty where there is none, as a content must hold something."""
        made = [self.told(add(parent, "p", attributes=_class(block)), block.told) for block in blocks]
        if not made:
            add(parent, "p")
        return made[-1] if made else None

    def told(self, parent: Element, told: Told) -> Element:
        for piece in told:
            if piece.href in self.ids:
                inline(parent, "ref", piece.text, {"href": f"#{self.ids[piece.href]}"})
            else:
                append_text(parent, piece.text)
        return parent

    def marks(self, parent: Element, place: Place) -> None:
        for number in place.notes:
            inline(parent, "noteRef", "", {"href": f"#note_{number}", "marker": str(number)})


def _class(block: Block) -> Mapping[str, str]:
    return {} if block.kind == "sentence" else {"class": block.kind}


def _part_element(part: Part) -> str:
    return "article" if part.number.isdigit() else "hcontainer"


def _element(place: Place) -> str:
    return {"paragraph": "paragraph", "item": "point", "proviso": "proviso"}.get(place.role, "hcontainer")


def _part_ids(parts: tuple[Part, ...]) -> Iterator[tuple[str, str]]:
    """The eId of every anchor of articles and provisions: the same in both languages."""
    others = 0
    for part in parts:
        others += not part.number.isdigit()
        eid = f"art_{part.number}" if part.number.isdigit() else f"hcontainer_{others}"
        yield part.anchor, eid
        yield from _place_ids(part.places, eid)


def _place_ids(places: tuple[Place, ...], above: str) -> Iterator[tuple[str, str]]:
    counts: dict[str, int] = {}
    for place in places:
        name = SHORT[_element(place)]
        counts[name] = counts.get(name, 0) + 1
        number = place.id.rpartition(".")[2] if place.label else counts[name]
        eid = f"{above}__{name}_{number}"
        yield from ((anchor, eid) for anchor in place.anchors)
        yield from _place_ids(place.children, eid)
