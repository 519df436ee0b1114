"""The printed document: its text into a tree, its definitions and references, its drafting defects."""

from dsl.official.lint import lint_document
from dsl.official.read import read_document

__all__ = ["lint_document", "read_document"]
