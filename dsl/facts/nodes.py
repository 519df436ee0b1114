"""Python values to nodes, so that facts from a program and from a file are read alike."""

from collections.abc import Mapping as AnyMapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from dsl.base.diagnostic import BadInput, diagnose
from dsl.base.money import decimal_text
from dsl.base.source import Span
from dsl.model.node import Mapping, Node, Scalar, Sequence

MAX_DEPTH = 50


def node_of(value: object, name: str = "facts", depth: int = 0) -> Node:
    """Dicts, lists, texts, ints, Decimals, Fractions, bools, dates, datetimes and None to nodes.

    Raises BadInput for a float (not exact) and for anything else.
    """
    span = Span(name)
    if depth > MAX_DEPTH:
        raise BadInput([diagnose("L106", span, limit=MAX_DEPTH)])
    match value:
        case AnyMapping():
            entries = tuple(
                (Scalar(str(k), span, "quoted"), node_of(v, f"{name}.{k}", depth + 1)) for k, v in value.items()
            )
            return Mapping(entries, span)
        case list() | tuple():
            return Sequence(tuple(node_of(v, f"{name}[{i}]", depth + 1) for i, v in enumerate(value)), span)
        case _:
            return _scalar(value, span)


def _scalar(value: object, span: Span) -> Scalar:
    match value:
        case None:
            return Scalar("null", span)
        case bool():
            return Scalar("true" if value else "false", span)
        case str():
            return Scalar(value, span, "quoted")
        case int() | Fraction():
            return Scalar(decimal_text(Fraction(value)), span)
        case Decimal():
            return Scalar(format(value, "f"), span)
        case datetime():
            return Scalar(value.isoformat(timespec="seconds"), span)
        case date():
            return Scalar(value.isoformat(), span)
        case _:
            raise BadInput([diagnose("F508", span, kind=type(value).__name__)])
