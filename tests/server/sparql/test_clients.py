"""Clients that others wrote, as they come: SPARQLWrapper, the store of rdflib, pandas."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pandas as pd
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

if TYPE_CHECKING:
    from mgi_graph.graph import Graph

FINDING = "https://w3id.org/migov/ontology#Finding"
SELECT = f"SELECT ?s WHERE {{ ?s a <{FINDING}> }} ORDER BY ?s LIMIT 5"
WAYS = (("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly"))


def ask(url: str, query: str, form: str, way: tuple[str, str]) -> Any:  # noqa: ANN401 - what the library gives
    client = SPARQLWrapper(f"{url}/sparql")
    client.setQuery(query)
    client.setReturnFormat(form)
    client.setMethod(way[0])
    client.setRequestMethod(way[1])
    return client.queryAndConvert()


@pytest.mark.parametrize("way", WAYS, ids=["get", "form", "direct"])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_reads_rows(form: str, way: tuple[str, str], live: str, graph: Graph) -> None:
    found = ask(live, SELECT, form, way)
    if form == JSON:
        things = [row["s"]["value"] for row in found["results"]["bindings"]]
    elif form == XML:
        things = [node.firstChild.data for node in found.getElementsByTagName("uri")]
    else:
        lines = csv.reader(io.StringIO(found.decode()), delimiter="," if form == CSV else "\t")
        things = [cell.strip("<>") for (cell,) in list(lines)[1:]]
    assert things == [row[0].value for row in graph.store.select(SELECT).rows]  # type: ignore[union-attr]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # SPARQLWrapper uses what rdflib gives up
@pytest.mark.parametrize("way", WAYS, ids=["get", "form", "direct"])
@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_reads_graphs(form: str, way: tuple[str, str], live: str) -> None:
    found = ask(live, f"DESCRIBE <{FINDING}>", form, way)
    read = rdflib.Graph().parse(data=found, format="turtle") if isinstance(found, bytes) else found
    assert (rdflib.URIRef(FINDING), rdflib.RDF.type, rdflib.OWL.Class) in read


@pytest.mark.parametrize("way", WAYS, ids=["get", "form", "direct"])
def test_sparqlwrapper_reads_a_yes_or_no(way: tuple[str, str], live: str) -> None:
    assert ask(live, f"ASK {{ ?s a <{FINDING}> }}", JSON, way)["boolean"] is True


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_the_store_of_rdflib_reads_rows(form: str, method: str, live: str) -> None:
    remote = rdflib.Graph(SPARQLStore(f"{live}/sparql", method=method, returnFormat=form))
    finding = rdflib.URIRef(FINDING)
    assert (finding, rdflib.RDF.type, rdflib.OWL.Class) in set(remote.triples((finding, None, None)))
    assert len(list(remote.query(SELECT))) == 5


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_the_store_of_rdflib_is_a_graph(method: str, live: str) -> None:
    store = SPARQLStore(f"{live}/sparql", method=method, returnFormat="xml")
    remote, finding = rdflib.Graph(store), rdflib.URIRef(FINDING)
    assert (finding, rdflib.RDF.type, rdflib.OWL.Class) in remote
    assert remote.query(f"ASK {{ <{FINDING}> ?p ?o }}").askAnswer
    described = remote.query(f"CONSTRUCT WHERE {{ <{FINDING}> ?p ?o }}").graph
    assert described is not None
    assert (finding, rdflib.RDF.type, rdflib.OWL.Class) in described


def test_the_store_of_rdflib_reads_one_graph(live: str, graph: Graph) -> None:
    name = next(each for each in sorted(graph.store.graph_names()) if "/ontology/" in each)
    store = SPARQLStore(f"{live}/sparql", context_aware=True)
    one = rdflib.Graph(store, identifier=rdflib.URIRef(name))
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    rows = [tuple(map(str, row)) for row in one.query(count)]  # type: ignore[arg-type] # rows of a SELECT
    expected = graph.store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}").rows[0][0]
    assert rows == [(expected.value,)]  # type: ignore[union-attr]


def test_pandas_reads_csv_from_an_address(live: str) -> None:
    query = "SELECT ?s ?label { ?s a migov:Finding ; rdfs:label ?label } ORDER BY ?s LIMIT 10"
    frame = pd.read_csv(f"{live}/sparql?{urlencode({'query': query, 'format': 'csv'})}")
    assert list(frame.columns) == ["s", "label"]
    assert len(frame) == 10


def test_rdflib_reads_the_service_description_from_the_endpoint(live: str) -> None:
    read = rdflib.Graph().parse(f"{live}/sparql")
    endpoint = rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#endpoint")
    assert [str(value) for value in read.objects(None, endpoint)] == [f"{live}/sparql"]
