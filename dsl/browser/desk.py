"""Requests of the page and their answers: one JSON object each, never a traceback."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from dsl.alternatives import Alternative, Read, alternative, other_answers, read_case, read_text, reading_lines
from dsl.alternatives import with_matters as told_matters
from dsl.ask import one_case, wanted
from dsl.base.diagnostic import BadInput, Language, diagnose
from dsl.base.source import Span
from dsl.browser.tree import facts_tree
from dsl.browser.view import result_view
from dsl.load.documents import decode, parse_documents
from dsl.model.case import Case
from dsl.model.node import Mapping as Facts
from dsl.model.plan import Plan
from dsl.pipeline import evaluate_typed, load_plan, read_under, with_documents
from dsl.report.diagnostics import diagnostic_json
from dsl.report.outcomes import Json
from dsl.report.text import json_text
from dsl.wording import step, taken_book

FACTS = "facts.yaml"
MAX_TEXT = 200_000
"""Bytes of one case: some hundred times an honest one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: facts as YAML, the shipped documents given with them, and the provisions of interest."""

    text: str
    documents: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    language: Language = "ja"
    skip: frozenset[str] = frozenset()
    rule: str = ""


def _asked(request: Mapping[str, object]) -> Asked:
    def texts(key: str) -> tuple[str, ...]:
        found = request.get(key)
        return tuple(str(item) for item in found) if isinstance(found, list) else ()

    language: Language = "en" if request.get("language") == "en" else "ja"
    return Asked(
        str(request.get("text", "")), texts("documents"), texts("only"), language, frozenset(texts("skip")),
        str(request.get("rule", "")),
    )  # fmt: skip


def open_desk(folder: str) -> "Desk":
    """The desk of the book in a folder, whose calendar is data beside it (calendar.json)."""
    days = json.loads((Path(folder) / "calendar.json").read_text(encoding="utf-8"))
    closed = frozenset(date.fromisoformat(day) for day in days)
    return Desk(load_plan(folder, lambda country, categories, first, last: closed), Path(folder))


class Desk:
    """One book; `handle` answers every request. A comparison of readings goes step by step, so that it may be left."""

    def __init__(self, plan: Plan, folder: Path):
        self.plan, self.folder = plan, folder
        self.plans: dict[tuple[str, ...], Plan] = {(): plan}
        self.comparing: Iterator[Json] = iter(())

    def handle(self, request: str) -> str:
        """The answer to a request, both JSON; what is wrong with the facts is told as `errors`."""
        asked = json.loads(request)
        try:
            return json_text(self._ways[str(asked.get("do"))](_asked(asked)), compact=True)
        except BadInput as bad:
            return json_text({"errors": [diagnostic_json(d) for d in bad.diagnostics]}, compact=True)
        except RecursionError:
            return json_text({"errors": [diagnostic_json(diagnose("L106", Span(FACTS), limit=50))]}, compact=True)

    @property
    def _ways(self) -> Mapping[str, Callable[[Asked], Json]]:
        return {
            "tree": self._tree, "evaluate": self._evaluate, "grounds": self._grounds, "compare": self._compare,
            "step": self._step, "result": self._result,
        }  # fmt: skip

    def _tree(self, asked: Asked) -> Json:
        return {"tree": facts_tree(_facts(asked), self.plan.book)}

    def _evaluate(self, asked: Asked) -> Json:
        plan, facts, case, only = self._read(asked)
        result = evaluate_typed(plan, case, facts.span, only)
        return {"view": result_view(plan, result, facts, asked.language, bool(only), asked.skip)}

    def _grounds(self, asked: Asked) -> Json:
        """Of every record of one provision, in order."""
        plan, facts, case, _ = self._read(asked)
        result = evaluate_typed(plan, case, facts.span, wanted(plan, (asked.rule,))[0], explain=True)
        book = taken_book(plan.book, result.readings)
        found = (o.because for o in result.outcomes if o.provision == asked.rule)
        return {"grounds": [None if g is None else asdict(step(g, asked.language, book)) for g in found]}

    def _result(self, asked: Asked) -> Json:
        """What `yakkan eval --json` prints."""
        plan, facts, case, only = self._read(asked)
        return {"result": read_text(read_case(plan, case, facts.span, only), plan.book)}

    def _compare(self, asked: Asked) -> Json:
        """Begin a comparison of readings; each `step` that follows does one other answer."""
        self.comparing = self._compared(asked)
        return next(self.comparing)

    def _step(self, _: Asked) -> Json:
        return next(self.comparing, {"left": 0})

    def _compared(self, asked: Asked) -> Iterator[Json]:
        plan, facts, case, only = self._read(asked)
        result = evaluate_typed(plan, case, facts.span, only)
        answers = other_answers(plan, result)
        others: list[Alternative] = []
        for at, (question, answer) in enumerate(answers):
            yield {"left": len(answers) - at, "all": len(answers)}
            others.append(alternative(plan, case, question, answer, facts.span, only))
        yield {"left": 0, **_told(plan, Read(told_matters(result, others), tuple(others)), asked.language)}

    def _read(self, asked: Asked) -> tuple[Plan, Facts, Case, tuple[str, ...]]:
        facts = _facts(asked)
        plan = self._plan(asked.documents)
        only, unknown = wanted(plan, asked.only)
        if unknown:
            raise BadInput([diagnose("A901", Span(FACTS), name=unknown)])
        return plan, facts, read_under(plan, facts, None, None), only

    def _plan(self, documents: tuple[str, ...]) -> Plan:
        """The plan with some of the documents that are shipped; what is not shipped is not looked for."""
        shipped = self.folder / "scenarios" / "documents"
        paths = tuple(p for p in sorted(shipped.glob("*.yaml")) if p.stem in documents)
        names = tuple(p.stem for p in paths)
        if names not in self.plans:
            self.plans[names] = with_documents(self.plan, [p.as_posix() for p in paths])
        return self.plans[names]


def _told(plan: Plan, read: Read, language: Language) -> Json:
    lines = {
        str(at): list(reading_lines(outcome, read.result, read.others, plan.book, language))
        for at, outcome in enumerate(read.result.outcomes)
        if outcome.matters
    }
    return {"readings": lines, "result": read_text(read, plan.book)}


def _facts(asked: Asked) -> Facts:
    raw = asked.text.encode("utf-8", "replace")
    if len(raw) > MAX_TEXT:
        raise BadInput([diagnose("L102", Span(FACTS), size=f"{len(raw):,}", limit=f"{MAX_TEXT:,}")])
    return one_case(parse_documents(decode(raw, FACTS), FACTS), FACTS)
