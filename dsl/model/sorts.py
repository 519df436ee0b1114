"""What a term is, as far as words hang on it: 以上 or 以後, 額 or 数."""

from typing import Literal, assert_never

from dsl.model import expression as x
from dsl.model.vocabulary import Vocabulary

Sort = Literal["money", "number", "duration", "interval", "date", "event", "other"]

_OF_KIND: dict[str, Sort] = {
    "money": "money", "number": "number", "percent": "number", "duration": "duration", "interval": "interval",
    "date": "date", "event": "event",
}  # fmt: skip


def sort_of(term: x.Term, vocabulary: Vocabulary) -> Sort:
    """The sort of a term; types are checked elsewhere."""
    match term:
        case x.Constant(kind=kind):
            return _OF_KIND.get(kind, "other")
        case x.Read(entry=entry) | x.Previous(entry=entry):
            return _of_entry(entry, vocabulary)
        case x.Scheduled() | x.EffectMoment():
            return "event"
        case x.AsOf() | x.Shifted() | x.NthDay() | x.Later() | x.FirstAfter() | x.Edge():
            return "date"
        case x.Stretch() | x.Period() | x.Rest() | x.Overlap():
            return "interval"
        case x.Length():
            return "number"
        case x.Arithmetic(left=left, right=right):
            both = (sort_of(left, vocabulary), sort_of(right, vocabulary))
            return "money" if "money" in both else both[0]
        case x.Total(parts=parts) | x.Choose(parts=parts):
            return sort_of(parts[0], vocabulary)
        case x.Interest() | x.Multiple() | x.FeesFor():
            return "money"
        case x.UpTo(amount=amount):
            return sort_of(amount, vocabulary)
        case x.ByCase(arms=arms):
            return sort_of(arms[0][1], vocabulary)
        case x.Aggregate(entry=entry):
            return "number" if entry is None else _of_entry(entry, vocabulary)
        case _:
            assert_never(term)


def _of_entry(entry: str, vocabulary: Vocabulary) -> Sort:
    return _OF_KIND.get(vocabulary.entries[entry].kind, "other")
