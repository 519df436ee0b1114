"""Series: the records of a list put in order, or made one from the other (language 6a)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from dsl.base.moment import Moment
from dsl.evaluate.bounds import day_of
from dsl.evaluate.run import Env, Run
from dsl.evaluate.truth import is_false, needs_of
from dsl.model.case import Instance
from dsl.model.value import Known, Need, Needs, Null, Plain, Unknown, Value
from dsl.model.vocabulary import Entry, Series

Before = Instance | Needs | None
"""The member before one: a record, none (it is the first), or what would tell which it is."""

Enough = Callable[[Env], bool]
"""Whether a series has been made out far enough with the member of an environment."""

Shown = tuple[tuple[Instance, ...], bool, Needs]
"""The members to look at, whether these are all, and what tells whether there are more."""


class SeriesProblem(Exception):
    """A series that cannot be made out: an error that names it (language 6a.2). `code` names the diagnostic."""

    def __init__(self, code: str, **arguments: object):
        self.code, self.arguments = code, arguments
        super().__init__(code)


@dataclass
class Chain:
    """A series as far as it has been made out: `over` where no member follows, `waits` where one may.

    `given` are the records of the facts by key, which become the members with these keys; `asked` the questions that
    each step consulted, so that whoever reads a member has consulted them, too.
    """

    path: str
    outer: Env
    series: Series
    given: dict[date, Instance] = field(default_factory=dict)
    items: list[Instance] = field(default_factory=list)
    keys: list[date] = field(default_factory=list)
    over: bool = False
    waits: Needs = frozenset()
    growing: bool = False
    asked: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return not (self.over or self.waits or self.growing)


def _chain(run: Run, env: Env, entry: Entry, series: Series, path: str) -> tuple[Chain, bool]:
    """The chain of a list, and whether it is new."""
    key = (env.stack[-1].path, entry.id)
    found = run.series.get(key)
    if found is None:
        found = run.series[key] = Chain(path, replace(run.env, stack=env.stack), series)
        return found, True
    return found, False


# ── put in order ──────────────────────────────────────────────────────────────────────────────────


def in_order(run: Run, env: Env, entry: Entry, series: Series, path: str) -> tuple[Instance, ...]:
    """The case's own records in the order of their dates; which comes before which is remembered."""
    chain, new = _chain(run, env, entry, series, path)
    if new:
        chain.growing = True
        _, asked = run.consulting(lambda: _put_in_order(run, chain, env.stack[-1].lists.get(entry.key, ())))
        chain.asked.append(asked)
        chain.over, chain.growing = True, False
    for questions in chain.asked:
        run.consults(questions)
    return tuple(chain.items)


def _put_in_order(run: Run, chain: Chain, items: Iterable[Instance]) -> None:
    """A record without a known date stands last, and what comes before it is not known; while a date is open, neither
    is what comes before any other. Each keeps the number by which the facts name it."""
    by = run.plan.book.vocabulary.entries[chain.series.by]
    dated = [(item, run.known(by.id, chain.outer.within(item)).value) for item in items]
    placed = _sorted([(item, at.value) for item, at in dated if isinstance(at, Known)])
    unplaced = [item for item, at in dated if not isinstance(at, Known)]
    chain.items = [*placed, *unplaced]
    open_ = needs_of(at for _, at in dated)
    for n, item in enumerate(chain.items):
        own = frozenset({Need(f"{item.path}.{by.key}")}) if n >= len(placed) else frozenset()
        before: Before = chain.items[n - 1] if n else None
        run.before[item.path] = (open_ | own) or before


def _sorted(placed: list[tuple[Instance, Plain]]) -> list[Instance]:
    """By days, within a day by the hour where each has one; else as listed."""
    out: list[Instance] = []
    for _, group in groupby(sorted(placed, key=lambda p: day_of(p[1])), key=lambda p: day_of(p[1])):
        same = list(group)
        hours = [at.earliest for _, at in same if isinstance(at, Moment) and at.exact]
        if len(hours) == len(same):
            same = [same[n] for n in sorted(range(len(same)), key=hours.__getitem__)]
        out += [item for item, _ in same]
    return out


# ── made one from the other ───────────────────────────────────────────────────────────────────────


def made_out(run: Run, env: Env, entry: Entry, series: Series, path: str, enough: Enough | None) -> Shown:
    """The members up to the first that begins after the as-of date, to the day asked for, or as far as is needed.

    What is shown to one who asks does not hang on how far somebody else has had the series made out.
    Raises SeriesProblem.
    """
    chain, new = _chain(run, env, entry, series, path)
    if new:
        _given(run, chain, env.stack[-1].lists.get(entry.key, ()))
    today = run.case.as_of
    far = max(today, run.case.until or today, *chain.given)
    while chain.open and not (chain.keys and chain.keys[-1] > far):
        _grow(run, chain)
    _all_found(run, chain, far)
    shown = sum(key <= far for key in chain.keys)
    if not any(today < key <= far for key in chain.keys):
        shown += any(key > far for key in chain.keys)
    if enough is not None:
        shown = max(shown, _needed(run, chain, enough))
    env.turns_on(chain.keys)
    for questions in chain.asked[: shown + 1]:
        run.consults(questions)
    last = shown == len(chain.items)
    waits = frozenset({Need(path)}) if chain.growing else chain.waits
    return tuple(chain.items[:shown]), not (last and waits), waits if last else frozenset()


