"""The life of a contract: what is in force from when until when in one case of the book, and what happens then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from dsl.facts import read_case
from dsl.model.outcome import Key, Outcome
from dsl.model.plan import Plan
from dsl.model.rule import NORMS
from dsl.model.timeline import Timeline
from dsl.model.value import TRUE
from dsl.pipeline import read_facts, timeline_node
from dsl.wording import KIND_WORDS, subject_words, what_words
from dsl.wording.frames import fill
from dsl.wording.register import state_words
from dsl.wording.values import day_words, party_words
from generator.pages import Views
from generator.pictures import clipped
from generator.places import Link, half

DAYS = 365
NAMES, SCALE, ROW, HEAD = 264, 480, 22, 34
"""The space for the names of the norms, for the days, for a row, and for what stands above the rows."""

_DENIED = {"ja": "〔{kind}〕{what}", "en": "{kind}: {what}"}

State = tuple[date, Outcome | None]
"""How an outcome stands from a day on."""


@dataclass(frozen=True, slots=True)
class StretchView:
    """A norm stands so from `first` until `last`, both included; `late`: it is breached."""

    first: str
    last: str
    told: str
    late: bool
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class MomentView:
    """What is done, or happens, on a day."""

    day: str
    told: str
    x: int


@dataclass(frozen=True, slots=True)
class RowView:
    """One norm or effect; `label`: as much of its name as the picture has space for."""

    place: Link
    name: str
    label: str
    stretches: tuple[StretchView, ...]
    moments: tuple[MomentView, ...]
    y: int


@dataclass(frozen=True, slots=True)
class MonthView:
    number: int
    name: str
    x: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """The rows of one article."""

    article: Link
    rows: tuple[RowView, ...]
    y: int


@dataclass(frozen=True, slots=True)
class LifeView:
    """`throughout`: the norms that stand all the time as they do on the first day, which the picture leaves out."""

    name: str
    first: str
    last: str
    months: tuple[MonthView, ...]
    groups: tuple[GroupView, ...]
    throughout: tuple[Link, ...]
    width: int
    height: int


def read_life(plan: Plan, file: Path) -> Timeline:
    """The year that begins on the as-of date of a file of facts. Raises BadInput."""
    node = read_facts(file)[0]
    first = read_case(node, plan.book).as_of
    return timeline_node(plan, node, first, first + timedelta(days=DAYS - 1))


def life(timeline: Timeline, views: Views) -> LifeView:
    """Norms as stretches of days and effects as moments, by article; what never changes is only named."""
    scale = Scale(timeline.first, timeline.last)
    rows = [row for states in _states(timeline) if (row := _row(states, scale, views)) is not None]
    still = [row for row in rows if _never_changes(row, scale)]
    groups = tuple(_grouped([row for row in rows if row not in still], views))
    bottom = groups[-1].rows[-1].y + ROW if groups else HEAD
    return LifeView(
        half(timeline.case, views.language), day_words(timeline.first, views.language),
        day_words(timeline.last, views.language), tuple(scale.months()), groups,
        tuple(dict.fromkeys(row.place for row in still)), NAMES + SCALE + 10, bottom + 6,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a day stands from left to right."""

    first: date
    last: date

    def x(self, day: date) -> int:
        return NAMES + (day - self.first).days * SCALE // ((self.last - self.first).days + 1)

    def months(self) -> Iterator[MonthView]:
        days = (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))
        for day in (day for day in days if day.day == 1):
            yield MonthView(day.month, day_words(day, "en")[:3], self.x(day))


def _states(timeline: Timeline) -> Iterator[list[State]]:
    """How each norm and effect stands from the first day on, in the document's order."""
    found: dict[Key, list[State]] = {o.key: [(timeline.first, o)] for o in timeline.start}
    for change in timeline.changes:
        found.setdefault(change.outcome.key, [(timeline.first, change.before)]).append((change.day, change.after))
    for states in found.values():
        if any(o is not None and o.kind in (*NORMS, "effect") for _, o in states):
            yield states


