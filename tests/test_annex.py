"""The services of the Appendix: 21, each by its printed name, and a name that is none of them."""

from datetime import date

import pytest

from dsl import load_book
from dsl.base.diagnostic import BadInput
from tests.conftest import RULES

BOOK = load_book(RULES)
SERVICE = BOOK.plan.book.vocabulary.entries["contract.service"]


def test_there_are_as_many_as_are_printed() -> None:
    names = [option.phrase for option in SERVICE.choices if option.key != "outside"]
    assert len(names) == len({n.ja for n in names}) == len({n.en for n in names}) == 21


@pytest.mark.parametrize("name", ["攻撃遮断くん", "Kogeki Shadan-kun", "shadankun"])
def test_a_service_may_be_named_in_either_language_or_by_its_key(name: str) -> None:
    found = BOOK.evaluate({"contract": {"service": name}}, as_of=date(2026, 6, 30))
    assert found.one("annex").status == "in_force"
    assert "contract.service_listed" not in found.assumed  # its name says so


@pytest.mark.parametrize(
    ("name", "nearest"), [("Azure Chine", "Azure China"), ("ニフクラウド", "ニフクラ"), ("aws_chna", "aws_china")]
)
def test_a_name_that_is_none_of_them_is_an_error_with_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(BadInput) as caught:
        BOOK.evaluate({"contract": {"service": name}}, as_of=date(2026, 6, 30))
    (found,) = caught.value.diagnostics
    assert (found.code, found.hint) == ("F511", nearest)