def _needed(run: Run, chain: Chain, enough: Enough) -> int:
    at = 0
    while at < len(chain.items) or chain.open:
        if at == len(chain.items):
            _grow(run, chain)
        elif enough(chain.outer.within(chain.items[at])):
            return at + 1
        else:
            at += 1
    return len(chain.items)


def _given(run: Run, chain: Chain, items: Iterable[Instance]) -> None:
    """The records of the facts, each to be the member with its key; the facts' reader sees to it that each has one."""
    for item in items:
        key = item.values[run.plan.book.vocabulary.entries[chain.series.by].key]
        assert isinstance(key, Known)
        chain.given[day_of(key.value)] = item


def _grow(run: Run, chain: Chain) -> None:
    """One member more, or the end, or what tells whether there is one."""
    chain.growing = True
    try:
        at, asked = run.consulting(lambda: _following(run, chain))
        chain.asked.append(asked)
    finally:
        chain.growing = False
    match at:
        case Null():
            chain.over = True
        case Unknown(needs):
            chain.waits = needs or frozenset({Need(chain.path)})
        case Known(value):
            _add(run, chain, day_of(value))


def _following(run: Run, chain: Chain) -> Value:
    """The key of the next member; null where there is none. What the facts tell of a member shows that there is one."""
    first, following = chain.series.first, chain.series.next
    assert first is not None
    assert following is not None
    if not chain.items:
        return run.apart(lambda: run.term(first, chain.outer.planned()))
    here = chain.outer.within(chain.items[-1])
    on = chain.series.goes_on
    more = None if on is None else run.apart(lambda: run.condition(on, here))
    if more is not None and is_false(more):
        return Null()
    at = run.apart(lambda: run.term(following, here.planned()))
    if isinstance(more, Unknown) and not (isinstance(at, Known) and day_of(at.value) in chain.given):
        return more
    return at


def _add(run: Run, chain: Chain, key: date) -> None:
    limit = run.plan.book.settings.most_members
    if chain.keys and key <= chain.keys[-1]:
        raise SeriesProblem("Q911", series=chain.path, key=chain.keys[-1], next=key)
    if len(chain.items) >= limit:
        raise SeriesProblem("Q910", series=chain.path, limit=limit)
    before = chain.items[-1] if chain.items else None
    member = chain.given.get(key) or _new(run, chain, key)
    member = replace(member, index=len(chain.items))
    chain.items.append(member)
    chain.keys.append(key)
    run.before[member.path] = before


def _new(run: Run, chain: Chain, key: date) -> Instance:
    by = run.plan.book.vocabulary.entries[chain.series.by]
    values = {**run.case.standing.get(by.record, {}), by.key: Known(key)}
    return Instance(by.record, f"{chain.path}[{key}]", -1, values, {}, {})


def _all_found(run: Run, chain: Chain, far: date) -> None:
    """Every record of the facts is a member. Where the series could not be made out that far, those beyond stand at its
    end, and what comes before them is not known."""
    missing = sorted(key for key in chain.given if key not in chain.keys)
    if not missing or chain.growing:
        return
    if not chain.waits:
        told = ", ".join(str(key) for key in chain.keys) or "—"
        raise SeriesProblem("Q913", series=chain.path, key=missing[0], known=told)
    for key in missing:
        member = replace(chain.given[key], index=len(chain.items))
        chain.items.append(member)
        chain.keys.append(key)
        run.before[member.path] = chain.waits


# ── the member before ─────────────────────────────────────────────────────────────────────────────


def places_before(run: Run, entry: str, place: Env) -> list[Env]:
    """The environments of the members before one, nearest first, back to the one for which an entry is known."""
    found: list[Env] = []
    before = run.before.get(place.stack[-1].path)
    while isinstance(before, Instance):
        there = replace(place, stack=(*place.stack[:-1], before))
        found.append(there)
        if run.is_known(entry, there):
            break
        before = run.before.get(before.path)
    return found


def previous_value(run: Run, entry: str, place: Env, read: Callable[[Env], Value]) -> Value:
    """What is read of the member before; null for the first.

    The members are worked through from the first, so that a long series needs no deep recursion; their grounds are
    their own, and not told again here.
    """
    before = run.before.get(place.stack[-1].path, frozenset({Need(place.stack[-1].path)}))
    if before is None:
        return Null()
    if not isinstance(before, Instance):
        return Unknown(before)
    there, *further = places_before(run, entry, place)
    for earlier in reversed(further):
        run.beforehand(entry, earlier)
    run.source(f"{before.path}.{run.plan.book.vocabulary.entries[entry].key}")
    return run.apart(lambda: read(there))
