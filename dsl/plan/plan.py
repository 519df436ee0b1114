"""The relations between rules, worked out once (language 3.3, 5.1)."""

from collections.abc import Callable, Iterable, Mapping

from dsl.model.book import Book
from dsl.model.expression import Under
from dsl.model.plan import Plan
from dsl.model.references import expand
from dsl.model.rule import EACH_PARTY, NORMS, Provision, Rule
from dsl.model.vocabulary import CASE
from dsl.plan.layers import outranking, providing, same_layer


def make_plan(book: Book) -> Plan:
    """Work out a plan. The book must have no errors; the plan refers to rules by id, in the document's order."""
    provisions = {p.id: p for p in _in_order(book)}
    rules = {r.id: r for p in provisions.values() for r in p.rules}
    providers = providing(rules, provisions, book)
    naming = _naming(rules.values(), provisions, rules)
    beaters = {
        r.id: _with(_beaters(r, naming, provisions, rules), providers.get(r.id, ()) if r.otherwise else ())
        for r in rules.values()
    }
    priorities = _priorities(rules.values(), provisions, rules)
    always = {r: tuple(b for b in found if (b, r) not in priorities) for r, found in beaters.items()}
    alike = same_layer(book, rules.values())
    about: dict[str, list[Rule]] = {}
    for rule in rules.values():
        about.setdefault(_subject(rule), []).append(rule)

    def near(rule: Rule) -> Iterable[Rule]:
        return about[_subject(rule)]

    def may_clash(one: Rule, other: Rule) -> bool:
        return _may_clash(one, other, always, provisions, rules)

    return Plan(
        book, rules, provisions, beaters,
        {
            r.id: tuple(o.id for o in near(r) if alike(r, o) and may_clash(r, o)) for r in rules.values()
        },
        _grouped(rules.values(), lambda r: r.term if r.kind == "define" else None),
        _grouped(rules.values(), lambda r: r.event if r.kind == "effect" else None),
        _grouped(rules.values(), lambda r: _power(book, r) if r.kind == "may" else None),
        _grouped(rules.values(), lambda r: _power(book, r) if r.kind == "must not" else None),
        _paths(book), priorities, providers, outranking(list(rules.values()), book, near, may_clash),
        book.vocabulary.ways(),
    )  # fmt: skip


def _with(some: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *more)))


def _in_order(book: Book) -> list[Provision]:
    """As in the table of contents; what it does not list comes after, as loaded."""
    rank = {ident: at for at, ident in enumerate(book.units)}
    return sorted(book.provisions, key=lambda p: rank.get(p.id, len(rank)))


def _paths(book: Book) -> tuple[str, ...]:
    """How facts name the vocabulary's entries (`invoices.due_on`), in the vocabulary's order."""
    found: dict[str, list[str]] = {}
    _collect(book, CASE, (), (), found)
    return tuple(path for entry in book.vocabulary.entries.values() for path in found.get(entry.id, ()))


def _collect(
    book: Book, record: str, steps: tuple[str, ...], above: tuple[str, ...], found: dict[str, list[str]]
) -> None:
    for entry in book.vocabulary.records[record].entries:
        path = (*steps, entry.key)
        found.setdefault(entry.id, []).append(".".join(path))
        if entry.holds is not None and entry.holds not in (*above, record):
            _collect(book, entry.holds, path, (*above, record), found)


