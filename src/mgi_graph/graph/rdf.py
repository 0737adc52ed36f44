"""Triples as an rdflib graph, with the prefixes of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import rdflib

    from mgi_graph.graph.result import QueryResult

_DESCRIBE: Final = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {0} }} ?s ?p ?o }}"


def to_rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return an rdflib graph of some triples.

    >>> a = ox.NamedNode("https://w3id.org/migov/id/xy/a")
    >>> len(to_rdflib([ox.Triple(a, a, a)]))
    1
    """
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space)
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return graph.parse(data=data or b"", format="nt")


def described(result: QueryResult) -> rdflib.Graph:
    """Return what the dataset states of the things in an answer and of the passages that it rests on."""
    terms = {term for row in result.rows for cell in row.values for term in cell if isinstance(term, ox.NamedNode)}
    things = {term.value for term in terms} | {each.iri for each in result.evidence}
    listed = " ".join(f"<{iri}>" for iri in sorted(things))
    return to_rdflib(result.store.construct(_DESCRIBE.format(listed)) if things else ())
