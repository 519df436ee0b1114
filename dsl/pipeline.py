"""The order of the stages and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dsl.base.diagnostic import BadInput, Diagnostic, Language, diagnose, errors_of, nearest
from dsl.base.source import Span
from dsl.check import check_book, check_graph
from dsl.editor.format import format_book as format_texts
from dsl.evaluate import evaluate_worlds
from dsl.evaluate.run import OutsideCalendar
from dsl.evaluate.series import SeriesProblem
from dsl.facts import node_of, read_case
from dsl.load.book import load_draft
from dsl.load.calendars import ClosedDays, closed_days
from dsl.load.documents import parse_documents as parse_texts
from dsl.load.documents import read_raw, read_text
from dsl.load.given import load_documents
from dsl.model.book import Book
from dsl.model.case import Case
from dsl.model.draft import DraftBook
from dsl.model.node import Node
from dsl.model.outcome import Result
from dsl.model.plan import Plan
from dsl.model.reading import wrong_answer
from dsl.model.register import Register
from dsl.model.timeline import Timeline
from dsl.parse.book import parse_book
from dsl.parse.given import parse_documents
from dsl.plan import make_plan
from dsl.register import make_register
from dsl.timeline import make_timeline
from dsl.wording.length import check_lengths


@dataclass(frozen=True, slots=True)
class Checked:
    """A book with everything that is wrong with it; `plan` is None where there are errors."""

    draft: DraftBook
    book: Book | None
    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]


def check(folder: Path | str, closed: ClosedDays = closed_days) -> Checked:
    """Load, parse and check a book; `closed` tells the closed days of its calendar. Raises BadInput only where its
    files cannot be read at all."""
    draft, problems = load_draft(Path(folder), closed)
    book, more = parse_book(draft)
    found = [*problems, *more]
    if book is not None:
        found += check_book(book)
    plan = make_plan(book) if book is not None and not errors_of(found) else None
    if plan is not None:
        found += [*check_graph(plan), *check_lengths(plan.book)]
    diagnostics = tuple(sorted(dict.fromkeys(found), key=lambda d: (d.span, d.code)))
    return Checked(draft, book, None if errors_of(diagnostics) else plan, diagnostics)


def format_book(folder: Path | str, language: Language | None = None) -> dict[str, str]:
    """The files that the canonical format would change, by path, with their new texts; the book must have no errors."""
    checked = check(folder)
    if checked.book is None or errors_of(checked.diagnostics):
        raise BadInput(checked.diagnostics)
    texts = {name: read_raw(Path(name)) for name in checked.draft.files}
    formatted = format_texts(checked.draft, checked.book, texts, language)
    return {name: text for name, text in formatted.items() if text != texts[name]}


def load_plan(folder: Path | str, closed: ClosedDays = closed_days) -> Plan:
    """The plan of a book without errors; raises BadInput with all of them otherwise."""
    checked = check(folder, closed)
    if checked.plan is None:
        raise BadInput(checked.diagnostics)
    return checked.plan


def check_with(plan: Plan, paths: Iterable[Path | str]) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    """Load, parse and check documents of higher rank beside a book; the plan is None where there are errors. Raises
    BadInput where a file cannot be read or does not say which document it is."""
    draft, problems = load_documents(paths, plan.book)
    book, more = parse_documents(draft, plan.book)
    found = [*problems, *more]
    if book is not None:
        found += check_book(book)
    whole = make_plan(book) if book is not None and not errors_of(found) else None
    if whole is not None:
        found += check_graph(whole)
    diagnostics = tuple(sorted(dict.fromkeys(found), key=lambda d: (d.span, d.code)))
    return None if errors_of(diagnostics) else whole, diagnostics


def with_documents(plan: Plan, paths: Iterable[Path | str]) -> Plan:
    """The plan of a book with documents of higher rank (language 5.2); raises BadInput with all of their errors."""
    named = tuple(paths)
    if not named:
        return plan
    whole, diagnostics = check_with(plan, named)
    if whole is None:
        raise BadInput(diagnostics)
    return whole


def evaluate_node(
    plan: Plan,
    node: Node,
    as_of: date | None = None,
    only: tuple[str, ...] = (),
    explain: bool = False,
    readings: Mapping[str, str] | None = None,
    until: date | None = None,
) -> Result:
    """Type one facts document and evaluate it; `readings` and `until` beat the document's own. Raises BadInput."""
    return evaluate_typed(plan, read_under(plan, node, as_of, readings, until), node.span, only, explain)


