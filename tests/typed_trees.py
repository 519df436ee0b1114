"""Random conditions and terms that the checker's types allow, over the words of the base book of tests/cases."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from hypothesis import strategies as st

from dsl.base.moment import Duration
from dsl.load.documents import parse_documents, read_text
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.node import Mapping, Scalar

CASES = Path(__file__).parent / "cases"
Strategy = st.SearchStrategy


def write_trees_book(folder: Path) -> None:
    """The base book with the articles of trees.yaml."""
    for source in ("base.yaml", "trees.yaml"):
        (whole,) = parse_documents(read_text(CASES / source, source), source)
        assert isinstance(whole, Mapping)
        files = whole.get("book")
        assert isinstance(files, Mapping)
        for name, text in files.entries:
            assert isinstance(text, Scalar)
            (folder / name.text).parent.mkdir(exist_ok=True)
            (folder / name.text).write_text(text.text, encoding="utf-8")


_MONEY = st.sampled_from([0, 100, 110000]).map(lambda n: x.Constant("money", Fraction(n)))
_NUMBER = st.integers(0, 3).map(lambda n: x.Constant("number", Fraction(n)))
_RATE = st.sampled_from([Fraction(10), Fraction(146, 10)]).map(lambda n: x.Constant("percent", n))
_DAYS = st.integers(1, 20).map(lambda n: x.Constant("date", date(2024, 6, n)))
_SPAN = st.sampled_from([Duration(0, "day"), Duration(3, "day"), Duration(1, "month")])
_PERIOD = st.sampled_from([Duration(3, "day"), Duration(1, "month"), Duration(12, "month")]).map(
    lambda length: x.Constant("duration", length)
)
_RELATION = st.sampled_from(["is", "is not", "less", "at most", "more", "at least"])
_STATE = st.sampled_from(["in force", "breached", "fulfilled", "violated", "exercised"])
_SHIFT = st.sampled_from(
    ["day after", "day before", "last day of month", "last day of month before", "first day of month"]
)


@dataclass(frozen=True)
class TypedTrees:
    """Strategies by type. `records` are those around; `provisions` may be asked for their state, `effects` for their
    moment, `listed` is the record type that quantifiers run over."""

    book: Book
    provisions: tuple[str, ...]
    effects: tuple[str, ...]
    listed: str
    depth: int = 3
    records: tuple[str, ...] = ("contract",)

    def _less(self) -> "TypedTrees":
        return TypedTrees(self.book, self.provisions, self.effects, self.listed, self.depth - 1, self.records)

    def _inside(self) -> "TypedTrees":
        return TypedTrees(
            self.book, self.provisions, self.effects, self.listed, self.depth - 1, (*self.records, self.listed)
        )

    def _entries(self, *kinds: str, records: tuple[str, ...] | None = None) -> Strategy[str]:
        around = self.records if records is None else records
        entries = self.book.vocabulary.entries.values()
        known = [e for e in entries if not e.optional and (not e.derived or e.define is not None)]
        return st.sampled_from([e.id for e in known if e.kind in kinds and e.record in around])

    def condition(self) -> Strategy[x.Condition]:
        events, truths = self._entries("event"), self._entries("truth", "judgement")
        leaves: list[Strategy[x.Condition]] = [
            st.builds(x.Holds, truths), st.builds(x.Happened, events), st.builds(x.TookEffect, events),
            st.builds(x.State, st.sampled_from(self.provisions), _STATE), *self._readings(),
        ]  # fmt: skip
        if self.depth == 0:
            return st.one_of(*leaves)
        less = self._less()
        inner, day = st.deferred(lambda: less.condition()), st.deferred(lambda: less.day())
        when = st.sampled_from(["by", "before", "after"])
        pairs = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            *leaves, st.builds(x.And, pairs), st.builds(x.Or, pairs), st.builds(x.Not, inner), st.builds(x.Not, inner),
            st.builds(x.Although, inner, inner), st.builds(x.At, events, inner), st.builds(x.Passed, day),
            st.builds(x.Happened, events, when, day), st.builds(x.TookEffect, events, when, day), st.builds(x.IsGiven, day),
            *(st.builds(x.Compare, _RELATION, kind, kind) for kind in (day, st.deferred(lambda: less.money()), st.deferred(lambda: less.number()))),
            st.builds(x.Within, day, st.deferred(lambda: less.interval())), *self._quantified(),
        )  # fmt: skip

    def _readings(self) -> list[Strategy[x.Condition]]:
        named = [x.Under(q, a) for q, reading in self.book.readings.items() for a in reading.keys]
        return [st.sampled_from(named)] if named else []

    def _quantified(self) -> list[Strategy[x.Condition]]:
        if self.listed in self.records:
            return []
        inside = st.deferred(lambda: self._inside().condition())
        return [
            st.builds(x.Quantified, st.sampled_from(["any", "no"]), st.just(self.listed), inside),
            st.builds(x.Quantified, st.just("every"), st.just(self.listed), st.none() | inside, inside),
        ]

    def _previous(self, *kinds: str) -> list[Strategy[x.Term]]:
        """What the member before had: only within a member of a series."""
        records = self.book.vocabulary.records
        around = tuple(r for r in self.records if records[r].series is not None)
        return [st.builds(x.Previous, self._entries(*kinds, records=around))] if around else []

    def money(self) -> Strategy[x.Term]:
        leaves = [_MONEY, st.builds(x.Read, self._entries("money")), *self._guarded_previous()]
        if self.depth == 0:
            return st.one_of(*leaves)
        less = self._less()
        money, day = st.deferred(lambda: less.money()), st.deferred(lambda: less.day())
        several = st.lists(money, min_size=2, max_size=3).map(tuple)
        arms = st.lists(st.tuples(st.deferred(lambda: less.condition()), money), min_size=1, max_size=2).map(tuple)
        factor = st.one_of(
            st.deferred(lambda: less.number()),
            _RATE,
            st.builds(x.Read, self._entries("percent", records=("contract",))),
        )
        return st.one_of(
            *leaves, st.builds(x.Arithmetic, st.sampled_from(["plus", "less"]), money, money), st.builds(x.Total, several),
            st.builds(x.Arithmetic, st.sampled_from(["times", "divided by"]), money, factor), st.builds(x.UpTo, money, money),
            st.builds(x.Choose, st.sampled_from(["higher", "lower"]), several), st.builds(x.ByCase, arms, st.none() | money),
            st.builds(x.Interest, _RATE, money, day, day), st.builds(x.Multiple, st.just(Fraction(12)), money),
            st.builds(x.FeesFor, money, st.deferred(lambda: less.interval())), *self._aggregated("money", "sum"),
        )  # fmt: skip

    def _guarded_previous(self) -> list[Strategy[x.Term]]:
        """The first member has none before it: an amount must say what counts then."""
        return [
            found.map(lambda node: x.ByCase(((x.IsGiven(node), node),), x.Constant("money", Fraction(7))))
            for found in self._previous("money")
        ]

    def number(self) -> Strategy[x.Term]:
        where = self._where()
        counted = (
            [] if where is None else [st.builds(x.Aggregate, st.just("count"), st.just(self.listed), st.none(), where)]
        )
        leaves = [_NUMBER, st.builds(x.Read, self._entries("number", records=("contract",)))]
        if self.depth == 0:
            return st.one_of(*leaves)
        interval = st.deferred(lambda: self._less().interval())
        return st.one_of(*leaves, st.builds(x.Length, st.sampled_from(["day", "month"]), interval), *counted)

    def interval(self) -> Strategy[x.Term]:
        """Intervals whose first day may not be null: the checker asks for a guard there."""
        day, sure = st.deferred(lambda: self._less().day()), st.one_of(_DAYS, st.builds(x.Read, self._entries("date")))
        span = st.one_of(_PERIOD, st.builds(x.Read, self._entries("duration", records=("contract",))))
        leaves = [st.builds(x.Stretch, sure, sure), st.builds(x.Period, span, sure, st.booleans())]
        if self.depth == 0:
            return st.one_of(*leaves)
        inner = st.deferred(lambda: self._less().interval())
        return st.one_of(
            *leaves, st.builds(x.Stretch, sure, day), st.builds(x.Rest, inner, day), st.builds(x.Overlap, inner, inner),
            st.builds(x.Choose, st.sampled_from(["longer", "shorter"]), st.tuples(inner, inner)),
        )  # fmt: skip

    def day(self) -> Strategy[x.Term]:
        leaves: list[Strategy[x.Term]] = [
            _DAYS, st.builds(x.Read, self._entries("date", "event")), st.builds(x.Scheduled, self._entries("event")),
            st.builds(x.EffectMoment, st.sampled_from(self.effects)), st.builds(x.AsOf),
            *self._previous("date", "event"),
        ]  # fmt: skip
        if self.depth == 0:
            return st.one_of(*leaves)
        less = self._less()
        day = st.deferred(lambda: less.day())
        several = st.lists(day, min_size=2, max_size=3).map(tuple)
        arms = st.lists(st.tuples(st.deferred(lambda: less.condition()), day), min_size=1, max_size=2).map(tuple)
        return st.one_of(
            *leaves, st.builds(x.Shifted, _SHIFT, day), st.builds(x.NthDay, st.integers(1, 31), day),
            st.builds(x.Later, _SPAN, day), st.builds(x.Choose, st.sampled_from(["later", "earlier"]), several),
            st.builds(x.ByCase, arms, st.none() | day), *self._aggregated("date", "earliest"),
            st.builds(x.Edge, st.sampled_from(["first", "last"]), st.deferred(lambda: less.interval())),
            *self._aggregated("event", "latest"), *self._aggregated("event", "earliest"), *self._first_after(day),
        )  # fmt: skip

    def _where(self) -> Strategy[x.Condition | None] | None:
        if self.listed in self.records or self.depth == 0:
            return None
        return st.none() | st.deferred(lambda: self._inside().condition())

    def _aggregated(self, kind: str, how: str) -> list[Strategy[x.Term]]:
        where = self._where()
        if where is None:
            return []
        return [
            st.builds(
                x.Aggregate, st.just(how), st.just(self.listed), self._entries(kind, records=(self.listed,)), where
            )
        ]

    def _first_after(self, day: Strategy[x.Term]) -> list[Strategy[x.Term]]:
        if self.listed in self.records:
            return []
        return [st.builds(x.FirstAfter, self._entries("date", records=(self.listed,)), _SPAN, day)]
