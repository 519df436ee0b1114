"""The pages over all articles: the register, deadlines, money, and the glossary."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from dsl.model.rule import NORMS, Kind, Provision, Rule
from dsl.model.vocabulary import Entry, Phrase
from dsl.model.walk import rule_expressions
from dsl.wording import KIND_WORDS
from generator.formulas import FormulaView, Sort, entries_of, rule_formulas
from generator.pages import Views
from generator.places import Link, Told
from generator.times import TimeView, times_in_words, times_within


@dataclass(frozen=True, slots=True)
class RowView:
    """A rule in a table. `key`: the kind's name, the same in both languages; `who`: the keys of the parties that it
    binds; `term`: the entry that it defines; `formula`: its moment, its deadline or its amount."""

    place: Link
    rule: str
    key: str
    kind: str
    who: tuple[str, ...]
    parties: str
    told: Told
    told_by: Link | None
    term: str
    formula: FormulaView | None = None
    times: tuple[TimeView, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupView:
    """The rows of one article."""

    article: Link
    anchor: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class CountView:
    """How many norms of each kind bind one party toward another."""

    parties: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One value of a filter: its key, the same in both languages, and its words."""

    key: str
    told: str


@dataclass(frozen=True, slots=True)
class WordView:
    """A name of the vocabulary; `used` are the provisions whose rules speak of it. `ident`: of what has a place of its
    own in the glossary."""

    ident: str
    ja: str
    en: str
    kind: str
    define: Told
    used: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class WordsView:
    """The words of one record type."""

    anchor: str
    title: str
    words: tuple[WordView, ...]


