"""Two states of a book: which rules, sentences and outcomes of scenarios changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dsl.base.citation import Citation
from dsl.base.diagnostic import LANGUAGES, BadInput, Language
from dsl.model.book import Book
from dsl.model.outcome import Outcome
from dsl.model.plan import Plan
from dsl.model.rule import Rule
from dsl.report.outcomes import outcome_json
from dsl.scenarios.run import evaluate_scenario
from dsl.scenarios.scenario import Scenario, read_scenarios, scenario_files
from dsl.wording import citation, reckoning, sentence


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """What a rule says before and after, by language; empty on the side on which there is no such rule."""

    rule: str
    citation: Mapping[Language, str]
    before: Mapping[Language, str]
    after: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """One field of an outcome that a scenario speaks of, before and after; JSON values."""

    scenario: str
    rule: str
    subject: tuple[tuple[str, int | None], ...]
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Comparison:
    """`added`, `removed` and `changed` are rules by id, `readings` and `vocabulary` the names of what changed there;
    `unread` are the scenario files that the old state has no words for."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    readings: tuple[str, ...]
    vocabulary: tuple[str, ...]
    sentences: tuple[SentenceChange, ...]
    outcomes: tuple[OutcomeChange, ...]
    scenarios: int
    unread: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (
            self.added or self.removed or self.changed or self.readings or self.vocabulary or self.sentences
            or self.outcomes
        )  # fmt: skip


def compare(old: Plan, new: Plan, folder: Path) -> Comparison:
    """Compare two states of a book by the scenarios in the folder of the new one. Raises BadInput where those are wrong
    for the new state."""
    before, after = dict(old.rules), dict(new.rules)
    both = [ident for ident in after if ident in before]
    pairs, unread = _scenarios(old, new, folder)
    return Comparison(
        tuple(ident for ident in after if ident not in before),
        tuple(ident for ident in before if ident not in after),
        tuple(ident for ident in both if before[ident] != after[ident]),
        _changed(old.book.readings, new.book.readings),
        _changed(
            {**old.book.vocabulary.entries, **old.book.vocabulary.actions},
            {**new.book.vocabulary.entries, **new.book.vocabulary.actions},
        ),
        tuple(_sentences(old.book, new.book, before, after)),
        tuple(change for one, other in pairs for change in _outcomes(old, new, one, other)),
        len(pairs),
        unread,
    )


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key))


# ── sentences ─────────────────────────────────────────────────────────────────────────────────────


def _sentences(old: Book, new: Book, before: Mapping[str, Rule], after: Mapping[str, Rule]) -> Iterator[SentenceChange]:
    for ident in dict.fromkeys([*after, *before]):
        book = new if ident in after else old
        languages = [language for language in LANGUAGES if language in book.settings.languages]
        was = {lang: _told(before[ident], lang, old) if ident in before else "" for lang in languages}
        now = {lang: _told(after[ident], lang, new) if ident in after else "" for lang in languages}
        if was != now:
            yield SentenceChange(ident, {lang: citation(ident, lang, book) for lang in languages}, was, now)


def _told(rule: Rule, language: Language, book: Book) -> str:
    return " ".join(filter(None, (sentence(rule, language, book), reckoning(rule, language, book))))


# ── scenarios ─────────────────────────────────────────────────────────────────────────────────────


def _scenarios(old: Plan, new: Plan, folder: Path) -> tuple[list[tuple[Scenario, Scenario]], tuple[str, ...]]:
    """The scenarios as either state reads them, and the files that the old one cannot read."""
    pairs: list[tuple[Scenario, Scenario]] = []
    unread: list[str] = []
    for path in scenario_files(folder):
        now = read_scenarios([path], new)
        try:
            was = read_scenarios([path], old)
        except BadInput:
            unread.append(path.name)
            continue
        pairs += zip(was, now, strict=True)
    return pairs, tuple(unread)


def _outcomes(old: Plan, new: Plan, one: Scenario, other: Scenario) -> Iterator[OutcomeChange]:
    """What a scenario speaks of, under both states; readings that matter are not worked out."""
    if not _plain(other).expected:
        return
    was, now = (
        {(o.rule, o.subject): o for o in evaluate_scenario(plan, _plain(scenario)).outcomes}
        for plan, scenario in ((old, one), (new, other))
    )
    for key in dict.fromkeys([*now, *was]):
        before, after = _fields(was.get(key), old.book), _fields(now.get(key), new.book)
        for field in dict.fromkeys([*before, *after]):
            if before.get(field) != after.get(field):
                yield OutcomeChange(other.name, key[0], key[1], field, before.get(field), after.get(field))


def _plain(scenario: Scenario) -> Scenario:
    """The scenario without what it expects of values and of readings."""
    kept = (e for e in scenario.expected if e.field != "readings" and not e.where.startswith("values: "))
    return replace(scenario, expected=tuple(kept))


_NO_CITATION = Citation("", "", "")
_UNTOLD = ("citation", "readings", "needs", "provision", "rule", "subject", "because")


def _fields(outcome: Outcome | None, book: Book) -> dict[str, object]:
    """An outcome's fields, those of its duty and effect under dotted names."""
    if outcome is None:
        return {}
    told: dict[str, object] = {}
    for key, value in outcome_json(outcome, _NO_CITATION, book, False).items():
        if isinstance(value, Mapping):
            told |= {f"{key}.{name}": inner for name, inner in value.items()}
        elif key not in _UNTOLD:
            told[key] = value
    return {key: value for key, value in told.items() if key.partition(".")[0] not in _UNTOLD}


def moved_dates(changes: Iterable[OutcomeChange]) -> tuple[OutcomeChange, ...]:
    """The changes of a date: what is due, and when an effect occurs."""
    return tuple(c for c in changes if c.field in ("duty.due", "effect.at") and c.before and c.after)
