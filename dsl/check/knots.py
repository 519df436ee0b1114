"""The knots of a graph: its strongly connected parts, outside which no circle can run (Tarjan, 1972)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


def knots(edges: Mapping[str, Sequence[str]]) -> list[frozenset[str]]:
    """The sets of nodes that all lead to one another, of more than one node or of one that leads to itself."""
    search = _Search(edges)
    for node in edges:
        if node not in search.number:
            search.run(node)
    return [k for k in search.found if len(k) > 1 or any(n in edges.get(n, ()) for n in k)]


@dataclass
class _Search:
    """One depth-first search with its own stack, so that long chains need no deep recursion."""

    edges: Mapping[str, Sequence[str]]
    number: dict[str, int] = field(default_factory=dict)
    lowest: dict[str, int] = field(default_factory=dict)
    open: dict[str, None] = field(default_factory=dict)
    found: list[frozenset[str]] = field(default_factory=list)

    def run(self, start: str) -> None:
        stack = [self._enter(start)]
        while stack:
            node, further = stack[-1]
            following = next(further, None)
            if following is None:
                stack.pop()
                self._leave(node, stack[-1][0] if stack else None)
            elif following not in self.number:
                stack.append(self._enter(following))
            elif following in self.open:
                self.lowest[node] = min(self.lowest[node], self.number[following])

    def _enter(self, node: str) -> tuple[str, Iterator[str]]:
        self.number[node] = self.lowest[node] = len(self.number)
        self.open[node] = None
        return node, iter(self.edges.get(node, ()))

    def _leave(self, node: str, above: str | None) -> None:
        if above is not None:
            self.lowest[above] = min(self.lowest[above], self.lowest[node])
        if self.lowest[node] == self.number[node]:
            knot = set()
            while node not in knot:
                last = next(reversed(self.open))
                del self.open[last]
                knot.add(last)
            self.found.append(frozenset(knot))
