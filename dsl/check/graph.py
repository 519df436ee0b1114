"""What reads what must not run in a circle (language 3.7); the circle is printed."""

from collections.abc import Iterator
from math import prod

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.base.source import NOWHERE, Span
from dsl.check.knots import knots
from dsl.check.members import (
    Edges,
    backward_circles,
    name_of,
    of_all,
    series_reads,
    series_run_over,
    with_members,
)
from dsl.model import expression as x
from dsl.model.citations import document_of
from dsl.model.plan import Plan
from dsl.model.reading import Choice, Reading, assignments, excluded
from dsl.model.references import expand
from dsl.model.rule import Rule
from dsl.model.walk import action_expressions, parts_of, rule_expressions

MOST_READINGS = 4_096


def check_graph(plan: Plan) -> Iterator[Diagnostic]:
    """The circles of a plan whose book is otherwise right: only those that some reading closes."""
    for circle in _circles_read(plan):
        yield diagnose("G701", _span(circle[0], plan), path=_path(circle),
                       related=[_span(n, plan) for n in circle[1:-1]])  # fmt: skip


def _circles_read(plan: Plan) -> list[list[str]]:
    """The circles whatever is read; where readings guard what is on them, those of the first reading that has any.

    Under any reading a circle lies within one knot of the graph of all readings, so that only the questions that guard
    something in that knot need be tried.
    """
    edges = _edges(plan, {})
    steps = {r: [r.removeprefix("previous ")] for reads in edges.values() for r in reads if r.startswith("previous ")}
    return [circle for knot in knots({**edges, **steps}) for circle in _in_knot(knot, edges, plan)]


def _in_knot(knot: frozenset[str], edges: Edges, plan: Plan) -> list[list[str]]:
    found = _all_circles(_within(knot, edges), plan)
    asked = _guarding(knot, plan)
    if not found or not asked or prod(len(r.keys) for r in asked) > MOST_READINGS:
        return found
    for choice in assignments(asked):
        circles = _all_circles(_within(knot, _edges(plan, choice, knot)), plan)
        if circles:
            return circles
    return []


def _within(knot: frozenset[str], edges: Edges) -> Edges:
    return {node: [r for r in reads if r in knot] for node, reads in edges.items() if node in knot}


def _guarding(knot: frozenset[str], plan: Plan) -> list[Reading]:
    """The questions that guard priorities in a knot, and those with a default that guard its rules (without one, none
    drops out)."""
    readings, rules = plan.book.readings, {name_of(node) for node in knot if node.split(" ")[-2] != "term"}
    asked = {g.question for pair, guards in plan.priorities.items() if rules.issuperset(pair) for g in guards}
    asked |= {g.question for r in rules & plan.rules.keys() for g in plan.rules[r].under
              if readings[g.question].default is not None}  # fmt: skip
    return [reading for q, reading in readings.items() if q in asked]


def _circles(edges: Edges) -> list[list[str]]:
    seen: set[str] = set()
    return [circle for start in edges if (circle := _circle(start, edges, seen))]


def _all_circles(edges: Edges, plan: Plan) -> list[list[str]]:
    """Circles within one moment of the book, and those that the member before closes."""
    return _circles(edges) or list(backward_circles(edges, plan))


def _edges(plan: Plan, choice: Choice, knot: frozenset[str] = frozenset()) -> Edges:
    """Nodes: `term X`, `rule R` (its outcome) and `holds R` (its condition and what beats it); those of a knot alone,
    where one is given."""
    edges: Edges = {}
    wanted = {name_of(node) for node in knot}
    for rule in plan.rules.values():
        if wanted and rule.id not in wanted:
            continue
        if _left_out(rule, plan, choice):
            edges |= {f"holds {rule.id}": [], f"rule {rule.id}": []}
            continue
        edges[f"holds {rule.id}"] = _held(rule, plan, choice)
        against = [n for c in plan.contradictors[rule.id] for n in _contradictor(rule, plan.rules[c], plan, choice)]
        others = [
            r for key, node in rule_expressions(rule) if key not in ("when", "unless") for r in _reads(node, plan)
        ]
        acts = _acts(rule, plan) if rule.kind == "must" else []
        edges[f"rule {rule.id}"] = [f"holds {rule.id}", *against, *others, *acts]
    for entry in plan.book.vocabulary.entries.values():
        if wanted and entry.id not in wanted:
            continue
        own = _reads(entry.define, plan) if entry.define is not None else []
        made = plan.definers.get(entry.id, ()) + plan.causes.get(entry.id, ())
        parts = () if entry.parts is None else (entry.parts.whole, entry.parts.at, entry.parts.counts)
        edges[f"term {entry.id}"] = [*own, *(f"rule {r}" for r in made), *(f"term {part}" for part in parts)]
    for node, steps, by in series_reads(plan):
        edges[node] = [f"term {by}", *(name for step in steps for name in _reads(step, plan))]
    return with_members(edges, plan)


def _left_out(rule: Rule, plan: Plan, choice: Choice) -> bool:
    """Whether nothing of a rule is looked at as the book is read; a question without default may stay open."""
    return any(plan.book.readings[g.question].default is not None and excluded([g], choice) for g in rule.under)


def _held(rule: Rule, plan: Plan, choice: Choice, but: str = "") -> list[str]:
    """What a rule's condition reads, and what beats it as the book is read; `but` is left out."""
    beaters = [b for b in plan.beaters[rule.id] if b != but and not _never(b, rule.id, plan, choice)]
    others = [*beaters, *plan.providers.get(rule.id, ())]
    return [*_condition_reads(rule, plan), *(f"rule {b}" for b in others), *_higher(rule, plan)]


