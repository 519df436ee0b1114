"""Laws that hold for every case: Kleene's connectives, monotone in knowledge, the same bytes everywhere, plain Python."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dsl.base.moment import Moment
from dsl.evaluate import evaluate_case
from dsl.evaluate.bounds import compared, extent
from dsl.evaluate.truth import all_of, any_of, is_false, is_true, needs_of, negation
from dsl.facts import node_of, read_case
from dsl.model.outcome import Outcome, Result
from dsl.model.plan import Plan
from dsl.model.rule import Deadline
from dsl.model.value import FALSE, NULL, TRUE, Known, Need, Null, Unknown, Value
from dsl.model.vocabulary import Entry
from dsl.model.walk import walk
from dsl.pipeline import load_plan
from dsl.report import result_json
from tests.typed_trees import TypedTrees, write_trees_book

ROOT = Path(__file__).parent.parent
BOOKS = {"rules": ROOT / "rules", "rental": ROOT / "tests" / "books" / "rental"}

settings.register_profile(
    "laws", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)  # fmt: skip
LAWS = settings.get_profile("laws")
CASES = settings(LAWS, max_examples=60)


# ── Kleene ────────────────────────────────────────────────────────────────────────────────────────

UNKNOWNS = st.builds(Unknown, st.frozensets(st.builds(Need, st.sampled_from("abc")), max_size=2))
TRUTHS = st.one_of(st.sampled_from([TRUE, FALSE, NULL]), UNKNOWNS)
LISTS = st.lists(TRUTHS, max_size=5)


def sign(value: Value) -> bool | None:
    """The truth alone, without what it waits for."""
    return None if isinstance(value, Unknown) else is_true(value)


@LAWS
@given(LISTS, st.randoms(use_true_random=False))
def test_order_does_not_matter(values: list[Value], shuffle: Any) -> None:
    other = list(values)
    shuffle.shuffle(other)
    assert all_of(values) == all_of(other)
    assert any_of(values) == any_of(other)


@LAWS
@given(LISTS, LISTS)
def test_grouping_does_not_matter(some: list[Value], others: list[Value]) -> None:
    assert all_of([*some, *others]) == all_of([all_of(some), all_of(others)])
    assert any_of([*some, *others]) == any_of([any_of(some), any_of(others)])


@LAWS
@given(LISTS)
def test_de_morgan(values: list[Value]) -> None:
    assert negation(all_of(values)) == any_of([negation(v) for v in values])
    assert negation(any_of(values)) == all_of([negation(v) for v in values])


@LAWS
@given(TRUTHS, TRUTHS, TRUTHS)
def test_lattice(a: Value, b: Value, c: Value) -> None:
    assert sign(all_of([a, any_of([a, b])])) == sign(a)
    assert sign(any_of([a, all_of([a, b])])) == sign(a)
    assert sign(all_of([a, a])) == sign(any_of([a, a])) == sign(negation(negation(a))) == sign(a)
    assert sign(all_of([a, any_of([b, c])])) == sign(any_of([all_of([a, b]), all_of([a, c])]))


@LAWS
@given(TRUTHS)
def test_excluded_middle_holds_for_what_is_known(a: Value) -> None:
    assert sign(any_of([a, negation(a)])) == (None if sign(a) is None else True)
    assert sign(all_of([a, negation(a)])) == (None if sign(a) is None else False)


@LAWS
@given(LISTS)
def test_bounds_of_the_lattice(values: list[Value]) -> None:
    assert all_of([*values, FALSE]) == FALSE
    assert any_of([*values, TRUE]) == TRUE
    assert all_of([*values, TRUE]) == all_of(values)
    assert any_of([*values, FALSE]) == any_of(values)
    assert (all_of([]), any_of([])) == (TRUE, FALSE)


@LAWS
@given(LISTS, st.data())
def test_connectives_are_monotone(values: list[Value], data: st.DataObject) -> None:
    """To settle what was unknown never turns a settled result, and an unknown one waits for nothing else."""
    narrowed = [data.draw(st.sampled_from([TRUE, FALSE, v])) if isinstance(v, Unknown) else v for v in values]
    for connective in (all_of, any_of):
        before, after = connective(values), connective(narrowed)
        assert isinstance(before, Unknown) or before == after
        assert needs_of([before]) <= needs_of(values)


# ── monotone in knowledge ─────────────────────────────────────────────────────────────────────────

DAY = date(2024, 6, 1)
DAYS = st.integers(0, 20).map(lambda n: (DAY + timedelta(days=n)).isoformat())
MOMENTS = st.tuples(DAYS, st.sampled_from(["", "", "T00:00", "T09:00", "T18:30"])).map("".join)


@cache
def plan_of(book: str) -> Plan:
    return load_plan(BOOKS[book])


def value_of(entry: Entry, parties: list[str], judges: list[str]) -> st.SearchStrategy[object]:
    match entry.kind:
        case "truth":
            found: st.SearchStrategy[object] = st.booleans()
        case "judgement":
            by = st.fixed_dictionaries({"judged": st.booleans(), "by": st.sampled_from(judges), "at": DAYS})
            found = st.one_of(st.booleans(), st.booleans(), by)
        case "money":
            found = st.sampled_from(["0", "100", "110000", "33333.33"])
        case "number" | "percent":
            found = st.integers(0, 13)
        case "date":
            found = DAYS
        case "event":
            found = st.one_of(st.none(), MOMENTS, MOMENTS)
        case "interval":
            found = st.lists(DAYS, min_size=2, max_size=2).map(
                lambda days: dict(zip(("from", "until"), sorted(days), strict=True))
            )
        case "duration":
            found = st.sampled_from(["14 days", "1 months", "12 months"])
        case "choice":
            found = st.sampled_from([option.key for option in entry.choices])
        case "party":
            found = st.sampled_from(parties)
        case _:
            found = st.just("text")
    return st.one_of(found, st.none()) if entry.optional else found


def record_of(plan: Plan, key: str) -> st.SearchStrategy[dict[str, Any]]:
    """A record with every fact that is given, not worked out and not assumed, nor tells what is assumed where it is
    left out; lists of at most two records."""
    vocabulary = plan.book.vocabulary
    tellers = {
        getattr(node, "entry", "")
        for entry in vocabulary.entries.values()
        if entry.assumed is not None and entry.define is not None
        for node in walk(entry.define)
    }
    parties = [p.key for p in vocabulary.parties.values() if not p.judge]
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for entry in vocabulary.records[key].entries:
        if entry.kind == "one":
            fields[entry.key] = record_of(plan, entry.holds or "")
        elif entry.kind == "list":
            fields[entry.key] = lists_of(plan, entry.holds or "")
        elif entry.id in tellers:
            continue
        elif not entry.derived and entry.assumed is None and entry.id not in {**plan.causes, **plan.definers}:
            fields[entry.key] = value_of(entry, parties, list(vocabulary.parties))
    found = st.fixed_dictionaries(fields)
    for entry in vocabulary.records[key].entries:
        if entry.parts is not None:
            forms = (entry.key, vocabulary.entries[entry.parts.records].key)
            found = st.builds(without, found, st.sampled_from(forms))
    return found


class Whole(list[Any]):
    """The records of a series: to leave the list out is not to know less, but to have it made (language 6a)."""


def lists_of(plan: Plan, record: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """At most two records; those of a series without their keys, which would have to follow from one another."""
    series = plan.book.vocabulary.records[record].series
    if series is None:
        return st.lists(record_of(plan, record), max_size=2)
    key = plan.book.vocabulary.entries[series.by].key
    return st.lists(record_of(plan, record).map(lambda facts: without(facts, key)), max_size=2).map(Whole)


def without(facts: dict[str, Any], key: str) -> dict[str, Any]:
    """One of two forms of the same thing must go."""
    return {k: v for k, v in facts.items() if k != key}


@st.composite
def complete_cases(draw: st.DrawFn, book: str) -> dict[str, Any]:
    plan = plan_of(book)
    return {"as_of": draw(DAYS), "documents": "none", **draw(record_of(plan, "case"))}


@st.composite
def poorer(draw: st.DrawFn, facts: Any, more: bool) -> Any:
    """The same facts with some left out, and (`more`) some lists that may go on, or else some lists left out."""
    out: dict[str, Any] = {}
    for key, value in facts.items():
        fate = draw(st.integers(0, 5)) if key not in ("as_of", "documents") else 5
        if isinstance(value, list):
            items = [draw(poorer(item, more)) for item in value]
            if isinstance(value, Whole):
                out[key] = Whole(items)
            elif more or fate:
                out[key] = [*items, {"…": "more"}] if more and fate < 2 else items
        elif isinstance(value, dict) and not {"judged", "until"} & value.keys():
            out[key] = draw(poorer(value, more))
        elif fate > 1:
            out[key] = value
    return out


def evaluated(plan: Plan, facts: Mapping[str, Any], explain: bool = False) -> Result:
    return evaluate_case(plan, read_case(node_of(facts), plan.book), explain=explain)


@pytest.mark.no_cover
@pytest.mark.parametrize("book", BOOKS)
def test_monotone_in_knowledge(book: str) -> None:
    plan = plan_of(book)

    @CASES
    @given(st.data(), st.booleans())
    def law(data: st.DataObject, more: bool) -> None:
        facts = data.draw(complete_cases(book))
        fewer = data.draw(poorer(facts, more))
        full, poor = evaluated(plan, facts), evaluated(plan, fewer)
        told = [*outcomes_turned(poor, full, more), *values_turned(poor, full)]
        assert not told, (
            json.dumps(facts, ensure_ascii=False)
            + "\n"
            + json.dumps(fewer, ensure_ascii=False)
            + "\n"
            + "\n".join(told)
        )

    law()


@cache
def trees_plan() -> Plan:
    with TemporaryDirectory() as folder:
        write_trees_book(Path(folder))
        return load_plan(folder)


@pytest.mark.no_cover
def test_monotone_whatever_the_rules_say() -> None:
    """As above, with conditions, amounts, deadlines and definitions made up at random."""
    plan = trees_plan()
    asked = tuple(r for r in plan.rules if r.startswith("1."))
    trees, inner = (
        TypedTrees(plan.book, asked, ("1.4", "1.5"), "invoice", 1, records)
        for records in (("contract",), ("contract", "invoice"))
    )
    condition, money, day = trees.condition(), trees.money(), trees.day()
    each, amount, cases = inner.condition(), inner.money(), record_of(plan, "case")

    @settings(LAWS, max_examples=150)
    @given(st.data(), st.booleans())
    def law(data: st.DataObject, more: bool) -> None:
        rules = dict(plan.rules)
        for ident in ("2.1", "2.3", "2.5", "2.6", "2.7", "2.8"):
            rules[ident] = replace(rules[ident], when=data.draw(condition))
        rules["2.2"] = replace(rules["2.2"], value=data.draw(money))
        rules["2.4"] = replace(rules["2.4"], value=data.draw(day))
        rules["2.5"] = replace(rules["2.5"], amount=data.draw(money), deadline=Deadline("by", data.draw(day)))
        rules["2.9"] = replace(rules["2.9"], when=data.draw(each), amount=data.draw(amount))
        facts = {"as_of": data.draw(DAYS), **data.draw(cases)}
        fewer = data.draw(poorer(facts, more))
        changed = replace(plan, rules=rules)
        full, poor = evaluated(changed, facts), evaluated(changed, fewer)
        told = [*outcomes_turned(poor, full, more), *values_turned(poor, full)]
        assert not told, f"{facts}\n{fewer}\n" + "\n".join([*told, *(str(r) for r in rules.values() if r.id[0] == "2")])

    law()


def outcomes_turned(poor: Result, full: Result, more: bool) -> Iterator[str]:
    for before in poor:
        unlisted = any(index is None for _, index in before.subject)
        if more and unlisted:
            continue  # one of the records that a list may go on with; the fuller case has none
        for after in full:
            if (before.rule, before.bearer) == (after.rule, after.bearer) and about(before, after):
                yield from (f"{before.rule} {before.subject}: {t}" for t in turned(before, after))


def about(before: Outcome, after: Outcome) -> bool:
    """The same record, or one of those that were not known."""
    if [r for r, _ in before.subject] != [r for r, _ in after.subject]:
        return False
    return all(i in (None, j) for (_, i), (_, j) in zip(before.subject, after.subject, strict=True))


def turned(before: Outcome, after: Outcome) -> Iterator[str]:
    if before.status != "undetermined" and before.status != after.status:
        yield f"{before.status} became {after.status}"
    if before.status == "undetermined" and after.status not in (*before.possible, "undetermined"):
        yield f"possible {before.possible} became {after.status}"
    for name in ("exercised", "violated"):
        one, other = getattr(before, name), getattr(after, name)
        if one is not None and other is not None and not contains(one, other):
            yield f"{name} {one} became {other}"
    if before.without_effect and not after.without_effect:
        yield "without effect became with effect"
    if before.status == after.status == "in_force":
        yield from _duty_turned(before, after)
        yield from _effect_turned(before, after)


def _duty_turned(before: Outcome, after: Outcome) -> Iterator[str]:
    one, other = before.duty, after.duty
    if one is None or other is None:
        return
    if one.state not in (None, "unknown") and one.state != other.state:
        yield f"{one.state} became {other.state}"
    for name in ("due", "amount", "remainder"):
        a, b = getattr(one, name), getattr(other, name)
        if a is not None and not contains(a, b):
            yield f"{name} {a} became {b}"
    yield from (
        f"part {a.value} became {b.value}"
        for a, b in zip(one.parts, other.parts, strict=True)
        if not contains(a.value, b.value)
    )


def _effect_turned(before: Outcome, after: Outcome) -> Iterator[str]:
    one, other = before.effect, after.effect
    if one is None or other is None:
        return
    if one.state != "unknown" and one.state != other.state:
        yield f"effect {one.state} became {other.state}"
    if not contains(one.at, other.at):
        yield f"at {one.at} became {other.at}"


def values_turned(poor: Result, full: Result) -> Iterator[str]:
    for path, before in poor.values.items():
        after = full.values.get(path)
        if after is not None and not after.conflict and not contains(before.value, after.value):
            yield f"{path}: {before.value} became {after.value}"


def contains(known: Value, narrower: Value) -> bool:
    """Whether what is known later was possible before."""
    match known, narrower:
        case Unknown(), Unknown():
            return not (known.one_of and narrower.one_of) or {*narrower.one_of} <= {*known.one_of}
        case Unknown(none_possible=none), Null():
            return none
        case Unknown(), Known(value):
            low, high = extent(known)
            if known.one_of and not any(o is not None and contains(Known(o), narrower) for o in known.one_of):
                return False
            return (low is None or compared(low, value) != 1) and (high is None or compared(value, high) != 1)
        case Known(Moment() as day), Known(Moment() as hour) if not day.exact:
            return day.day == hour.day
        case _:
            return known == narrower or (is_false(known) and is_false(narrower))


# ── one result ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.no_cover
@pytest.mark.parametrize("book", BOOKS)
def test_grounds_change_nothing(book: str) -> None:
    plan = plan_of(book)

    @settings(CASES, max_examples=30)
    @given(complete_cases(book))
    def law(facts: dict[str, Any]) -> None:
        plain, explained = (result_json(evaluated(plan, facts, explain), plan.book) for explain in (False, True))
        assert plain == explained

    law()


FACTS = {
    "as_of": "2024-06-15",
    "contract": {
        "terms_apply": True,
        "billing_unit": "month",
        "monthly_fee": "100000.50",
        "initial_fee_confirmed_on": None,
    },
    "application": {"acceptance_sent_at": "2024-01-20T10:00", "form_arrived_at": "2024-01-18"},
    "invoices": [{"amount": "110000", "due_on": "2024-05-31", "paid_on": None}, {"amount": "110000"}],
    "other_contracts": [{"invoices": [{"due_on": "2024-04-30", "paid_on": None}]}, {"…": "more"}],
    "notices": [{"sender": "company", "channel": "email", "sent_at": "2024-06-01"}],
    "damages": [{"amount": "5000000", "attributable": True, "intent": False, "natural_disaster": True}],
}

EVALUATE = """
import json, sys
from dsl.load.documents import parse_documents
from dsl.pipeline import evaluate_node, load_plan
from dsl.report import result_json
plan = load_plan(sys.argv[1])
(facts,) = parse_documents(sys.stdin.buffer.read().decode("utf-8"), "facts.json")
told = result_json(evaluate_node(plan, facts, explain=True), plan.book, grounds=True)
sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode("utf-8"))
"""

WITHOUT_LIBRARIES = """
import json, pickle, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"yaml", "lark", "holidays", "jinja2", "typer", "rich"}:
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocked())
from dsl.evaluate import evaluate_case
from dsl.facts import node_of, read_case
from dsl.report import result_json
with open(sys.argv[1], "rb") as file:
    plan = pickle.load(file)
