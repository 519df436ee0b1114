"""Facts to a typed case. Standard library only, so that it runs where the plan runs."""

from dsl.facts.case import read_case
from dsl.facts.nodes import node_of

__all__ = ["node_of", "read_case"]