def _row(states: list[State], scale: Scale, views: Views) -> RowView | None:
    """The row of one norm or effect; None where it never stands and nothing happens."""
    stretches, moments = tuple(_stretches(states, scale, views)), tuple(_moments(states, scale, views))
    if not stretches and not moments:
        return None
    about = next(outcome for _, outcome in states if outcome is not None)
    place, what = views.places.link(about.provision), _what(about, views)
    cited = place.text if views.language == "ja" else views.places.cited[about.provision].short
    record = subject_words(about.subject, views.book, views.language)
    label = clipped(f"{cited}{record} {what}", (NAMES - 20) * 14 // 12)
    who = party_words(about.bearer, views.language, views.book) if about.bearer else ""
    told = f"{who}{'：' if views.language == 'ja' else ': '}{what}" if who else what
    return RowView(place, f"{told}{record}", label, stretches, moments, 0)


def _what(outcome: Outcome, views: Views) -> str:
    """What is to be done, may be done, or happens, whether or not it does on this day; with its kind where the act
    itself is what need not, or must not, be done."""
    event = views.plan.rules[outcome.rule].event
    if event is not None:
        return views.word(views.book.vocabulary.entries[event].phrase)
    what = what_words(outcome, views.book, views.language)
    return fill(_DENIED[views.language], {"what": what, "kind": _kind(outcome, views)}) if _denies(outcome) else what


def _denies(outcome: Outcome) -> bool:
    return outcome.kind in ("must not", "need not")


def _kind(outcome: Outcome, views: Views) -> str:
    return KIND_WORDS[views.language][outcome.kind]


def _stretches(states: Sequence[State], scale: Scale, views: Views) -> Iterator[StretchView]:
    """The days on which it stands, those of one state together."""
    merged: list[State] = []
    for day, outcome in states:
        if not merged or _told(merged[-1][1], views) != _told(outcome, views):
            merged.append((day, outcome))
    for (first, outcome), (end, _) in pairwise([*merged, (scale.last + timedelta(days=1), None)]):
        if outcome is not None and _stands(outcome):
            x, last = scale.x(first), end - timedelta(days=1)
            late = outcome.duty is not None and outcome.duty.state == "breached"
            days = day_words(first, views.language), day_words(last, views.language)
            yield StretchView(days[0], days[1], _told(outcome, views), late, x, max(scale.x(end) - x, 2))


def _told(outcome: Outcome | None, views: Views) -> str:
    return "" if outcome is None else state_words(outcome, views.language)


def _moments(states: Sequence[State], scale: Scale, views: Views) -> Iterator[MomentView]:
    """The days on which it is performed, exercised or happens."""
    for (_, before), (day, after) in pairwise(states):
        if after is not None and _is_done(after) and not (before is not None and _is_done(before)):
            yield MomentView(day_words(day, views.language), _told(after, views), scale.x(day))


def _stands(outcome: Outcome) -> bool:
    return outcome.status == "in_force" and outcome.effect is None and not _is_done(outcome)


def _is_done(outcome: Outcome) -> bool:
    """Whether nothing is left of a duty, a power is used, or an event has happened."""
    if outcome.status != "in_force":
        return False
    if outcome.duty is not None:
        return outcome.duty.state in ("fulfilled", "fulfilled_late")
    if outcome.effect is not None:
        return outcome.effect.state == "occurred"
    return outcome.kind == "may" and outcome.exercised == TRUE


def _never_changes(row: RowView, scale: Scale) -> bool:
    return not row.moments and len(row.stretches) == 1 and row.stretches[0].width == SCALE


def _grouped(rows: Sequence[RowView], views: Views) -> Iterator[GroupView]:
    """By article, in the order of the book, from the top of the picture on."""
    y = HEAD
    for article in views.book.articles:
        homes = {views.places.link(p.id) for p in article.provisions}
        found = [row for row in rows if row.place in homes]
        link = views.article_link(article)
        if found and link is not None:
            placed = tuple(replace(row, y=y + ROW * (at + 1)) for at, row in enumerate(found))
            yield GroupView(link, placed, y)
            y += ROW * (len(found) + 1) + 6
