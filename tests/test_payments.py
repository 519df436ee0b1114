"""Laws of payments in part: interest is what each day bears, however the payments are split, listed or told in short."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dsl.evaluate.bounds import extent
from dsl.facts import node_of
from dsl.model.outcome import Outcome, Result
from dsl.model.value import Known, Unknown, Value
from dsl.pipeline import evaluate_node
from tests.conftest import RULES, plan_of

pytestmark = pytest.mark.no_cover  # long, and of lines that other tests run as well

PLAN = plan_of(RULES)
LAWS = settings(max_examples=60, derandomize=True, deadline=None)
RATE = Fraction(146, 1000)
ONLY = ("12.1", "15.1", "15.3", "15.4", "16.2", "16.3", "19.1")
DUE = date(2023, 12, 20)

Payment = tuple[int, date]
"""An amount and the day on which it was paid."""


@dataclass(frozen=True)
class Debt:
    """One invoice, due on DUE, with its payments as they are listed."""

    amount: int
    payments: tuple[Payment, ...]
    as_of: date
    year: str
    applied: str

    def facts(self, **invoice: object) -> Mapping[str, object]:
        told: Mapping[str, object] = invoice or {"payments": [{"amount": a, "on": on} for a, on in self.payments]}
        fees = {"option_fee": 0, "initial_fee": 0, "vendor_fee": 0, "other_fees": 0}
        return {
            "as_of": self.as_of,
            "documents": "none",
            "readings": {"default-interest-year": self.year, "part-payments": self.applied},
            "application": {"form_arrived_at": "2023-01-13", "acceptance_sent_at": "2023-01-15T10:00", "withdrawn_at": None},
            "contract": {
                "billing_unit": "month", "monthly_fee": self.amount, "administrative_fee": 0, "deposit_held": 1_000_000,
                "damages_owed": 0, "deposit_returned_on": None, "cancelled_on": date(2023, 1, 20),
            },
            "other_contracts": [{"invoices": []}],
            "invoices": [{"amount": self.amount, "due_on": DUE, "surcharge_paid_on": None, **fees, **told}],
        }  # fmt: skip

    def result(self, **invoice: object) -> Result:
        return evaluate_node(PLAN, node_of(self.facts(**invoice)), only=ONLY)


DAYS = st.integers(-20, 60).map(lambda days: DUE + timedelta(days=days))


@st.composite
def debts(draw: st.DrawFn, applied: Sequence[str] = ("principal-first", "article-489")) -> Debt:
    amount = draw(st.integers(1, 1_000_000))
    payments = draw(st.lists(st.tuples(st.integers(0, amount), DAYS), max_size=4))
    as_of = DUE + timedelta(days=draw(st.integers(0, 70)))
    year = draw(st.sampled_from(["365", "actual"]))
    return Debt(amount, tuple(payments), as_of, year, draw(st.sampled_from(list(applied))))


def a_day(day: date, year: str) -> Fraction:
    leap = year == "actual" and day.year % 4 == 0
    return RATE / (366 if leap else 365)


def day_by_day(debt: Debt) -> tuple[Fraction, Fraction, Fraction]:
    """Interest in all, what of it was covered by payments, and the principal that is left: one day after the other."""
    principal, owed, interest, covered = Fraction(debt.amount), Fraction(0), Fraction(0), Fraction(0)
    day = min([DUE, *(on for _, on in debt.payments)])
    while day <= debt.as_of:
        if day > DUE:
            bears = principal * a_day(day, debt.year)
            interest, owed = interest + bears, owed + bears
        for amount, on in debt.payments:
            if on == day:
                first = min(Fraction(amount), owed) if debt.applied == "article-489" else Fraction(0)
                owed, covered = owed - first, covered + first
                principal = max(principal - (amount - first), Fraction(0))
        day += timedelta(days=1)
    return interest, covered, principal


def late_fee(result: Result) -> Outcome:
    return result.one("16.2")


def plainly(result: Result) -> list[Outcome]:
    """The outcomes without the questions that were consulted on the way."""
    return [replace(o, readings=(), matters=None) for o in result]


@LAWS
@given(debts())
@example(
    Debt(365000, ((165000, date(2023, 12, 30)), (200000, date(2024, 1, 19))), date(2024, 2, 4), "365", "article-489")
)
def test_interest_is_what_each_day_bears(debt: Debt) -> None:
    interest, covered, principal = day_by_day(debt)
    result = debt.result()
    told = late_fee(result)
    values = evaluate_node(PLAN, node_of(debt.facts())).values
    assert values["invoices[0].unpaid"].value == Known(principal)
    assert values["invoices[0].overdue"].value == Known(principal > 0 and debt.as_of > DUE)
    if told.status == "in_force":
        assert told.duty is not None
        assert told.duty.parts[0].value == Known(Fraction(floor(interest)))
        assert told.duty.remainder == Known(Fraction(floor(interest - covered if covered else interest)))
    else:
        assert interest == 0


@LAWS
@given(debts(), st.data())
def test_two_payments_of_one_day_are_one(debt: Debt, data: st.DataObject) -> None:
    split = list(debt.payments) or [(debt.amount, DUE)]
    whole = replace(debt, payments=tuple(split))
    at = data.draw(st.integers(0, len(split) - 1))
    amount, on = split[at]
    first = data.draw(st.integers(0, amount))
    split[at : at + 1] = [(first, on), (amount - first, on)]
    assert plainly(replace(debt, payments=tuple(split)).result()) == plainly(whole.result())


@LAWS
@given(debts(), st.randoms(use_true_random=False))
def test_the_order_of_listing_does_not_matter(debt: Debt, shuffle: "object") -> None:
    listed = list(debt.payments)
    shuffle.shuffle(listed)  # type: ignore[attr-defined]
    assert plainly(replace(debt, payments=tuple(listed)).result()) == plainly(debt.result())


@LAWS
@given(debts(["principal-first"]), DAYS)
def test_the_short_form_is_one_payment_of_everything(debt: Debt, paid_on: date) -> None:
    listed = replace(debt, payments=((debt.amount, paid_on),))
    assert plainly(debt.result(paid_on=paid_on)) == plainly(listed.result())


@LAWS
@given(debts())
def test_never_paid_is_no_payments(debt: Debt) -> None:
    assert plainly(debt.result(paid_on=None)) == plainly(debt.result(payments=[]))


@LAWS
@given(debts(), st.data())
def test_what_is_not_known_leaves_bounds_that_hold(debt: Debt, data: st.DataObject) -> None:
    """Amounts and days left out, or a list that goes on: what comes out holds for everything that they may be."""
    known = [{"amount": a, "on": on} for a, on in debt.payments]
    told: list[Mapping[str, object]] = [
        {key: value for key, value in payment.items() if data.draw(st.booleans())} for payment in known
    ]
    if data.draw(st.booleans()):
        told = [*told[: data.draw(st.integers(0, len(told)))], {"…": "more"}]
    less, full = debt.result(payments=told), debt.result()
    for one, other in zip(less, full, strict=True):
        assert one.status in ("undetermined", other.status), one.rule
        if one.duty is None or other.duty is None:
            continue
        assert one.duty.state in ("unknown", None, other.duty.state)
        pairs = zip(one.duty.parts, other.duty.parts, strict=True)
        holds = [(a.value, b.value) for a, b in pairs] + [(one.duty.remainder, other.duty.remainder)]
        assert all(within(a, b) for a, b in holds if a is not None and b is not None), one.rule


def within(loose: Value, exact: Value) -> bool:
    """Whether what is known of a value allows what it is."""
    if not isinstance(loose, Unknown) or not isinstance(exact, Known):
        return loose == exact or isinstance(loose, Unknown)
    low, high = extent(loose)
    value = exact.value
    assert isinstance(value, Fraction)
    return (not isinstance(low, Fraction) or low <= value) and (not isinstance(high, Fraction) or value <= high)


def test_the_form_of_a_payment_does_not_hang_on_its_hour() -> None:
    """To the hour or not, a payment of the due day is in time."""
    for told in ("2023-12-20", "2023-12-20T23:59", "2023-12-20T24:00"):
        debt = Debt(1000, (), date(2024, 1, 31), "365", "principal-first")
        result = debt.result(payments=[{"amount": 400, "on": told}, {"amount": 600, "on": DUE}])
        assert late_fee(result).status == "not_applicable"
