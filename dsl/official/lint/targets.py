"""J203: a reference whose target speaks of another subject than the words around it."""

import re
from collections.abc import Iterator

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.model.printed import Document, Printed, Reference
from dsl.official.sources import span_of
from dsl.official.words import speaking

_OF = re.compile(
    r"(?:の規定)?(?:に定める|に規定する|に基づく|による|に掲げる|で定める|に従った|の)(?P<noun>[^。、（）「」がをはにへとので]{2,16})"
)
_ACCORDING = re.compile(
    r"(?:の規定)?(?:に従い|に従って|にしたがい|にしたがって|に基づき|に基づいて|により|によって)[、]?(?P<clause>[^。、]{2,24})"
)
_CAPTION = re.compile(r"条(?:の\d+)?[（(]([^（）()]+)[）)]")
_RELATIVE = re.compile(r"[前次本同第][条項号]|第\s*\S{1,4}\s*[項号]|前\S")


def find(document: Document) -> Iterator[Diagnostic]:
    nodes = {n.id: n for n in document.root.walk() if n.kind not in ("main",)}
    articles = [n for n in document.root.walk() if n.kind == "article" and "." not in n.id]
    texts = {n.id: _whole(n) for n in articles}
    for reference in document.references:
        if not reference.targets:
            continue
        wrong = _wrong_caption(reference, nodes) or _wrong_subject(document, reference, nodes, articles, texts)
        if wrong is not None:
            words, hint = wrong
            span = span_of(document, reference.at, len(reference.text))
            yield diagnose("J203", span, hint=hint, reference=reference.text, words=words)


def _whole(node: Printed) -> str:
    return node.title + "".join(n.text + n.title for n in node.walk())


def _wrong_caption(reference: Reference, nodes: dict[str, Printed]) -> tuple[str, str] | None:
    """第34条（秘密保持） where Article 34 has another caption."""
    for told in _CAPTION.finditer(reference.text):
        wanted = "".join(told[1].split())
        found = [nodes[t] for t in reference.targets if t in nodes and nodes[t].kind == "article"]
        if found and not any("".join(n.title.split()) == wanted for n in found):
            named = [n for n in nodes.values() if n.kind == "article" and "".join(n.title.split()) == wanted]
            return wanted, f"{named[0].mark}" if len(named) == 1 else ""
    return None


def _wrong_subject(
    document: Document, reference: Reference, nodes: dict[str, Printed], articles: list[Printed], texts: dict[str, str]
) -> tuple[str, str] | None:
    start = reference.at + len(reference.text)
    after = document.text[start : start + 60].replace("\n", "")
    found = _OF.match(after) or _ACCORDING.match(after)
    if found is None:
        return None
    words = [w for w in speaking(found["noun"] if "noun" in found.groupdict() else found["clause"]) if len(w) >= 2]
    words = [w for w in words if not _common(w, texts)]
    if not words:
        return None
    target = "".join(_context(t, nodes) for t in reference.targets)
    if any(_speaks(target, w) for w in words):
        return None
    better = _better(reference, words, nodes, articles)
    return ("・".join(words), better) if better else None


def _common(word: str, texts: dict[str, str]) -> bool:
    """Whether most articles speak of it: a party, the service; it says nothing of the subject."""
    return sum(word in text for text in texts.values()) > max(len(texts) * 0.6, 3)


def _context(ident: str, nodes: dict[str, Printed]) -> str:
    """What a target says: its own text, and of an article its caption; of an item also what heads the list."""
    node = nodes.get(ident)
    if node is None:
        return ""
    own = _whole(node)
    above = ident
    while "." in above:
        above = above.rpartition(".")[0]
        parent = nodes.get(above)
        if parent is None:
            continue
        if parent.kind == "article" and len([c for c in parent.children if c.kind == "paragraph"]) == 1:
            own += parent.title
        if parent.kind == "paragraph" and node.kind in ("item", "proviso", "further", "note"):
            own += "".join(c.text for c in parent.children)
    return own


def _speaks(text: str, word: str) -> bool:
    """Whether a text speaks of a word: of it, or of the two signs that carry its sense."""
    if word in text:
        return True
    return len(word) > 2 and any(word[i : i + 2] in text for i in range(len(word) - 1) if word[i] not in "等的性")


def _better(reference: Reference, words: list[str], nodes: dict[str, Printed], articles: list[Printed]) -> str:
    """Another provision that speaks of it: a paragraph of the same article for a relative reference, else an article
    by its caption, else one paragraph that alone has the word."""
    targets = set(reference.targets)
    own_article = next((a for a in articles if any(t == a.id or t.startswith(f"{a.id}.") for t in targets)), None)
    if own_article is not None:
        beside = [p for p in own_article.children if p.kind == "paragraph" and p.id not in targets]
        having = [p for p in beside if p.id != reference.within and all(w in _whole(p) for w in words)]
        if having and any(t.count(".") == 1 for t in targets):
            return f"第{having[0].number}項"
    captioned = [
        a for a in articles if a.id not in targets and any(w in a.title for w in words) and a is not own_article
    ]
    if captioned:
        first = next(
            (p for p in captioned[0].children if p.kind == "paragraph" and any(w in _whole(p) for w in words)), None
        )
        lone = len([c for c in captioned[0].children if c.kind == "paragraph"]) == 1
        return f"第{captioned[0].number}条" + (f"第{first.number}項" if first is not None and not lone else "")
    return ""
