"""The JSON Schemas of a fact that is not known exactly: one of several statements, or a range."""

from collections.abc import Iterator, Mapping, Sequence

from dsl.model.spelling import DOUBT
from dsl.model.vocabulary import RANGED, Entry

Schema = Mapping[str, object]


def doubt_schemas(entry: Entry, plain: Schema, allowed: Sequence[Schema]) -> Iterator[Schema]:
    """What may stand instead of a value, whose shape is `plain`; `allowed`: with null where there may be none."""
    ranges = list(_ranges(plain)) if entry.kind in RANGED else []
    yield from ranges
    yield from _spelt(
        {
            "either": {"type": "array", "minItems": 2, "items": {"anyOf": [*allowed, *ranges]}},
            "source": {"type": "array", "items": {"type": ["string", "null"]}},
        },
        "either",
    )


def _ranges(plain: Schema) -> Iterator[Schema]:
    yield from _spelt({"at least": plain, "at most": plain})
    yield from _spelt({"between": {"type": "array", "items": plain, "minItems": 2, "maxItems": 2}})


def _spelt(keys: Mapping[str, Schema], needed: str = "") -> Iterator[Schema]:
    """One mapping with these keys, in any of their spellings; `needed` must stand in it."""
    properties = {word: schema for key, schema in keys.items() for word in DOUBT[key]}
    must: Schema = {"anyOf": [{"required": [word]} for word in DOUBT[needed]]} if needed else {"minProperties": 1}
    yield {"type": "object", "properties": properties, **must, "additionalProperties": False}
