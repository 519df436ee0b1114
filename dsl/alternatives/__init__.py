"""What another reading would change: one question at a time, or every combination (language 7.2)."""

from dsl.alternatives.told import all_readings_json
from dsl.alternatives.vary import (
    AllReadings,
    Alternative,
    Varied,
    all_readings,
    alternatives,
    by_key,
    key_of,
    told,
    varied_outcomes,
    varied_values,
    with_matters,
)

__all__ = [
    "AllReadings", "Alternative", "Varied", "all_readings", "all_readings_json", "alternatives", "by_key", "key_of",
    "told", "varied_outcomes", "varied_values", "with_matters",
]  # fmt: skip
