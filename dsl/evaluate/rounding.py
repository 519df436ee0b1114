"""Rounding where a rule says so, by the book's convention of that name (language 6.6)."""

from fractions import Fraction

from dsl.base.money import round_amount
from dsl.evaluate.run import Run
from dsl.model.value import Known, Plain, Unknown, Value


def rounded(value: Value, convention: str | None, run: Run) -> Value:
    """A value with its bounds rounded; left as it is where the rule names no convention."""
    if convention is None:
        return value
    match value:
        case Known(Fraction() as amount):
            run.detail("rounded", convention)
            return Known(_round(amount, convention, run))
        case Unknown(needs, low, high, none):
            return Unknown(needs, _bound(low, convention, run), _bound(high, convention, run), none)
        case _:
            return value


def _bound(bound: Plain | None, convention: str, run: Run) -> Plain | None:
    return _round(bound, convention, run) if isinstance(bound, Fraction) else bound


def _round(amount: Fraction, name: str, run: Run) -> Fraction:
    convention = run.plan.book.settings.conventions[name]
    return round_amount(amount, convention.rounding or "down", convention.unit)
