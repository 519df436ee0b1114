"""What beats what: the order of the documents, the priorities between rules, and where their picture draws them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dsl.model import expression as x
from dsl.wording import answer_words
from generator.pages import Views
from generator.pictures import width
from generator.places import Link

STEP, TOP, SIDE, BETWEEN = 28, 34, 10, 110
"""The height of a line of the picture, and of what stands above the first; its margin, and the space of the lines."""


@dataclass(frozen=True, slots=True)
class LayerView:
    name: str
    place: Link


@dataclass(frozen=True, slots=True)
class GuardView:
    """An answer on which a priority depends; `adopted`: it is the book's own."""

    answer: Link
    adopted: bool


@dataclass(frozen=True, slots=True)
class SideView:
    """A rule that beats, or is beaten; `what` it is about, where its provision has more than one."""

    place: Link
    rule: str
    what: str


@dataclass(frozen=True, slots=True)
class PriorityView:
    """One rule beats another; `readings`: only where the terms are read so."""

    winner: SideView
    loser: SideView
    readings: tuple[GuardView, ...]

    @property
    def told(self) -> tuple[object, ...]:
        """What a reader sees of it."""
        sides = (self.winner, self.loser)
        return (*(side.place for side in sides), *(side.what for side in sides), self.readings)

    @property
    def adopted(self) -> bool:
        """Whether it holds as the book is read."""
        return all(guard.adopted for guard in self.readings)


@dataclass(frozen=True, slots=True)
class NodeView:
    place: Link
    y: int


@dataclass(frozen=True, slots=True)
class LineView:
    start: int
    end: int
    guarded: bool


@dataclass(frozen=True, slots=True)
class PictureView:
    """Provisions that beat end at `left`, those that are beaten begin at `right`, lines between them. `name`: tells its
    title apart from those of the other pictures of the page."""

    name: str
    left: int
    right: int
    width: int
    height: int
    winners: tuple[NodeView, ...]
    losers: tuple[NodeView, ...]
    lines: tuple[LineView, ...]


def layers(views: Views) -> tuple[LayerView, ...]:
    """The documents, highest first."""
    found = views.book.settings.layers
    return tuple(LayerView(views.word(y.phrase), views.places.link(y.provision)) for y in found)


def priorities(views: Views) -> tuple[PriorityView, ...]:
    """Every pair of rules of which one beats the other, by the rule that prevails."""
    plan = views.plan
    order = {rule: at for at, rule in enumerate(plan.rules)}
    pairs = [(beater, beaten) for beaten, beaters in plan.beaters.items() for beater in beaters]
    found = (_priority(*pair, views) for pair in sorted(pairs, key=lambda p: (order[p[0]], order[p[1]])))
    return tuple({pair.told: pair for pair in found}.values())


def _priority(winner: str, loser: str, views: Views) -> PriorityView:
    guards = views.plan.priorities.get((winner, loser), ())
    return PriorityView(_side(winner, views), _side(loser, views), tuple(_guard(g, views) for g in guards))


def _guard(guard: x.Under, views: Views) -> GuardView:
    told = answer_words(guard.question, guard.answer, views.language, views.book)
    adopted = views.book.readings[guard.question].default == guard.answer
    return GuardView(Link(told, f"readings.md#r-{guard.question}"), adopted)


def _side(rule: str, views: Views) -> SideView:
    return SideView(views.places.link(rule), rule, views.subject_of(views.plan.rules[rule]) if "#" in rule else "")


def by_article(found: tuple[PriorityView, ...]) -> dict[str, tuple[PriorityView, ...]]:
    """The pairs of which one rule, or both, stand in an article, by its number."""
    pairs: dict[str, list[PriorityView]] = {}
    for pair in found:
        for number in dict.fromkeys((_article(pair.winner.rule), _article(pair.loser.rule))):
            pairs.setdefault(number, []).append(pair)
    return {number: tuple(those) for number, those in pairs.items()}


def _article(rule: str) -> str:
    return rule.partition("#")[0].partition(".")[0]


def picture(found: tuple[PriorityView, ...], name: str) -> PictureView:
    """Each provision once a side, in the order of the document; what it loses to in part is drawn as one line."""
    winners, losers = dict.fromkeys(p.winner.place for p in found), dict.fromkeys(p.loser.place for p in found)
    rows = max(len(winners), len(losers), 1)
    left, right = _column(winners, rows), _column(losers, rows)
    lines = {(left[p.winner.place], right[p.loser.place]): not p.adopted for p in found}
    ends = SIDE + _widest(winners)
    return PictureView(
        name, ends, ends + BETWEEN, ends + BETWEEN + _widest(losers) + SIDE, TOP + rows * STEP,
        tuple(NodeView(*node) for node in left.items()), tuple(NodeView(*node) for node in right.items()),
        tuple(LineView(start, end, guarded) for (start, end), guarded in lines.items()),
    )  # fmt: skip


def _widest(places: Iterable[Link]) -> int:
    return max((int(width(place.text)) for place in places), default=0)


def _column(places: Collection[Link], rows: int) -> dict[Link, int]:
    """Places spread evenly over the height of the picture."""
    return {place: TOP + (2 * at + 1) * rows * STEP // (2 * len(places)) for at, place in enumerate(places)}
