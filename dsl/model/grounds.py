"""Why: a tree that the evaluator records while it works, not a second evaluation."""

from dataclasses import dataclass

from dsl.model.expression import Expression
from dsl.model.value import Value


@dataclass(frozen=True, slots=True)
class Ground:
    """One step: `about` is an expression node, or names a rule, term, event or fact by `kind` and `key`.

    `source` says where a leaf's value comes from (a fact's path, `assumed`, a convention); `detail` the steps of a
    date or an amount as (label, value) pairs.
    """

    kind: str
    key: str
    value: Value
    about: Expression | None = None
    source: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    parts: tuple["Ground", ...] = ()
