"""J301: a word written like a defined one that is defined nowhere."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.model.printed import SENTENCES, Document
from dsl.official.lint.names import shortened
from dsl.official.sources import span_in

_OURS = re.compile(r"本[一-龠々ァ-ヴーA-Za-z]{1,12}")
_PLAIN = re.compile(r"本(?:件$|館$|[条項号章節款編文人店社日年月書来数質国邦則体部籍旨表欄状位格当心末土州紙])")
_SELVES = ("本約款", "本規約", "本契約", "本規程", "本合意", "本覚書")
"""Names that a document has for itself."""
_QUOTED = re.compile(
    r"(?:^|[、。をがはにのとで及び又は以下）)])「(?P<term>[一-龠々ァ-ヴー]{2,12})」(?=[をがはにのでへか])(?!の用語|とは|という|といい)"
)
_OFTEN = 3
_PRECEDED = "一-龠々ァ-ヴー"


def find(document: Document) -> Iterator[Diagnostic]:
    defined = {d.term for d in document.definitions}
    whole = "".join(n.text for n in document.root.walk() if n.kind in SENTENCES)
    told: set[str] = set()
    for node in document.root.walk():
        if node.kind not in SENTENCES:
            continue
        for found in _QUOTED.finditer(node.text):
            word = found["term"]
            if word not in defined and word not in told:
                told.add(word)
                yield diagnose("J301", span_in(document, node, found.start("term"), len(word)), term=word)
        for found in _OURS.finditer(node.text):
            word = _undefined(found.group(), defined, whole)
            if word and word not in told and not _inside(node.text, found.start()):
                told.add(word)
                yield diagnose(
                    "J301",
                    span_in(document, node, found.start(), len(word)),
                    hint=nearest(word, defined, 0.5),
                    term=word,
                )


def _inside(text: str, at: int) -> bool:
    """Whether 本 is the end of another word: 日本, 基本, 資本."""
    return at > 0 and re.match(f"[{_PRECEDED}]", text[at - 1]) is not None


def _undefined(word: str, defined: set[str], whole: str) -> str:
    """The word as far as it can be meant as a term; empty where it, or its beginning, is defined or plain Japanese."""
    if _PLAIN.match(word) or any(word.startswith(term) or shortened(word, term) for term in defined):
        return ""
    itself = next((name for name in _SELVES if word.startswith(name)), None)
    if itself is None:
        return word
    # a document may call itself 本約款 without more, unless it has defined another name for itself
    other = any(name in defined for name in _SELVES if name != itself)
    return itself if other and whole.count(itself) < _OFTEN else ""
