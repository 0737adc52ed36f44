"""JSON-LD in the short names of the published context: statements as they are, a description framed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.publication.framed import Framed
from mgi_graph.publication.grouping import group, has_blank, subjects
from mgi_graph.publication.members import identifier, members, quote, reference
from mgi_graph.publication.nesting import Nesting
from mgi_graph.publication.quads import triples_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from pyoxigraph import BlankNode

    from mgi_graph.publication.context import Context
    from mgi_graph.publication.description import ResourceDescription
    from mgi_graph.publication.grouping import Statement
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
    return Framed(description, context).text().encode()
