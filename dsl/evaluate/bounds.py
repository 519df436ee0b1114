"""Comparison and arithmetic on values: exact where known, on bounds where not (language 4.1, 4.2)."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

from dsl.base.moment import Duration, Moment, order
from dsl.evaluate.run import OutsideCalendar
from dsl.evaluate.truth import is_false, is_true, needs_of, negation
from dsl.model.expression import Extreme, Relation
from dsl.model.value import FALSE, NULL, TRUE, Known, Null, Plain, Unknown, Value

# ── comparison ────────────────────────────────────────────────────────────────────────────────────


def day_of(value: Plain) -> date:
    """The day of a date or moment. Raises TypeError for anything else: the checker rules that out."""
    if isinstance(value, Moment):
        return value.day
    if isinstance(value, date):
        return value
    raise TypeError(f"no day: {value!r}")


def compared(left: Plain, right: Plain) -> int | None:
    """-1, 0, 1, or None where the order is open. A moment against a day counts days (language 6.1)."""
    if isinstance(left, Moment) and isinstance(right, Moment):
        return order(left, right)
    if isinstance(left, (date, Moment)) and isinstance(right, (date, Moment)):
        left, right = day_of(left), day_of(right)
    if isinstance(left, Duration) and isinstance(right, Duration):
        return _sign(left.count - right.count) if left.unit == right.unit else None
    if left == right:
        return 0
    return -1 if left < right else 1  # type: ignore[operator]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def same(left: Plain, right: Plain) -> bool:
    """Whether two values may be told as one: equal, or a bare day and a moment within it."""
    if isinstance(left, Moment) and isinstance(right, Moment) and not (left.exact and right.exact):
        return left.day == right.day
    return compared(left, right) == 0


def compare(relation: Relation, left: Value, right: Value) -> Value:
    """A comparison by bounds. What is null never comes: every relation to it but `is not` is false."""
    match relation:
        case "is not":
            return negation(compare("is", left, right))
        case "at most":
            return _never(left, right) or _unless_none(negation(_ordered(right, left)), left, right)
        case "at least":
            return _never(left, right) or _unless_none(negation(_ordered(left, right)), left, right)
        case "less":
            return _never(left, right) or _unless_none(_ordered(left, right), left, right)
        case "more":
            return _never(left, right) or _unless_none(_ordered(right, left), left, right)
        case "is":
            return _equal(left, right)


def _never(left: Value, right: Value) -> Value | None:
    return FALSE if isinstance(left, Null) or isinstance(right, Null) else None


def _ordered(left: Value, right: Value) -> Value:
    """Whether left < right, if there are both."""
    (low_l, high_l), (low_r, high_r) = extent(left), extent(right)
    if high_l is not None and low_r is not None and compared(high_l, low_r) == -1:
        return TRUE
    if low_l is not None and high_r is not None and compared(low_l, high_r) in (0, 1):
        return FALSE
    return Unknown(needs_of((left, right)))


def _equal(left: Value, right: Value) -> Value:
    if isinstance(left, Null) or isinstance(right, Null):
        other = right if isinstance(left, Null) else left
        return Unknown(other.needs) if isinstance(other, Unknown) and other.none_possible else FALSE
    if isinstance(left, Known) and isinstance(right, Known):
        if isinstance(left.value, (str, bool)):
            return Known(left.value == right.value)
        result = compared(left.value, right.value)
        return Unknown() if result is None else Known(result == 0)
    apart = is_true(_ordered(left, right)) or is_true(_ordered(right, left))
    return FALSE if apart else Unknown(needs_of((left, right)))


def _unless_none(result: Value, left: Value, right: Value) -> Value:
    """A fact not known may turn out to be null; then the comparison is false whatever the bounds, and a false one stays
    so."""
    unsure = any(isinstance(v, Unknown) and v.none_possible for v in (left, right))
    return Unknown(needs_of((left, right))) if unsure and not is_false(result) else result


def extent(value: Value) -> tuple[Plain | None, Plain | None]:
    match value:
        case Known(known):
            return known, known
        case Unknown(low=low, high=high):
            return low, high
        case Null():
            return None, None


# ── amounts ───────────────────────────────────────────────────────────────────────────────────────


def number(value: Plain | None) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


def may_be_none(value: Value) -> bool:
    return isinstance(value, Null) or (isinstance(value, Unknown) and value.none_possible)


def between(low: Plain | None, high: Plain | None, values: Iterable[Value], none: bool = False) -> Value:
    """Known where the bounds meet, else unknown within them; `none`: there may be no such value."""
    found = list(values)
    if low is not None and low == high and not any(isinstance(v, Unknown) and v.none_possible for v in found):
        return Known(low)
    return Unknown(needs_of(found), low, high, none_possible=none)


def combined(left: Value, right: Value, low: Callable[[Fraction, Fraction], Fraction], crossed: bool = False) -> Value:
    """An operation that grows with its left side and with its right side (`crossed`: falls with it)."""
    if isinstance(left, Null) or isinstance(right, Null):
        return NULL
    (low_l, high_l), (low_r, high_r) = extent(left), extent(right)
    if crossed:
        low_r, high_r = high_r, low_r
    none = may_be_none(left) or may_be_none(right)
    return between(_lifted(low, low_l, low_r), _lifted(low, high_l, high_r), (left, right), none)


def _lifted(
    operation: Callable[[Fraction, Fraction], Fraction], left: Plain | None, right: Plain | None
) -> Fraction | None:
    a, b = number(left), number(right)
    return None if a is None or b is None else operation(a, b)


def added(values: Iterable[Value]) -> Value:
    """A sum; null parts count nothing, the sum of nothing is 0."""
    total: Value = Known(Fraction(0))
    for value in values:
        if not isinstance(value, Null):
            total = combined(total, _or_nothing(value), lambda a, b: a + b)
    return total


def _or_nothing(value: Value) -> Value:
    """A part of a sum: where there may be none, it may count nothing."""
    if not isinstance(value, Unknown) or not value.none_possible:
        return value
    low, high = number(value.low), number(value.high)
    low, high = None if low is None else min(low, Fraction(0)), None if high is None else max(high, Fraction(0))
    return Unknown(value.needs, low, high, none_possible=False)


def scaled(value: Value, factor: Value) -> Value:
    """A product with one side known (or both within non-negative bounds)."""
    if isinstance(value, Known) and isinstance(factor, Unknown):
        value, factor = factor, value
    if isinstance(factor, Known) and isinstance(factor.value, Fraction) and factor.value < 0:
        return (
            combined(value, factor, lambda a, b: a * b, crossed=False)
            if isinstance(value, Known)
            else _free(value, factor)
        )
    lows = [number(v) for v in (extent(value)[0], extent(factor)[0])]
    if not isinstance(value, Known) and any(low is None or low < 0 for low in lows):
        return _free(value, factor)
    return combined(value, factor, lambda a, b: a * b)


def _free(*values: Value) -> Value:
    if any(isinstance(v, Null) for v in values):
        return NULL
    return Unknown(needs_of(values), none_possible=any(map(may_be_none, values)))


_UPWARD = ("higher", "longer", "later")


def chosen(extreme: Extreme, values: Iterable[Value]) -> Value:
    """The higher, longer or later of values, or its opposite; null is passed over, null if all are."""
    found = [v for v in values if not isinstance(v, Null)]
    if not found:
        return NULL
    if len(found) == 1:
        return found[0]
    extents = [extent(v) for v in found]
    lows, highs = [low for low, _ in extents], [high for _, high in extents]
    unsure = [isinstance(v, Unknown) and v.none_possible for v in found]
    if extreme in _UPWARD:
        low, high = _best(lows, 1, unsure, any_known=True), _best(highs, 1, unsure, any_known=False)
    else:
        low, high = _best(lows, -1, unsure, any_known=False), _best(highs, -1, unsure, any_known=True)
    if low is not None and low == high:
        return Known(low)
    return Unknown(needs_of(found), low, high, none_possible=all(unsure))


def _best(values: list[Plain | None], sign: int, unsure: list[bool], any_known: bool) -> Plain | None:
    """The extreme of bounds: one known bound is enough on the near side, all are needed on the far side."""
    if any_known:
        known = [v for v, open_ in zip(values, unsure, strict=True) if v is not None and not open_]
    else:
        if any(v is None for v in values):
            return None
        known = [v for v in values if v is not None]
    best: Plain | None = None
    for value in known:
        if best is None or (compared(value, best) or 0) == sign:
            best = value
    return best


def _stepped(day: date, step: Callable[[date], date]) -> date:
    """Raises OutsideCalendar where the step leaves the years that dates have."""
    try:
        return step(day)
    except (OverflowError, ValueError):
        raise OutsideCalendar(day) from None


def mapped(value: Value, step: Callable[[date], date]) -> Value:
    """A monotone step on a day: on a known day, or on bounds."""
    match value:
        case Known(known):
            return Known(_stepped(day_of(known), step))
        case Unknown(needs, low, high, none):
            bounds = [None if b is None else _stepped(day_of(b), step) for b in (low, high)]
            return Unknown(needs, bounds[0], bounds[1], none)
        case Null():
            return NULL
