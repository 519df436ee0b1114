"""Laws of series (language 6a): a chain equals its members one by one, however the facts list them."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.ask.facts import get, put, steps_of
from dsl.base.diagnostic import LANGUAGES
from dsl.facts import node_of
from dsl.model.node import Mapping as Node
from dsl.model.node import Scalar
from dsl.model.outcome import Result
from dsl.model.plan import Plan
from dsl.model.value import Known
from dsl.pipeline import check, evaluate_node, format_book, load_plan

CASES = Path(__file__).parent / "cases"
LAW = settings(max_examples=60, deadline=None)
STARTS = st.dates(date(2023, 1, 1), date(2028, 12, 31))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("series"))


def written(folder: Path) -> Path:
    """The book of tests/cases/6a.1."""
    for source in ("base.yaml", "6a.1-series.yaml"):
        for name, text in yaml.load((CASES / source).read_text("utf-8"), yaml.BaseLoader)["book"].items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def plan(folder: Path) -> Plan:
    return load_plan(folder)


def evaluated(plan: Plan, as_of: date, contract: Mapping[str, Any], until: date | None = None) -> Result:
    return evaluate_node(plan, node_of({"as_of": as_of, "contract": contract}), until=until)


def a_month_on(day: date) -> date:
    """The same day of the next month, or its last where there is none: found by walking, day by day."""
    first = day
    while first.day != 1 or first == day:
        first += timedelta(days=1)
    found = first
    while found.day < day.day and (found + timedelta(days=1)).month == first.month:
        found += timedelta(days=1)
    return found


def months_from(start: date, last: date) -> list[date]:
    """The first days of terms from a start up to the first after a day."""
    days = [start]
    while days[-1] <= last:
        days.append(a_month_on(days[-1]))
    return days


def values(result: Result, key: str) -> dict[str, object]:
    """What each member of the series has, by its own key."""
    found = {path: v.value for path, v in result.values.items() if path.endswith(f"].{key}")}
    return {path.split("[")[1].split("]")[0]: v.value for path, v in found.items() if isinstance(v, Known)}


@LAW
@given(start=STARTS, days=st.integers(0, 800), fees=st.dictionaries(st.integers(0, 30), st.integers(0, 9)))
def test_a_chain_equals_its_members_one_by_one(start: date, days: int, fees: dict[int, int]) -> None:
    as_of = start + timedelta(days=days)
    firsts = months_from(start, as_of)
    told = {firsts[n]: fee for n, fee in fees.items() if n < len(firsts)}
    given_ = [{"first_day": day, "fee": fee} for day, fee in told.items()]
    result = evaluated(made(), as_of, {"start": start, "ended_on": None, "terms": [*given_, {"…": "more"}]})
    lasts = {str(day): a_month_on(day) - timedelta(days=1) for day in firsts}
    sums = [sum(told.get(d, 100) for d in firsts[: n + 1]) for n in range(len(firsts))]
    assert values(result, "last_day") == lasts
    assert values(result, "so_far") == {str(d): Fraction(s) for d, s in zip(firsts, sums, strict=True)}
    assert result.values["contract.total"].value == Known(Fraction(sums[-1]))


@LAW
@given(start=STARTS, days=st.integers(0, 400), last=st.integers(0, 14))
def test_the_end_cuts_the_chain_and_nothing_before_it(start: date, days: int, last: int) -> None:
    as_of = start + timedelta(days=days)
    firsts = months_from(start, as_of)
    ended = evaluated(made(), as_of, {"start": start, "ended_on": firsts[min(last, len(firsts) - 1)]})
    whole = evaluated(made(), as_of, {"start": start, "ended_on": None})
    kept = values(ended, "so_far")
    assert kept == dict(list(values(whole, "so_far").items())[: len(kept)])
    if last < len(firsts) - 1:  # the end has come; one that lies ahead is settled only when it has
        assert len(kept) == last + 1


@LAW
@given(start=STARTS, days=st.integers(0, 300), more=st.integers(0, 300))
def test_a_later_horizon_adds_members_and_changes_none(start: date, days: int, more: int) -> None:
    as_of = start + timedelta(days=days)
    near = evaluated(made(), as_of, {"start": start, "ended_on": None})
    far = evaluated(made(), as_of, {"start": start, "ended_on": None}, until=as_of + timedelta(days=more))
    assert values(near, "so_far").items() <= values(far, "so_far").items()


@LAW
@given(st.permutations([(3, 10), (5, 20), (5, 30), (9, 40)]))
def test_the_order_of_a_list_is_that_of_its_dates(listed: list[tuple[int, int]]) -> None:
    """Of two on one day the one listed first comes first, wherever the others stand."""
    facts = [{"amount": amount, "received_on": date(2026, 3, day)} for day, amount in listed]
    result = evaluated(made(), date(2026, 4, 1), {"receipts": facts})
    ordered = [amount for _, amount in sorted(listed, key=lambda found: found[0])]
    before = {listed[n][1]: result.values[f"contract.receipts[{n}].before"].value for n in range(4)}
    assert [before[a] for a in ordered[1:]] == [Known(Fraction(a)) for a in ordered[:-1]]


@cache
def made() -> Plan:
    import tempfile

    return load_plan(written(Path(tempfile.mkdtemp())))


# ── texts ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_expressions_of_a_series_are_spelt_in_both_languages(folder: Path, tmp_path: Path) -> None:
    before = load_plan(folder).book.vocabulary
    for language in LANGUAGES:
        written(tmp_path)
        for name, text in format_book(tmp_path, language).items():
            Path(name).write_text(text, encoding="utf-8")
        assert load_plan(tmp_path).book.vocabulary == before
    assert not check(tmp_path).diagnostics


def test_a_fact_of_a_member_is_put_where_its_key_says(plan: Plan) -> None:
    book, path = plan.book, "contract.terms[2026-10-01].fee"
    assert steps_of(path) == (("contract", None), ("terms", "2026-10-01"), ("fee", None))
    once = put(Node(()), path, Scalar("5"), book)
    assert plain(once) == {"contract": {"terms": [{"first_day": "2026-10-01", "fee": "5"}, {"…": "more"}]}}
    twice = put(once, path, Scalar("7"), book)
    assert get(twice, path, book) == Scalar("7")
    assert get(twice, "contract.terms[2026-11-01].fee", book) is None
    whole = put(twice, "contract.terms[2026-11-01].fee", Scalar("1"), book)
    assert [list(item) for item in plain(whole)["contract"]["terms"]] == [["first_day", "fee"]] * 2 + [["…"]]


def plain(node: Any) -> Any:
    match node:
        case Node(entries):
            return {key.text: plain(value) for key, value in entries}
        case Scalar(text):
            return text
        case _:
            return [plain(item) for item in node.items]


def test_until_on_the_command_line(yakkan, tmp_path: Path) -> None:
    book = written(tmp_path)
    facts = tmp_path / "facts.yaml"
    facts.write_text("as_of: 2026-01-15\ncontract: {start: 2026-01-01, ended_on: null}\n", encoding="utf-8")
    near = yakkan("eval", str(facts), "--book", str(book), "--lang", "en", "--only", "1.1")
    far = yakkan("eval", str(facts), "--book", str(book), "--lang", "en", "--only", "1.1", "--until", "2026-06-30")
    assert "contract term 2" in near.out
    assert "contract term 3" not in near.out
    assert "contract term 6" in far.out
    assert "contract term 7" not in far.out
    assert yakkan("eval", str(facts), "--book", str(book), "--until", "soon").code == 2
