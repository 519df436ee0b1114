"""Where things stand on the site, and the citations in a text that lead there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dsl.base.diagnostic import Language
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.citations import book_citations
from dsl.model.rule import Provision, Rule
from dsl.model.walk import rule_expressions, walk
from dsl.wording.references import references, told


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead, from the site's root; `href` is empty where they lead nowhere; `tip`: what a defined
    term means."""

    text: str
    href: str = ""
    tip: str = ""


Told = tuple[Link, ...]
"""A text in pieces, its citations as links."""


def anchor(ident: str) -> str:
    """The same in both languages: `16.2` → `p-16-2`."""
    return "p-" + ident.replace(".", "-").replace("#", "--")


def article_file(number: str) -> str:
    return f"articles/{number}.md"


def half(text: str, language: str) -> str:
    """One half of a text in both languages: 42日の遅滞 / 42 days late."""
    parts = text.split(" / ")
    return text if len(parts) != 2 else parts[0] if language == "ja" else parts[1]


class Places:
    """The provisions of one book and how one language cites them."""

    def __init__(self, book: Book, language: Language):
        self.book, self.language = book, language
        self.cited = book_citations(book)
        self.homes = {p.id: p.article for p in book.provisions}

    def citation(self, ident: str) -> str:
        found = self.cited.get(ident.partition("#")[0])
        return ident if found is None else found.ja if self.language == "ja" else found.en

    def article_citation(self, number: str) -> str:
        """As printed, where the print's number is not the article's place."""
        unit = self.book.units.get(f"{number}.1")
        if unit is not None and unit.printed is not None:
            return str(getattr(unit.printed, self.language))
        if not number.isdigit():
            return self.citation(number)
        return f"第{number}条" if self.language == "ja" else f"Article {number}"

    def href(self, ident: str) -> str:
        base = ident.partition("#")[0]
        home = self.homes.get(base)
        return f"{article_file(home)}#{anchor(base)}" if home else ""

    def link(self, ident: str) -> Link:
        return Link(self.citation(ident), self.href(ident))

    def links(self, idents: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.link(i) for i in dict.fromkeys(i.partition("#")[0] for i in idents))

    def linked(self, text: str, provision: Provision | None = None) -> Told:
        """A text with its citations as links: absolute ones, and those that a provision makes from where it stands."""
        relative = {} if provision is None else self._relative(provision)
        patterns = [self._pattern, *([_pattern(relative)] if relative else [])]
        matches = sorted((m for p in patterns for m in p.finditer(text)), key=lambda m: (m.start(), -m.end()))
        found: list[Link] = []
        end = 0
        for match in matches:
            if match.start() < end:
                continue  # within a longer citation
            href = relative.get(match.group()) or self._absolute[match.group()]
            found += [Link(text[end : match.start()]), Link(match.group(), href)]
            end = match.end()
        return tuple(piece for piece in (*found, Link(text[end:])) if piece.text)

    @cached_property
    def _absolute(self) -> dict[str, str]:
        articles = {self.article_citation(a.number): article_file(a.number) for a in self.book.articles}
        cited = {self.citation(ident): self.href(ident) for ident in self.homes}
        return {words: href for words, href in {**articles, **cited}.items() if words and href}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _pattern(self._absolute)

    def _relative(self, provision: Provision) -> dict[str, str]:
        """What the sentences of a provision may call those that they refer to: 前項, the preceding paragraph."""
        found: dict[str, str] = {}
        for idents in (ids for rule in provision.rules for ids in _referred(rule)):
            bases = tuple(dict.fromkeys(i.partition("#")[0] for i in idents))
            for words, base in zip(references(bases, provision.id, self.book), bases, strict=False):
                found[told(words, self.language)] = self.href(base)
        first = self._first_item(provision)
        found |= (
            {} if first is None else {"前各号" if self.language == "ja" else "the preceding items": self.href(first)}
        )
        return {words: href for words, href in found.items() if href}

    def _first_item(self, provision: Provision) -> str | None:
        """Where those items begin that an item, or the provision that lists it, means by the preceding ones."""
        above, _, number = provision.id.rpartition(".")
        if above.count(".") and number.isdigit() and f"{above}.1" in self.homes:
            return f"{above}.1"
        return provision.items[0] if provision.items else None


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """The longest first; articles of statutes (民法第140条, Article 140 of the Civil Code) are not the book's."""
    either = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    of_statutes = r"(?:, (?:paragraph|item) \([^)]*\))* of (?:the|that) (?:[A-Z][a-z]+ )*(?:Act|Code|Law|Order)\b"
    return re.compile(rf"(?<![法律令則典\w])(?:{either})(?!\d|{of_statutes})" if either else r"(?!)", re.ASCII)


def _referred(rule: Rule) -> list[tuple[str, ...]]:
    """The provisions that a rule refers to, as its sentence may name them: together or one by one."""
    together = [rule.overrides, rule.subject_to, rule.even_though, rule.pursuant_to]
    nodes = [n for _, e in rule_expressions(rule) for n in walk(e) if isinstance(n, (x.State, x.EffectMoment))]
    states = tuple(n.provision for n in nodes)
    one_by_one = [(i,) for ids in (*together, rule.includes, states) for i in ids]
    return [*one_by_one, *(ids for ids in (*together, states) if len(ids) > 1)]


def cites(provision: Provision) -> tuple[str, ...]:
    """The other provisions that a provision refers to."""
    found = [i.partition("#")[0] for rule in provision.rules for ids in _referred(rule) for i in ids]
    return tuple(dict.fromkeys(i for i in found if i != provision.id))
