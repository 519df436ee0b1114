"""The JSON Schema of a register: what an outcome and a line share has the shape that it has in results."""

from typing import Any

from dsl.editor.schema import Schema, result_schema

_SHARED = (
    "provision", "rule", "citation", "kind", "bearer", "counterparty", "action", "subject", "status", "duty",
    "exercised", "violated", "needs",
)  # fmt: skip


def register_schema() -> Schema:
    """The shape of `yakkan eval --register --json`."""
    result: Any = result_schema()
    outcome = result["properties"]["outcomes"]["items"]["properties"]
    day, text = result["properties"]["as_of"], {"type": "string"}
    day_or_none, text_or_none = {"anyOf": [day, {"type": "null"}]}, {"type": ["string", "null"]}
    line = {key: outcome[key] for key in _SHARED} | {
        "date": day_or_none,
        "timing": {"enum": ["due", "before", "at", "from", "undated"]},
        "when": text_or_none,
        "when_at_least": text_or_none,
        "when_at_most": text_or_none,
        "when_one_of": outcome["duty"]["anyOf"][0]["properties"]["due_one_of"],
        "since": day_or_none,
        "until": day_or_none,
        "ahead": {"type": "boolean"},
        "what": _object({"ja": text, "en": text}),
        "effect": {"anyOf": [_object({"event": text, "state": text}), {"type": "null"}]},
        "if_missed": {"type": "array", "items": _object({key: outcome[key] for key in _SHARED[:3]})},
    }
    own = {key: result["properties"][key] for key in ("schema", "book", "as_of", "worlds")}
    lines = {"type": "array", "items": _object(line)}
    told = _object(own | {"case": text_or_none, "lines": lines})
    return {"$schema": result["$schema"], "title": "Yakkan: a register", **told}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
