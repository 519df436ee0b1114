"""Text → document: the tree, then what is defined and referred to in it."""

from dsl.base.diagnostic import BadInput, diagnose
from dsl.base.source import Span
from dsl.model.printed import Document
from dsl.official.definitions import find_definitions
from dsl.official.references import find_references
from dsl.official.sources import line_starts
from dsl.official.tree import build_tree

LONGEST_LINE = 20_000


def read_document(text: str, name: str) -> Document:
    """The document of a printed text. Raises BadInput where it is empty, has lost its lines, or holds no article."""
    if not text.strip():
        raise BadInput([diagnose("I101", Span(name))])
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        raise BadInput([diagnose("I102", Span(name), size=f"{longest:,}", limit=f"{LONGEST_LINE:,}")])
    root = build_tree(text)
    if not any(node.kind == "article" for node in root.walk()):
        raise BadInput([diagnose("I103", Span(name))])
    return Document(name, text, line_starts(text), root, find_definitions(root), find_references(root))