def _grouped(rules: Iterable[Rule], key: Callable[[Rule], str | None]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        name = key(rule)
        if name is not None:
            out[name] = (*out.get(name, ()), rule.id)
    return out


def _power(book: Book, rule: Rule) -> str | None:
    action = book.vocabulary.actions.get(rule.action or "")
    return action.event if action is not None and action.power else None


def _subject(rule: Rule) -> str:
    """What a rule speaks of: only rules about one thing can contradict each other."""
    return f"define {rule.term}" if rule.kind == "define" else f"do {rule.action}"


def _naming(
    all_rules: Iterable[Rule], provisions: Mapping[str, Provision], rules: Mapping[str, Rule]
) -> Mapping[str, list[str]]:
    """The rules that say of themselves that they beat a rule, by the rule that is beaten."""
    found: dict[str, list[str]] = {}
    for rule in all_rules:
        for beaten in dict.fromkeys(b for reference in rule.overrides for b in expand(reference, provisions, rules)):
            found.setdefault(beaten, []).append(rule.id)
    return found


def _beaters(
    rule: Rule, naming: Mapping[str, list[str]], provisions: Mapping[str, Provision], rules: Mapping[str, Rule]
) -> tuple[str, ...]:
    above = [r for reference in rule.subject_to for r in expand(reference, provisions, rules)]
    return tuple(dict.fromkeys(r for r in (*naming.get(rule.id, ()), *above) if r != rule.id))


def _priorities(
    all_rules: Iterable[Rule], provisions: Mapping[str, Provision], rules: Mapping[str, Rule]
) -> dict[tuple[str, str], tuple[Under, ...]]:
    """The readings under which one rule beats another; a pair that is also named without one is left out."""
    found: dict[tuple[str, str], list[Under]] = {}
    always: set[tuple[str, str]] = set()
    for rule in all_rules:
        for key, references in (("overrides", rule.overrides), ("subject to", rule.subject_to)):
            for at, reference in enumerate(references):
                guard = _guard(rule, key, reference, references[:at].count(reference))
                for other in expand(reference, provisions, rules):
                    pair = (rule.id, other) if key == "overrides" else (other, rule.id)
                    if guard is None:
                        always.add(pair)
                    else:
                        found.setdefault(pair, []).append(guard)
    return {pair: tuple(guards) for pair, guards in found.items() if pair not in always}


def _guard(rule: Rule, key: str, reference: str, nth: int) -> Under | None:
    """The guard of the nth mention of a reference; the mentions without one come last."""
    guards = [g.under for g in rule.guarded if g.key == key and g.reference == reference]
    return guards[nth] if nth < len(guards) else None


def _may_clash(
    rule: Rule,
    other: Rule,
    beaters: Mapping[str, tuple[str, ...]],
    provisions: Mapping[str, Provision],
    rules: Mapping[str, Rule],
) -> bool:
    """Whether two rules can contradict, and neither says of itself which prevails."""
    return (
        other.id != rule.id
        and other.id not in beaters[rule.id]
        and rule.id not in beaters[other.id]
        and _in_one_version(rule, other)
        and contradict(rule, other)
        and not _includes(rule, other, provisions, rules)
    )


def _in_one_version(one: Rule, other: Rule) -> bool:
    return one.effective is None or other.effective is None or one.effective.meets(other.effective)


_OPPOSITE = ({"must", "must not"}, {"may", "must not"}, {"must", "need not"})


def contradict(one: Rule, other: Rule) -> bool:
    """Whether two rules can contradict: opposite norms about one action between the same parties, two definitions of
    one term, two amounts or deadlines of one duty."""
    if one.kind == other.kind == "define":
        return one.term == other.term
    if one.kind not in NORMS or other.kind not in NORMS or one.action != other.action or not _same_parties(one, other):
        return False
    if one.kind == other.kind == "must":
        amounts = one.amount is not None and other.amount is not None
        return amounts or (one.deadline is not None and other.deadline is not None)
    return {one.kind, other.kind} in _OPPOSITE


def _same_parties(one: Rule, other: Rule) -> bool:
    if EACH_PARTY in (one.bearer, other.bearer):
        return True
    return one.bearer == other.bearer and one.counterparty == other.counterparty


def _includes(one: Rule, other: Rule, provisions: Mapping[str, Provision], rules: Mapping[str, Rule]) -> bool:
    return any(b.id in expand(i, provisions, rules) for a, b in ((one, other), (other, one)) for i in a.includes)
