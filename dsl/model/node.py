"""A YAML or JSON document as text with positions, before anything gives it meaning."""

from dataclasses import dataclass, field
from typing import Literal

from dsl.base.source import NOWHERE, Span

Style = Literal["plain", "quoted", "block"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as written; `style` tells `null` from `"null"`. `content` is the line and column of its first character
    (a block's further lines start at the same column)."""

    text: str
    span: Span = field(default=NOWHERE, compare=False)
    style: Style = "plain"
    content: tuple[int, int] = field(default=(1, 1), compare=False)

    @property
    def is_null(self) -> bool:
        return self.style == "plain" and self.text in ("", "null", "~", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple["Node", ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span = field(default=NOWHERE, compare=False)

    def get(self, key: str) -> "Node | None":
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping
