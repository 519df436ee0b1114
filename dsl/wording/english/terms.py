"""Terms as English noun phrases."""

from fractions import Fraction
from string import ascii_lowercase
from typing import assert_never

from dsl.base.english import definite, indefinite, ordinal
from dsl.model import expression as x
from dsl.model.sorts import sort_of
from dsl.wording.cases import Arms, bracketed
from dsl.wording.english import conditions
from dsl.wording.english.joining import spoken
from dsl.wording.english.nouns import joined_nouns
from dsl.wording.references import reference
from dsl.wording.scene import Scene
from dsl.wording.shape import noun_phrase
from dsl.wording.values import counted, duration_words, phrase_words, plain_words

_OPERATION: dict[x.Operation, str] = {
    "plus": "the sum of {left} and {right}",
    "less": "{the} obtained by deducting {right} from {left}",
    "times": "{the} obtained by multiplying {left} by {right}",
    "divided by": "{the} obtained by dividing {left} by {right}",
}
_RESULT = {
    "money": "the amount", "number": "the number", "duration": "the period", "interval": "the period",
    "date": "the date", "event": "the time",
    "other": "the value",
}  # fmt: skip
_SHIFT: dict[x.DayShift, str] = {
    "day after": "the day following {}", "day before": "the day preceding {}",
    "last day of month": "the last day of {month}",
    "last day of month before": "the last day of the month preceding {month}",
    "first day of month": "the first day of {month}",
    "this or next business day": "{} (or, if that day is not a business day, the next business day)",
}  # fmt: skip
_TIMES = {Fraction(2): "twice", Fraction(3): "three times"}


def noun(node: x.Term, scene: Scene) -> str:
    """A term as a noun phrase with its article."""
    match node:
        case x.Constant():
            return _constant(node, "", scene)
        case x.Read(entry):
            return entry_noun(entry, scene)
        case x.Previous(entry):
            return f"{entry_noun(entry, scene)} of the preceding {_record_of(entry, scene)}"
        case x.Scheduled(event):
            return f"the scheduled time of {entry_noun(event, scene)}"
        case x.EffectMoment(provision):
            return f"the time when {reference(provision, scene.citing, scene.book).en} took effect"
        case x.AsOf():
            return "the as-of date"
        case x.Arithmetic():
            return _arithmetic(node, scene)
        case x.Total(parts):
            return f"the total of {_listed(parts, 'and', scene)}"
        case x.Choose(extreme, parts):
            return f"the {extreme} of {_chosen(parts, scene)}"
        case x.Interest():
            return _interest(node, scene)
        case x.Multiple(count, of):
            return f"{counted(count, '', 'month', 'en')}{_possessive(count)} worth of {noun(of, scene)}"
        case x.UpTo(amount, cap):
            return f"{noun(amount, scene)}, up to {within(cap, scene)}"
        case x.ByCase():
            return _by_case(node, scene)
        case x.Shifted(shift, day):
            return _SHIFT[shift].format(noun(day, scene), month=_month(day, scene))
        case x.NthDay(number, day):
            return f"the {ordinal(number)} day of {_month(day, scene)}"
        case x.Later(duration, day):
            return f"the day {duration_words(duration, 'en')} after {noun(day, scene)}"
        case x.FirstAfter():
            return _first_after(node, scene)
        case x.Aggregate():
            return _aggregate(node, scene)
        case x.Stretch() | x.Period() | x.Rest() | x.Overlap() | x.Edge() | x.Length() | x.FeesFor():
            return _of_interval(node, scene)
        case _:
            assert_never(node)


def entry_noun(entry: str, scene: Scene) -> str:
    """`the due date`; an event of one word stands alone: `death`."""
    found = scene.entry(entry)
    text = phrase_words(noun_phrase(found), "en")
    return text if found.kind == "event" and " " not in text else definite(text)


def _record_of(entry: str, scene: Scene) -> str:
    return phrase_words(scene.vocabulary.records[scene.entry(entry).record].phrase, "en")


def day_noun(node: x.Term, scene: Scene) -> str:
    """A day: an event is read as the day on which it happens."""
    return f"the date of {noun(node, scene)}" if _is_event(node, scene) else noun(node, scene)


def _month(day: x.Term, scene: Scene) -> str:
    """The month that includes a day, or the vocabulary's own words for it."""
    own = scene.entry(day.entry).month if isinstance(day, x.Read) else None
    return f"the month that includes {noun(day, scene)}" if own is None else definite(phrase_words(own, "en"))


def compared_noun(node: x.Term, beside: x.Term, scene: Scene) -> str:
    """What stands beside another term: options are told in that term's words."""
    if isinstance(node, x.Constant):
        return _constant(node, beside.entry if isinstance(beside, x.Read) else "", scene)
    return noun(node, scene)


def amount_noun(node: x.Term, scene: Scene) -> str:
    """What is owed: a total is told as its parts."""
    return _listed(node.parts, "and", scene) if isinstance(node, x.Total) else noun(node, scene)


def _is_event(node: x.Term, scene: Scene) -> bool:
    return isinstance(node, x.Read | x.Previous) and sort_of(node, scene.vocabulary) == "event"