class Overview:
    """Builds the tables of one book in one language."""

    def __init__(self, views: Views):
        self.views, self.book, self.plan, self.places = views, views.book, views.plan, views.places

    # ── who may, must, must not ───────────────────────────────────────────────────────────────────

    def register(self) -> tuple[GroupView, ...]:
        return self._groups(lambda rule: rule.kind in NORMS and rule.bearer is not None, self._row)

    def counts(self) -> tuple[CountView, ...]:
        found: dict[str, dict[str, int]] = {}
        for rule in self.book.rules:
            if rule.kind in NORMS and rule.bearer is not None:
                of_parties = found.setdefault(self.views.parties(rule), dict.fromkeys(NORMS, 0))
                of_parties[rule.kind] += 1
        return tuple(CountView(parties, tuple(kinds.values())) for parties, kinds in found.items())

    def kinds(self) -> tuple[ChoiceView, ...]:
        return tuple(ChoiceView(_key(kind), KIND_WORDS[self.views.language][kind]) for kind in NORMS)

    def bound(self) -> tuple[ChoiceView, ...]:
        """The parties whom a norm may bind."""
        parties = self.book.vocabulary.parties
        return tuple(ChoiceView(key, self.views.word(parties[key].phrase)) for key in self.book.vocabulary.bound)

    # ── deadlines and moments ─────────────────────────────────────────────────────────────────────

    def deadlines(self) -> tuple[RowView, ...]:
        return self._reckoned("by", "before")

    def moments(self) -> tuple[RowView, ...]:
        return self._reckoned("at", "latest")

    def conditional_times(self) -> tuple[RowView, ...]:
        return self._timed(times_within)

    def worded_times(self) -> tuple[RowView, ...]:
        return self._timed(times_in_words)

    # ── money ─────────────────────────────────────────────────────────────────────────────────────

    def amounts(self) -> tuple[RowView, ...]:
        return self._reckoned("amount")

    def money_rules(self) -> tuple[RowView, ...]:
        """The rules that define an amount."""
        return self._reckoned("value")

    def money_terms(self) -> tuple[WordView, ...]:
        entries = self.book.vocabulary.entries.values()
        return tuple(self._word(e) for e in entries if e.kind == "money" and e.define is not None)

    # ── glossary ──────────────────────────────────────────────────────────────────────────────────

    def terms(self) -> tuple[WordView, ...]:
        """The words that the print defines."""
        units = [(u, u.printed) for u in self.book.units.values() if u.role == "definition"]
        return tuple(
            WordView(unit.id, printed.ja, printed.en, "", (), (self.places.link(unit.id),))
            for unit, printed in units
            if printed is not None
        )

    def parties(self) -> tuple[WordView, ...]:
        by: dict[str, list[str]] = {}
        for rule in self.book.rules:
            for party in (rule.bearer, rule.counterparty):
                by.setdefault(party or "", []).append(rule.provision)
        parties = self.book.vocabulary.parties.values()
        return tuple(
            WordView("", p.phrase.ja, p.phrase.en, "", (), self.places.links(by.get(p.key, ()))) for p in parties
        )

    def words(self) -> tuple[WordsView, ...]:
        records = [r for r in self.book.vocabulary.records.values() if r.entries]
        return tuple(
            WordsView(f"v-{at}", self.views.word(r.phrase), tuple(map(self._word, r.entries)))
            for at, r in enumerate(records, 1)
        )

    def actions(self) -> tuple[WordView, ...]:
        by: dict[str, list[str]] = {}
        for rule in self.book.rules:
            by.setdefault(rule.action or "", []).append(rule.provision)
        actions = self.book.vocabulary.actions.values()
        return tuple(WordView("", a.name.ja, a.name.en, "", (), self.places.links(by.get(a.key, ()))) for a in actions)

    # ── parts of these ────────────────────────────────────────────────────────────────────────────

    def _rules(self) -> Iterator[tuple[Provision, Rule]]:
        yield from ((p, r) for p in self.book.provisions for r in p.rules)

    def _groups(
        self, belongs: Callable[[Rule], bool], row: Callable[[Provision, Rule], RowView]
    ) -> tuple[GroupView, ...]:
        found = []
        for article in self.book.articles:
            rows = tuple(row(p, r) for p in article.provisions for r in p.rules if belongs(r))
            link = self.views.article_link(article)
            if rows and link is not None:
                found.append(GroupView(link, f"a-{article.number}", rows))
        return tuple(found)

    def _reckoned(self, *sorts: Sort) -> tuple[RowView, ...]:
        found = ((p, r, f) for p, r in self._rules() for f in rule_formulas(r, self.views) if f.sort in sorts)
        return tuple(self._row(*row) for row in found)

    def _timed(self, times: Callable[[Rule, Views], tuple[TimeView, ...]]) -> tuple[RowView, ...]:
        found = ((p, r, times(r, self.views)) for p, r in self._rules())
        return tuple(replace(self._row(p, r), times=told) for p, r, told in found if told)

    def _row(self, provision: Provision, rule: Rule, formula: FormulaView | None = None) -> RowView:
        shown = self.views.shown[provision.id]
        view = next(r for r in shown.rules if r.id == rule.id)
        head = shown.listed.head if shown.listed is not None and shown.listed.tells == rule.id else view.told
        who = (rule.bearer,) if rule.bearer in self.book.vocabulary.bound else self.book.vocabulary.bound
        return RowView(
            self.places.link(provision.id), rule.id, _key(rule.kind), view.kind, who, view.parties, head, view.told_by,
            rule.term or "", formula,
        )  # fmt: skip

    def _word(self, entry: Entry) -> WordView:
        define = () if entry.define is None else self.views.explained(entry.define)
        used = self.places.links(self._used(entry.id))
        phrase = self._named(entry)
        return WordView(entry.id, phrase.ja, phrase.en, entry.kind, define, used)

    def _named(self, entry: Entry) -> Phrase:
        """An entry's name; of one that only holds records and has none, theirs."""
        held = self.book.vocabulary.records.get(entry.holds or "")
        return held.phrase if held is not None and not self.views.word(entry.phrase) else entry.phrase

    def _used(self, entry: str) -> tuple[str, ...]:
        """The provisions whose rules speak of an entry; where none does, those that speak of what is made of it."""
        direct, made = self._spoken.get(entry), self._made.get(entry, ())
        return tuple(direct or dict.fromkeys(p for other in made for p in self._spoken.get(other, ())))

    @cached_property
    def _spoken(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for rule in self.book.rules:
            own = [e for e in (rule.event, rule.term) if e is not None]
            for entry in (*own, *(e for _, node in rule_expressions(rule) for e in entries_of(node))):
                found.setdefault(entry, {})[rule.provision] = None
        return found

    @cached_property
    def _made(self) -> dict[str, dict[str, None]]:
        """The derived terms that are made of an entry, also by way of others."""
        found: dict[str, dict[str, None]] = {}
        for entry in self.book.vocabulary.entries.values():
            for read in () if entry.define is None else entries_of(entry.define):
                found.setdefault(read, {})[entry.id] = None
        return {entry: _reached(entry, found) for entry in found}


def _reached(start: str, ways: dict[str, dict[str, None]]) -> dict[str, None]:
    found: dict[str, None] = {}
    open_ = list(ways.get(start, ()))
    while open_:
        entry = open_.pop(0)
        if entry not in found:
            found[entry] = None
            open_ += ways.get(entry, ())
    return found


def _key(kind: Kind) -> str:
    """A kind as an address may name it: must-not."""
    return kind.replace(" ", "-")
