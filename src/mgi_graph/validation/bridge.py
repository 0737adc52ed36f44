"""Terms of pyoxigraph as terms of rdflib, and back, with the lexical forms of the files."""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeAlias

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

Term: TypeAlias = "NamedNode | BlankNode | Literal | Triple"

_STRING: Final = str(rdflib.XSD.string)


@contextmanager
def silence() -> Iterator[None]:
    """Keep to themselves what rdflib and pySHACL have to say of ill-typed literals and of shapes that recurse.

    rdflib logs each ill-typed literal with a traceback; that a literal is ill-typed is told by the shapes.
    """
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)


def to_graph(triples: Iterable[Triple], graph: rdflib.Graph | None = None) -> rdflib.Graph:
    """Return the triples as a graph of rdflib, the one given or a new one."""
    graph = rdflib.Graph() if graph is None else graph
    with silence():
        for triple in triples:
            graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return graph


def to_rdflib(term: Term) -> rdflib.term.IdentifiedNode | rdflib.Literal:
    """Return a term for rdflib; a string bears no datatype there, or it would equal no plain one."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError("rdflib has no triple terms")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value == _STRING else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def from_rdflib(term: rdflib.term.Node) -> NamedNode | BlankNode | Literal:
    """Return a term of rdflib for pyoxigraph."""
    if isinstance(term, rdflib.URIRef):
        return NamedNode(term)
    if isinstance(term, rdflib.BNode):
        return BlankNode(term)
    if not isinstance(term, rdflib.Literal):
        raise TypeError(f"{term!r} is no RDF term")
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype or _STRING)))
