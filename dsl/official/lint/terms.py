"""J301: a word written like a defined one that is defined nowhere."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.model.printed import SENTENCES, Document
from dsl.official.lint.names import shortened
from dsl.official.sources import span_in

_OURS = re.compile(r"本(?P<rest>[一-龠々ァ-ヴーA-Za-z]{1,12})")
_PLAIN = re.compile(
    r"本(?:条|項|号|章|節|款|編|文|人|店|社|日|年|月|件$|書|来|数|質|国|邦|則|体|部|則|籍|旨|表|欄|状|位|格|当|心|末|土|州|則|紙|状|館$|約款|規約|契約|規程|合意|覚書)"
)
_QUOTED = re.compile(
    r"(?:^|[、。をがはにのとで及び又は以下）)])「(?P<term>[一-龠々ァ-ヴー]{2,12})」(?=[をがはにのでへか])(?!の用語|とは|という|といい)"
)
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
    if any(word.startswith(term) or shortened(word, term) for term in defined):
        return ""
    if _PLAIN.match(word):
        own = _PLAIN.match(word)
        assert own is not None
        return (
            ""
            if own.group()[1:] not in ("約款", "規約", "契約", "規程", "合意", "覚書")
            else _document_word(own.group(), defined, whole)
        )
    return word


def _document_word(word: str, defined: set[str], whole: str) -> str:
    """本約款 names the document itself and needs no definition, unless the document has a defined name for itself."""
    selves = ("本約款", "本規約", "本契約", "本規程", "本合意", "本覚書")
    if word in defined:
        return ""
    if any(s in defined for s in selves if s != word) and whole.count(word) < 3:
        return word
    return ""
