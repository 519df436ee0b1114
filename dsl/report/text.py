"""JSON as text: one way to write it, wherever it is written."""

import json


def json_text(value: object, compact: bool = False) -> str:
    """Indented, or on one line; the same value gives the same text."""
    return json.dumps(value, ensure_ascii=False, indent=None if compact else 2)
