"""Statements as triples or as quads, with labels of blank nodes that depend on the statements alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, Triple

from mgi_graph.errors import OutputError
from mgi_graph.turtle.blank import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mgi_graph.publication.grouping import Statement


def triples_of(statements: Iterable[Statement]) -> Sequence[Triple]:
    """Return the triples, whatever graphs hold them.

    Raises :class:`OutputError` for a triple term, which RDF 1.1 does not have.
    """
    found = [each.triple if isinstance(each, Quad) else each for each in statements]
    if any(isinstance(term, Triple) for triple in found for term in (triple.subject, triple.object)):
        raise OutputError("the syntaxes of RDF 1.1 have no triple terms: take them out of the query")
    return canonical(found)


def quads_of(statements: Iterable[Statement]) -> list[Quad]:
    """Return quads; a triple is one of the default graph."""
    return [each if isinstance(each, Quad) else Quad(*each) for each in statements]


def labelled(statements: Iterable[Statement]) -> Sequence[Quad]:
    """Return quads; a triple is one of the default graph. Blank nodes are those of the whole, not of each graph."""
    known = list(statements)
    if all(isinstance(each, Triple) for each in known):  # what a query made: labelled with the guard of `canonical`
        return [Quad(*triple) for triple in triples_of(known)]
    quads = quads_of(known)
    if not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        return quads
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)
