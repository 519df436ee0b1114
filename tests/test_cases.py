"""The language's own tests: each file under cases/ holds a tiny book and cases with the outcomes that a statement wants.

A file names its `statement`, the `base` book that it builds on, and its `book`: the text of each file by path. A case may
replace files of the book. All scalars are text (language 1.2). A case holds

    name, why        what it shows, and how the statement gives the expected values
    facts            a mapping, or a text that is a JSON document
    expect, values   as in a book's scenarios; `—` where there is no such outcome
    because          parts of an outcome's grounds, each a mapping that some step must hold
    worlds           of contradictory statements: how many combinations, and whether each was followed
    ask_next         the path of the fact to ask for next
    timeline         from, to; changes by day and rule (`1.1/0`: the first record), each as `before → after`, with what has
                     changed in brackets where the state is the same; how many evaluations it takes
    same             pairs of provisions whose rules must be one tree
    cited            citations by id: ja, en, short
    with             the documents of higher rank that are given: names of the file's `documents` (the text of each), or
                     a mapping from a name to a text
    error, warning   the code of the diagnostic that the book or the facts must give; `says` is part of its sentence
"""

import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dsl.base.diagnostic import BadInput
from dsl.evaluate import evaluate_case
from dsl.load.documents import parse_documents, read_text
from dsl.model.case import Case
from dsl.model.citations import book_citations
from dsl.model.node import Mapping, Node, Scalar, Sequence
from dsl.model.outcome import Outcome, Result
from dsl.model.plan import Plan
from dsl.model.timeline import Change
from dsl.pipeline import check, evaluate_typed, load_plan, timeline_node, with_documents
from dsl.report import result_json
from dsl.report.outcomes import worlds_json
from dsl.scenarios.run import evaluate_scenario
from dsl.scenarios.scenario import differences, matches, read_scenario

CASES = Path(__file__).parent / "cases"
KEYS = (
    "name",
    "why",
    "book",
    "with",
    "with",
    "facts",
    "expect",
    "values",
    "because",
    "worlds",
    "ask_next",
    "timeline",
    "same",
    "cited",
    "error",
    "warning",
    "says",
)
SCENARIO = ("name", "why", "facts", "expect", "values")


def _document(path: Path) -> Mapping:
    (node,) = parse_documents(read_text(path, path.name), path.name)
    assert isinstance(node, Mapping)
    return node


def _children(node: Mapping, key: str) -> dict[str, Node]:
    found = node.get(key)
    return {name.text: value for name, value in found.entries} if isinstance(found, Mapping) else {}


def _text(node: Mapping, key: str) -> str | None:
    found = node.get(key)
    return found.text if isinstance(found, Scalar) else None


def _cases() -> Iterator[object]:
    for path in sorted(CASES.glob("[0-9]*.yaml")):
        whole = _document(path)
        base = _text(whole, "base")
        shared = _children(_document(CASES / base), "book") if base else {}
        cases = whole.get("cases")
        assert isinstance(cases, Sequence), path.name
        for case in cases.items:
            assert isinstance(case, Mapping), case.span
            assert not {key.text for key, _ in case.entries} - set(KEYS), case.span
            files = shared | _children(whole, "book") | _children(case, "book")
            given = _given(case.get("with"), _children(whole, "documents"))
            yield pytest.param(files, given, case, id=f"{path.stem}: {_text(case, 'name')}")


def _given(node: Node | None, documents: dict[str, Node]) -> dict[str, Node]:
    if isinstance(node, Mapping):
        return {f"documents/{name.text}.yaml": text for name, text in node.entries}
    names = node.items if isinstance(node, Sequence) else ()
    return {f"documents/{n.text}.yaml": documents[n.text] for n in names if isinstance(n, Scalar)}


@pytest.mark.parametrize(("files", "given", "case"), list(_cases()))
def test_case(files: dict[str, Node], given: dict[str, Node], case: Mapping, tmp_path: Path) -> None:
    for name, text in (files | given).items():
        assert isinstance(text, Scalar), f"{name} is not text"
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.text, encoding="utf-8")
    documents = [tmp_path / name for name in given]
    if case.get("error"):
        _rejected(tmp_path, documents, case)
    else:
        _accepted(tmp_path, documents, case)


def _rejected(book: Path, documents: list[Path], case: Mapping) -> None:
    with pytest.raises(BadInput) as caught:  # noqa: PT012 - the book or its facts, whichever the case is about
        plan = with_documents(load_plan(book), documents)
        evaluate_typed(plan, _case(case, plan), case.span)
    found = [d for d in caught.value.diagnostics if d.code == _text(case, "error")]
    assert found, str(caught.value)
    assert any((_text(case, "says") or "") in d.message("en") for d in found), str(caught.value)


