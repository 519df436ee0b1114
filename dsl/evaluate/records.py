"""Which record a name speaks of: the innermost of its type, or every record of a list."""

from collections.abc import Iterator
from dataclasses import dataclass

from dsl.evaluate.run import Env, Run
from dsl.evaluate.series import Enough, in_order, made_out
from dsl.model.case import Instance
from dsl.model.value import Need, Needs
from dsl.model.vocabulary import Entry


@dataclass(frozen=True, slots=True)
class Listed:
    """The records of a list of one type. `complete` is false where more may exist: left out, or said to go on."""

    record: str
    items: tuple[Instance, ...]
    complete: bool
    path: str
    waits: Needs = frozenset()

    @property
    def needs(self) -> Needs:
        """What tells whether there are more: the list itself, or what its series goes on by."""
        return self.waits or frozenset({Need(self.path)})

    @property
    def unlisted(self) -> Instance:
        """The record that there may be beside those listed."""
        return blank(self.record, f"{self.path}[?]", self.waits)


def blank(record: str, path: str, waits: Needs = frozenset()) -> Instance:
    """A record of which nothing is known."""
    return Instance(record, path, -1, {}, {}, {}, blank=True, waits=waits)


def path_of(instance: Instance, key: str) -> str:
    """How the facts file names a fact. Of a blank record of a list, the list itself is what is missing."""
    if instance.blank and instance.path.endswith("[?]"):
        return instance.path.removesuffix("[?]")
    return f"{instance.path}.{key}" if instance.path else key


def find(run: Run, record: str, env: Env) -> Env | None:
    """The environment whose innermost record is of a type; None where only a list of them is around."""
    for depth in range(len(env.stack), 0, -1):
        if env.stack[depth - 1].record == record:
            return env.on(env.stack[:depth])
    for depth in range(len(env.stack), 0, -1):
        holder = env.stack[depth - 1]
        for entry in run.plan.book.vocabulary.lists_of(holder.record):
            if entry.kind == "one" and entry.holds == record:
                found = holder.one.get(entry.key) or blank(record, path_of(holder, entry.key), holder.waits)
                return env.on((*env.stack[:depth], found))
    return None


def listed(run: Run, record: str, env: Env, enough: Enough | None = None) -> tuple[Listed, Env]:
    """The nearest list of a type of record, and the environment that holds it; `enough` tells how far a series is
    needed."""
    for depth in range(len(env.stack), 0, -1):
        outer = env.on(env.stack[:depth])
        for place in (outer, *_singles(run, outer)):
            entry = _list_entry(run, place.stack[-1].record, record)
            if entry is not None:
                return _list(run, place, entry, enough), place
    return Listed(record, (), True, record), env


def _singles(run: Run, env: Env) -> Iterator[Env]:
    """The environments of the single records that the innermost one holds."""
    for entry in run.plan.book.vocabulary.lists_of(env.stack[-1].record):
        if entry.kind == "one":
            yield env.within(children(run, env, entry)[0])


def _list_entry(run: Run, holder: str, record: str) -> Entry | None:
    entries = run.plan.book.vocabulary.lists_of(holder)
    return next((e for e in entries if e.kind == "list" and e.holds == record), None)


def _list(run: Run, env: Env, entry: Entry, enough: Enough | None = None) -> Listed:
    """A list of the innermost record around."""
    holder, record = env.stack[-1], entry.holds or ""
    items = holder.lists.get(entry.key)
    path, complete = path_of(holder, entry.key), items is not None and entry.key not in holder.open_lists
    series = run.plan.book.vocabulary.records[record].series
    if series is not None and series.key is not None and entry.in_series and not complete:
        shown, all_, waits = made_out(run, env, entry, series, path, enough)
        return Listed(record, shown, all_, path, waits)
    if items and series is not None:
        items = in_order(run, env, entry, series, path)
    return Listed(record, items or (), complete, path, _waits(run, holder, entry) if items is None else frozenset())


def _waits(run: Run, holder: Instance, entry: Entry) -> Needs:
    """What tells of a list that was left out, where that is not the list itself: the event that is short for it."""
    short = run.plan.book.vocabulary.short_form(holder.record, entry.id)
    return holder.waits if holder.waits or short is None else frozenset({Need(path_of(holder, short.key))})


def children(run: Run, env: Env, entry: Entry) -> tuple[Instance, ...]:
    """The records that an entry of the innermost record around holds."""
    holder = env.stack[-1]
    if entry.kind == "list":
        return _list(run, env, entry).items
    return (holder.one.get(entry.key) or blank(entry.holds or "", path_of(holder, entry.key), holder.waits),)


def every(run: Run, record: str, env: Env, enough: Enough | None = None) -> tuple[list[Env], Listed]:
    """An environment for each record of the nearest list; what is around stays around."""
    found, holder = listed(run, record, env, enough)
    outer = _beside(holder, env)
    return [outer.within(item) for item in found.items], found


def place_unlisted(run: Run, record: str, env: Env) -> Env:
    """The environment of the record that there may be beside those of the nearest list."""
    found, holder = listed(run, record, env)
    return _beside(holder, env).within(found.unlisted)


def _beside(holder: Env, env: Env) -> Env:
    between = tuple(i for i in holder.stack if all(i is not around for around in env.stack))
    return env.on((*env.stack, *between))


def bindings(run: Run, record: str | None, env: Env) -> Iterator[Env]:
    """The environments in which an `each` rule runs: one a record, and one for the unknown where more may exist."""
    if record is None:
        yield env
        return
    single = find(run, record, env)
    if single is not None:
        yield single
        return
    yield from _bound(run, record, env)


def _bound(run: Run, record: str, env: Env) -> Iterator[Env]:
    entries = run.plan.book.vocabulary.lists_of(env.stack[-1].record)
    direct = _list_entry(run, env.stack[-1].record, record)
    if direct is not None:
        found = _list(run, env, direct)
        yield from (env.within(item) for item in found.items)
        if not found.complete:
            yield env.within(found.unlisted)
        return
    for entry in entries:
        if entry.holds is not None and _leads_to(run, entry.holds, record, frozenset()):
            for inner in bindings(run, entry.holds, env):
                yield from _bound(run, record, inner)


def _leads_to(run: Run, holder: str, record: str, seen: frozenset[str]) -> bool:
    if holder in seen:
        return False
    return any(
        e.holds == record or (e.holds is not None and _leads_to(run, e.holds, record, seen | {holder}))
        for e in run.plan.book.vocabulary.lists_of(holder)
    )


def entry_path(run: Run, ident: str, env: Env) -> str:
    """The path of a fact of the nearest record of its type; empty where only a list of them is around."""
    entry = run.plan.book.vocabulary.entries[ident]
    place = find(run, entry.record, env)
    return path_of(place.stack[-1], entry.key) if place is not None else ""
