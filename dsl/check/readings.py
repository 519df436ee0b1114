"""Questions of interpretation: names lead somewhere, and each answer selects exactly one variant (language 7.1)."""

from collections.abc import Iterable, Iterator

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.base.source import Span
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.reading import Reading, excluded, wrong_answer
from dsl.model.rule import Rule
from dsl.model.walk import book_expressions, walk


def check_readings(book: Book) -> Iterator[Diagnostic]:
    for reading in book.readings.values():
        yield from _question(reading, book)
    for guard in _guards(book):
        yield from _named(guard.question, guard.answer, guard.span, book)
    for rule in book.rules:
        yield from _doubles(rule, book)
    yield from _definitions(book)
    yield from _arms(book)
    yield from _conventions(book)


def _question(reading: Reading, book: Book) -> Iterator[Diagnostic]:
    if len(reading.answers) < 2:
        yield diagnose("R907", reading.span, name=reading.id)
    if reading.default is not None:
        yield from _named(reading.id, reading.default, reading.place("default"), book)
    known = {*book.units, *(p.id for p in book.provisions), *(r.id for r in book.rules)}
    for ident in reading.about:
        if ident not in known:
            yield diagnose("N309", reading.place(f"about {ident}"), id=ident, hint=nearest(ident, known))


def _named(question: str, answer: str, span: Span, book: Book) -> Iterator[Diagnostic]:
    found = wrong_answer(question, answer, book.readings)
    if found is not None:
        code, name, known = found
        told = ", ".join(known) or "—"
        yield diagnose(code, span, name=name, question=question, known=told, hint=nearest(name, known))


def _guards(book: Book) -> Iterator[x.Under]:
    """Every guard of the book: of rules, priorities and in expressions."""
    for rule in book.rules:
        yield from rule.under
        yield from (g.under for g in rule.guarded)
    for node in book_expressions(book):
        yield from (n for n in walk(node) if isinstance(n, x.Under))


# ── one variant for each answer ───────────────────────────────────────────────────────────────────


def _doubles(rule: Rule, book: Book) -> Iterator[Diagnostic]:
    """Two rules of one provision that say the same thing in the same case, both under one answer."""
    for other in book.rules if rule.under else ():
        if other.id == rule.id:
            return
        both = {g.question for g in rule.under} & {g.question for g in other.under}
        if both and _same_place(rule, other) and not _apart(rule.under, other.under):
            guard = next(g for g in rule.under if g.question in both)
            yield diagnose("R904", guard.span, one=other.id, other=rule.id, question=guard.question,
                           answer=guard.answer, related=[other.span])  # fmt: skip


def _same_place(one: Rule, other: Rule) -> bool:
    def said(rule: Rule) -> tuple[object, ...]:
        return (rule.provision, rule.kind, rule.each, rule.bearer, rule.action, rule.event, rule.term, rule.when,
                rule.unless)  # fmt: skip

    return said(one) == said(other)


def _apart(some: Iterable[x.Under], others: Iterable[x.Under]) -> bool:
    """Whether two sets of guards can never hold together."""
    taken = {g.question: g.answer for g in some}
    return excluded(others, taken)


def _definitions(book: Book) -> Iterator[Diagnostic]:
    """A term with a definition for one answer has one for every answer."""
    defining: dict[str, list[Rule]] = {}
    for rule in book.rules:
        if rule.kind == "define" and rule.term is not None:
            defining.setdefault(rule.term, []).append(rule)
    for term, rules in defining.items():
        guards = [list(r.under) for r in rules]
        entry = book.vocabulary.entries[term]
        name = entry.phrase.ja or entry.phrase.en
        first = next((g for own in guards for g in own), None)
        if first is not None:
            yield from _uncovered(guards, name, first.span, book)


def _uncovered(guards: list[list[x.Under]], name: str, span: Span, book: Book) -> Iterator[Diagnostic]:
    """The answers for which none of several variants is there."""
    for question in dict.fromkeys(g.question for own in guards for g in own):
        asked = book.readings.get(question)
        for answer in asked.keys if asked is not None else ():
            if all(excluded(own, {question: answer}) for own in guards):
                yield diagnose("R905", span, name=name, question=question, answer=answer)


def _arms(book: Book) -> Iterator[Diagnostic]:
    for root in book_expressions(book):
        for node in walk(root):
            if isinstance(node, x.ByCase):
                yield from _by_case(node, book)


def _by_case(node: x.ByCase, book: Book) -> Iterator[Diagnostic]:
    guards = [_wanted(condition) for condition, _ in node.arms]
    if node.otherwise is None:
        yield from _uncovered(guards, "if … then", node.span, book)
    for at, (condition, _) in enumerate(node.arms):
        if guards[at] and any(condition == earlier for earlier, _ in node.arms[:at]):
            guard = guards[at][0]
            yield diagnose("R904", condition.span, one=f"if {at}", other=f"if {at + 1}", question=guard.question,
                           answer=guard.answer)  # fmt: skip


def _wanted(condition: x.Condition) -> list[x.Under]:
    """The readings without which a condition cannot hold."""
    match condition:
        case x.Under():
            return [condition]
        case x.And(parts):
            return [g for part in parts for g in _wanted(part)]
        case x.Although(concession, main):
            return [*_wanted(concession), *_wanted(main)]
        case x.Marked(_, part) | x.Regarding(_, part) | x.At(_, part):
            return _wanted(part)
        case _:
            return []


def _conventions(book: Book) -> Iterator[Diagnostic]:
    for convention in book.settings.conventions.values():
        if convention.reading is None:
            continue
        asked = book.readings.get(convention.reading)
        if asked is None:
            known = tuple(book.readings)
            yield diagnose("R901", convention.span, name=convention.reading, known=", ".join(known) or "—",
                           hint=nearest(convention.reading, known))  # fmt: skip
            continue
        for answer, variant in convention.variants.items():
            yield from _named(asked.id, answer, variant.span, book)
        for answer in asked.keys:
            if answer not in convention.variants:
                yield diagnose("R905", convention.span, name=convention.name, question=asked.id, answer=answer)
