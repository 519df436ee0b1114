"""A dialogue without its terminal: the question that is open, and what an answer to it changes."""

import re
from datetime import date

from dsl.ask.answers import HERE, read_answer
from dsl.ask.facts import get, put, records_of, top, with_top
from dsl.ask.question import AS_OF, SCOPE, Question, next_need
from dsl.ask.ranges import node_text
from dsl.ask.scope import wanted
from dsl.base.diagnostic import BadInput, Diagnostic, diagnose, nearest
from dsl.base.source import Span
from dsl.model.node import Mapping, Node, Scalar, Sequence
from dsl.model.outcome import Result
from dsl.model.plan import Plan
from dsl.model.value import Need
from dsl.pipeline import evaluate_node
from dsl.wording import entry_of

MOST = 200
"""Records of one list that anybody would type in."""

_AS_OF, _DOCUMENTS, _READINGS = ("as_of", "基準日"), ("documents", "文書"), ("readings", "解釈")


def one_case(found: tuple[Node, ...], name: str) -> Mapping:
    """The case that a facts file holds; an empty file is a case of which nothing is known. Raises BadInput."""
    if len(found) > 1:
        raise BadInput([diagnose("A903", found[1].span, count=len(found))])
    if found and not isinstance(found[0], Mapping):
        raise BadInput([diagnose("L201", found[0].span, wanted="key: value")])
    return found[0] if found and isinstance(found[0], Mapping) else Mapping((), Span(name))


class Session:
    """One dialogue. `question` is None once everything that can matter is settled, or somebody stops.

    plan: the book; facts: what is known so far; only: the provisions of interest (None: not said yet, so that this is
    asked first; empty: all); as_of: beats the document's own. Raises BadInput where the facts have errors.
    """

    def __init__(self, plan: Plan, facts: Mapping, only: tuple[str, ...] | None, as_of: date | None = None):
        self.plan, self.only, self.as_of = plan, only, as_of
        self.start = self.facts = facts
        self.asked = 0
        self.done: set[str] = set()
        self.stopped = False
        self.result: Result | None = None
        if as_of is not None and top(facts, _AS_OF)[0] is None:
            self.facts = with_top(facts, _AS_OF, Scalar(as_of.isoformat()))
        if top(self.facts, _AS_OF)[0] is not None:
            self.result = self._evaluated(self.facts)
        self.question = self._next()

    @property
    def changed(self) -> bool:
        return self.facts != self.start

    def answer(self, text: str) -> tuple[Diagnostic, ...]:
        """Take an answer to the open question; what is wrong with it leaves the question open."""
        assert self.question is not None
        try:
            self._take(self.question, text)
        except BadInput as bad:
            return bad.diagnostics
        self.question = self._next()
        return ()

    def _take(self, question: Question, text: str) -> None:
        found = read_answer(question, text, self.plan.book)
        if question.asked == "scope" and found != "quit":
            self._narrow(text)
            return
        if found in ("skip", "unknown") and question.asked == "as of":
            raise BadInput([diagnose("F507", HERE)])
        if found == "quit":
            self.stopped = True
        elif not isinstance(found, str):
            facts = self._with(question, found)
            self.result = self._evaluated(facts)
            self.facts = facts
        self.asked += question.asked not in ("as of", "scope")
        self.done.add(question.path)

    def _narrow(self, text: str) -> None:
        everything = text.strip().lower() in ("", "all", "すべて", "全部")
        names = () if everything else tuple(n for n in re.split(r"[,、，;；]", text) if n.strip())
        only, unknown = wanted(self.plan, names)
        if unknown:
            known = [*self.plan.provisions, *(a.number for a in self.plan.book.articles)]
            raise BadInput([diagnose("A901", HERE, name=unknown.strip(), hint=nearest(unknown.strip(), known))])
        self.only = only
        if self.result is not None:
            self.result = self._evaluated(self.facts)

    def _evaluated(self, facts: Mapping) -> Result:
        return evaluate_node(self.plan, facts, self.as_of, self.only or ())

    # ── what comes next ───────────────────────────────────────────────────────────────────────────

    def _next(self) -> Question | None:
        if self.stopped:
            return None
        if self.only is None:
            return Question("scope", SCOPE)
        if self.result is None:
            return Question("as of", AS_OF)
        found = next_need(self.plan, self.result, self.done, bool(self.only))
        if found is None:
            return None
        return question_of(*found, self.facts, self.plan)

    # ── what an answer changes ────────────────────────────────────────────────────────────────────

    def _with(self, question: Question, value: Node) -> Mapping:
        match question.asked:
            case "as of":
                return with_top(self.facts, _AS_OF, value)
            case "document":
                return self._under(_DOCUMENTS, question.path, value)
            case "reading":
                return self._under(_READINGS, question.path, value)
            case "count" | "more":
                return put(self.facts, question.path, self._records(question, value), self.plan.book)
            case _:
                return put(self.facts, question.path, value, self.plan.book)

    def _under(self, keys: tuple[str, ...], name: str, value: Node) -> Mapping:
        _, old = top(self.facts, keys)
        entries = old.entries if isinstance(old, Mapping) else ()
        kept = tuple((k, v) for k, v in entries if k.text != name)
        return with_top(self.facts, keys, Mapping((*kept, (Scalar(name), value))))

    def _records(self, question: Question, value: Node) -> Sequence:
        """A list with so many records (more); complete from now on."""
        text = "0" if isinstance(value, Scalar) and value.is_null else node_text(value)
        count = int(text) if text.isdecimal() and len(text) < 5 else -1
        if not 0 <= count <= MOST:
            raise BadInput([diagnose("A902", HERE, text=text, limit=MOST)])
        items, _ = records_of(get(self.facts, question.path, self.plan.book))
        return Sequence((*items, *[Mapping(())] * count))


def question_of(need: Need, why: tuple[str, ...], facts: Mapping, plan: Plan) -> Question:
    """The question about what is needed: of a list how many records there are, or how many more."""
    if need.kind in ("document", "reading"):
        return Question("document" if need.kind == "document" else "reading", need.path, None, why)
    entry = entry_of(need.path, plan.book)
    if entry is not None and entry.kind == "list":
        return Question("count" if get(facts, need.path, plan.book) is None else "more", need.path, entry, why)
    return Question("fact", need.path, entry, why, need.holder)
