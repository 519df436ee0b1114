"""Scenario files, and the comparison of what is expected with what came out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dsl.base.diagnostic import BadInput, Diagnostic, diagnose, nearest
from dsl.base.source import Span
from dsl.facts import read_case
from dsl.load.documents import parse_documents, read_text
from dsl.load.fields import Fields, phrase_of
from dsl.model.book import Book, given_beside
from dsl.model.case import Case
from dsl.model.node import Mapping, Node, Scalar, Sequence
from dsl.model.outcome import Outcome, Result
from dsl.model.plan import Plan
from dsl.pipeline import with_documents
from dsl.plan import make_plan
from dsl.report.outcomes import duty_json, effect_json, term_json, truth_json

KEYS = ("name", "why", "with", "facts", "expect", "values")
FIELDS = (
    "status",
    "bearer",
    "counterparty",
    "possible",
    "state",
    "due",
    "due_at_earliest",
    "due_at_latest",
    "due_one_of",
    "amount",
    "amount_at_least",
    "amount_at_most",
    "amount_one_of",
    "remainder",
    "remainder_one_of",
    "accruing",
    "parts",
    "effect",
    "at",
    "at_earliest",
    "at_latest",
    "at_one_of",
    "prevented_by",
    "exercised",
    "violated",
    "without_effect",
    "defeated_by",
    "conflicts_with",
    "needs",
    "follows",
    "gap",
    "readings",
)
_SETS = (
    "possible", "defeated_by", "conflicts_with", "prevented_by", "follows", "readings", "one_of", "due_one_of",
    "amount_one_of", "remainder_one_of", "at_one_of",
)  # fmt: skip
"""Fields whose order says nothing."""
_VALUES = "values: "
VALUE_FIELDS = ("value", "unknown", "at_least", "at_most", "one_of", "conflict", "needs", "readings")


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation: a field of an outcome (`index` None: of every record) or of a value."""

    where: str
    index: int | None
    field: str
    value: object
    span: Span


@dataclass(frozen=True, slots=True)
class Given:
    """Documents of higher rank: a book's plan, and the plan of the book with them."""

    base: Plan
    whole: Plan


@dataclass(frozen=True, slots=True)
class Scenario:
    """A case with what it must come to; `given` where documents are given with it."""

    name: str
    case: Case
    expected: tuple[Expected, ...]
    span: Span
    given: Given | None = None

    @property
    def speaks_of(self) -> tuple[str, ...]:
        """The rules and provisions that it expects something of: all there is to evaluate, so that a book's scenarios
        are told soon. Empty, which means every one, where it expects values."""
        wheres = dict.fromkeys(e.where for e in self.expected)
        return () if any(w.startswith(_VALUES) for w in wheres) else tuple(wheres)

    def plan(self, plan: Plan) -> Plan:
        """A book's plan with the documents of this scenario. The book may be another state of the one that it was
        read for, which has the same vocabulary."""
        if self.given is None:
            return plan
        return (
            self.given.whole if plan is self.given.base else make_plan(given_beside(plan.book, self.given.whole.book))
        )


@dataclass(frozen=True, slots=True)
class Difference:
    scenario: str
    where: str
    field: str
    expected: object
    actual: object
    span: Span


def scenario_files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted((folder / "scenarios").glob("*.yaml")))


_OF_DOCUMENTS = frozenset({"D903", "D909"})
"""What is wrong where a scenario speaks of documents that are passed beside it."""


def read_scenarios(paths: Iterable[Path], plan: Plan, left_out: list[str] | None = None) -> tuple[Scenario, ...]:
    """All scenarios of the files; raises BadInput with everything that is wrong in any of them. The names of those that
    say something else of documents that the plan has go to `left_out`, where that is wanted."""
    found: list[Scenario] = []
    problems: list[Diagnostic] = []
    read: dict[tuple[str, ...], Plan] = {}
    for path in paths:
        name = path.as_posix()
        try:
            nodes = parse_documents(read_text(path, name), name)
        except BadInput as bad:
            problems += bad.diagnostics
            continue
        for node in nodes:
            try:
                found.append(read_scenario(node, plan, read))
            except BadInput as bad:
                if left_out is not None and {d.code for d in bad.diagnostics} <= _OF_DOCUMENTS:
                    left_out.append(_name(node))
                else:
                    problems += bad.diagnostics
    if problems:
        raise BadInput(problems)
    return tuple(found)


