"""What a case says of the documents of higher rank: there is none, it is given with the case, or that is not known."""

from collections.abc import Mapping as Table

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.model.book import Book
from dsl.model.case import STATES, DocumentState
from dsl.model.node import Mapping, Node, Scalar

_JAPANESE: Table[str, DocumentState] = {"なし": "none", "あり": "given", "不明": "not known"}
_SAID: Table[str, DocumentState] = {**{state: state for state in STATES}, **_JAPANESE}


def read_documents(node: Node | None, book: Book, problems: list[Diagnostic]) -> dict[str, DocumentState]:
    """The state of each layer above the book's own; what was passed with the case is given."""
    layers = [layer.name for layer in book.settings.layers[:-1]]
    said: dict[str, DocumentState] = dict.fromkeys(layers, "not known")
    match node:
        case None:
            pass
        case Scalar():
            # one word for all of them: that one is given would not say which
            state = _state(node, problems, tuple(s for s in _SAID if _SAID[s] != "given"))
            for layer in layers if state is not None else ():
                _say(layer, state or "none", node, book, said, problems)
        case Mapping():
            _each(node, layers, book, said, problems)
        case _:
            problems.append(diagnose("L201", node.span, wanted="document: none"))
    return said | dict.fromkeys(book.given, "given")


def _each(
    node: Mapping, layers: list[str], book: Book, said: dict[str, DocumentState], problems: list[Diagnostic]
) -> None:
    spelt = {w: y.name for y in book.settings.layers[:-1] for w in (y.phrase.ja, y.phrase.en, y.name)}
    for key, value in node.entries:
        if key.text not in spelt:
            hint = nearest(key.text, spelt)
            problems.append(diagnose("F506", key.span, name=key.text, known=", ".join(layers), hint=hint))
            continue
        state = _state(value, problems, tuple(_SAID))
        if state is not None:
            _say(spelt[key.text], state, value, book, said, problems)


def _state(node: Node, problems: list[Diagnostic], known: tuple[str, ...]) -> DocumentState | None:
    text = node.text if isinstance(node, Scalar) else "…"
    if text not in known:
        problems.append(diagnose("F505", node.span, text=text, hint=nearest(text, known)))
        return None
    return _SAID[text]


def _say(
    layer: str,
    state: DocumentState,
    node: Node,
    book: Book,
    said: dict[str, DocumentState],
    problems: list[Diagnostic],
) -> None:
    said[layer] = state
    if state == "given" and layer not in book.given:
        problems.append(diagnose("D902", node.span, name=layer))
    if state == "none" and layer in book.given:
        places = [a.span for a in book.articles if a.layer == layer]
        problems.append(diagnose("D909", node.span, name=layer, related=places))
