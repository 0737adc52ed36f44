"""Blank nodes of a JSON-LD document inside the one thing that leads to them; lists as lists (JSON-LD 1.1 §4.3.1)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode

from mgi_graph.namespaces import expand
from mgi_graph.publication.members import TYPE, members, reference

if TYPE_CHECKING:
    from mgi_graph.publication.context import Context, Term
    from mgi_graph.publication.grouping import Groups, Node, Value

_FIRST: Final = NamedNode(expand("rdf:first"))
_REST: Final = NamedNode(expand("rdf:rest"))
_NIL: Final = NamedNode(expand("rdf:nil"))


class Nesting:
    """Which blank nodes stand inside others: those that exactly one triple leads to, and no circle."""

    def __init__(self, groups: Groups, context: Context) -> None:
        """Look the statements of a document through once."""
        self._groups = groups
        self._context = context
        leading: dict[Value, Node] = {}
        times: Counter[Value] = Counter()
        for node, properties in groups.items():
            for predicate, values in properties.items():
                for value in values:
                    if isinstance(value, BlankNode):
                        times[value] += 1 if predicate != TYPE else 2  # a type is a string, and holds no object
                        leading[value] = node
        once = {node for node, count in times.items() if count == 1}
        self.inner = {node for node in once if isinstance(node, BlankNode) and not self._circles(node, once, leading)}

    def link(self, node: Node, term: Term | None) -> str:
        """Write a link; what is nested is written whole."""
        if node not in self.inner:
            return reference(node, term)
        if (items := self._items(node)) is not None:
            return f'{{"@list": [{", ".join(self._listed(item, term) for item in items)}]}}'
        return f"{{{', '.join(members(self._groups.get(node, {}), self._context, self.link))}}}"

    def _listed(self, item: Value, term: Term | None) -> str:
        (text,) = members({_FIRST: {item}}, self._context, lambda node, _: self.link(node, term))
        return text.partition(": ")[2]

    def _items(self, head: Node) -> list[Value] | None:
        """Return the items of a well-formed list whose cells are nested, else nothing."""
        items: list[Value] = []
        cell: Value = head
        while isinstance(cell, BlankNode) and cell in self.inner:
            said = self._groups.get(cell, {})
            if said.keys() != {_FIRST, _REST} or len(said[_FIRST]) != 1 or len(said[_REST]) != 1:
                return None
            items += said[_FIRST]
            (cell,) = said[_REST]
        return items if cell == _NIL and items else None

    @staticmethod
    def _circles(node: Value, once: set[Value], leading: dict[Value, Node]) -> bool:
        above: Value = leading[node]
        seen = {node}
        while above in once and above not in seen:
            seen.add(above)
            above = leading[above]
        return above in seen
