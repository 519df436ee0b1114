"""Reading mappings: known keys, wanted shapes, and a diagnostic with the nearest right name for everything else."""

from collections.abc import Iterator
from collections.abc import Sequence as Names
from typing import Literal, cast

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.base.japanese import VerbClass
from dsl.base.source import Span
from dsl.model.node import Mapping, Node, Scalar, Sequence
from dsl.model.spelling import FROM_JAPANESE
from dsl.model.vocabulary import Phrase


class Fields:
    """One mapping's entries by their English key; problems go to a shared list."""

    def __init__(self, node: Node | None, known: Names[str], problems: list[Diagnostic], where: Span):
        self.problems, self.span = problems, node.span if node is not None else where
        self.values: dict[str, tuple[Scalar, Node]] = {}
        if node is None:
            return
        if not isinstance(node, Mapping):
            problems.append(diagnose("L201", node.span, wanted="key: value"))
            return
        for key, value in node.entries:
            name = FROM_JAPANESE.get(key.text, key.text)
            if name in self.values:
                problems.append(diagnose("L109", key.span, key=key.text, related=[self.values[name][0].span]))
            elif name not in known:
                problems.append(
                    diagnose("L202", key.span, key=key.text, known=", ".join(known), hint=nearest(key.text, known))
                )
            else:
                self.values[name] = (key, value)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def node(self, key: str) -> Node | None:
        found = self.values.get(key)
        return found[1] if found else None

    def scalar(self, key: str, required: bool = False) -> Scalar | None:
        node = self.node(key)
        if node is None:
            if required:
                self.problems.append(diagnose("L203", self.span, key=key))
            return None
        if not isinstance(node, Scalar):
            self.problems.append(diagnose("L201", node.span, wanted="text"))
            return None
        return node

    def text(self, key: str, required: bool = False) -> str | None:
        scalar = self.scalar(key, required)
        return None if scalar is None or (scalar.is_null and not required) else scalar.text

    def flag(self, key: str) -> bool:
        scalar = self.scalar(key)
        if scalar is None:
            return False
        if scalar.text not in ("yes", "no", "true", "false"):
            self.problems.append(
                diagnose(
                    "L204", scalar.span, text=scalar.text, known="yes, no", hint=nearest(scalar.text, ["yes", "no"])
                )
            )
        return scalar.text in ("yes", "true")

    def choice(self, key: str, known: Names[str]) -> str | None:
        scalar = self.scalar(key)
        if scalar is None:
            return None
        if scalar.text not in known:
            self.problems.append(
                diagnose(
                    "L204", scalar.span, text=scalar.text, known=", ".join(known), hint=nearest(scalar.text, known)
                )
            )
            return None
        return scalar.text

    def texts(self, key: str) -> tuple[Scalar, ...]:
        """One text or a list of texts."""
        node = self.node(key)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        return tuple(i for i in items if isinstance(i, Scalar) or self._wrong(i))  # type: ignore[misc]

    def _wrong(self, node: Node) -> bool:
        self.problems.append(diagnose("L201", node.span, wanted="text"))
        return False

    def children(self, key: str) -> Iterator[tuple[Scalar, Node]]:
        node = self.node(key)
        if node is None:
            return
        if not isinstance(node, Mapping):
            self.problems.append(diagnose("L201", node.span, wanted="key: value"))
            return
        yield from node.entries

    def listed(self, key: str) -> tuple[Node, ...]:
        node = self.node(key)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.problems.append(diagnose("L201", node.span, wanted="- …"))
            return ()
        return node.items

    def phrase(self, key: str, languages: tuple[str, ...]) -> Phrase | None:
        """`{ja: …, en: …}` under a key."""
        node = self.node(key)
        return None if node is None else phrase_of(Fields(node, ("ja", "en"), self.problems, self.span), languages)


PHRASE_KEYS = ("ja", "en", "class", "ja_not", "en_not", "aspect")


def phrase_of(fields: Fields, languages: tuple[str, ...], may_only_deny: bool = False) -> Phrase:
    """The phrase whose ja and en stand among a mapping's own keys; a missing language of the book is an error.

    may_only_deny: words for its denial alone (ja_not, en_not) are enough.
    """
    for language in languages:
        if not fields.text(language) and not (may_only_deny and fields.text(f"{language}_not")):
            fields.problems.append(diagnose("L205", fields.span, language=language))
    verb_class = cast("VerbClass | None", fields.choice("class", ("godan", "ichidan")))
    aspect = cast("Literal['state', 'event'] | None", fields.choice("aspect", ("state", "event")))
    return Phrase(
        _one_line(fields.text("ja") or ""), _one_line(fields.text("en") or ""), verb_class,
        fields.text("ja_not"), fields.text("en_not"), aspect or "state", fields.span,
    )  # fmt: skip


def _one_line(text: str) -> str:
    return " ".join(text.split())
