"""One case against a plan: the reference semantics, written for clarity. Standard library only."""

from dsl.evaluate.case import evaluate_case
from dsl.evaluate.worlds import evaluate_worlds

__all__ = ["evaluate_case", "evaluate_worlds"]
