"""The shapes that a fact may have in a facts file, as JSON Schemas: a value of its type, or what is known of it."""

from collections.abc import Iterator, Mapping, Sequence

from dsl.model.book import Book
from dsl.model.spelling import DOUBT
from dsl.model.vocabulary import RANGED, Entry

Schema = Mapping[str, object]

_TEXT: Schema = {"type": "string"}
_TRUTH: Schema = {"enum": [True, False, "true", "false", "yes", "no", "はい", "いいえ"]}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_MOMENT: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$"}
_AMOUNT: Schema = {
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^[¥£$€]?\d[\d,]*(\.\d+)?"}]
}
_JUDGED: Schema = {
    "type": "object",
    "properties": {"judged": _TRUTH, "by": _TEXT, "at": {"type": ["string", "null"]}},
    "required": ["judged"],
    "additionalProperties": False,
}
_DAY_OR_NONE: Schema = {"anyOf": [_DAY, {"type": "null"}]}
_INTERVAL: Schema = {
    "type": "object",
    "properties": dict.fromkeys(("from", "から"), _DAY) | dict.fromkeys(("until", "まで"), _DAY_OR_NONE),
    "minProperties": 2,
    "maxProperties": 2,
    "additionalProperties": False,
}
_PLAIN: Mapping[str, Schema] = {
    "truth": _TRUTH,
    "judgement": {"anyOf": [_TRUTH, _JUDGED]},
    "money": _AMOUNT,
    "number": _AMOUNT,
    "percent": _AMOUNT,
    "date": _DAY,
    "event": _MOMENT,
    "interval": _INTERVAL,
}


def shapes(book: Book) -> dict[str, Schema]:
    """Every shape that a fact of the book has, by name."""
    facts = [e for e in book.vocabulary.entries.values() if e.kind not in ("one", "list")]
    return {shape_name(entry): _shape(entry) for entry in facts}


def shape_name(entry: Entry) -> str:
    name = f"choice-{entry.id}" if entry.kind == "choice" else entry.kind
    return f"{name}-or-null" if _may_be_null(entry) else name


def _may_be_null(entry: Entry) -> bool:
    return entry.optional or entry.kind == "event"


def _shape(entry: Entry) -> Schema:
    plain = _choice(entry) if entry.kind == "choice" else _PLAIN.get(entry.kind, _TEXT)
    allowed = [plain, {"type": "null"}] if _may_be_null(entry) else [plain]
    return {"anyOf": [*allowed, *_doubts(entry, plain, allowed)]}


def _choice(entry: Entry) -> Schema:
    return {"enum": list(dict.fromkeys(w for o in entry.choices for w in (o.key, o.phrase.ja, o.phrase.en) if w))}


# ── what is not known exactly ─────────────────────────────────────────────────────────────────────


def _doubts(entry: Entry, plain: Schema, allowed: Sequence[Schema]) -> Iterator[Schema]:
    """What may stand instead of a value, whose shape is `plain`; `allowed`: with null where there may be none."""
    ranges = list(_ranges(plain)) if entry.kind in RANGED else []
    yield from ranges
    yield _spelt(
        {
            "either": {"type": "array", "minItems": 2, "items": {"anyOf": [*allowed, *ranges]}},
            "source": {"type": "array", "items": {"type": ["string", "null"]}},
        },
        "either",
    )


def _ranges(plain: Schema) -> Iterator[Schema]:
    yield _spelt({"at least": plain, "at most": plain})
    yield _spelt({"between": {"type": "array", "items": plain, "minItems": 2, "maxItems": 2}})


def _spelt(keys: Mapping[str, Schema], needed: str = "") -> Schema:
    """One mapping with these keys, in any of their spellings; `needed` must stand in it."""
    properties = {word: schema for key, schema in keys.items() for word in DOUBT[key]}
    must: Schema = {"anyOf": [{"required": [word]} for word in DOUBT[needed]]} if needed else {"minProperties": 1}
    return {"type": "object", "properties": properties, **must, "additionalProperties": False}
