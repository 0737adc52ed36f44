"""The dataset described for programs in VoID: its figures, and its classes and properties as partitions (VoID §4).

A class has its properties, and each of those the classes or datatypes that it leads to: the form in which editors of
SPARQL look for what may be completed. Parts have IRIs below that of the dataset, never blank nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from mgi_graph.namespaces import BASE, MIGOV, ONTOLOGY, STANDARD, shrink
from mgi_graph.publication.asides import LABELS, Asides
from mgi_graph.publication.assertion import link, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from mgi_graph.publication.statistics import ClassPart, Part, PropertyPart, Statistics
    from mgi_graph.store.protocol import Store

#: The IRI of the dataset; its description stands at /.well-known/void.
DATASET: Final = f"{BASE}dataset"


def part(*names: str) -> str:
    """Return the IRI of a part of the dataset.

    >>> part("https://w3id.org/migov/ontology#Finding", "http://www.w3.org/2004/02/skos/core#broader")
    'https://w3id.org/migov/dataset#migov-Finding.skos-broader'
    """
    return f"{DATASET}#{'.'.join(quote(shrink(name), safe='').replace('%3A', '-') for name in names)}"


def describe_figures(statistics: Statistics) -> Iterator[Triple]:
    """Describe how much of what the dataset holds (VoID §4.6), and its graphs as subsets (§4.4)."""
    yield link(DATASET, "rdf:type", "void:Dataset")
    yield say(DATASET, "void:uriSpace", BASE)
    yield say(DATASET, "void:triples", statistics.triples)
    yield say(DATASET, "void:entities", statistics.entities)
    yield say(DATASET, "void:classes", len(statistics.classes))
    yield say(DATASET, "void:properties", len(statistics.properties))
    yield say(DATASET, "void:distinctSubjects", statistics.subjects)
    yield say(DATASET, "void:distinctObjects", statistics.objects)
    for example in statistics.examples:
        yield link(DATASET, "void:exampleResource", example)
    for space in _vocabularies(statistics):
        yield link(DATASET, "void:vocabulary", space)
    for graph in statistics.graphs:
        yield link(DATASET, "void:subset", graph.iri)
        yield link(graph.iri, "rdf:type", "void:Dataset")
        yield say(graph.iri, "void:triples", graph.count)


def describe_partitions(statistics: Statistics, store: Store) -> Iterator[Triple]:
    """Describe classes and properties as partitions, with what each is called; for a service description too."""
    for of in statistics.classes:
        yield from _class(of)
    for each in statistics.properties:
        node = part(each.iri)
        yield link(DATASET, "void:propertyPartition", node)
        yield link(node, "rdf:type", "void:Dataset")
        yield link(node, "void:property", each.iri)
        yield say(node, "void:triples", each.count)
    asides = Asides(store)
    for iri in sorted({each.iri for each in (*statistics.classes, *statistics.properties)}):
        if label := asides.labels[NamedNode(iri)]:
            yield from (quad.triple for quad in label.quads if quad.predicate in LABELS)


def _class(of: ClassPart) -> Iterator[Triple]:
    node = part(of.iri)
    yield link(DATASET, "void:classPartition", node)
    yield link(node, "rdf:type", "void:Dataset")
    yield link(node, "void:class", of.iri)
    yield say(node, "void:entities", of.count)
    for each in of.properties:
        yield from _property(of, each)


def _property(of: ClassPart, each: PropertyPart) -> Iterator[Triple]:
    node = part(of.iri, each.iri)
    yield link(part(of.iri), "void:propertyPartition", node)
    yield link(node, "void:property", each.iri)
    yield say(node, "void:triples", each.count)
    for value in each.classes:
        yield from _value(node, part(of.iri, each.iri, value.iri), value, "void:class")
    for value in each.datatypes:
        yield from _value(node, part(of.iri, each.iri, value.iri), value, "void-ext:datatype")


def _value(above: str, node: str, value: Part, predicate: str) -> Iterator[Triple]:
    yield link(above, f"{predicate}Partition", node)
    yield link(node, predicate, value.iri)
    yield say(node, "void:triples", value.count)


def _vocabularies(statistics: Statistics) -> list[str]:
    """Return the vocabularies that classes and properties are of (VoID §4.3)."""
    used = [each.iri for each in (*statistics.classes, *statistics.properties)]
    known = {ONTOLOGY if space == MIGOV else space for space in (MIGOV, *STANDARD.values()) if _is_used(space, used)}
    return sorted(known)


def _is_used(space: str, iris: list[str]) -> bool:
    return any(iri.startswith(space) for iri in iris)
