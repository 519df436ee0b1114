"""What of a series is read from where: from within a member, from the one after it, or of all of them (language 6a)."""

from collections.abc import Iterable, Iterator

from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.plan import Plan
from dsl.model.vocabulary import CASE
from dsl.model.walk import series_expressions

Edges = dict[str, list[str]]
"""What each node reads. Beside those of the graph: `previous N` (of the member before), `all R N` (of every member of
the series R, which must then be known) and `series R` (what makes them)."""


def name_of(node: str) -> str:
    return node.split(" ")[-1]


def series_run_over(node: x.Expression, plan: Plan) -> str | None:
    """The series over whose members an expression runs."""
    match node:
        case x.Quantified(record=record) | x.Aggregate(record=record):
            return _series_in(plan.book, record)
        case x.FirstAfter(entry=entry):
            return _series_in(plan.book, plan.book.vocabulary.entries[entry].record)
        case _:
            return None


def _series_in(book: Book, record: str) -> str | None:
    return record if book.vocabulary.records[record].series is not None else None


def of_all(node: str, series: str, plan: Plan) -> str:
    """What is read of every member, where it is theirs."""
    kind, name = node.split(" ")[-2:]
    return f"all {series} {kind} {name}" if series in chain_of(node, plan) else node


def chain_of(node: str, plan: Plan) -> tuple[str, ...]:
    """The types of record around what a node stands for, outermost first."""
    kind, name = node.split(" ")[-2:]
    match kind:
        case "term":
            return _way_to(plan.book.vocabulary.entries[name].record, plan)
        case "series":
            return _way_to(name, plan)
        case _:
            rule = plan.rules[name]
            defined = plan.book.vocabulary.entries.get(rule.term or "")
            return _way_to(rule.each or (defined.record if defined is not None else CASE), plan)


def _way_to(record: str, plan: Plan) -> tuple[str, ...]:
    return plan.ways.get(record, (CASE, record))


def with_members(edges: Edges, plan: Plan) -> Edges:
    """The edges with every way into a series shown: what is outside reads all of its members."""
    found = {node: [_entered(node, read, plan) for read in reads] for node, reads in edges.items()}
    for read in sorted({r for reads in found.values() for r in reads if r.startswith("all ")}):
        _, series, kind, name = read.split(" ")
        found[read] = [f"{kind} {name}", f"series {series}"]
    return found


def _entered(reader: str, read: str, plan: Plan) -> str:
    if read.startswith(("all ", "previous ")):
        return read
    around = chain_of(reader, plan)
    new = (r for r in chain_of(read, plan) if r not in around and _series_in(plan.book, r))
    series = next(new, None)
    return read if series is None or read == f"series {series}" else of_all(read, series, plan)


# ── circles through the member before ─────────────────────────────────────────────────────────────


def backward_circles(edges: Edges, plan: Plan) -> Iterator[list[str]]:
    """Circles through the member before that leave their member: these lead to later ones."""
    steps = sorted({r for reads in edges.values() for r in reads if r.startswith("previous ")})
    for series in dict.fromkeys(_series_of(step, plan) for step in steps):
        above = _way_to(series, plan)
        used = [step for step in steps if _series_of(step, plan) not in above[:-1]]
        whole = {**edges, **{step: [step.removeprefix("previous ")] for step in used}}
        own = [step for step in used if _series_of(step, plan) == series]
        leaving = [node for node in edges if node.startswith("all ") and node.split(" ")[1] in above]
        for step in own:
            circle = next(_through(step, leaving, whole), None)
            if circle is not None:
                yield circle
                return


def _series_of(step: str, plan: Plan) -> str:
    return plan.book.vocabulary.entries[name_of(step)].record


def _through(start: str, nodes: Iterable[str], edges: Edges) -> Iterator[list[str]]:
    for node in nodes:
        there, back = _way(start, node, edges), _way(node, start, edges)
        if there and back:
            yield [*there, *back[1:]]


def _way(start: str, end: str, edges: Edges) -> list[str]:
    """The shortest way from one node to another; empty where there is none."""
    came: dict[str, str] = {start: ""}
    queue = [start]
    for node in queue:
        if node == end:
            way = [end]
            while came[way[0]]:
                way.insert(0, came[way[0]])
            return way
        for read in edges.get(node, []):
            if read not in came:
                came[read] = node
                queue.append(read)
    return []


def series_reads(plan: Plan) -> Iterator[tuple[str, list[x.Expression], str]]:
    """Each series: its node, the expressions that make its members, and the entry that orders them."""
    for record in plan.book.vocabulary.records.values():
        if record.series is not None:
            yield f"series {record.key}", list(series_expressions(record).values()), record.series.by
