"""The W3C tests of the protocol and of the service description, against a server on a port of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.server.sparql.conftest import Manifest, Send

    from mgi_graph.graph import Graph

QUERIES = (
    "query_post_form",
    "query_dataset_default_graphs_get",
    "query_dataset_default_graphs_post",
    "query_dataset_named_graphs_post",
    "query_dataset_named_graphs_get",
    "query_dataset_full",
    "query_multiple_dataset",
    "query_get",
    "query_content_type_select",
    "query_content_type_ask",
    "query_content_type_describe",
    "query_content_type_construct",
    "query_post_direct",
    "bad_query_method",
    "bad_multiple_queries",
    "bad_query_wrong_media_type",
    "bad_query_missing_form_type",
    "bad_query_missing_direct_type",
    "bad_query_non_utf8",
    "bad_query_syntax",
)
#: A dataset that cannot be changed refuses the bad updates as well.
BAD_UPDATES = (
    "bad_update_get",
    "bad_multiple_updates",
    "bad_update_wrong_media_type",
    "bad_update_missing_form_type",
    "bad_update_non_utf8",
    "bad_update_syntax",
    "bad_update_dataset_conflict",
)
RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize("name", [*QUERIES, *BAD_UPDATES])
def test_the_w3c_test_passes(name: str, manifest: Manifest, w3c: Send) -> None:
    exchanges = manifest.exchanges(name)
    assert exchanges
    for exchange in exchanges:
        answer = w3c(exchange.method, exchange.target, exchange.headers, exchange.body)
        assert f"{answer.status // 100}xx" in exchange.statuses, answer.body
        if exchange.format == "RDF":
            parsed = ox.RdfFormat.from_media_type(answer.media_type)
            assert parsed is not None
            list(ox.parse(answer.body, format=parsed))
        elif exchange.format:
            found = ox.parse_query_results(answer.body, format=RESULTS[answer.media_type])
            is_boolean = isinstance(found, ox.QueryBoolean)
            assert is_boolean == (exchange.format == "boolean")
            if exchange.boolean:
                assert bool(found) is (exchange.boolean == "true")


def test_every_query_test_of_the_manifest_is_run(shared: Callable[[str], Path]) -> None:
    text = shared("standards/sparql11/protocol/manifest.ttl").read_text(encoding="utf-8")
    listed = {line.strip()[1:] for line in text.splitlines() if line.strip().startswith((":query_", ":bad_query_"))}
    named = {name.split()[0] for name in listed} | {"bad_multiple_queries"}
    assert named == set(QUERIES)
    assert len(QUERIES) == 20


@pytest.fixture(scope="module", params=["text/turtle", "application/rdf+xml", "application/n-triples", "*/*"])
def described(request: pytest.FixtureRequest, w3c: Send) -> list[ox.Quad]:
    """The service description in a syntax, read."""
    answer = w3c("GET", "/sparql", {"Accept": request.param, "Host": "graph.example"})
    assert answer.status == 200
    parsed = ox.RdfFormat.from_media_type(answer.media_type)
    assert parsed is not None
    return list(ox.parse(answer.body, format=parsed))


def test_get_on_the_endpoint_returns_rdf(described: list[ox.Quad]) -> None:
    assert described


def test_the_service_description_contains_a_matching_endpoint(described: list[ox.Quad]) -> None:
    endpoints = [each.object for each in described if each.predicate.value == f"{SD}endpoint"]
    assert endpoints == [ox.NamedNode("http://graph.example/sparql")]


def test_the_service_description_conforms_to_the_schema(described: list[ox.Quad]) -> None:
    """Each property has a subject and a value of its domain and range (Service Description §3.2, §3.4)."""
    types: dict[object, set[str]] = {}
    for quad in described:
        if quad.predicate.value.endswith("#type"):
            assert isinstance(quad.object, ox.NamedNode)
            types.setdefault(quad.subject, set()).add(quad.object.value.removeprefix(SD))
    domains = {
        **dict.fromkeys(("endpoint", "feature", "supportedLanguage", "resultFormat", "defaultDataset"), "Service"),
        **dict.fromkeys(("defaultGraph", "namedGraph"), "Dataset"),
        "name": "NamedGraph",
    }
    ranges = {"defaultDataset": "Dataset", "defaultGraph": "Graph", "namedGraph": "NamedGraph"}
    used = set()
    for quad in described:
        name = quad.predicate.value.removeprefix(SD)
        if name != quad.predicate.value:
            used.add(name)
            assert domains[name] in types[quad.subject]
            assert name not in ranges or ranges[name] in types[quad.object]
    assert used == set(domains)
    assert any("Service" in each for each in types.values())


def test_the_service_description_names_every_graph(send: Send, graph: Graph) -> None:
    answer = send("GET", "/sparql", {"Accept": "text/turtle"})
    read = list(ox.parse(answer.body, format=ox.RdfFormat.TURTLE))
    named = {each.object.value for each in read if each.predicate.value == f"{SD}name"}
    assert named == graph.store.graph_names()
    assert len(answer.body) < 16_384  # rdf-test-suite reads no more, and waits
