"""Blank nodes with labels that depend on the graph alone (RDF Dataset Canonicalization 1.0)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable


#: How many blank nodes may look alike before canonical labels are given up.
ALIKE: Final = 100


def canonical(triples: Iterable[Triple], scope: str = "") -> tuple[Triple, ...]:
    """Relabel blank nodes canonically; ``scope`` is put before each label, to keep files apart.

    The algorithm takes exponential time where many nodes look alike (its §7.1, dataset poisoning): past
    :data:`ALIKE` of them, labels follow the order of the text.

    >>> from pyoxigraph import NamedNode
    >>> [str(triple.subject) for triple in canonical([Triple(BlankNode(), NamedNode("urn:p"), NamedNode("urn:o"))])]
    ['_:c14n0']
    """
    known = tuple(triples)
    if BlankNode not in {type(triple.subject) for triple in known} | {type(triple.object) for triple in known}:
        return known
    if _alike(known) > ALIKE:
        labels: dict[BlankNode, str] = {}
        return tuple(_numbered(triple, scope, labels) for triple in known)
    dataset = Dataset(Quad(*triple) for triple in known)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(_relabelled(quad, scope) for quad in dataset)


def _alike(triples: tuple[Triple, ...]) -> int:
    """Count the blank nodes that nothing next to them tells apart."""
    near: dict[BlankNode, list[tuple[str, str, str]]] = {}
    for subject, predicate, value in triples:
        if isinstance(subject, BlankNode):
            near.setdefault(subject, []).append((">", str(predicate), _seen(value)))
        if isinstance(value, BlankNode):
            near.setdefault(value, []).append(("<", str(predicate), _seen(subject)))
    times = Counter(tuple(sorted(each)) for each in near.values())
    return sum(count for count in times.values() if count > 1)


def _seen(term: object) -> str:
    return "_" if isinstance(term, BlankNode) else str(term)


def _numbered(triple: Triple, scope: str, labels: dict[BlankNode, str]) -> Triple:
    subject, value = triple.subject, triple.object
    if isinstance(subject, BlankNode):
        subject = BlankNode(labels.setdefault(subject, f"{scope}t{len(labels)}"))
    if isinstance(value, BlankNode):
        value = BlankNode(labels.setdefault(value, f"{scope}t{len(labels)}"))
    return Triple(subject, triple.predicate, value)


def _relabelled(quad: Quad, scope: str) -> Triple:
    subject, value = quad.subject, quad.object
    if isinstance(subject, BlankNode):
        subject = BlankNode(scope + subject.value)
    if isinstance(value, BlankNode):
        value = BlankNode(scope + value.value)
    return Triple(subject, quad.predicate, value)
