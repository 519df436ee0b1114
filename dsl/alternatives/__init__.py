"""What another reading would change: one question at a time, or every combination (language 7.2)."""

from dsl.alternatives.told import all_readings_json
from dsl.alternatives.vary import (
    AllReadings,
    Alternative,
    Varied,
    all_readings,
    alternative,
    alternatives,
    by_key,
    key_of,
    other_answers,
    told,
    varied_outcomes,
    varied_values,
    with_matters,
)
from dsl.alternatives.whole import Read, read_case, read_text
from dsl.alternatives.words import brief, differing, reading_lines

__all__ = [
    "AllReadings", "Alternative", "Read", "Varied", "all_readings", "all_readings_json", "alternative", "alternatives",
    "brief", "by_key", "differing", "key_of", "other_answers", "read_case", "read_text", "reading_lines", "told",
    "varied_outcomes", "varied_values", "with_matters",
]  # fmt: skip
