"""A draft to a book: every text of a rule becomes a tree, every name an entry."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal, cast

from dsl.base import english, japanese
from dsl.base.citation import Citation
from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.base.folding import fold_spelling
from dsl.base.source import Span
from dsl.model import expression as x
from dsl.model.book import Book
from dsl.model.citations import citations
from dsl.model.draft import DraftArticle, DraftBook, DraftProvision, DraftRule, Field
from dsl.model.expression import Condition, Expression, Term, Under
from dsl.model.names import Names, book_names, clauses
from dsl.model.node import Scalar
from dsl.model.reading import guarded, named
from dsl.model.rule import (
    EACH_PARTY,
    FOLLOWS_OTHERWISE,
    LEAVING,
    OTHER_PARTY,
    Article,
    Deadline,
    Effective,
    Guarded,
    Kind,
    Provision,
    Rule,
)
from dsl.model.vocabulary import Phrase, Record, Series, Vocabulary
from dsl.model.walk import ACTION_KEYS
from dsl.parse.expressions import Start, mixed_languages, parse_expression
from dsl.parse.lexicon import Lexicon, make_lexicon

PRIORITIES: tuple[Literal["overrides"], Literal["subject to"]] = ("overrides", "subject to")
_KINDS: tuple[Kind, ...] = ("define", "must", "may", "must not", "need not", "effect", "state")


def parse_book(draft: DraftBook) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """Parse every expression. The book is None where the vocabulary itself cannot be spelt."""
    problems: list[Diagnostic] = [*uninflected(draft.vocabulary)]
    if problems:
        return None, tuple(problems)
    lexicon = book_lexicon(draft)
    parse = expression_parser(lexicon, problems)
    vocabulary = defined(draft.vocabulary, draft.definitions, draft.standing, draft.series, parse)
    names = book_names(vocabulary, _cited(draft), draft.settings.layers)
    rules = RuleParser(vocabulary, parse, names, problems, draft.settings.binding_version)
    articles = tuple(rules.article(a) for a in draft.articles)
    book = Book(
        draft.settings, vocabulary, articles, draft.units, draft.titles, draft.calendar, draft.sha256, draft.files,
        draft.readings,
    )  # fmt: skip
    return book, tuple(problems)


def book_lexicon(draft: DraftBook) -> Lexicon:
    rules = [r.id.text for a in draft.articles for p in a.provisions for r in p.rules]
    names = dict.fromkeys(name for r in rules for name in (r, r.partition("@")[0]) if "#" in name)
    references = [(text, ident) for ident, c in _cited(draft).items() for text in (ident, c.ja, c.en, c.short)]
    return make_lexicon(draft.vocabulary, [*references, *((n, n) for n in names)], draft.settings.currency)


def _cited(draft: DraftBook) -> dict[str, Citation]:
    return citations(draft.units, {p.id: p for a in draft.articles for p in a.provisions})


def uninflected(vocabulary: Vocabulary) -> list[Diagnostic]:
    found = []
    for entry in vocabulary.entries.values():
        if entry.kind in ("truth", "judgement") or entry.act is not None:
            try:
                clauses(entry, vocabulary)
            except english.CannotInflect as problem:
                found.append(diagnose("V402", entry.span, phrase=problem, field="en_not"))
            except japanese.CannotInflect as problem:
                if (entry.act or entry.phrase).ja:
                    found.append(diagnose("V402", entry.span, phrase=problem, field="class / ja_not"))
    for action in vocabulary.actions.values():
        try:
            if action.says.ja:
                japanese.inflect(action.says.ja, "negative", action.says.ja_class)
        except japanese.CannotInflect as problem:
            found.append(diagnose("V402", action.span, phrase=problem, field="class"))
    return found


Parse = Callable[[Scalar, Start], Any]
"""Text to a tree; None where a problem was found."""


def expression_parser(lexicon: Lexicon, problems: list[Diagnostic]) -> Parse:
    def parse(scalar: Scalar, start: Start) -> Any:
        found = parse_expression(scalar, lexicon, start)
        if isinstance(found, Diagnostic):
            problems.append(found)
            return None
        problems.extend(mixed_languages(scalar, lexicon))
        return found

    return parse


def defined(
    vocabulary: Vocabulary,
    definitions: Mapping[str, Scalar],
    standing: Mapping[tuple[str, str], Scalar],
    series: Mapping[tuple[str, str], Scalar],
    parse: Parse,
) -> Vocabulary:
    """A vocabulary with the trees of the expressions that stand in it."""
    entries, actions = dict(vocabulary.entries), dict(vocabulary.actions)
    for ident, scalar in definitions.items():
        start: Start = "condition" if entries[ident].kind in ("truth", "judgement") else "value"
        found = parse(scalar, start)
        if found is not None:
            entries[ident] = replace(entries[ident], define=cast(Expression, found))
    for (key, part), scalar in standing.items():
        said = parse(scalar, "value" if part == "done so far" else "condition")
        if said is not None:
            actions[key] = replace(actions[key], **{ACTION_KEYS[part]: said})
    records = {
        key: replace(
            record, entries=tuple(entries[e.id] for e in record.entries), series=_series(record, series, parse)
        )
        for key, record in vocabulary.records.items()
    }
    return Vocabulary(vocabulary.parties, records, entries, actions)


_STEPS = {"first": "first", "next": "next", "while": "goes_on"}


def _series(record: Record, series: Mapping[tuple[str, str], Scalar], parse: Parse) -> Series | None:
    """How the records of a type follow one another, with its expressions."""
    if record.series is None:
        return None
    parts: dict[str, Any] = {}
    for key, name in _STEPS.items():
        scalar = series.get((record.key, key))
        found = None if scalar is None else parse(scalar, "condition" if key == "while" else "value")
        if found is not None:
            parts[name] = found
    return replace(record.series, **parts)


class RuleParser:
    """Makes rules of their drafts, in the words of one vocabulary."""

    def __init__(
        self, vocabulary: Vocabulary, parse: Parse, names: Names, problems: list[Diagnostic],
        binding_version: str | None = None,
    ):  # fmt: skip
        self.vocabulary, self.parse, self.names, self.problems = vocabulary, parse, names, problems
        self.version: Term = x.AsOf() if binding_version is None else x.Read(binding_version)

    def article(self, draft: DraftArticle) -> Article:
        parties = ((self.lookup(key, self.names.parties, "N306"), words) for key, words in draft.called)
        return Article(
            draft.number, draft.title, tuple(self.provision(p) for p in draft.provisions), draft.file, draft.span,
            called=tuple((party, words) for party, words in parties if party is not None),
        )  # fmt: skip

    def provision(self, draft: DraftProvision) -> Provision:
        rules = tuple(self.rule(draft.id, r) for r in draft.rules)
        return Provision(
            draft.id, draft.article, rules, draft.items, draft.heading, draft.repairs, draft.notes, draft.span
        )

    def rule(self, provision: str, draft: DraftRule) -> Rule:
        left = next((k for k in LEAVING if k in draft.fields), "")
        kind: Kind = "follows" if left else next(k for k in _KINDS if k in draft.fields)
        bearer = self.party(draft, "who")
        action, inline = self.action(draft, kind)
        term = self.named(draft, "define", self.names.terms, "N307")
        truth = term is not None and self.vocabulary.entries[term].kind in ("truth", "judgement")
        return Rule(
            draft.id.text, provision, kind, self.named(draft, "each", self.names.records, "N301"), bearer,
            self.party(draft, "to") or inline or self.counterparty(bearer), action,
            self.named(draft, "effect", self.names.terms, "N308"), term, self.phrase(draft, "state"),
            cast("Condition | None", self.expression(draft, "when", "condition")),
            cast("Condition | None", self.expression(draft, "unless", "condition")),
            self.moment(draft), self.deadline(draft),
            cast("Term | None", self.expression(draft, "amount", "value")),
            self.expression(draft, "as", "condition" if truth else "value"), self.text(draft, "round"),
            self.refs(draft, "overrides"), self.refs(draft, "subject to"), self.refs(draft, "even though"),
            self.refs(draft, "pursuant to"), self.refs(draft, "includes"), draft.id.span,
            self.places(draft), self.under(draft), self.guarded(draft),
            otherwise=self.layers(draft, "unless otherwise provided in"),
            follows=self.named(draft, left, self.names.layers, "D904"), wholly=left != FOLLOWS_OTHERWISE,
            latest="at the latest" in draft.fields,
            provides_for=self.refs(draft, "provides for"), sentence=self.phrase(draft, "sentence"),
            effective=self.effective(draft),
        )  # fmt: skip

    def moment(self, draft: DraftRule) -> Term | None:
        key = "at the latest" if "at the latest" in draft.fields else "at"
        return cast("Term | None", self.expression(draft, key, "value"))

    def counterparty(self, bearer: str | None) -> str | None:
        """The other party where none is named."""
        if bearer == EACH_PARTY:
            return OTHER_PARTY
        others = [p.key for p in self.vocabulary.parties.values() if not p.judge and p.key != bearer]
        return others[0] if bearer in self.vocabulary.parties and len(others) == 1 else None

    def phrase(self, draft: DraftRule, key: str) -> Phrase | None:
        field = draft.fields.get(key)
        return field if isinstance(field, Phrase) else None

    def text(self, draft: DraftRule, key: str) -> str | None:
        field = draft.fields.get(key)
        return field.text if isinstance(field, Scalar) else None

    def party(self, draft: DraftRule, key: str) -> str | None:
        field = draft.fields.get(key)
        if not isinstance(field, Scalar):
            return None
        if key == "who" and fold_spelling(field.text) in self.names.each_party:
            return EACH_PARTY
        return self.lookup(field, self.names.parties, "N306")

    def named(self, draft: DraftRule, key: str, table: Mapping[str, str], code: str) -> str | None:
        field = draft.fields.get(key)
        return self.lookup(field, table, code) if isinstance(field, Scalar) else None

    def lookup(self, field: Scalar, table: Mapping[str, str], code: str) -> str | None:
        found = table.get(fold_spelling(field.text))
        if found is None:
            known, hint = ", ".join(dict.fromkeys(table.values())), nearest(fold_spelling(field.text), table)
            self.problems.append(diagnose(code, field.span, name=field.text, known=known, hint=hint))
        return found

    def action(self, draft: DraftRule, kind: Kind) -> tuple[str | None, str | None]:
        field = draft.fields.get(kind)
        if kind not in ("must", "may", "must not", "need not") or not isinstance(field, Scalar):
            return None, None
        found = self.names.actions.get(fold_spelling(field.text))
        if found is None:
            hint = nearest(fold_spelling(field.text), self.names.actions)
            self.problems.append(diagnose("N305", field.span, name=field.text, hint=hint))
            return None, None
        return found

    def refs(self, draft: DraftRule, key: str) -> tuple[str, ...]:
        field: Field = draft.fields.get(key, ())
        if not isinstance(field, tuple):
            return ()
        return tuple(self.reference(key, s) for s in field)

    def layers(self, draft: DraftRule, key: str) -> tuple[str, ...]:
        field: Field = draft.fields.get(key, ())
        found = [self.lookup(s, self.names.layers, "D904") for s in field] if isinstance(field, tuple) else []
        return tuple(dict.fromkeys(layer for layer in found if layer is not None))

    def reference(self, key: str, scalar: Scalar) -> str:
        """The provision or rule meant, without the reading that guards a priority."""
        text = guarded(scalar.text)[0] if key in PRIORITIES else scalar.text
        return self.names.references.get(fold_spelling(text), text)

    def meant(self, key: str, scalar: Scalar) -> str:
        if key == "unless otherwise provided in":
            return self.names.layers.get(fold_spelling(scalar.text), scalar.text)
        return self.reference(key, scalar)

    def effective(self, draft: DraftRule) -> Effective | None:
        """Of which versions a rule is, and the condition that the one which binds is among them."""
        field = draft.fields.get("effective")
        if not isinstance(field, Effective):
            return None
        days: tuple[tuple[x.Relation, date | None], ...] = (("at least", field.first), ("at most", field.last))
        limits = [x.Compare(r, self.version, x.Constant("date", day)) for r, day in days if day is not None]
        return replace(field, holds=x.And(tuple(limits)) if len(limits) > 1 else next(iter(limits), None))

    def under(self, draft: DraftRule) -> tuple[Under, ...]:
        field: Field = draft.fields.get("under", ())
        out: list[Under] = []
        for scalar in field if isinstance(field, tuple) else ():
            found = named(scalar.text)
            if found is None:
                self.problems.append(diagnose("R903", scalar.span, text=scalar.text))
            else:
                out.append(Under(*found, scalar.span))
        return tuple(out)

    def guarded(self, draft: DraftRule) -> tuple[Guarded, ...]:
        """The priorities that a reading guards."""
        out: list[Guarded] = []
        for key in PRIORITIES:
            field: Field = draft.fields.get(key, ())
            for scalar in field if isinstance(field, tuple) else ():
                guard = guarded(scalar.text)[1]
                if guard is not None:
                    out.append(Guarded(key, self.reference(key, scalar), Under(*guard, scalar.span)))
        return tuple(out)

    def places(self, draft: DraftRule) -> dict[str, Span]:
        """Where each key's value stands, and each reference of a list."""
        out: dict[str, Span] = {}
        for key, field in draft.fields.items():
            if isinstance(field, tuple):
                out |= {f"{key} {self.meant(key, s)}": s.span for s in field}
            else:
                out[key] = field.span
        return out

    def expression(self, draft: DraftRule, key: str, start: Start) -> Any:
        field = draft.fields.get(key)
        return self.parse(field, start) if isinstance(field, Scalar) else None

    def deadline(self, draft: DraftRule) -> Deadline | None:
        found = self.expression(draft, "by", "deadline")
        return None if found is None else Deadline(found[0], found[1])
