"""The printed document: its text into a tree, its definitions and references, its drafting defects."""

from dsl.official.read import read_document

__all__ = ["read_document"]