facts = json.loads(sys.stdin.buffer.read().decode("utf-8"))
result = evaluate_case(plan, read_case(node_of(facts), plan.book), explain=True)
sys.stdout.buffer.write(json.dumps(result_json(result, plan.book, grounds=True), ensure_ascii=False).encode("utf-8"))
"""


def run(script: str, argument: Path, **environment: str) -> bytes:
    """A fresh interpreter's output for FACTS; raises with its error output."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(argument)],
        input=json.dumps(FACTS, ensure_ascii=False).encode("utf-8"), capture_output=True, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout


def test_same_bytes_everywhere() -> None:
    """Neither the hash seed nor the time zone nor the locale of the machine shows in a result."""
    first = run(EVALUATE, BOOKS["rules"], PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C.UTF-8")
    others = (
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "12345", "TZ": "Pacific/Kiritimati", "LC_ALL": "ja_JP.eucJP"},
    )
    assert json.loads(first)["outcomes"]
    for environment in others:
        assert run(EVALUATE, BOOKS["rules"], **environment) == first


def test_a_plan_needs_the_standard_library_alone(tmp_path: Path) -> None:
    plan = plan_of("rules")
    file = tmp_path / "plan.pickle"
    file.write_bytes(pickle.dumps(plan))
    here = result_json(evaluated(plan, FACTS, explain=True), plan.book, grounds=True)
    assert run(WITHOUT_LIBRARIES, file).decode("utf-8") == json.dumps(here, ensure_ascii=False)
