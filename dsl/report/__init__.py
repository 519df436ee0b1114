"""Results as data: the JSON that programs rely on."""

from dsl.report.outcomes import result_json

__all__ = ["result_json"]
