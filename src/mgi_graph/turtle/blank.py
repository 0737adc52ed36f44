"""Blank nodes with labels that depend on the graph alone (RDF Dataset Canonicalization 1.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable


def canonical(triples: Iterable[Triple], scope: str = "") -> tuple[Triple, ...]:
    """Relabel blank nodes canonically; ``scope`` is put before each label, to keep files apart.

    >>> from pyoxigraph import NamedNode
    >>> [str(triple.subject) for triple in canonical([Triple(BlankNode(), NamedNode("urn:p"), NamedNode("urn:o"))])]
    ['_:c14n0']
    """
    known = tuple(triples)
    if BlankNode not in {type(triple.subject) for triple in known} | {type(triple.object) for triple in known}:
        return known
    dataset = Dataset(Quad(*triple) for triple in known)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(_relabelled(quad, scope) for quad in dataset)


def _relabelled(quad: Quad, scope: str) -> Triple:
    subject, value = quad.subject, quad.object
    if isinstance(subject, BlankNode):
        subject = BlankNode(scope + subject.value)
    if isinstance(value, BlankNode):
        value = BlankNode(scope + value.value)
    return Triple(subject, quad.predicate, value)
