"""The closure by owlrl: slow, independent, and therefore the judge of our rules.

owlrl writes more than RDF allows and more than a graph needs. Dropped here are triples with a
literal for subject or a blank node for predicate (no RDF), tautologies
(:mod:`mgi_graph.build.tautology`), and the error messages that it writes into the graph:
contradictions are found by our inconsistency rules, whichever engine inferred.

One rule of owlrl 7.6 is not the W3C's: its prp-key overlooks the last key of the list, so that it
joins things that differ in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import owlrl
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from mgi_graph.build.tautology import is_tautology
from mgi_graph.validation.bridge import from_rdflib, to_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ERRORS: Final = "http://www.daml.org/2002/03/agents/agent-ont#"

_RdflibTriple = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]


def closure(stated: Iterable[Triple]) -> tuple[Triple, ...]:
    """Return what owlrl infers from the stated triples, without them, with the literals of the store."""
    triples = tuple(stated)
    graph = to_graph(triples)
    given = set(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return beyond(triples, set(graph) - given)


def beyond(stated: Iterable[Triple], found: Iterable[_RdflibTriple]) -> tuple[Triple, ...]:
    """Return what owlrl has found that is RDF, no tautology and not stated, with the literals of the store."""
    known = set(_canonical(stated))
    return tuple(triple for triple in _canonical(_valid(found)) if triple not in known)


def _valid(triples: Iterable[_RdflibTriple]) -> Iterator[Triple]:
    for subject, predicate, value in triples:
        if not isinstance(predicate, rdflib.URIRef):
            continue
        if predicate.startswith(_ERRORS) or str(value).startswith(_ERRORS):
            continue
        node = from_rdflib(subject)
        if not isinstance(node, Literal):
            triple = Triple(node, NamedNode(predicate), from_rdflib(value))
            if not is_tautology(triple):
                yield triple


def _canonical(triples: Iterable[Triple]) -> list[Triple]:
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    return [quad.triple for quad in store]
