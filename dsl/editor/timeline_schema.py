"""The JSON Schema of a time line: what an outcome and a change share has the shape that it has in results."""

from typing import Any, get_args

from dsl.editor.schema import Schema, result_schema
from dsl.model.timeline import What

_NAMING = ("provision", "rule", "citation", "kind", "bearer", "counterparty", "action", "subject")


def timeline_schema() -> Schema:
    """The shape of `yakkan timeline --json`."""
    result: Any = result_schema()
    outcome = result["properties"]["outcomes"]["items"]["properties"]
    day, text_or_none = result["properties"]["as_of"], {"type": ["string", "null"]}
    accrual = _object(dict.fromkeys(("first", "first_at_least", "first_at_most", "a_year", "a_day"), text_or_none))
    name = {key: outcome[key] for key in _NAMING} | {
        "about": _object({"ja": {"type": "string"}, "en": {"type": "string"}})
    }
    state = {k: v for k, v in outcome.items() if k not in (*_NAMING, "readings", "because")}
    state |= {"accrual": {"type": "array", "items": accrual}}
    state_or_none = {"anyOf": [_object(state), {"type": "null"}]}
    what = {"type": "array", "items": {"enum": list(get_args(What))}}
    change = {"date": day, **name, "what": what, "before": state_or_none, "after": state_or_none}
    told = {key: result["properties"][key] for key in ("schema", "book")} | {
        "case": text_or_none,
        "from": day,
        "to": day,
        "evaluations": {"type": "integer", "minimum": 1},
        "start": {"type": "array", "items": _object(name | state)},
        "changes": {"type": "array", "items": _object(change)},
    }
    return {"$schema": result["$schema"], "title": "Yakkan: a time line", **_object(told)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