def _higher(rule: Rule, plan: Plan) -> list[str]:
    """What goes before a rule by its document's rank; and where values clash, what both are made of."""
    reads: list[str] = []
    for other in (plan.rules[r] for r in plan.higher.get(rule.id, ())):
        compared = (rule, other) if rule.kind == other.kind else ()
        values = [node for r in compared for key, node in rule_expressions(r) if key not in ("when", "unless")]
        reads += [f"rule {other.id}", *(name for node in values for name in _reads(node, plan))]
    return reads


def _never(beater: str, beaten: str, plan: Plan, choice: Choice) -> bool:
    guards = plan.priorities.get((beater, beaten))
    return guards is not None and all(excluded([g], choice) for g in guards)


def _settled(one: str, other: str, plan: Plan, choice: Choice) -> bool:
    """Whether one of two rules beats the other as the book is read, so that they do not contradict."""
    guards = (*plan.priorities.get((one, other), ()), *plan.priorities.get((other, one), ()))
    return any(choice.get(g.question) == g.answer for g in guards)


def _contradictor(rule: Rule, other: Rule, plan: Plan, choice: Choice) -> list[str]:
    """Its condition; and where values clash rather than kinds, what its value is made of. Where a reading makes one of
    the two beat the other, they contradict only under another, in which it does not."""
    if _left_out(other, plan, choice) or _settled(rule.id, other.id, plan, choice):
        return []
    values = [r for k, node in rule_expressions(other) if k not in ("when", "unless") for r in _reads(node, plan)]
    between = {(rule.id, other.id), (other.id, rule.id)} & set(plan.priorities)
    held = _held(other, plan, choice, rule.id) if between else [f"holds {other.id}"]
    return [*held, *(values if rule.kind == other.kind else ())]


def _condition_reads(rule: Rule, plan: Plan) -> list[str]:
    scope = plan.book.settings.scope
    reads = [] if scope is None or rule.term == scope or document_of(rule.id) else [f"term {scope}"]
    version = None if rule.effective is None else rule.effective.holds
    for node in (version, rule.when, rule.unless):
        if node is not None:
            reads += _reads(node, plan)
    return reads


def _acts(rule: Rule, plan: Plan) -> list[str]:
    """The event that performs an action, and what says that it counts or is kept."""
    action = plan.book.vocabulary.actions.get(rule.action or "")
    if action is None:
        return []
    out = [f"term {action.event}"] if action.event else []
    for node in action_expressions(action).values():
        out += _reads(node, plan)
    return out


def _reads(expression: x.Expression, plan: Plan) -> list[str]:
    """What an expression reads, innermost last; what it runs over, it reads of every member."""
    inside = [name for part in parts_of(expression) for name in _reads(part, plan)]
    series = series_run_over(expression, plan)
    named = _named(expression, plan)
    if series is None:
        return [*named, *inside]
    return [f"series {series}", *(of_all(name, series, plan) for name in (*named, *inside))]


def _named(node: x.Expression, plan: Plan) -> list[str]:
    match node:
        case x.Holds(entry) | x.Read(entry):
            return [f"term {entry}"]
        case x.Previous(entry):
            return [f"previous term {entry}"]
        case x.Happened(event) | x.At(event) | x.Scheduled(event):
            return [f"term {event}"]
        case x.TookEffect(event):
            able = plan.powers.get(event, ()) + plan.bans.get(event, ())
            return [f"term {event}", *(f"rule {r}" for r in able)]
        case x.State(provision, state):
            rules = expand(provision, plan.provisions, plan.rules)
            acted = state in ("violated", "exercised")
            return [n for r in rules for n in (f"rule {r}", *(_acts(plan.rules[r], plan) if acted else ()))]
        case x.EffectMoment(provision):
            rules = expand(provision, plan.provisions, plan.rules)
            rivals = [c for r in rules for c in plan.causes.get(plan.rules[r].event or "", ())]
            return [f"rule {r}" for r in (*rules, *rivals)]
        case x.Aggregate(entry=str(entry)) | x.FirstAfter(entry):
            return [f"term {entry}"]
        case _:
            return []


def _circle(start: str, edges: Edges, seen: set[str]) -> list[str]:
    """A circle reachable from a node, its first node repeated at the end; empty where there is none."""
    path: list[str] = []
    on_path: set[str] = set()
    stack: list[tuple[str, Iterator[str]]] = []

    def enter(node: str) -> None:
        seen.add(node)
        path.append(node)
        on_path.add(node)
        stack.append((node, iter(edges.get(node, []))))

    if start not in seen:
        enter(start)
    while stack:
        node, further = stack[-1]
        following = next(further, None)
        if following is None:
            stack.pop()
            path.pop()
            on_path.discard(node)
        elif following in on_path:
            return [*path[path.index(following) :], following]
        elif following not in seen:
            enter(following)
    return []


def _path(circle: list[str]) -> str:
    """The names on the way round; a rule and its condition are one stop."""
    names = [name_of(n) for n in circle]
    stops = [n for at, n in enumerate(names) if at == 0 or n != names[at - 1]]
    return " → ".join(stops if len(stops) > 1 else stops * 2)


def _span(node: str, plan: Plan) -> Span:
    kind, name = node.split(" ")[-2:]
    if kind == "series":
        return plan.book.vocabulary.records[name].span
    if kind == "term":
        return plan.book.vocabulary.entries[name].span
    return plan.rules[name].span if name in plan.rules else NOWHERE