def read_scenario(node: Node, plan: Plan, read: dict[tuple[str, ...], Plan] | None = None) -> Scenario:
    """One document: `name`, `why` (a text, or one a language), `facts`, `expect` by provision (`16.2/1`: the second
    record), `values` by path; `with` names documents of higher rank beside its own file. `read` remembers the plans
    with documents."""
    problems: list[Diagnostic] = []
    if not isinstance(node, Mapping):
        raise BadInput([diagnose("S802", node.span, key="…", known=", ".join(KEYS))])
    for key, _ in node.entries:
        if key.text not in KEYS:
            problems.append(
                diagnose("S802", key.span, key=key.text, known=", ".join(KEYS), hint=nearest(key.text, KEYS))
            )
    try:
        whole = _whole(node, plan, {} if read is None else read)
    except BadInput as bad:  # what it expects of their provisions could not be read either
        raise BadInput([*problems, *bad.diagnostics]) from None
    _check_why(node.get("why"), whole.book, problems)
    case = _case(node.get("facts"), node, whole.book, problems)
    expected = tuple(_expectations(node, whole, problems))
    if problems or case is None:
        raise BadInput(problems)
    given = None if whole is plan else Given(plan, whole)
    return Scenario(_name(node), case, expected, node.span, given)


def _name(node: Node) -> str:
    name = node.get("name") if isinstance(node, Mapping) else None
    return name.text if isinstance(name, Scalar) else str(node.span)


def _check_why(node: Node | None, book: Book, problems: list[Diagnostic]) -> None:
    """A text, or one a language; what is said is for the reader alone."""
    if isinstance(node, Mapping):
        phrase_of(Fields(node, ("ja", "en"), problems, node.span), book.settings.languages)
    elif isinstance(node, Sequence):
        problems.append(diagnose("L201", node.span, wanted="text"))


def _whole(node: Mapping, plan: Plan, read: dict[tuple[str, ...], Plan]) -> Plan:
    """The plan with the documents that a scenario names. Raises BadInput for their errors."""
    named = node.get("with")
    files = named.items if isinstance(named, Sequence) else () if named is None else (named,)
    folder = Path(node.span.file).parent
    paths = tuple((folder / file.text).as_posix() for file in files if isinstance(file, Scalar))
    if paths not in read:
        read[paths] = with_documents(plan, paths)
    return read[paths]


def _case(facts: Node | None, whole: Node, book: Book, problems: list[Diagnostic]) -> Case | None:
    if facts is None:
        problems.append(diagnose("L203", whole.span, key="facts"))
        return None
    try:
        return read_case(facts, book)
    except BadInput as bad:
        problems += bad.diagnostics
        return None


def _expectations(node: Mapping, plan: Plan, problems: list[Diagnostic]) -> Iterator[Expected]:
    for key, value in _entries(node, "expect", problems):
        ident, slash, index = key.text.partition("/")
        if ident not in plan.rules and ident not in plan.provisions:
            known = [*plan.rules, *plan.provisions]
            problems.append(diagnose("S801", key.span, id=ident, hint=nearest(ident, known)))
            continue
        if slash and not (index.isascii() and index.isdecimal()):
            problems.append(diagnose("L201", key.span, wanted=f"{ident}/0"))
            continue
        at = int(index) if slash else None
        yield from _fields(ident, at, value, key.span, problems)
    for key, value in _entries(node, "values", problems):
        for field, wanted in _value_fields(value, problems):
            yield Expected(f"{_VALUES}{key.text}", None, field, wanted, key.span)


def _entries(node: Mapping, name: str, problems: list[Diagnostic]) -> tuple[tuple[Scalar, Node], ...]:
    found = node.get(name)
    if found is None or isinstance(found, Mapping):
        return () if found is None else found.entries
    problems.append(diagnose("L201", found.span, wanted="key: value"))
    return ()


