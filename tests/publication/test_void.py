"""The description of the dataset counts right, and is one that editors and catalogues can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from tests.publication import judges

from mgi_graph.namespaces import expand, shrink
from mgi_graph.publication.context import read_context
from mgi_graph.publication.statistics import ClassPart, Part, read_statistics
from mgi_graph.publication.void import DATASET, describe_figures, describe_partitions, part
from mgi_graph.publication.writing import SYNTAXES, write

if TYPE_CHECKING:
    from mgi_graph.publication.statistics import Statistics
    from mgi_graph.store.embedded import EmbeddedStore

#: What an editor asks to complete by: properties of a class, and what each leads to.
COMPLETION = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX ext: <http://ldf.fi/void-ext#>
SELECT ?label ?class ?datatype WHERE {
    ?of void:class <%s> ; void:propertyPartition ?part .
    ?part void:property <%s> ; void:triples ?n .
    OPTIONAL { <%s> rdfs:label ?label }
    OPTIONAL {
        { ?part void:classPartition [ void:class ?class ] }
        UNION { ?part ext:datatypePartition [ ext:datatype ?datatype ] }
    }
} ORDER BY ?class ?datatype"""


@pytest.fixture(scope="module")
def statistics(store: EmbeddedStore) -> Statistics:
    return read_statistics(store)


def of(statistics: Statistics, name: str) -> ClassPart:
    return next(each for each in statistics.classes if each.iri == expand(name))


def count(store: EmbeddedStore, pattern: str) -> int:
    (row,) = store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").rows
    assert isinstance(row[0], ox.Literal)
    return int(row[0].value)


def test_the_figures_are_those_of_queries(store: EmbeddedStore, statistics: Statistics) -> None:
    assert statistics.triples == count(store, "?s ?p ?o")
    assert statistics.subjects == count(store, "SELECT DISTINCT ?s WHERE { ?s ?p ?o }")
    assert statistics.objects == count(store, "SELECT DISTINCT ?o WHERE { ?s ?p ?o }")
    assert len(statistics.properties) == count(store, "SELECT DISTINCT ?p WHERE { ?s ?p ?o }")
    assert len(statistics.classes) == count(store, "SELECT DISTINCT ?c WHERE { ?s a ?c FILTER isIRI(?c) }")
    assert sum(each.count for each in statistics.graphs) == len(store)


def test_a_class_has_the_properties_of_its_things(store: EmbeddedStore, statistics: Statistics) -> None:
    finding = of(statistics, "migov:Finding")
    assert finding.count == count(store, f"SELECT DISTINCT ?s WHERE {{ ?s a <{finding.iri}> }}")
    topic = next(each for each in finding.properties if each.iri == expand("migov:topic"))
    assert topic.count == count(store, f"?s a <{finding.iri}> ; <{topic.iri}> ?o")
    assert topic.classes == (Part(iri=expand("skos:Concept"), count=topic.count),)


def test_a_triple_in_two_graphs_counts_once(tiny: EmbeddedStore) -> None:
    found = read_statistics(tiny)
    (rests,) = (each for each in found.properties if each.iri == expand("migov:restsOn"))
    assert rests.count == 1
    assert found.triples == len({quad.triple for quad in tiny.quads()})


def test_an_editor_finds_what_to_complete(store: EmbeddedStore, statistics: Statistics) -> None:
    graph = ox.Store()
    graph.extend(ox.Quad(*triple) for triple in describe_partitions(statistics, store))

    def complete(name: str, of: str) -> list[tuple[str, ...]]:
        found = graph.query(COMPLETION % (expand(of), expand(name), expand(name)))
        assert isinstance(found, ox.QuerySolutions)
        return [
            tuple(shrink(term.value) for term in row if isinstance(term, ox.NamedNode | ox.Literal)) for row in found
        ]

    assert complete("migov:topic", "migov:Finding") == [("topic", "skos:Concept")]
    assert complete("migov:adoptionYear", "migov:Instrument") == [("adoption year", "xsd:integer")]
    assert complete("migov:adoptionYear", "migov:Finding") == []


def test_examples_are_things_of_the_dataset(store: EmbeddedStore, statistics: Statistics) -> None:
    assert len(statistics.examples) == 5
    assert all(any(store.quads(ox.NamedNode(iri))) for iri in statistics.examples)


def test_parts_have_iris_of_their_own(store: EmbeddedStore, statistics: Statistics) -> None:
    triples = [*describe_figures(statistics), *describe_partitions(statistics, store)]
    assert not any(isinstance(term, ox.BlankNode) for triple in triples for term in triple)
    parts = [part(each.iri, of.iri) for each in statistics.classes for of in each.properties]
    assert len(parts) == len(set(parts))


@pytest.mark.parametrize("suffix", SYNTAXES)
def test_it_reads_back_the_same(tiny: EmbeddedStore, suffix: str) -> None:
    found, context = read_statistics(tiny), read_context(tiny)
    triples = [*describe_figures(found), *describe_partitions(found, tiny)]
    data = write(triples, suffix, context, first=DATASET)
    assert judges.by_oxigraph(data, suffix, context) == judges.expected(triples, has_graphs=False)


def test_it_is_the_same_bytes_each_time(tiny: EmbeddedStore) -> None:
    one, other = (write(describe_partitions(read_statistics(tiny), tiny), "ttl", read_context(tiny)) for _ in range(2))
    assert one == other