def _listed(parts: tuple[x.Term, ...], word: str, scene: Scene) -> str:
    return joined_nouns([noun(p, scene) for p in parts], word)


def _chosen(parts: tuple[x.Term, ...], scene: Scene) -> str:
    """The members of which one is chosen, lettered where one of them has an `and` of its own."""
    told = [noun(p, scene) for p in parts]
    if any(" and " in t for t in told):
        told = [f"({letter}) {t}" for letter, t in zip(ascii_lowercase, told, strict=False)]
    return joined_nouns(told, "and")


def _constant(node: x.Constant, beside: str, scene: Scene) -> str:
    return plain_words(node.value, beside if node.kind == "choice" and beside else node.kind, "en", scene.book)


def _arithmetic(node: x.Arithmetic, scene: Scene) -> str:
    match node:
        case x.Arithmetic("times", left, x.Constant("number", Fraction() as factor) as number):
            return f"{_TIMES.get(factor, f'{noun(number, scene)} times')} {noun(left, scene)}"
    the = _RESULT[sort_of(node, scene.vocabulary)]
    return _OPERATION[node.operation].format(the=the, left=noun(node.left, scene), right=noun(node.right, scene))


def _possessive(count: Fraction) -> str:
    return "'s" if count == 1 else "'"


def _interest(node: x.Interest, scene: Scene) -> str:
    """Interest that runs from the day after a due date is what is owed for being late."""
    late = isinstance(node.start, x.Shifted) and node.start.shift == "day after"
    word = "default interest" if late else "interest"
    period = f"for the period from {day_noun(node.start, scene)} until {day_noun(node.until, scene)}"
    return f"{word} at the rate of {noun(node.rate, scene)} per annum on {noun(node.principal, scene)} {period}"


def within(node: x.Term, scene: Scene) -> str:
    """A term within a sentence: the monthly fee (or, if the fee is charged by the year, the annual fee)."""
    found = bracketed(node, scene.vocabulary) if isinstance(node, x.ByCase) else None
    if found is None:
        return noun(node, scene)
    return f"{noun(found.value, scene)} (or, {'; or, '.join(_arms(found.instead, scene))})"


def _arms(arms: Arms, scene: Scene) -> list[str]:
    return [f"if {spoken(conditions.said(condition, scene))}, {noun(term, scene)}" for condition, term in arms]


def _by_case(node: x.ByCase, scene: Scene) -> str:
    arms = _arms(node.arms, scene)
    if node.otherwise is not None:
        return f"{'; '.join(arms)}; or, in any other case, {noun(node.otherwise, scene)}"
    return arms[0] if len(arms) == 1 else f"{'; '.join(arms[:-1])}; or {arms[-1]}"


def _first_after(node: x.FirstAfter, scene: Scene) -> str:
    record = phrase_words(scene.record(scene.entry(node.entry).record).phrase, "en")
    first = f"the first {phrase_words(scene.entry(node.entry).phrase, 'en')} of {indefinite(record)}"
    return f"{first} after {duration_words(node.duration, 'en')} have passed from {noun(node.day, scene)}"


def _aggregate(node: x.Aggregate, scene: Scene) -> str:
    records = such_records(node.record, node.where, scene)
    if node.entry is None:
        return f"the number of {records}"
    if node.aggregation == "sum":
        return f"the sum of {entry_noun(node.entry, scene)} of all {records}"
    return f"the {node.aggregation} {phrase_words(scene.entry(node.entry).phrase, 'en')} of the {records}"


def such_records(record: str, where: x.Condition | None, scene: Scene) -> str:
    """The records for which a condition holds, in the plural."""
    head = scene.record(record).plural or phrase_words(scene.record(record).phrase, "en")
    return f"{head}{_for_which(where, scene)}"


def such_record(record: str, where: x.Condition | None, scene: Scene) -> str:
    """One such record, without its article."""
    return f"{phrase_words(scene.record(record).phrase, 'en')}{_for_which(where, scene)}"


def _for_which(where: x.Condition | None, scene: Scene) -> str:
    return "" if where is None else f" for which {spoken(conditions.said(where, scene))}"


# ── intervals ─────────────────────────────────────────────────────────────────────────────────────


def _of_interval(node: x.IntervalTerm, scene: Scene) -> str:
    match node:
        case x.Stretch(first, last):
            return f"the period from {day_noun(first, scene)} until {day_noun(last, scene)}"
        case x.Period(length, start, beginning):
            unit = " months" if sort_of(length, scene.vocabulary) == "number" else ""
            counted = "beginning on" if beginning else "from"
            told = f"({noun(length, scene)})" if unit else noun(length, scene)
            return f"the period of {told}{unit} {counted} {day_noun(start, scene)}"
        case x.Rest(interval, day):
            return f"the part of {noun(interval, scene)} that remains after {day_noun(day, scene)}"
        case x.Overlap(left, right):
            return f"the time common to {noun(left, scene)} and {noun(right, scene)}"
        case x.Edge(edge, interval):
            return f"the {edge} day of {noun(interval, scene)}"
        case x.Length(unit, interval):
            return f"the number of {unit}s in {noun(interval, scene)}"
        case x.FeesFor(monthly, interval):
            return f"the total of {noun(monthly, scene)} for {noun(interval, scene)}"