def read_under(
    plan: Plan, node: Node, as_of: date | None, readings: Mapping[str, str] | None, until: date | None = None
) -> Case:
    """The case of a facts document, read under some answers beside its own. Raises BadInput."""
    case = read_case(node, plan.book, as_of)
    wrong = [(q, found) for q, a in (readings or {}).items() if (found := wrong_answer(q, a, plan.book.readings))]
    if wrong:
        raise BadInput(
            diagnose(code, Span("readings"), name=name, question=question, known=", ".join(known) or "—",
                     hint=nearest(name, known))
            for question, (code, name, known) in wrong
        )  # fmt: skip
    return replace(case, readings={**case.readings, **(readings or {})}, until=until or case.until)


def evaluate_typed(
    plan: Plan, case: Case, span: Span, only: tuple[str, ...] = (), explain: bool = False, values: bool = True
) -> Result:
    try:
        return evaluate_worlds(plan, case, only, explain, values)
    except OutsideCalendar as problem:
        first, last = plan.book.settings.calendar_years
        raise BadInput([diagnose("F504", span, day=problem.day, first=first, last=last)]) from None
    except SeriesProblem as problem:
        related = [plan.book.settings.place("limits")] if problem.code == "Q910" else []
        arguments = tuple((key, str(value)) for key, value in problem.arguments.items())
        raise BadInput([Diagnostic(problem.code, span, arguments, tuple(related))]) from None


def register_node(
    plan: Plan,
    node: Node,
    as_of: date | None = None,
    only: tuple[str, ...] = (),
    readings: Mapping[str, str] | None = None,
    until: date | None = None,
) -> Register:
    """The register of one facts document: duties, powers and effects in date order. Raises BadInput."""
    case = read_under(plan, node, as_of, readings, until)
    whole = evaluate_typed(plan, case, node.span)

    def evaluate(day: date) -> Result:
        """Without values: what only they compare turns no outcome."""
        return evaluate_typed(plan, replace(case, as_of=day), node.span, only, values=False)

    return make_register(plan, case, whole, evaluate)


def timeline_node(
    plan: Plan,
    node: Node,
    first: date,
    last: date,
    only: tuple[str, ...] = (),
    readings: Mapping[str, str] | None = None,
) -> Timeline:
    """When the outcomes of one facts document change, from the first day to the last; its own `as_of` is left out of
    account, and its series are made out to the last day at least. Raises BadInput."""
    from_, to = plan.book.settings.calendar_years
    outside = [
        diagnose("F504", Span(option), day=day, first=from_, last=to)
        for option, day in (("--from", first), ("--to", last))
        if not from_ <= day.year <= to
    ]
    if outside:
        raise BadInput(outside)
    case = read_under(plan, node, first, readings)
    case = replace(case, until=max(last, case.until or last))

    def evaluate(day: date) -> Result:
        """Without values: what only they compare turns no outcome."""
        return evaluate_typed(plan, replace(case, as_of=day), node.span, only, values=False)

    return make_timeline(first, last, evaluate, case.name)


def read_facts(path: Path) -> tuple[Node, ...]:
    """The facts documents of a YAML or JSON file. Raises BadInput."""
    name = path.as_posix()
    return parse_texts(read_text(path, name), name)


class RuleBook:
    """A book ready to evaluate: what `load_book` returns."""

    def __init__(self, plan: Plan):
        self.plan = plan

    def with_documents(self, paths: Iterable[Path | str]) -> "RuleBook":
        """The same book with documents of higher rank: an individual agreement, a specification (language 5.2).

        paths: their files, each with its `document`, `layer`, `title` and `provisions`; their order does not matter.
        The book itself is not read again, and does not change. Raises BadInput with every error of the documents.
        """
        return RuleBook(with_documents(self.plan, paths))

    def evaluate(
        self,
        facts: object,
        *,
        as_of: date | None = None,
        only: tuple[str, ...] = (),
        explain: bool = False,
        readings: Mapping[str, str] | None = None,
        until: date | None = None,
    ) -> Result:
        """Evaluate one case.

        facts: a mapping as in a facts file (amounts as int, Decimal, Fraction or text; dates as date or ISO text).
        as_of: beats the facts' own `as_of`; one of the two is needed.
        only: provisions, rules or articles to report; explain: record the grounds of every outcome.
        readings: answers by question, instead of the book's defaults and the facts' own `readings`.
        until: how far the series that rules make are made out, where that is beyond the as-of date.
        Raises BadInput with every problem of the facts. Amounts in the result are exact Fractions of the currency.
        """
        return evaluate_node(self.plan, node_of(facts), as_of, only, explain, readings, until)

    def timeline(
        self,
        facts: object,
        first: date,
        last: date,
        *,
        only: tuple[str, ...] = (),
        readings: Mapping[str, str] | None = None,
    ) -> Timeline:
        """When the outcomes of a case change between two days; facts, `only` and `readings` as in `evaluate`, but that
        an `as_of` is left out of account. `dsl.timeline.told` says what counts as a change. Raises BadInput."""
        return timeline_node(self.plan, node_of(facts), first, last, only, readings)
