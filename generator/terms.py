"""Defined terms in running text: where the glossary explains them, and what they mean in short."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dsl.model.vocabulary import TypeKind
from dsl.wording.together import full_sentence
from generator.pages import ArticleView, ListedView, ProvisionView, RuleView, Views
from generator.places import Link, Told

_NOUNS: tuple[TypeKind, ...] = ("money", "number", "percent", "date", "duration", "interval")
"""The kinds whose names are nouns; a truth is named by a clause."""

_LONGEST = 160
"""So many characters of a meaning are shown beside the text; the glossary has the rest."""

_WORD = r"一-龠々ァ-ヶー"
_JOINING = "及び|又は|若しくは|並びに|以外|等|自ら"
"""What may follow a Japanese noun without a sign between them that it ends; other kanji would make a longer word."""


def term_anchor(ident: str) -> str:
    """Where the glossary explains a defined term or an entry of the vocabulary, in both languages."""
    return "t-" + ident.replace(".", "-")


class Terms:
    """The terms of a book in one language."""

    def __init__(self, views: Views):
        self.links = dict(_terms(views))
        self.pattern = _pattern(self.links, views.language == "ja")

    def marked_article(self, article: ArticleView) -> ArticleView:
        return replace(article, provisions=tuple(self._marked(p) for p in article.provisions))

    def _marked(self, provision: ProvisionView) -> ProvisionView:
        """A provision in whose sentences each term is marked where it comes first."""
        seen: set[str] = set()
        rules = tuple(self._rule(rule, seen) for rule in provision.rules)
        return replace(provision, rules=rules, listed=self._listed(provision.listed, seen))

    def _rule(self, rule: RuleView, seen: set[str]) -> RuleView:
        return rule if rule.told_by else replace(rule, told=self.marked(rule.told, seen))

    def _listed(self, found: ListedView | None, seen: set[str]) -> ListedView | None:
        if found is None:
            return None
        head = self.marked(found.head, seen)
        return replace(found, head=head, items=tuple(self.marked(item, seen) for item in found.items))

    def marked(self, told: Told, seen: set[str]) -> Told:
        """A text with the terms that are not yet among those `seen` as links, outside the links that it has."""
        return tuple(new for piece in told for new in ((piece,) if piece.href else self._pieces(piece.text, seen)))

    def _pieces(self, text: str, seen: set[str]) -> Iterable[Link]:
        end = 0
        for match in self.pattern.finditer(text):
            if match.group() not in seen:
                seen.add(match.group())
                yield Link(text[end : match.start()])
                yield self.links[match.group()]
                end = match.end()
        yield Link(text[end:])


def _terms(views: Views) -> Iterable[tuple[str, Link]]:
    """What the print defines, and the derived nouns of the vocabulary whose names are theirs alone."""
    nouns = [e for e in views.book.vocabulary.entries.values() if e.kind in _NOUNS]
    names = [views.word(e.phrase) for e in nouns]
    for entry in nouns:
        name = views.word(entry.phrase)
        if entry.define is not None and names.count(name) == 1 and len(name) > 1:
            meaning = "".join(piece.text for piece in views.words(entry.define))
            yield name, Link(name, f"glossary.md#{term_anchor(entry.id)}", _short(f"{name} = {meaning}"))
    for unit in views.book.units.values():
        if unit.role == "definition" and unit.printed is not None:
            name = views.word(unit.printed)
            yield name, Link(name, f"glossary.md#{term_anchor(unit.id)}", _short(_sentence(unit.id, views) or name))


def _sentence(unit: str, views: Views) -> str:
    """What the provision of a defined term says: its sentence, or the one over its items."""
    provision = views.plan.provisions.get(unit)
    if provision is None:
        return ""
    if provision.rules:
        return full_sentence(provision.rules[0], views.language, views.book)
    return views.word(provision.heading)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _pattern(names: Mapping[str, Link], japanese: bool) -> re.Pattern[str]:
    """The longest first, as words of their own."""
    either = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    if not either:
        return re.compile(r"(?!)")
    if japanese:
        return re.compile(rf"(?:(?<![{_WORD}])|(?<=当該))(?:{either})(?:(?={_JOINING})|(?![{_WORD}]))")
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
