"""JSON-LD in the short names of the published context, framed: one thing at the root, linked things within it.

A thing that the root leads to stands in its place with its label; what points at the root stands under ``@reverse``;
labels of properties and classes under ``@included`` (JSON-LD 1.1 §4.8, §4.13). One linked thing is one line.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode

from mgi_graph.publication.grouping import group, has_blank, subjects
from mgi_graph.publication.members import identifier, members, quote, reference
from mgi_graph.publication.nesting import Nesting
from mgi_graph.publication.quads import triples_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from mgi_graph.publication.asides import Aside
    from mgi_graph.publication.context import Context, Term
    from mgi_graph.publication.description import ResourceDescription
    from mgi_graph.publication.grouping import Groups, Node, Properties, Statement
    from mgi_graph.publication.members import Link


def write_jsonld(statements: Iterable[Statement], context: Context, *, first: str | None = None) -> bytes:
    """Write statements as JSON-LD: one object a subject, ``first`` before the others, which follow by IRI."""
    known = list(statements)
    groups = group(known)
    inner: Set[BlankNode] = frozenset()
    link: Link = reference
    if has_blank(groups):
        groups = group(triples_of(known))
        nesting = Nesting(groups, context)
        inner, link = nesting.inner, nesting.link
    blocks = []
    for node in subjects(groups, first):
        if node not in inner:
            parts = ",\n      ".join(members(groups[node], context, link, "      "))
            blocks.append(f'    {{\n      "id": {identifier(node)},\n      {parts}\n    }}')
    graph = "[\n" + ",\n".join(blocks) + "\n  ]" if blocks else "[]"
    return f'{{\n  "@context": {quote(context.iri)},\n  "@graph": {graph}\n}}\n'.encode()


def write_description(description: ResourceDescription, context: Context) -> bytes:
    """Write a description as JSON-LD: the resource is the root object."""
    if description.has_blank:
        return write_jsonld(description.quads, context, first=description.iri)
    return _Framed(description, context).text().encode()


class _Framed:
    """A document around one thing."""

    def __init__(self, description: ResourceDescription, context: Context) -> None:
        self._root = NamedNode(description.iri)
        self._groups: Groups = description.groups
        self._asides = {aside.node: aside for aside in description.asides}
        self._context = context
        self._met: set[Node] = set()

    def text(self) -> str:
        parts = [f'"@context": {quote(self._context.iri)}', f'"id": {identifier(self._root)}']
        parts += members(self._groups.get(self._root, {}), self._context, self._thing, "  ")
        for name, texts in (("@reverse", self._pointing()), ("@included", self._left())):
            if texts:
                opened, closed = "{}" if name == "@reverse" else "[]"
                parts.append(f'"{name}": {opened}\n    ' + ",\n    ".join(texts) + f"\n  {closed}")
        return "{\n  " + ",\n  ".join(parts) + "\n}\n"

    def _thing(self, node: Node, _: Term | None = None) -> str:
        """Write a thing on one line, with what the document says of it."""
        self._met.add(node)
        said = ""
        if isinstance(node, NamedNode) and (aside := self._asides.get(node)):
            said = _aside(aside, self._context)
        elif node != self._root and node in self._groups:
            said = self._own(node)
        return f'{{"id": {identifier(node)}{said}}}'

    def _own(self, node: Node) -> str:
        """Write what is said of a thing but that it points at the root."""
        rest = ((predicate, values - {self._root}) for predicate, values in self._groups[node].items())
        own = {predicate: values for predicate, values in rest if values}
        return "".join([f", {each}" for each in members(own, self._context, reference)])

    def _pointing(self) -> list[str]:
        """Write the things that point at the root, by the property that they do it with."""
        by: Properties = {}
        for node, properties in self._groups.items():
            for predicate, values in properties.items() if node != self._root else ():
                if self._root in values:
                    by.setdefault(predicate, set()).add(node)
        return members(by, self._context, self._thing, "    ", lists=True)

    def _left(self) -> list[str]:
        """Write the things that no place of the document has named: properties, classes, profiles of passages."""
        left = (self._asides.keys() | self._groups.keys()) - self._met - {self._root}
        return sorted(self._thing(node) for node in left)


@lru_cache(maxsize=65_536)
def _aside(aside: Aside, context: Context) -> str:
    """Write what an aside says, as it follows the ``id`` of its thing."""
    return "".join(f", {each}" for each in members(group(aside.quads)[aside.node], context, reference))
