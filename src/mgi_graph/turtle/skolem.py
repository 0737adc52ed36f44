"""Blank nodes as IRIs while rules run, and back (RDF 1.1 Concepts §3.5).

Two things need it: the engine renames blank nodes when it loads them, and an anonymous inverse
property must be able to stand as a predicate while the rules run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

_BASE: Final = "urn:mgi-graph:blank:"
_BYTES: Final = _BASE.encode()


def skolemize(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Put an IRI in the place of each blank node.

    >>> [str(triple.subject) for triple in skolemize([Triple(BlankNode("b"), NamedNode("urn:p"), NamedNode("urn:o"))])]
    ['<urn:mgi-graph:blank:b>']
    """
    for triple in triples:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, BlankNode) and not isinstance(value, BlankNode):
            yield triple
            continue
        if isinstance(subject, BlankNode):
            subject = NamedNode(_BASE + subject.value)
        if isinstance(value, BlankNode):
            value = NamedNode(_BASE + value.value)
        yield Triple(subject, triple.predicate, value)


def unskolemize(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Put the blank nodes back; triples that would have one as predicate are no RDF and are dropped."""
    for triple in triples:
        if triple.predicate.value.startswith(_BASE):
            continue
        subject = blank(triple.subject)
        if not isinstance(subject, Literal):
            yield Triple(subject, triple.predicate, blank(triple.object))


def blank(term: Term) -> Term:
    """Return the blank node that an IRI stands for, any other term as it is."""
    if isinstance(term, NamedNode) and term.value.startswith(_BASE):
        return BlankNode(term.value.removeprefix(_BASE))
    return term


def has_blank(line: bytes) -> bool:
    """Tell whether a line of N-Triples may have an IRI that stands for a blank node."""
    return _BYTES in line
