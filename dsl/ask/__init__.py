"""Asking for the facts that matter: which question comes next, what its answer means, when nothing is left to ask."""

from dsl.ask.question import Question
from dsl.ask.scope import wanted
from dsl.ask.session import Session, one_case, question_of

__all__ = ["Question", "Session", "one_case", "question_of", "wanted"]
