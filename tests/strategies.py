"""Random expression trees over the words of a book: every tree that a text can mean, typed only as far as the grammar is."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import chain

from hypothesis import strategies as st

from dsl.base.moment import Duration
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.rule import OTHER_PARTY, THE_PARTY, Deadline
from dsl.model.vocabulary import Entry

_NUMBERS = st.builds(
    lambda whole, places, digits: Fraction(whole * 10**places + digits % 10**places, 10**places),
    st.integers(0, 99_999_999), st.integers(0, 3), st.integers(0, 999),
)  # fmt: skip
_DURATIONS = st.builds(Duration, st.integers(0, 400), st.sampled_from(("day", "month")))
_DATES = st.dates(date(1000, 1, 1), date(9999, 12, 31))

_READING_NAMES = st.sampled_from(("interest-year", "365", "actual", "b", "half-up", "x2"))


@dataclass(frozen=True)
class Trees:
    """Strategies of conditions, terms, definitions (a term or a case distinction) and deadlines of one book.

    depth: how many forms may stand inside one another; each level multiplies the size by about two.
    """

    book: Book
    depth: int = 3

    # what the leaves name

    def _entries(self, *kinds: str) -> list[Entry]:
        return [entry for entry in self.book.vocabulary.entries.values() if entry.kind in kinds]

    def _sampled(self, *kinds: str) -> st.SearchStrategy[str]:
        return _any([entry.id for entry in self._entries(*kinds)])

    @cached_property
    def truths(self) -> st.SearchStrategy[str]:
        return self._sampled("truth", "judgement")

    @cached_property
    def events(self) -> st.SearchStrategy[str]:
        return self._sampled("event")

    @cached_property
    def values(self) -> st.SearchStrategy[str]:
        return self._sampled("event", "date", "money", "number", "percent", "choice", "party", "duration", "text")

    @cached_property
    def records(self) -> st.SearchStrategy[str]:
        return st.sampled_from(sorted(self.book.vocabulary.records))

    @cached_property
    def provisions(self) -> st.SearchStrategy[str]:
        ids = dict.fromkeys(chain(self.book.units, (rule.id for rule in self.book.rules)))
        return st.sampled_from(list(ids))

    @cached_property
    def constants(self) -> st.SearchStrategy[x.Constant]:
        options = [option.key for entry in self._entries("choice") for option in entry.choices]
        parties = [*self.book.vocabulary.parties, THE_PARTY, OTHER_PARTY]
        of = {
            "number": _NUMBERS, "money": _NUMBERS, "percent": _NUMBERS, "date": _DATES, "duration": _DURATIONS,
            "choice": _any(options), "party": st.sampled_from(parties),
        }  # fmt: skip
        return st.one_of(*(st.builds(x.Constant, st.just(kind), values) for kind, values in of.items()))

    # trees

    @cached_property
    def conditions(self) -> st.SearchStrategy[x.Condition]:
        return self._conditions(self.depth)

    @cached_property
    def terms(self) -> st.SearchStrategy[x.Term]:
        return self._terms(self.depth)

    @cached_property
    def deadlines(self) -> st.SearchStrategy[Deadline]:
        return st.builds(Deadline, st.sampled_from(("by", "before")), self.terms)

    def _intervals(self, inner: st.SearchStrategy[x.Term]) -> list[st.SearchStrategy[x.Term]]:
        """The length of a period is a duration or a number that the vocabulary names: months are not told otherwise."""
        named = [st.builds(x.Read, found) for found in (self._sampled("duration"), self._sampled("number"))]
        lengths = st.one_of(st.builds(x.Constant, st.just("duration"), _DURATIONS), *named)
        return [
            st.builds(x.Stretch, inner, inner), st.builds(x.Period, lengths, inner, st.booleans()),
            st.builds(x.Rest, inner, inner), st.builds(x.Overlap, inner, inner),
            st.builds(x.Edge, st.sampled_from(("first", "last")), inner),
            st.builds(x.Length, st.sampled_from(("day", "month")), inner), st.builds(x.FeesFor, inner, inner),
        ]  # fmt: skip

    def _conditions(self, depth: int) -> st.SearchStrategy[x.Condition]:
        leaves: list[st.SearchStrategy[x.Condition]] = [
            st.builds(x.Holds, self.truths),
            st.builds(x.State, self.provisions, _of(x.ProvisionState), st.booleans()),
            st.builds(x.Happened, self.events),
            st.builds(x.TookEffect, self.events),
            st.builds(x.Under, _READING_NAMES, _READING_NAMES),
        ]
        if depth == 0:
            return st.one_of(*leaves)
        inner, term = st.deferred(lambda: self._conditions(depth - 1)), st.deferred(lambda: self._terms(depth - 1))
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            *leaves, st.builds(x.And, several), st.builds(x.Or, several), st.builds(x.Not, inner),
            st.builds(x.Although, inner, inner), st.builds(x.Marked, _of(x.Mark), inner),
            st.builds(x.Regarding, self.records, inner), st.builds(x.Compare, _of(x.Relation), term, term),
            st.builds(x.OneOf, term, st.lists(term, min_size=1, max_size=3).map(tuple)),
            st.builds(x.Within, term, term), st.builds(x.Passed, term), st.builds(x.IsGiven, term), st.builds(x.At, self.events, inner),
            st.builds(x.Happened, self.events, _of(x.When), term),
            st.builds(x.TookEffect, self.events, _of(x.When), term),
            st.builds(x.Quantified, st.sampled_from(("any", "no")), self.records, inner),
            st.builds(x.Quantified, st.just("every"), self.records, st.none() | inner, inner),
        )  # fmt: skip

    def _terms(self, depth: int) -> st.SearchStrategy[x.Term]:
        leaves: list[st.SearchStrategy[x.Term]] = [
            self.constants, st.builds(x.Read, self.values), st.builds(x.Previous, self.values), st.builds(x.Scheduled, self.events),
            st.builds(x.EffectMoment, self.provisions), st.builds(x.AsOf),
        ]  # fmt: skip
        if depth == 0:
            return st.one_of(*leaves)
        inner, where = st.deferred(lambda: self._terms(depth - 1)), st.deferred(lambda: self._conditions(depth - 1))
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        arms = st.lists(st.tuples(where, inner), min_size=1, max_size=3).map(tuple)
        rate = st.builds(x.Constant, st.just("percent"), _NUMBERS)
        return st.one_of(
            *leaves, st.builds(x.Arithmetic, _of(x.Operation), inner, inner), st.builds(x.Total, several),
            st.builds(x.Choose, _of(x.Extreme), several), st.builds(x.Interest, rate, inner, inner, inner),
            st.builds(x.Multiple, st.integers(0, 99).map(Fraction), inner), st.builds(x.UpTo, inner, inner),
            st.builds(x.ByCase, arms, st.none() | inner), *self._intervals(inner), st.builds(x.Shifted, _of(x.DayShift), inner), st.builds(x.NthDay, st.integers(1, 31), inner),
            st.builds(x.Later, _DURATIONS, inner), st.builds(x.FirstAfter, self.values, _DURATIONS, inner),
            st.builds(x.Aggregate, st.just("count"), self.records, st.none(), st.none() | where),
            st.builds(
                x.Aggregate, st.sampled_from(("sum", "earliest", "latest")), self.records, self.values, st.none() | where
            ),
        )  # fmt: skip


def _any(names: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(names) if names else st.nothing()


def _of(literal: object) -> st.SearchStrategy[object]:
    """Any of the words of a Literal type."""
    return st.sampled_from(literal.__args__)  # type: ignore[attr-defined]
