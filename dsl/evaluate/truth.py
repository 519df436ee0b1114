"""Kleene's connectives on values, with what an unknown result waits for."""

from collections.abc import Iterable

from dsl.model.value import FALSE, TRUE, Known, Need, Needs, Unknown, Value


def truth(holds: bool) -> Known:
    return TRUE if holds else FALSE


def waiting(*needs: Need) -> Unknown:
    return Unknown(frozenset(needs))


def needs_of(values: Iterable[Value]) -> Needs:
    return frozenset().union(*(v.needs for v in values if isinstance(v, Unknown)))


def is_true(value: Value) -> bool:
    return isinstance(value, Known) and value.value is True


def is_false(value: Value) -> bool:
    return not isinstance(value, Unknown) and not is_true(value)


def all_of(values: Iterable[Value]) -> Value:
    """And: false if any is false, else unknown if any is unknown. All of nothing is true."""
    found = [v for v in values if not is_true(v)]
    if not found:
        return TRUE
    doubtful = [v for v in found if isinstance(v, Unknown)]
    return Unknown(needs_of(doubtful)) if len(doubtful) == len(found) else FALSE


def any_of(values: Iterable[Value]) -> Value:
    return negation(all_of(negation(v) for v in values))


def negation(value: Value) -> Value:
    return value if isinstance(value, Unknown) else truth(not is_true(value))
