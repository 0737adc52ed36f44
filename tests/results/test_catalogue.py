"""The catalogue as RDF: each query whole, with its prefixes, keywords, parameters and columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, Literal, Namespace, URIRef
from rdflib.plugins.sparql import prepareQuery

from mgi_graph.namespaces import QUERY
from mgi_graph.project import find
from mgi_graph.queries.catalogue import Catalogue, SavedQuery
from mgi_graph.results.catalogue import write_turtle

CSVW = Namespace("http://www.w3.org/ns/csvw#")
SAVED = tuple(Catalogue(find(Path(__file__).parent)))


@pytest.fixture(scope="module")
def published() -> Graph:
    return Graph().parse(data=write_turtle(SAVED), format="turtle")


@pytest.mark.parametrize("saved", SAVED, ids=lambda saved: saved.name)
def test_a_query_is_published_whole(published: Graph, saved: SavedQuery) -> None:
    node = URIRef(QUERY + saved.name)
    assert (node, RDF.type, SH.SPARQLSelectExecutable) in published
    assert published.value(node, SH.select, any=False) == Literal(saved.text)
    prepareQuery(saved.text)
    parameters = sorted((published.value(each, SH.order), each) for each in published.objects(node, SH.parameter))
    assert [str(published.value(each, SH.name)) for _, each in parameters] == [
        each.name for each in saved.header.parameters
    ]
    typed = [set(published.predicates(each)) & {SH.datatype, SH.nodeKind} for _, each in parameters]
    assert all(typed)
    columns = {
        str(name) for each in published.objects(node, CSVW.column) for name in published.objects(each, CSVW.name)
    }
    assert columns == {each.name for each in saved.header.columns}


def test_every_prefix_of_every_query_is_declared(published: Graph) -> None:
    declared = {str(name) for name in published.objects(None, SH.prefix)}
    assert {name for saved in SAVED for name, _ in prepareQuery(saved.text).prologue.namespace_manager.namespaces()} & {
        "migov", "skos", "org"
    } <= declared  # fmt: skip


def test_the_same_files_give_the_same_bytes() -> None:
    assert write_turtle(SAVED) == write_turtle(reversed(SAVED))
