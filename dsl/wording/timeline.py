"""The changes of a time line in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dsl.base.diagnostic import Language
from dsl.model.book import Book
from dsl.model.outcome import Accrual, Duty, Outcome
from dsl.model.plan import Plan
from dsl.model.rule import Kind
from dsl.model.timeline import Change, What
from dsl.model.value import TRUE, Known, Null, Unknown, Value
from dsl.wording.needs import subject_words
from dsl.wording.references import citation_of
from dsl.wording.register import state_words, what_words
from dsl.wording.sentences import spoken_language
from dsl.wording.values import party_words, phrase_words, value_words
from dsl.wording.words import KIND_WORDS, STATUS_WORDS, Pair, pick

_LISTED: tuple[Kind, ...] = ("must", "may", "must not", "need not", "effect", "follows")
"""What a reader wants to know of the first day; definitions and statements are there all the time."""

_MOST = 12
"""So many provisions of one kind are named on the first day."""

_MORE = Pair("ほか{}件", "and {} more")
_OPEN_DUTY = Pair("適用される（履行の有無は不明）", "applies, whether it was performed is not known")
_OPEN_EFFECT = Pair("適用される（発生の有無は不明）", "applies, whether it has occurred is not known")
_NOT_THERE = Pair("対象なし", "there is none")
_DETAIL: Mapping[str, Pair] = {
    "possible": Pair("あり得る結果は{}", "it may be: {}"),
    "by": Pair("期限は{}", "due {}"),
    "before": Pair("期限は{}より前", "due before {}"),
    "no due": Pair("期限の定めなし", "no deadline"),
    "amount": Pair("額は{}", "amount {}"),
    "remainder": Pair("残額は{}", "remaining {}"),
    "at": Pair("時点は{}", "at {}"),
    "prevented_by": Pair("{}が先に生じさせた", "already brought about by {}"),
    "defeated_by": Pair("優先する規定は{}", "beaten by {}"),
    "conflicts_with": Pair("抵触する規定は{}", "contradicts {}"),
    "follows": Pair("{}が定める", "provided for by {}"),
    "gap": Pair("これを委ねた文書に定めがない", "the document to which it is left does not provide for it"),
    "accrues": Pair("{first}から利息が生じる", "interest accrues from {first}"),
    "accrues later": Pair("利息は{first}から生じる", "interest will accrue from {first}"),
    "stops": Pair("利息の発生が終わる", "interest stops accruing"),
    "a day": Pair("1日当たり{}", "{} a day"),
    "a year": Pair("1年当たり{}", "{} a year"),
    "exercised": Pair("行使済み", "exercised"),
    "exercised unknown": Pair("行使されたかは不明", "whether it was exercised is not known"),
    "violated": Pair("違反あり", "violated"),
    "violated unknown": Pair("違反があったかは不明", "whether it was violated is not known"),
    "without_effect": Pair("権限のない行為であり、効力を生じない", "done without the power, so without effect"),
}


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """Changes in words that are alike but for their records: whose they are (`what`), from which state to which
    (`turn`), and what else is another."""

    name: str
    what: str
    turn: str
    details: tuple[str, ...]


def change_words(changes: Iterable[Change], plan: Plan, language: Language) -> Iterator[ChangeWords]:
    """The changes of one day; of one rule those that read alike are told together."""
    said = spoken_language(language, plan.book)
    alike: dict[tuple[str, ...], list[Outcome]] = {}
    for change in changes:
        found = change.outcome
        words = (_what(found, plan, said), _turn(change, said), *_details(change, plan.book, said))
        alike.setdefault((found.rule, *words), []).append(found)
    for (_, what, turn, *details), outcomes in alike.items():
        yield ChangeWords(_named(outcomes, plan.book, said), what, turn, tuple(details))


def _named(outcomes: Iterable[Outcome], book: Book, language: Language) -> str:
    """A provision, and the records that it is about: 第16条第2項 (請求 1), Art. 16(2) (invoice 1, invoice 2)."""
    found = tuple(outcomes)
    subjects = dict.fromkeys(subject_words(o.subject, book, language).strip(" ()") for o in found if o.subject)
    comma = "、" if language == "ja" else ", "
    return _cited(found[0].rule, language, book) + (f" ({comma.join(subjects)})" if subjects else "")


def _cited(rule: str, language: Language, book: Book) -> str:
    """English is cited in short, since a line holds many words already."""
    found = citation_of(rule, book)
    return found.ja if language == "ja" else found.short


def start_words(start: Iterable[Outcome], plan: Plan, language: Language) -> Iterator[str]:
    """What is in force on the first day, by kind, then what is in conflict or open; each provision once."""
    said, outcomes = spoken_language(language, plan.book), tuple(start)
    for kind in _LISTED:
        held = [o for o in outcomes if o.status == "in_force" and o.kind == kind]
        yield from _group(f"{KIND_WORDS[said][kind]}", held, plan.book, said)
    for status in ("conflict", "undetermined"):
        yield from _group(STATUS_WORDS[said][status], [o for o in outcomes if o.status == status], plan.book, said)


def _group(head: str, outcomes: list[Outcome], book: Book, language: Language) -> Iterator[str]:
    by_rule = {o.provision: [p for p in outcomes if p.provision == o.provision] for o in outcomes}
    names = [_named(found, book, language) for found in by_rule.values()]
    if not names:
        return
    told = names[:_MOST] + ([pick(_MORE, language).format(len(names) - _MOST)] if len(names) > _MOST else [])
    yield head + (f"： {'、'.join(told)}" if language == "ja" else f": {', '.join(told)}")


def _what(outcome: Outcome, plan: Plan, language: Language) -> str:
    """契約者：遅延損害金を支払う［義務］"""
    rule, kind = plan.rules[outcome.rule], KIND_WORDS[language][outcome.kind]
    who = party_words(outcome.bearer, language, plan.book) if outcome.bearer else ""
    what = what_words(outcome, plan.book, language)
    named_ = rule.event or rule.term
    if not what and named_ is not None:
        what = phrase_words(plan.book.vocabulary.entries[named_].phrase, language)
    if language == "ja":
        return f"{who + '：' if who else ''}{what}［{kind}］"
    return f"{who + ': ' if who else ''}{what + ' ' if what else ''}[{kind}]"


def _turn(change: Change, language: Language) -> str:
    """How it stood and how it stands; once where that is the same."""
    before = _stood(change.before, language)
    after = pick(_NOT_THERE, language) if change.after is None else _stood(change.after, language)
    return after if before == after else f"{before} → {after}"


def _stood(outcome: Outcome | None, language: Language) -> str:
    if outcome is None:
        return STATUS_WORDS[language]["not_applicable"]
    if outcome.status == "in_force" and outcome.duty is not None and outcome.duty.state == "unknown":
        return pick(_OPEN_DUTY, language)
    if outcome.status == "in_force" and outcome.effect is not None and outcome.effect.state == "unknown":
        return pick(_OPEN_EFFECT, language)
    return state_words(outcome, language)


# ── what else is another ──────────────────────────────────────────────────────────────────────────


def _details(change: Change, book: Book, language: Language) -> Iterator[str]:
    """What is new after the change; what no longer applies has nothing to tell."""
    found = change.after
    if found is None or found.status == "not_applicable":
        return

    def tell(key: str, text: str = "") -> str:
        return pick(_DETAIL[key], language).format(text)

    def cited(rules: tuple[str, ...]) -> str:
        return ("、" if language == "ja" else ", ").join(_cited(r, language, book) for r in rules)

    what: frozenset[What] = frozenset(change.what)
    if "possible" in what and found.possible:
        words = ("、" if language == "ja" else ", ").join(STATUS_WORDS[language][s] for s in found.possible)
        yield tell("possible", words)
    if found.duty is not None:
        yield from _duty(change, found.duty, what, book, language)
    if found.effect is not None and "at" in what:
        yield tell("at", value_words(found.effect.at, "event", language, book))
    if found.effect is not None and "prevented_by" in what and found.effect.prevented_by:
        yield tell("prevented_by", cited(found.effect.prevented_by))
    for key, rules in (
        ("defeated_by", found.defeated_by), ("conflicts_with", found.conflicts_with), ("follows", found.follows),
    ):  # fmt: skip
        if key in what and rules:
            yield tell(key, cited(rules))
    if "gap" in what and found.gap:
        yield tell("gap")
    yield from (tell(key) for key in _acts(found, what, state_words(found, language), language))


def _acts(found: Outcome, what: frozenset[What], state: str, language: Language) -> Iterator[str]:
    """Exercise and violation, unless the state says so."""
    acts: tuple[tuple[What, Value | None], ...] = (("exercised", found.exercised), ("violated", found.violated))
    for key, value in acts:
        if key in what and isinstance(value, Unknown):
            yield f"{key} unknown"
        elif key in what and value == TRUE and pick(_DETAIL[key], language) != state:
            yield key
    if "without_effect" in what and found.without_effect:
        yield "without_effect"


def _duty(change: Change, duty: Duty, what: frozenset[What], book: Book, language: Language) -> Iterator[str]:
    def tell(key: str, value: Value, kind: str = "money") -> str:
        return pick(_DETAIL[key], language).format(value_words(value, kind, language, book))

    if "due" in what and not isinstance(duty.due, Null):
        yield tell("before" if duty.before else "by", duty.due, "event")
    elif "due" in what and _had_deadline(change):
        yield pick(_DETAIL["no due"], language)
    growing = [p.accrual for p in duty.parts if p.accrual is not None]
    if "amount" in what and duty.amount is not None:
        yield tell("amount", _told(duty.amount))
    if "remainder" in what and "amount" not in what and "state" not in what and duty.remainder is not None:
        yield tell("remainder", _told(duty.remainder))
    if "accrual" in what:
        yield from (_accrual(accrual, change.day, book, language) for accrual in growing)
        if not growing:
            yield pick(_DETAIL["stops"], language)


def _had_deadline(change: Change) -> bool:
    duty = change.before.duty if change.before is not None else None
    return duty is not None and not isinstance(duty.due, Null)


def _told(amount: Value) -> Value:
    """That an amount is not negative is no news."""
    return Unknown() if isinstance(amount, Unknown) and amount.low == 0 and amount.high is None else amount


def _accrual(accrual: Accrual, day: date, book: Book, language: Language) -> str:
    """2026年5月1日から利息が生じる（1日当たり44円）"""
    first = accrual.first.value if isinstance(accrual.first, Known) else None
    later = isinstance(first, date) and first > day
    told = pick(_DETAIL["accrues later" if later else "accrues"], language).format(
        first=value_words(accrual.first, "date", language, book)
    )
    rate = next(
        (
            pick(_DETAIL[key], language).format(value_words(value, "money", language, book))
            for key, value in (("a day", accrual.a_day), ("a year", accrual.a_year))
            if isinstance(value, Known)
        ),
        "",
    )
    if not rate:
        return told
    return f"{told}（{rate}）" if language == "ja" else f"{told} ({rate})"
