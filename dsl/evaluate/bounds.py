"""Comparison and arithmetic on values: exact where known, on bounds where not (language 4.1, 4.2)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from dsl.base.interval import Ends, Interval, ends_between, hull, longest
from dsl.base.moment import Duration, Moment, order
from dsl.evaluate.run import OutsideCalendar
from dsl.evaluate.truth import is_false, is_true, needs_of, negation, truth
from dsl.model.expression import Extreme, Relation, When
from dsl.model.value import FALSE, NULL, TRUE, Known, Needs, Null, Plain, Unknown, Value

Hour = Callable[[Moment], datetime]

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
        return _longer(left, right)
    if isinstance(left, Interval) and isinstance(right, Interval):
        return _sign(left.days - right.days)
    if left == right:
        return 0
    return -1 if left < right else 1  # type: ignore[operator]


def _longer(left: Duration, right: Duration) -> int | None:
    """Of days and months only what holds whichever months they are: each has 28 to 31 days."""
    if left.unit == right.unit:
        return _sign(left.count - right.count)
    (least, most), (low, high) = _days(left), _days(right)
    return 1 if least > high else -1 if most < low else None


def _days(length: Duration) -> tuple[int, int]:
    return (length.count, length.count) if length.unit == "day" else (28 * length.count, 31 * length.count)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def same(left: Plain, right: Plain) -> bool:
    """Whether two values may be told as one: equal, or a bare day and a moment within it."""
    if isinstance(left, Moment) and isinstance(right, Moment) and not (left.exact and right.exact):
        return left.day == right.day
    if isinstance(left, Interval):
        return left == right
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


def timely(at: Value, when: When, limit: Value) -> Value:
    """Whether a moment keeps a limit. What comes at all is `by` and `before` a limit that never comes, and not after
    it; so one that may never come makes nothing late for certain."""
    if isinstance(at, Null) or isinstance(limit, Null):
        return truth(not isinstance(at, Null) and when != "after")
    if when == "after":
        return compare("more", at, limit)
    at_all = replace(limit, none_possible=False) if isinstance(limit, Unknown) else limit
    found = compare("at most" if when == "by" else "less", at, at_all)
    return Unknown(limit.needs) if is_false(found) and may_be_none(limit) else found  # type: ignore[union-attr]


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
        if isinstance(left.value, (str, bool, Interval)):
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
    """A product with one side known, or with both within bounds that are not negative."""
    if isinstance(value, Known) and isinstance(factor, Unknown):
        value, factor = factor, value
    if isinstance(value, Unknown) and isinstance(factor, Known) and isinstance(factor.value, Fraction):
        if factor.value < 0:
            value = replace(value, low=value.high, high=value.low)
    elif isinstance(value, Unknown) and any(low is None or low < 0 for low in _lows(value, factor)):
        return _free(value, factor)
    return combined(value, factor, lambda a, b: a * b)


def _lows(*values: Value) -> list[Fraction | None]:
    return [number(extent(value)[0]) for value in values]


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
    moments = [v.value for v in found if isinstance(v, Known) and isinstance(v.value, Moment)]
    if len(moments) == len(found):
        first = max if extreme in _UPWARD else min
        return Known(Moment(first(m.earliest for m in moments), first(m.latest for m in moments)))
    extents = [extent(v) for v in found]
    if any(isinstance(bound, Interval) for pair in extents for bound in pair):
        return _chosen_interval(extreme, found)
    lows, highs = [low for low, _ in extents], [high for _, high in extents]
    unsure = [isinstance(v, Unknown) and v.none_possible for v in found]
    up = extreme in _UPWARD
    sign = 1 if up else -1
    hours = any(isinstance(v, Unknown) for v in found)
    low = _best(lows, sign, unsure, up, _opening if hours else None)
    high = _best(highs, sign, unsure, not up, _closing if hours else None)
    if low is not None and low == high:
        return Known(low)
    return Unknown(needs_of(found), low, high, none_possible=all(unsure))


def _best(
    values: list[Plain | None], sign: int, unsure: list[bool], any_known: bool, hour: Hour | None
) -> Plain | None:
    """The extreme of bounds: one known bound is enough on the near side, all are needed on the far side. Of two moments
    of one day whose order is open, `hour` tells which bounds both."""
    if any_known:
        known = [v for v, open_ in zip(values, unsure, strict=True) if v is not None and not open_]
    else:
        if any(v is None for v in values):
            return None
        known = [v for v in values if v is not None]
    best: Plain | None = None
    for value in known:
        found = 0 if best is None else _apart(value, best, hour)
        if found is None:
            return None
        if best is None or found == sign:
            best = value
    return best


def _apart(left: Plain, right: Plain, hour: Hour | None) -> int | None:
    found = compared(left, right)
    if found is None and hour is not None and isinstance(left, Moment) and isinstance(right, Moment):
        return _sign((hour(left) - hour(right)) // timedelta.resolution)
    return found


def _opening(moment: Moment) -> datetime:
    return moment.earliest


def _closing(moment: Moment) -> datetime:
    return moment.latest


def either_of(values: Iterable[Value], needs: Needs) -> Value:
    """One of several values, of which it is not known which: what they have in common, else the bounds of them all."""
    found = list(values)
    if all(isinstance(v, Known | Null) and v == found[0] for v in found):
        return found[0]
    known = [v for v in found if not isinstance(v, Null)]
    needs |= needs_of(found)
    none = any(map(may_be_none, found))
    bounds = [bound for v in known for bound in extent(v)]
    if any(isinstance(bound, Interval) for bound in bounds):
        first, latest_first, earliest_last, last = hull([ends_of(v) for v in known])
        return Unknown(needs, Interval(latest_first, earliest_last), Interval(first, last), none)
    if any(isinstance(bound, str | bool) for bound in bounds):
        return Unknown(needs, none_possible=none)
    low, high = extent(chosen("lower", known))[0], extent(chosen("higher", known))[1]
    return Known(low) if low is not None and low == high and not none else Unknown(needs, low, high, none)


def stepped(day: date, step: Callable[[date], date]) -> date:
    """Raises OutsideCalendar where the step leaves the years that dates have."""
    try:
        return step(day)
    except (OverflowError, ValueError):
        raise OutsideCalendar(day) from None


def mapped(value: Value, step: Callable[[date], date]) -> Value:
    """A monotone step on a day: on a known day, or on bounds."""
    match value:
        case Known(known):
            return Known(stepped(day_of(known), step))
        case Unknown(low=low, high=high):
            bounds = [None if b is None else stepped(day_of(b), step) for b in (low, high)]
            return between(bounds[0], bounds[1], (value,), value.none_possible)
        case Null():
            return NULL


# ── intervals ─────────────────────────────────────────────────────────────────────────────────────


def ends_of(value: Value) -> Ends:
    """What is known of the two ends of an interval: `low` is the smallest that it can be, `high` the largest."""
    low, high = extent(value)
    return ends_between(low if isinstance(low, Interval) else None, high if isinstance(high, Interval) else None)


def made(ends: Ends, values: Iterable[Value]) -> Value:
    """The interval of known ends, else one that is within bounds; `values` are what it was made from."""
    first, latest_first, earliest_last, last = ends
    found = list(values)
    none = any(map(may_be_none, found))
    if not any(isinstance(v, Unknown) for v in found) or (first == latest_first and earliest_last == last and not none):
        return Known(Interval(first, last))
    return Unknown(needs_of(found), Interval(latest_first, earliest_last), Interval(first, last), none)


def _chosen_interval(extreme: Extreme, values: Sequence[Value]) -> Value:
    """By the days of intervals that are known, else by their ends."""
    known = [v.value for v in values if isinstance(v, Known) and isinstance(v.value, Interval)]
    upward = extreme in _UPWARD
    if len(known) == len(values):
        return Known(max(known, key=lambda i: i.days) if upward else min(known, key=lambda i: i.days))
    ends = [ends_of(v) for v in values]
    return made(longest(ends, not upward) if extreme in ("longer", "shorter") else hull(ends), values)
