"""Yakkan: rules-as-code for contract terms. `load_book` is the door for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from dsl.pipeline import RuleBook

__version__ = "0.1.0"


def load_book(folder: str | Path = "rules") -> RuleBook:
    """Load and check the book in a folder. Raises BadInput (dsl.base.diagnostic) with every error of the book.

    The stages that read YAML and parse are imported here only, so that a ready plan needs the standard library alone.
    """
    from dsl.pipeline import RuleBook, load_plan

    return RuleBook(load_plan(folder))
