"""One case against a plan: the reference semantics, written for clarity. Standard library only."""

from dsl.evaluate.case import evaluate_case

__all__ = ["evaluate_case"]
