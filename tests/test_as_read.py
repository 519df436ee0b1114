"""A sentence prints a rule as the book is read: what only another answer would bring is left out of it."""

from dataclasses import replace

import pytest

from dsl.model import expression as x
from dsl.wording.as_read import as_read, rule_as_read
from tests.conftest import RULES, plan_of

BOOK = plan_of(str(RULES)).book
A = x.Holds("contract.beginning")
B = x.Holds("contract.within_term")
OWN = x.Under("fraction-of-yen", "floor")  # the default
OTHER = x.Under("fraction-of-yen", "half-up")
OPEN = x.Under("refund-unit", "days")  # a question without a default
ONE, TWO, THREE = (x.Read(f"contract.{n}") for n in ("monthly_fee", "annual_fee", "period_fee"))


@pytest.mark.parametrize(
    ("node", "read"),
    [
        (OWN, True),
        (OTHER, False),
        (OPEN, OPEN),
        (x.Not(OTHER), True),
        (x.And((A, OWN)), A),
        (x.And((A, OTHER)), False),
        (x.And((OWN, x.Not(OTHER))), True),
        (x.Or((A, OTHER)), A),
        (x.Or((A, OWN)), True),
        (x.Or((OTHER, x.Not(OWN))), False),
        (x.And((A, x.Or((B, OTHER)))), x.And((A, B))),
        (x.And((A, B, OWN)), x.And((A, B))),
        (x.Not(x.And((A, OWN))), x.Not(A)),
        (x.ByCase(((OTHER, ONE), (A, TWO)), THREE), x.ByCase(((A, TWO),), THREE)),
        (x.ByCase(((OTHER, ONE),), TWO), TWO),
        (x.ByCase(((OWN, ONE), (A, TWO)), THREE), ONE),
        (x.ByCase(((A, ONE), (OWN, TWO)), THREE), x.ByCase(((A, ONE),), TWO)),
        (x.ByCase(((x.And((A, OWN)), ONE),), TWO), x.ByCase(((A, ONE),), TWO)),
        (x.Total((ONE, x.ByCase(((OTHER, TWO),), THREE))), x.Total((ONE, THREE))),
        (x.Quantified("any", "invoice", x.And((A, OWN))), x.Quantified("any", "invoice", A)),
        (x.Quantified("any", "invoice", OWN), x.Quantified("any", "invoice", OWN)),
        (x.ByCase(((OTHER, ONE),), None), x.ByCase(((OTHER, ONE),), None)),
    ],
)
def test_as_read(node: x.Expression, read: object) -> None:
    assert as_read(node, BOOK) == read


def test_a_rule_that_only_another_answer_brings_is_printed_as_it_stands() -> None:
    found = next(r for r in BOOK.rules if r.id == "16.3")
    never = replace(found, when=OTHER)
    assert rule_as_read(never, BOOK) is never
    assert rule_as_read(replace(found, when=OWN), BOOK).when is None
