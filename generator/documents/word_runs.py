"""What python-docx has no calls for: runs with their language, links inside a file, bookmarks, fields."""

from collections.abc import Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

from dsl.base.diagnostic import Language
from generator.places import Told

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.text.paragraph import Paragraph

CODES: Mapping[Language, str] = {"ja": "ja-JP", "en": "en-US"}


class Runs:
    """Writes the pieces of a Word file. `names`: the bookmark of every anchor."""

    def __init__(self, word: "Docx", names: Mapping[str, str]):
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt

        self.element: Any = OxmlElement
        self.qn, self.mm, self.pt = qn, Mm, Pt
        self.word, self.names, self.bookmarks = word, names, count(1)

    def style(self, name: str, size: float, fonts: tuple[str, str]) -> None:
        from docx.shared import RGBColor

        style: Any = self.word.styles[name]
        style.font.size, style.font.color.rgb = self.pt(size), RGBColor(0, 0, 0)
        made = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [k for k in made.attrib if "heme" in k]:  # a theme's font would win
            del made.attrib[key]
        for key, font in (("ascii", fonts[0]), ("hAnsi", fonts[0]), ("cs", fonts[0]), ("eastAsia", fonts[1])):
            made.set(self.qn(f"w:{key}"), font)

    def told(
        self, paragraph: "Paragraph", told: Told, language: Language, heading: bool = False, raised: bool = False
    ) -> None:
        for piece in told:
            run = self.run(paragraph, piece.text, language)
            run.bold = heading or None
            run.font.superscript = raised or None
            if piece.href in self.names:
                link = self.element("w:hyperlink")
                link.set(self.qn("w:anchor"), self.names[piece.href])
                run._r.addprevious(link)
                link.append(run._r)

    def run(self, paragraph: "Paragraph", text: str, language: Language) -> Any:
        run: Any = paragraph.add_run(text)
        code = self.element("w:lang")
        code.set(self.qn("w:val"), CODES[language])
        code.set(self.qn("w:eastAsia"), CODES["ja"])
        run._r.get_or_add_rPr().append(code)
        return run

    def anchor(self, paragraph: "Paragraph", anchor: str) -> None:
        number = str(next(self.bookmarks))
        for kind in ("Start", "End"):
            made = self.element(f"w:bookmark{kind}")
            made.set(self.qn("w:id"), number)
            if kind == "Start":
                made.set(self.qn("w:name"), self.names[anchor])
            paragraph._p.append(made)

    def field(self, paragraph: "Paragraph", code: str, shown: str) -> None:
        self.mark(paragraph, "begin")
        self.instruction(paragraph, code)
        self.mark(paragraph, "separate")
        self.run(paragraph, shown, "en")
        self.mark(paragraph, "end")

    def mark(self, paragraph: "Paragraph", kind: str) -> None:
        made = self.element("w:fldChar")
        made.set(self.qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(made)

    def instruction(self, paragraph: "Paragraph", code: str) -> None:
        made = self.element("w:instrText")
        made.text = f" {code} "
        paragraph.add_run()._r.append(made)
