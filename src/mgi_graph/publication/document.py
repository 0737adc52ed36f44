"""What the documents consist of that are not about one thing: the ontology, schemes, shapes, graphs, saved queries.

A document is its IRI and its statements: files write them, rules do not, and no store is asked for what files say.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad

from mgi_graph.errors import NameNotFoundError
from mgi_graph.namespaces import GRAPH, INFERRED_GRAPH, ONTOLOGY, QUERY, SHAPES, expand
from mgi_graph.publication.asides import Asides

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from mgi_graph.project import Project
    from mgi_graph.publication.grouping import Statement
    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.store.protocol import Store

_INFERRED: Final = NamedNode(INFERRED_GRAPH)
_IN_SCHEME: Final = NamedNode(expand("skos:inScheme"))
_TYPE: Final = NamedNode(expand("rdf:type"))
_SCHEME: Final = NamedNode(expand("skos:ConceptScheme"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Statements under one address; ``iri`` is what they are about, and what a writer puts first."""

    iri: str
    statements: tuple[Statement, ...]


def ontology(store: Store) -> Document:
    """Return the ontology: all its modules and alignments, as one document."""
    graphs = sorted(graph for graph in store.graph_names() if graph.startswith(f"{GRAPH}ontology/"))
    quads = chain.from_iterable(store.quads(None, None, None, NamedNode(graph)) for graph in graphs)
    return Document(iri=ONTOLOGY, statements=tuple(quads))


def scheme(store: Store, iri: str) -> Document:
    """Return a vocabulary: the scheme, its concepts, and what is called how that they lead to.

    Raises :class:`NameNotFoundError` with the nearest names where there is no such scheme.
    """
    found = {quad.subject for quad in store.quads(None, _TYPE, _SCHEME)}
    schemes = {node.value for node in found if isinstance(node, NamedNode)}
    if iri not in schemes:
        raise NameNotFoundError("scheme of concepts", iri, schemes)
    node = NamedNode(iri)
    members = {quad.subject for quad in store.quads(None, _IN_SCHEME, node)} | {node}
    said = [quad for member in members for quad in store.quads(member) if quad.graph_name != _INFERRED]
    return Document(iri=iri, statements=(*said, *_labels(store, said, members)))


def shapes(project: Project) -> Document:
    """Return the SHACL shapes of a project, those for releases and for the ontology itself too."""
    from mgi_graph.build import sources
    from mgi_graph.build.assemble import assemble

    graphs = assemble(sources.snapshot(project, "shapes"))
    quads = (Quad(each.subject, each.predicate, each.object, of.graph) for of in graphs for each in of.triples)
    return Document(iri=SHAPES.rstrip("#"), statements=tuple(quads))


def named_graph(store: Store, iri: str) -> Document:
    """Return what one graph of the dataset states: a file, or what the rules add.

    Raises :class:`NameNotFoundError` with the nearest names where there is no such graph.
    """
    if iri not in store.graph_names():
        raise NameNotFoundError("graph", iri, store.graph_names())
    return Document(iri=iri, statements=tuple(store.quads(None, None, None, NamedNode(iri))))


def saved_query(saved: SavedQuery) -> Document:
    """Return a saved query: its text, its parameters and its columns (SHACL Advanced Features §5)."""
    from mgi_graph.results.catalogue import describe_query

    return Document(iri=QUERY + saved.name, statements=tuple(describe_query(saved)))


def catalogue(queries: Iterable[SavedQuery]) -> Document:
    """Return all saved queries as one document."""
    statements = chain.from_iterable(saved_query(saved).statements for saved in queries)
    return Document(iri=QUERY, statements=tuple(statements))


def _labels(store: Store, said: Iterable[Quad], but: Container[object]) -> tuple[Quad, ...]:
    """Return what is called how that statements lead to."""
    asides = Asides(store)
    things = {quad.object for quad in said if isinstance(quad.object, NamedNode) and quad.object not in but}
    labels = (asides.labels[thing] for thing in things)
    return tuple(quad for label in labels if label for quad in label.quads)
