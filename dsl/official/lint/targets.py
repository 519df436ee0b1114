"""J203: a reference whose target speaks of another subject than the words around it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import Document, Printed, Reference
from dsl.official.sources import span_of
from dsl.official.words import speaking

_OF = re.compile(
    r"(?:の規定)?(?:に定める|に規定する|に基づく|による|に掲げる|で定める|に従った|の)(?P<said>[^。、（）「」がをはにへとので]{2,16})"
)
_ACCORDING = re.compile(
    r"(?:の規定)?(?:に従い|に従って|にしたがい|にしたがって|に基づき|に基づいて|により|によって)[、]?(?P<said>[^。、]{2,24})"
)
_APPLIES = re.compile(r"の規定は、[^。]{0,40}?(?P<said>[一-龠ァ-ヴー]{2,12})について(?:も|、)?適用")
_CAPTION = re.compile(r"条(?:の\d+)?[（(]([^（）()]+)[）)]")
_KANA_INSIDE = re.compile(r"(?<=[一-龠])[しりきいけみ](?=[一-龠])")


@dataclass(frozen=True, slots=True)
class _Print:
    """The provisions of a document with what each says."""

    nodes: Mapping[str, Printed]
    said: Mapping[str, str]
    articles: Sequence[Printed]


def find(document: Document) -> Iterator[Diagnostic]:
    nodes = {n.id: n for n in document.root.walk() if n.kind != "main"}
    articles = [n for n in nodes.values() if n.kind == "article" and "." not in n.id]
    told = _Print(nodes, {n.id: fold(_whole(n)) for n in nodes.values()}, articles)
    for reference in document.references:
        wrong = reference.targets and (_wrong_caption(reference, told) or _wrong_subject(document, reference, told))
        if wrong:
            span = span_of(document, reference.at, len(reference.text))
            yield diagnose("J203", span, hint=wrong[1], reference=reference.text, words=wrong[0])


def fold(text: str) -> str:
    """申し込み → 申込み: without the kana inside a word."""
    return _KANA_INSIDE.sub("", text)


def _whole(node: Printed) -> str:
    return node.title + "".join(n.text + n.title for n in node.walk() if n is not node) + node.text


def _wrong_caption(reference: Reference, told: _Print) -> tuple[str, str] | None:
    """第34条（秘密保持） where Article 34 has another caption."""
    for found in _CAPTION.finditer(reference.text):
        wanted = "".join(found[1].split())
        targets = [told.nodes[t] for t in reference.targets if told.nodes[t].kind == "article"]
        if targets and not any("".join(n.title.split()) == wanted for n in targets):
            named = [a for a in told.articles if "".join(a.title.split()) == wanted]
            return wanted, named[0].mark if len(named) == 1 else ""
    return None


def _wrong_subject(document: Document, reference: Reference, told: _Print) -> tuple[str, str] | None:
    start = reference.at + len(reference.text)
    after = document.text[start : start + 60].replace("\n", "")
    found = _APPLIES.match(after) or _ACCORDING.match(after) or _OF.match(after)
    if found is None:
        return None
    target = "".join(_context(t, told) for t in reference.targets)
    said = found["said"]
    acts = re.findall(r"[一-龠]{2}(?=され|さ|し|する|す(?:る|れ))", said) if found.re is _ACCORDING else []
    words = [w for w in map(fold, acts[:1] or speaking(said)) if w[0] != "本" and not _everywhere(w, told)]
    missing = [w for w in words if w not in target and w.rstrip("みいり") not in target]
    if not missing or len(missing) < len(words) or len(reference.targets) > 1:
        return None
    for word in missing:
        better = _better(reference, word, told)
        if better:
            return word, better
    return None


def _everywhere(word: str, told: _Print) -> bool:
    """Whether most articles speak of it, as of a party or of the service: it says nothing of the subject."""
    return sum(word in told.said[a.id] for a in told.articles) > max(len(told.articles) * 0.6, 3)


def _context(ident: str, told: _Print) -> str:
    """What a target says: its own text, and its article's caption where the article has one paragraph."""
    own = told.said.get(ident, "")
    article = told.nodes.get(ident.partition(".")[0])
    if article is not None and article.kind == "article" and _paragraphs(article) == 1:
        own += fold(article.title)
    node = told.nodes.get(ident)
    if node is not None and node.kind in ("proviso", "further", "note"):
        own += told.said.get(ident.rpartition(".")[0], "")
    return own


def _paragraphs(article: Printed) -> int:
    return sum(c.kind == "paragraph" for c in article.children)


def _better(reference: Reference, word: str, told: _Print) -> str:
    """Another provision that speaks of it: beside the target, or an article by its caption."""
    absolute = re.match(r"第\s*\S{1,5}\s*条|別", reference.text)
    if reference.text == "前条":
        return _paragraph_before(reference, word, told)
    captioned = _captioned(reference, word, told) if absolute else ""
    if captioned:
        return captioned
    for target in reference.targets:
        node = told.nodes.get(target)
        if node is None or node.kind not in ("paragraph", "item", "subitem"):
            continue
        above = told.nodes.get(target.rpartition(".")[0])
        beside = [c for c in above.children if c.kind == node.kind and c.id != target] if above else []
        having = [c for c in beside if word in told.said[c.id] and not reference.within.startswith(c.id)]
        if len(having) == 1:
            return f"第{having[0].number}{'項' if node.kind == 'paragraph' else '号'}"
    return ""


def _paragraph_before(reference: Reference, word: str, told: _Print) -> str:
    """前条の… where the paragraph before the citing one speaks of it: 前項."""
    article, _, rest = reference.within.partition(".")
    number = rest.partition(".")[0]
    before = f"{article}.{int(number) - 1}" if number.isdigit() else ""
    return "前項" if word in told.said.get(before, "") else ""


def _captioned(reference: Reference, word: str, told: _Print) -> str:
    """Another article whose caption has the word; its paragraph that has it, where it has several."""
    homes = {t.partition(".")[0] for t in reference.targets}
    annexes = [n for n in told.nodes.values() if n.kind == "annex" and n.id not in homes]
    if any(h.startswith("annex") for h in homes):
        named = [n for n in annexes if word in told.said[n.id]]
        return named[0].mark if named else ""
    found = [a for a in told.articles if a.id not in homes and word in fold(a.title)]
    if not found:
        return _only(reference, word, told, homes)
    paragraphs = [p for p in found[0].children if p.kind == "paragraph"]
    having = [p for p in paragraphs if word in told.said[p.id]]
    place = f"第{having[0].number}項" if having and len(paragraphs) > 1 else ""
    return f"第{found[0].number}条{place}"


def _only(reference: Reference, word: str, told: _Print, homes: set[str]) -> str:
    """The only other article that has the word, where the word is told of nowhere else but in the citing one."""
    own = reference.within.partition(".")[0]
    having = [a for a in told.articles if word in told.said[a.id] and a.id not in homes and a.id != own]
    if len(having) != 1 or len(word) < 2:
        return ""
    paragraphs = [p for p in having[0].children if p.kind == "paragraph" and word in told.said[p.id]]
    place = f"第{paragraphs[0].number}項" if paragraphs and _paragraphs(having[0]) > 1 else ""
    return f"第{having[0].number}条{place}"
