"""What the pages show: plain data in one language, ready for a template."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dsl.base.diagnostic import Language
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.citations import book_citations
from dsl.model.reading import Reading, guard_words
from dsl.model.rule import Article, Provision, Rule
from dsl.model.walk import rule_expressions, walk
from dsl.scenarios.coverage import unit_states
from dsl.wording import KIND_WORDS, expression_words, reckoning, version_words
from dsl.wording.frames import fill
from dsl.wording.items import Listed, listed
from dsl.wording.together import full_sentence, told_by


@dataclass(frozen=True, slots=True)
class Link:
    """A citation and where it leads; `href` is empty where the unit is not in the book yet."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class TermView:
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class RuleView:
    id: str
    kind: str
    parties: str
    sentence: str
    sentence_other: str
    overrides: tuple[Link, ...]
    reckoning: str = ""
    version: str = ""
    told_by: str = ""
    definitions: tuple[TermView, ...] = ()


@dataclass(frozen=True, slots=True)
class RepairView:
    printed: str
    read_as: str
    why: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    key: str
    text: str
    why: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A question of interpretation about a provision."""

    id: str
    question: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class ProvisionView:
    id: str
    anchor: str
    citation: str
    heading: str
    notes: tuple[str, ...]
    listed: Listed | None
    listed_other: Listed | None
    rules: tuple[RuleView, ...]
    items: tuple[Link, ...]
    repairs: tuple[RepairView, ...]
    cites: tuple[Link, ...]
    cited_by: tuple[Link, ...]
    source: str
    readings: tuple[ReadingView, ...] = ()


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


def anchor(ident: str) -> str:
    """The same in both languages: `16.2` → `p-16-2`."""
    return "p-" + ident.replace(".", "-").replace("#", "--")


def article_file(number: str) -> str:
    return f"articles/{number}.md"


class Views:
    """Builds the views of one book in one language. `sources` are the article files' texts, by name."""

    def __init__(self, book: Book, language: Language, sources: Mapping[str, str]):
        self.book, self.language, self.sources = book, language, sources
        self.other: Language = "en" if language == "ja" else "ja"
        self.cited = book_citations(book)
        self.homes = {p.id: p.article for p in book.provisions}
        self.cites = {p.id: _cites(p) for p in book.provisions}

    def articles(self) -> tuple[ArticleView, ...]:
        ordered = self.book.articles
        return tuple(
            self.article(a, ordered[i - 1] if i else None, ordered[i + 1] if i + 1 < len(ordered) else None)
            for i, a in enumerate(ordered)
        )

    def article(self, article: Article, previous: Article | None, following: Article | None) -> ArticleView:
        missing = [
            self.citation(u) for u, s in unit_states(self.book).items()
            if s == "missing" and u.split(".")[0] == article.number
        ]  # fmt: skip
        return ArticleView(
            article.number, article_file(article.number), self.article_citation(article.number),
            self.word(article.title), getattr(article.title, self.other),
            tuple(self.provision(p) for p in article.provisions), tuple(missing),
            self.article_link(previous), self.article_link(following),
        )  # fmt: skip

    def article_citation(self, number: str) -> str:
        """As printed, where the print's number is not the article's place."""
        unit = self.book.units.get(f"{number}.1")
        if unit is not None and unit.printed is not None:
            return self.word(unit.printed)
        return f"第{number}条" if self.language == "ja" else f"Article {number}"

    def article_link(self, article: Article | None) -> Link | None:
        if article is None:
            return None
        return Link(f"{self.article_citation(article.number)} {self.word(article.title)}", f"{article.number}.md")

    def provision(self, provision: Provision) -> ProvisionView:
        by = [other for other, cites in self.cites.items() if provision.id in cites]
        return ProvisionView(
            provision.id, anchor(provision.id), self.citation(provision.id), self.word(provision.heading),
            tuple(self.word(n) for n in provision.notes), listed(provision, self.language, self.book),
            listed(provision, self.other, self.book), tuple(self.rule(r) for r in provision.rules),
            tuple(self.link(i) for i in provision.items),
            tuple(RepairView(r.printed, r.read_as, self.word(r.why)) for r in provision.repairs),
            tuple(self.link(i) for i in self.cites[provision.id]), tuple(self.link(i) for i in by),
            self.source(provision), tuple(self.reading(r) for r in self.book.readings.values() if _about(r, provision)),
        )  # fmt: skip

    def reading(self, reading: Reading) -> ReadingView:
        answers = tuple(
            AnswerView(a.key, self.word(a.phrase), self.word(a.why), a.key == reading.default) for a in reading.answers
        )
        return ReadingView(reading.id, self.word(reading.question), answers)

    def rule(self, rule: Rule) -> RuleView:
        told, other = (full_sentence(rule, language, self.book) for language in (self.language, self.other))
        return RuleView(
            rule.id, KIND_WORDS[self.language][rule.kind], self.parties(rule), told, other,
            tuple(self.priority(i, rule) for i in rule.overrides), reckoning(rule, self.language, self.book),
            version_words(rule, self.language), self.told_by(rule), self.definitions(rule),
        )  # fmt: skip

    def told_by(self, rule: Rule) -> str:
        """The rule in whose sentence a rule is told, where it is."""
        found = told_by(rule, self.book)
        return "" if found is None else found.id

    def definitions(self, rule: Rule) -> tuple[TermView, ...]:
        """The derived terms that a rule reads, and what they mean."""
        read = [n.entry for _, e in rule_expressions(rule) for n in walk(e) if isinstance(n, (x.Read, x.Holds))]
        entries = [self.book.vocabulary.entries[ident] for ident in dict.fromkeys(read)]
        return tuple(
            TermView(
                fill(self.word(e.says or e.phrase), {}),
                expression_words(e.define, self.language, self.book, rule.provision),
            )
            for e in entries
            if e.define is not None
        )

    def priority(self, ident: str, rule: Rule) -> Link:
        """A provision that a rule overrides, with the reading that guards the priority."""
        link = self.link(ident)
        guards = [g.under for g in rule.guarded if g.key == "overrides" and g.reference == ident]
        told = " / ".join(guard_words(g.question, g.answer, self.language) for g in guards)
        return Link(f"{link.text} ({told})", link.href) if told else link

    def parties(self, rule: Rule) -> str:
        names = self.book.vocabulary.parties
        both = [self.word(names[p].phrase) for p in (rule.bearer, rule.counterparty) if p is not None and p in names]
        return " → ".join(both)

    def citation(self, ident: str) -> str:
        found = self.cited.get(ident.partition("#")[0])
        return ident if found is None else found.ja if self.language == "ja" else found.en

    def link(self, ident: str) -> Link:
        home = self.homes.get(ident.partition("#")[0])
        return Link(self.citation(ident), f"{home}.md#{anchor(ident.partition('#')[0])}" if home else "")

    def word(self, phrase: object) -> str:
        return "" if phrase is None else getattr(phrase, self.language) or getattr(phrase, "en", "")

    def source(self, provision: Provision) -> str:
        """The YAML of a provision: from its id to the next line at the same or a lesser depth."""
        lines = self.sources.get(provision.span.file, "").split("\n")[provision.span.line - 1 :]
        if not lines:
            return ""
        depth = len(lines[0]) - len(lines[0].lstrip())
        kept = [lines[0]]
        for line in lines[1:]:
            if line.strip() and len(line) - len(line.lstrip()) <= depth:
                break
            kept.append(line)
        return "\n".join(line[depth:] for line in kept).rstrip()


def _about(reading: Reading, provision: Provision) -> bool:
    """Whether a question speaks of a provision, or guards a rule of it."""
    guarded = any(g.question == reading.id for r in provision.rules for g in (*r.under, *(p.under for p in r.guarded)))
    return guarded or provision.id in {ident.partition("#")[0] for ident in reading.about}


def _cites(provision: Provision) -> tuple[str, ...]:
    found: list[str] = []
    for rule in provision.rules:
        found += [*rule.overrides, *rule.subject_to, *rule.even_though, *rule.pursuant_to, *rule.includes]
        found += [
            n.provision for _, e in rule_expressions(rule) for n in walk(e) if isinstance(n, (x.State, x.EffectMoment))
        ]
    bare = [f.partition("#")[0] for f in found]
    return tuple(dict.fromkeys(f for f in bare if f != provision.id))


def read_sources(book: Book) -> dict[str, str]:
    return {a.file: Path(a.file).read_text(encoding="utf-8-sig") for a in book.articles}
