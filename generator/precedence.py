"""What beats what: the order of the documents, the priorities between rules, and where their picture draws them."""

from dataclasses import dataclass

from dsl.wording import answer_words
from generator.pages import Views
from generator.places import Link

STEP, TOP = 28, 34
"""The height of a line of the picture, and of what stands above the first."""


@dataclass(frozen=True, slots=True)
class LayerView:
    name: str
    place: Link


@dataclass(frozen=True, slots=True)
class PriorityView:
    """One rule beats another; `readings`: only where the terms are read so."""

    winner: Link
    winner_rule: str
    loser: Link
    loser_rule: str
    readings: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NodeView:
    text: str
    y: int


@dataclass(frozen=True, slots=True)
class LineView:
    start: int
    end: int
    guarded: bool


@dataclass(frozen=True, slots=True)
class PictureView:
    """Provisions that beat on the left, provisions that are beaten on the right, lines between them."""

    left: tuple[NodeView, ...]
    right: tuple[NodeView, ...]
    lines: tuple[LineView, ...]
    height: int


def layers(views: Views) -> tuple[LayerView, ...]:
    """The documents, highest first."""
    found = views.book.settings.layers
    return tuple(LayerView(views.word(y.phrase), views.places.link(y.provision)) for y in found)


def priorities(views: Views) -> tuple[PriorityView, ...]:
    """Every pair of rules of which one beats the other, by the rule that prevails."""
    plan = views.plan
    order = {rule: at for at, rule in enumerate(plan.rules)}
    pairs = [(beater, beaten) for beaten, beaters in plan.beaters.items() for beater in beaters]
    return tuple(_priority(*pair, views) for pair in sorted(pairs, key=lambda p: (order[p[0]], order[p[1]])))


def _priority(winner: str, loser: str, views: Views) -> PriorityView:
    guards = views.plan.priorities.get((winner, loser), ())
    readings = tuple(
        Link(answer_words(g.question, g.answer, views.language, views.book), f"readings.md#r-{g.question}")
        for g in guards
    )
    return PriorityView(views.places.link(winner), winner, views.places.link(loser), loser, readings)


def picture(found: tuple[PriorityView, ...]) -> PictureView:
    """Each provision once a side, in the order of the document; what it loses to in part is drawn as one line."""
    winners = list(dict.fromkeys(p.winner.text for p in found))
    losers = list(dict.fromkeys(p.loser.text for p in found))
    rows = max(len(winners), len(losers), 1)
    left, right = _column(winners, rows), _column(losers, rows)
    lines = {(left[p.winner.text], right[p.loser.text]): bool(p.readings) for p in found}
    return PictureView(
        tuple(NodeView(*node) for node in left.items()), tuple(NodeView(*node) for node in right.items()),
        tuple(LineView(start, end, guarded) for (start, end), guarded in lines.items()), TOP + rows * STEP,
    )  # fmt: skip


def _column(names: list[str], rows: int) -> dict[str, int]:
    """Names spread evenly over the height of the picture."""
    return {name: TOP + (2 * at + 1) * rows * STEP // (2 * len(names)) for at, name in enumerate(names)}