def _accepted(book: Path, documents: list[Path], case: Mapping) -> None:
    plan = with_documents(load_plan(book), documents)
    wanted = _text(case, "warning")
    assert wanted is None or wanted in [d.code for d in check(book).diagnostics]
    for one, other in (_pair(pair) for pair in _items(case.get("same"))):
        assert _tree(plan, one) == _tree(plan, other), f"{one} and {other} are not the same rule"
    cited = book_citations(plan.book)
    for ident, words in _children(case, "cited").items():
        assert isinstance(words, Mapping)
        told = {key.text: getattr(cited[ident], key.text) for key, _ in words.entries}
        assert told == {key.text: value.text for key, value in words.entries if isinstance(value, Scalar)}
    if case.get("timeline"):
        _timelined(plan, case)
    elif case.get("facts"):
        _evaluated(plan, case)


def _evaluated(plan: Plan, case: Mapping) -> None:
    scenario = read_scenario(_scenario(case), plan)
    found = differences(scenario, evaluate_scenario(plan, scenario))
    told = [f"{d.where} {d.field}: expected {d.expected}, came out {d.actual}  ({d.span})" for d in found]
    assert not told, "\n" + "\n".join(told)
    result = evaluate_typed(plan, scenario.case, scenario.span, explain=True)
    for ident, steps in _children(case, "because").items():
        _grounded(ident, _items(steps), result, plan)
    for key, value in _children(case, "worlds").items():
        assert result.worlds is not None
        assert isinstance(value, Scalar)
        assert matches("", value.text, worlds_json(result.worlds)[key])
    asked = _text(case, "ask_next")
    assert asked is None or (result.ask_next and result.ask_next.path) == asked
    assert _bytes(plan, scenario.case) == _bytes(pickle.loads(pickle.dumps(plan)), scenario.case)


def _timelined(plan: Plan, case: Mapping) -> None:
    wanted, facts = case.get("timeline"), case.get("facts")
    assert isinstance(wanted, Mapping)
    assert facts is not None
    first, last = (date.fromisoformat(_text(wanted, key) or "") for key in ("from", "to"))
    found = timeline_node(plan, _facts(facts), first, last)
    told: dict[str, dict[str, str]] = {}
    for change in found.changes:
        told.setdefault(change.day.isoformat(), {})[_ident(change.outcome)] = _turn(change)
    expected = {
        day: {rule.text: text.text for rule, text in changes.entries if isinstance(text, Scalar)}
        for day, changes in _children(wanted, "changes").items()
        if isinstance(changes, Mapping)
    }
    assert told == expected
    assert str(found.evaluations) == _text(wanted, "evaluations")


def _ident(outcome: Outcome) -> str:
    places = [index for _, index in outcome.subject]
    return outcome.rule + (f"/{'?' if places[-1] is None else places[-1]}" if places else "")


def _turn(change: Change) -> str:
    before, after = _stands(change.before), _stands(change.after)
    return f"{before} → {after}" + (f" [{', '.join(change.what)}]" if before == after else "")


def _stands(outcome: Outcome | None) -> str:
    """The status, or of what is in force the state of its duty or effect."""
    if outcome is None:
        return "—"
    if outcome.status != "in_force":
        return outcome.status
    if outcome.duty is not None:
        return str(outcome.duty.state)
    return "in_force" if outcome.effect is None else outcome.effect.state


def _scenario(case: Mapping) -> Mapping:
    entries = tuple(
        (key, _facts(value) if key.text == "facts" else value) for key, value in case.entries if key.text in SCENARIO
    )
    return replace(case, entries=entries)


def _facts(node: Node) -> Node:
    return parse_documents(node.text, "facts.json")[0] if isinstance(node, Scalar) else node


def _case(case: Mapping, plan: Plan) -> Case:
    return read_scenario(_scenario(case), plan).case


def _bytes(plan: Plan, case: Case) -> str:
    return json.dumps(result_json(evaluate_case(plan, case), plan.book), ensure_ascii=False)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _pair(node: Node) -> tuple[str, str]:
    one, other = (item.text for item in _items(node) if isinstance(item, Scalar))
    return one, other


def _tree(plan: Plan, ident: str) -> list[object]:
    """A provision's rules but for their own ids."""
    found = [r for r in plan.rules.values() if ident in (r.id, r.provision)]
    assert found, ident
    return [replace(r, id="", provision="") for r in found]


def _grounded(ident: str, steps: tuple[Node, ...], result: Result, plan: Plan) -> None:
    told = result_json(result, plan.book, grounds=True)["outcomes"]
    trees = [
        o["because"] for o, found in zip(told, result.outcomes, strict=True) if ident in (found.rule, found.provision)
    ]  # type: ignore[call-overload]
    have = [step for tree in trees for step in _steps(tree)]
    for step in steps:
        assert any(_holds(step, actual) for actual in have), f"{ident}: no step {step}\n" + json.dumps(
            trees, ensure_ascii=False, indent=1
        )


def _steps(tree: dict[str, object]) -> Iterator[dict[str, object]]:
    yield tree
    for part in tree.get("parts", []):  # type: ignore[attr-defined]
        yield from _steps(part)


def _holds(wanted: Node, actual: object) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(actual, dict) and all(
            key.text in actual and _holds(value, actual[key.text]) for key, value in wanted.entries
        )
    assert isinstance(wanted, Scalar)
    return matches("", None if wanted.is_null else wanted.text, actual)
