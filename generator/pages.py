"""What the pages show: plain data in one language, ready for a template."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from dsl.base.diagnostic import Language
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.names import PARTY_WORDS_JA
from dsl.model.plan import Plan
from dsl.model.reading import Reading
from dsl.model.rule import Article, Provision, Rule
from dsl.model.vocabulary import Entry
from dsl.model.walk import rule_expressions, walk
from dsl.scenarios.coverage import UnitState, unit_states
from dsl.wording import KIND_WORDS, answer_words, expression_words, reckoning, version_words
from dsl.wording.as_read import as_read
from dsl.wording.frames import fill
from dsl.wording.items import listed
from dsl.wording.together import full_sentence, told_by
from generator.places import Link, Places, Told, anchor, article_file, cites

_GUARDED = {"ja": "{place}（{answer}と解する場合）", "en": "{place} (where it is read so: {answer})"}
"""A priority that is only there under a reading."""


@dataclass(frozen=True, slots=True)
class TermView:
    name: str
    meaning: Told


@dataclass(frozen=True, slots=True)
class RuleView:
    """`told` is its sentence; empty where it is told elsewhere: by the rule `told_by`."""

    id: str
    kind: str
    parties: str
    told: Told
    sentence_other: str
    overrides: tuple[Link, ...]
    beaten_by: tuple[Link, ...]
    reckoning: Told
    version: str
    told_by: Link | None
    definitions: tuple[TermView, ...]

    @property
    def about(self) -> str:
        """Its kind, and whom it binds: 義務 · 契約者 → 当社."""
        return f"{self.kind} · {self.parties}" if self.parties else self.kind


@dataclass(frozen=True, slots=True)
class ListedView:
    """The one sentence of several items, and the rule whose sentence it is."""

    head: Told
    items: tuple[Told, ...]
    tells: str


@dataclass(frozen=True, slots=True)
class RepairView:
    printed: str
    read_as: str
    why: Told


@dataclass(frozen=True, slots=True)
class AnswerView:
    key: str
    text: Told
    why: Told
    is_default: bool


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A question of interpretation and the provisions that it concerns."""

    id: str
    anchor: str
    question: str
    answers: tuple[AnswerView, ...]
    about: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ProvisionView:
    id: str
    anchor: str
    citation: str
    state: UnitState
    heading: str
    notes: tuple[Told, ...]
    listed: ListedView | None
    listed_other: ListedView | None
    rules: tuple[RuleView, ...]
    items: tuple[Link, ...]
    repairs: tuple[RepairView, ...]
    cites: tuple[Link, ...]
    cited_by: tuple[Link, ...]
    source: str
    readings: tuple[ReadingView, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    number: str
    file: str
    citation: str
    title: str
    title_other: str
    provisions: tuple[ProvisionView, ...]
    missing: tuple[str, ...]
    previous: Link | None
    following: Link | None


class Views:
    """Builds the views of one book in one language. `sources` are the article files' texts, by name."""

    def __init__(self, plan: Plan, language: Language, sources: Mapping[str, str]):
        self.plan, self.book, self.language, self.sources = plan, plan.book, language, sources
        self.other: Language = "en" if language == "ja" else "ja"
        self.places, self.beyond = Places(plan.book, language), Places(plan.book, self.other)
        self.states = unit_states(plan.book)
        self.cites = {p.id: cites(p) for p in plan.book.provisions}
        self.concerned = {r.id: self.about(r) for r in plan.book.readings.values()}
        self.readings = {r.id: self.reading(r) for r in plan.book.readings.values()}
        self._order = {article.number: at for at, article in enumerate(plan.book.articles, 1)}
        self._made: dict[str, ProvisionView] = {}

    @cached_property
    def shown(self) -> dict[str, ProvisionView]:
        """Every provision, by its id."""
        return {p.id: self._shown(p) for p in self.book.provisions}

    def _shown(self, provision: Provision) -> ProvisionView:
        """A provision's view, made once."""
        if provision.id not in self._made:
            self._made[provision.id] = self.provision(provision)
        return self._made[provision.id]

    @cached_property
    def _cited_by(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for provision, cited in self.cites.items():
            for other in cited:
                found.setdefault(other, []).append(provision)
        return found

    def articles(self) -> tuple[ArticleView, ...]:
        return tuple(map(self.page, self.book.articles))

    def page(self, article: Article) -> ArticleView:
        """An article, with what stands before and after it."""
        ordered, at = (None, *self.book.articles, None), self._order[article.number]
        return self.article(article, ordered[at - 1], ordered[at + 1])

    def article(self, article: Article, previous: Article | None, following: Article | None) -> ArticleView:
        known = self.book.known_by_article.get(article.number, ())
        missing = [self.places.citation(unit) for unit in known if self.states.get(unit) == "missing"]
        return ArticleView(
            article.number, article_file(article.number), self.places.article_citation(article.number),
            self.word(article.title), getattr(article.title, self.other),
            tuple(map(self._shown, article.provisions)), tuple(missing),
            self.article_link(previous), self.article_link(following),
        )  # fmt: skip

    def article_link(self, article: Article | None) -> Link | None:
        if article is None:
            return None
        return Link(self.article_name(article.number, article.title), article_file(article.number))

    def article_name(self, number: str, title: object) -> str:
        """第16条 割増金等; what needs no number (前文) is named once."""
        return " ".join(dict.fromkeys((self.places.article_citation(number), self.word(title))))

    def provision(self, provision: Provision) -> ProvisionView:
        return ProvisionView(
            provision.id, anchor(provision.id), self.places.citation(provision.id), self.states[provision.id],
            self.word(provision.heading), tuple(self.places.linked(self.word(n), provision) for n in provision.notes),
            self.listed(provision, self.language), self.listed(provision, self.other),
            tuple(self.rule(r, provision) for r in provision.rules), self.places.links(provision.items),
            tuple(
                RepairView(r.printed, r.read_as, self.places.linked(self.word(r.why))) for r in provision.repairs
            ),
            self.places.links(self.cites[provision.id]), self.places.links(self._cited_by.get(provision.id, ())),
            self.source(provision),
            tuple(self.readings[r] for r, concerned in self.concerned.items() if provision.id in concerned),
        )  # fmt: skip

    def listed(self, provision: Provision, language: Language) -> ListedView | None:
        found = listed(provision, language, self.book)
        if found is None:
            return None
        places = self.places if language == self.language else self.beyond
        items = tuple(places.linked(item, provision) for item in found.items)
        return ListedView(places.linked(found.head, provision), items, found.tells)

    def about(self, reading: Reading) -> tuple[str, ...]:
        """The provisions of which a question speaks, and those of which it guards a rule."""
        named = [ident.partition("#")[0] for ident in reading.about]
        guarded = [p.id for p in self.book.provisions if any(reading.id in _guards(r) for r in p.rules)]
        return tuple(dict.fromkeys((*named, *guarded)))

    def reading(self, reading: Reading) -> ReadingView:
        answers = tuple(
            AnswerView(
                a.key, self.places.linked(self.word(a.phrase)), self.places.linked(self.word(a.why)),
                a.key == reading.default,
            )
            for a in reading.answers
        )  # fmt: skip
        about = self.places.links(self.concerned[reading.id])
        return ReadingView(reading.id, f"r-{reading.id}", self.word(reading.question), answers, about)

    def rule(self, rule: Rule, provision: Provision) -> RuleView:
        told, other = (full_sentence(rule, language, self.book) for language in (self.language, self.other))
        overrides = (self.priority(i, _guarding(rule, i)) for i in rule.overrides)
        beaten_by = (
            self.priority(i, self.plan.priorities.get((i, rule.id), ())) for i in self.plan.beaters.get(rule.id, ())
        )
        return RuleView(
            rule.id, KIND_WORDS[self.language][rule.kind], self.parties(rule), self.places.linked(told, provision),
            other, tuple(dict.fromkeys(overrides)), tuple(dict.fromkeys(beaten_by)),
            self.places.linked(reckoning(rule, self.language, self.book), provision),
            version_words(rule, self.language), self.told_by(rule), self.definitions(rule),
        )  # fmt: skip

    def subject_of(self, rule: Rule) -> str:
        """What a rule is about: what is to be done or may be done, what happens, or the term that it defines."""
        words = self.book.vocabulary
        action = words.actions.get(rule.action or "")
        entry = words.entries.get(rule.event or rule.term or "")
        return self.word(action.name if action is not None else entry.phrase if entry is not None else None)

    def told_by(self, rule: Rule) -> Link | None:
        """The rule in whose sentence a rule is told, where it is."""
        found = told_by(rule, self.book)
        return None if found is None else self.places.link(found.provision)

    def definitions(self, rule: Rule) -> tuple[TermView, ...]:
        """The derived terms that a rule reads, and what they mean."""
        return self.meanings([e for _, e in rule_expressions(rule)], rule.provision)

    def meanings(self, expressions: Iterable[x.Expression], citing: str) -> tuple[TermView, ...]:
        read = [n.entry for e in expressions for n in walk(e) if isinstance(n, (x.Read, x.Holds))]
        entries = [self.book.vocabulary.entries[ident] for ident in dict.fromkeys(read)]
        return tuple(
            TermView(self._called(e), self.explained(self.as_read(e.define), citing))
            for e in entries
            if e.define is not None
        )

    def _called(self, entry: Entry) -> str:
        """As sentences call it, which is how the reader came to it; by its name where they call another one so too."""
        own = self.by_name.vocabulary.entries[entry.id]
        return fill(self.word(own.says or own.phrase), {})

    @cached_property
    def by_name(self) -> Book:
        """The book for what explains its terms: one that sentences call as they call another bears its own name."""
        entries = self.book.vocabulary.entries
        told = Counter(self.word(e.says or e.phrase) for e in entries.values())
        own = {
            ident: replace(e, says=None) if e.define is not None and told[self.word(e.says or e.phrase)] > 1 else e
            for ident, e in entries.items()
        }
        return replace(self.book, vocabulary=replace(self.book.vocabulary, entries=own))

    def as_read(self, expression: x.Expression) -> x.Expression:
        """An expression as the book is read, where that leaves one."""
        found: x.Expression | bool = as_read(expression, self.book)
        return expression if isinstance(found, bool) else found

    def words(self, expression: x.Expression, citing: str = "") -> Told:
        return self._linked(expression, citing, self.book)

    def explained(self, expression: x.Expression, citing: str = "") -> Told:
        """What a term means, in words that tell it apart from others."""
        return self._linked(expression, citing, self.by_name)

    def _linked(self, expression: x.Expression, citing: str, book: Book) -> Told:
        told = expression_words(expression, self.language, book, citing)
        return self.places.linked(told, self.plan.provisions.get(citing))

    def priority(self, ident: str, guards: Iterable[x.Under]) -> Link:
        """A provision that beats or is beaten, with the readings under which alone it does or is."""
        link = self.places.link(ident)
        told = " / ".join(answer_words(g.question, g.answer, self.language, self.book) for g in guards)
        return replace(link, text=fill(_GUARDED[self.language], {"place": link.text, "answer": told})) if told else link

    def parties(self, rule: Rule) -> str:
        return " → ".join(self.party(p) for p in (rule.bearer, rule.counterparty) if p is not None)

    def party(self, key: str) -> str:
        """A party's name; 各当事者 and 相手方 where a rule binds each of them."""
        named = self.book.vocabulary.parties.get(key)
        return self.word(named.phrase) if named else PARTY_WORDS_JA.get(key, key) if self.language == "ja" else key

    def word(self, phrase: object) -> str:
        return "" if phrase is None else getattr(phrase, self.language) or getattr(phrase, "en", "")

    def source(self, provision: Provision) -> str:
        return block(self.sources.get(provision.span.file, "").split("\n"), provision.span.line)


def block(lines: Sequence[str], first: int) -> str:
    """A part of a YAML file: from one line to the next at the same or a lesser depth."""
    lines = lines[first - 1 :]
    if not lines:
        return ""
    depth = len(lines[0]) - len(lines[0].lstrip())
    kept = [lines[0]]
    for line in lines[1:]:
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        kept.append(line)
    return "\n".join(line[depth:] for line in kept).rstrip()


def _guarding(rule: Rule, overridden: str) -> tuple[x.Under, ...]:
    return tuple(g.under for g in rule.guarded if g.key == "overrides" and g.reference == overridden)


def _guards(rule: Rule) -> set[str]:
    """The questions on which a rule, or a priority of it, depends."""
    return {g.question for g in (*rule.under, *(p.under for p in rule.guarded))}


def read_sources(book: Book) -> dict[str, str]:
    return {a.file: Path(a.file).read_text(encoding="utf-8-sig") for a in book.articles}
