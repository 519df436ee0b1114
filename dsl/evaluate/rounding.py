"""Rounding where a rule says so, by the book's convention of that name (language 6.6)."""

from fractions import Fraction

from dsl.base.money import round_amount
from dsl.evaluate.readings import by_convention
from dsl.evaluate.run import Run
from dsl.model.book import Convention
from dsl.model.value import Known, Plain, Unknown, Value


def rounded(value: Value, convention: str | None, run: Run) -> Value:
    """A value with its bounds rounded; left as it is where the rule names no convention."""
    if convention is None or not isinstance(value, Known | Unknown):
        return value
    if isinstance(value, Known):
        run.detail("rounded", convention)
    return by_convention(convention, run, lambda how: _rounded(value, how))


def _rounded(value: Known | Unknown, convention: Convention) -> Value:
    match value:
        case Known(Fraction() as amount):
            return Known(_round(amount, convention))
        case Known():
            return value
        case Unknown(needs, low, high, none):
            return Unknown(needs, _bound(low, convention), _bound(high, convention), none)


def _bound(bound: Plain | None, convention: Convention) -> Plain | None:
    return _round(bound, convention) if isinstance(bound, Fraction) else bound


def _round(amount: Fraction, convention: Convention) -> Fraction:
    return round_amount(amount, convention.rounding or "down", convention.unit)