def _fields(ident: str, at: int | None, value: Node, span: Span, problems: list[Diagnostic]) -> Iterator[Expected]:
    if isinstance(value, Scalar):
        yield Expected(ident, at, "status", value.text, span)
    elif isinstance(value, Mapping):
        for key, wanted in _known(value, FIELDS, problems):
            yield Expected(ident, at, key.text, _plain(wanted), key.span)
    else:
        problems.append(diagnose("L201", value.span, wanted="in_force"))


def _known(told: Mapping, fields: tuple[str, ...], problems: list[Diagnostic]) -> Iterator[tuple[Scalar, Node]]:
    for key, wanted in told.entries:
        if key.text in fields:
            yield key, wanted
        else:
            known = ", ".join(fields)
            problems.append(diagnose("S802", key.span, key=key.text, known=known, hint=nearest(key.text, fields)))


def _value_fields(value: Node, problems: list[Diagnostic]) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        yield from ((key.text, _plain(wanted)) for key, wanted in _known(value, VALUE_FIELDS, problems))
    else:
        wanted = _plain(value)
        yield "value", wanted
        if wanted is None:
            yield "unknown", None  # null: there is none, which is not the same as not known


def _plain(node: Node) -> object:
    if isinstance(node, Sequence):
        return [_plain(i) for i in node.items]
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    return {k.text: _plain(v) for k, v in node.entries}


# ── comparison ────────────────────────────────────────────────────────────────────────────────────


def differences(scenario: Scenario, result: Result) -> tuple[Difference, ...]:
    """Every field that came out otherwise than expected."""
    return tuple(
        Difference(scenario.name, _where(e, place), e.field, e.value, actual, e.span)
        for e in scenario.expected
        for place, actual in _actual(e, result)
        if not matches(e.field, e.value, actual)
    )


def _where(expected: Expected, place: int | None) -> str:
    return expected.where if place is None else f"{expected.where}/{place}"


def _actual(expected: Expected, result: Result) -> list[tuple[int | None, object]]:
    if expected.where.startswith(_VALUES):
        term = result.values.get(expected.where.removeprefix(_VALUES))
        return [(None, "—" if term is None else term_json(term).get(expected.field))]
    found = [o for o in result.outcomes if expected.where in (o.rule, o.provision)]
    if expected.index is not None:
        found = found[expected.index : expected.index + 1]
    if not found:
        return [(expected.index, "—")]
    return [(expected.index, field_of(o, expected.field)) for o in found]


def field_of(outcome: Outcome, field: str) -> object:
    """A field of an outcome as the JSON tells it, flat: the duty's and the effect's own fields beside the status."""
    match field:
        case "status" | "bearer" | "counterparty":
            return getattr(outcome, field)
        case "possible":
            return sorted(outcome.possible)
        case "exercised" | "violated":
            return truth_json(getattr(outcome, field))
        case "without_effect" | "gap":
            return getattr(outcome, field)
        case "defeated_by" | "conflicts_with" | "follows":
            return sorted(getattr(outcome, field))
        case "needs":
            return [n.path for n in outcome.needs]
        case "readings":
            return None if outcome.matters is None else list(outcome.matters)
        case "effect" | "at" | "at_earliest" | "at_latest" | "at_one_of" | "prevented_by":
            told = {} if outcome.effect is None else effect_json(outcome.effect)
            return told.get("state" if field == "effect" else field)
        case "parts":
            return [] if outcome.duty is None else [p["amount"] for p in duty_json(outcome.duty, "")["parts"]]  # type: ignore[attr-defined]
        case _:
            return None if outcome.duty is None else duty_json(outcome.duty, "").get(field)


def matches(field: str, wanted: object, actual: object) -> bool:
    """Lists of names compare as sets (of `needs`: those wanted must be among them); the rest as text."""
    if field == "needs" and isinstance(wanted, list) and isinstance(actual, list):
        return set(map(_text, wanted)) <= set(map(_text, actual)) if wanted else not actual
    if field in _SETS and isinstance(actual, list):
        names = wanted if isinstance(wanted, list) else [wanted]
        return sorted(map(_text, names)) == sorted(map(_text, actual))
    if isinstance(wanted, list) and isinstance(actual, list):
        return list(map(_text, wanted)) == list(map(_text, actual))
    return _text(wanted) == _text(actual)


def _text(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case _:
            return str(value)
