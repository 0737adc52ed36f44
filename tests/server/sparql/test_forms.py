"""Every form of an answer, by Accept and by ``format``: the same answer, read back by strangers' readers."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import rdflib

from mgi_graph.server.address import Address
from mgi_graph.server.problem import Problem
from mgi_graph.server.sparql.forms import choose_form, form_of

if TYPE_CHECKING:
    from starlette.testclient import TestClient

VALUES = "(<https://example.org/x> 'tab\\tquote\"\\nline, and comma'@en 1) (UNDEF '' 2.50)"
ROWS = f"SELECT * {{ VALUES (?x ?b ?a) {{ {VALUES} }} }}"
BOOLEAN = "ASK { ?s a migov:Finding }"
GRAPH = "DESCRIBE migov:Finding"
RESULTS = {
    "srj": ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
    "srx": ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
    "tsv": ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
}
SYNTAXES = {
    "ttl": ("text/turtle", "turtle"),
    "jsonld": ("application/ld+json", "json-ld"),
    "rdf": ("application/rdf+xml", "xml"),
    "nt": ("application/n-triples", "nt"),
    "nq": ("application/n-quads", "nquads"),
    "trig": ("application/trig", "trig"),
}


def get(client: TestClient, query: str, accept: str = "", **parameters: str) -> tuple[int, str, bytes]:
    request = client.build_request("GET", "/sparql", params={"query": query, **parameters})
    del request.headers["Accept"]
    if accept:
        request.headers["Accept"] = accept
    response = client.send(request)
    return response.status_code, response.headers["content-type"].partition(";")[0], response.content


@pytest.mark.parametrize("by", ["accept", "suffix", "media type"])
@pytest.mark.parametrize("form", RESULTS)
def test_rows_in_every_form_are_the_same(form: str, by: str, client: TestClient) -> None:
    media_type, parsed = RESULTS[form]
    asked = {"accept": {"accept": media_type}, "suffix": {"format": form}, "media type": {"format": media_type}}[by]
    status, answered, body = get(client, ROWS, **asked)
    assert (status, answered) == (200, media_type)
    found = ox.parse_query_results(body, format=parsed)
    assert isinstance(found, ox.QuerySolutions)
    assert [each.value for each in found.variables] == ["x", "b", "a"]
    text = ox.Literal('tab\tquote"\nline, and comma', language="en")
    assert next(map(tuple, found))[:2] == (ox.NamedNode("https://example.org/x"), text)


def test_csv_is_that_of_the_recommendation(client: TestClient) -> None:
    status, answered, body = get(client, ROWS, accept="text/csv")
    assert (status, answered) == (200, "text/csv")
    assert body.startswith(b"x,b,a\r\n")
    read = list(csv.reader(io.StringIO(body.decode(), newline="")))
    assert read[1] == ["https://example.org/x", 'tab\tquote"\nline, and comma', "1"]
    assert read[2][:2] == ["", ""]


@pytest.mark.parametrize(("form", "holds"), [("srj", b"true"), ("srx", b"<boolean>true"), ("txt", b"true\n")])
def test_a_yes_or_no_in_every_form(form: str, holds: bytes, client: TestClient) -> None:
    status, _, body = get(client, BOOLEAN, format=form)
    assert status == 200
    assert holds in body


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # it warns of its own use of itself
@pytest.mark.parametrize("by", ["accept", "suffix"])
@pytest.mark.parametrize("form", SYNTAXES)
def test_a_graph_in_every_syntax_is_the_same(form: str, by: str, client: TestClient) -> None:
    media_type, name = SYNTAXES[form]
    status, answered, body = get(client, GRAPH, **({"accept": media_type} if by == "accept" else {"format": form}))
    assert (status, answered) == (200, media_type)
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=body, format=name)
    _, _, lines = get(client, GRAPH, accept="application/n-triples")
    assert {(s, p, o) for s, p, o, _ in dataset.quads()} == set(rdflib.Graph().parse(data=lines, format="nt"))


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (ROWS, "", "application/sparql-results+json"),
        (ROWS, "*/*", "application/sparql-results+json"),
        (ROWS, "application/json", "application/json"),
        (ROWS, "application/xml", "application/xml"),
        (ROWS, "text/turtle, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        (ROWS, "text/csv;q=0.9, text/tab-separated-values", "text/tab-separated-values"),
        (ROWS, "text/*", "text/csv"),
        (BOOLEAN, "", "application/sparql-results+json"),
        (BOOLEAN, "text/plain", "text/plain"),
        (GRAPH, "", "text/turtle"),
        (GRAPH, "application/json", "application/json"),
        (GRAPH, "text/n3", "text/n3"),
        (GRAPH, "application/sparql-results+xml, application/rdf+xml", "application/rdf+xml"),
        (ROWS, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_accept_chooses(query: str, accept: str, expected: str, client: TestClient) -> None:
    assert get(client, query, accept)[:2] == (200, expected)


@pytest.mark.parametrize(
    ("query", "form", "expected"),
    [
        (ROWS, "json", "application/sparql-results+json"),
        (ROWS, "XML", "application/sparql-results+xml"),
        (GRAPH, "json", "application/ld+json"),
        (GRAPH, "json-ld", "application/ld+json"),
        (GRAPH, "xml", "application/rdf+xml"),
        (GRAPH, "rdf+xml", "application/rdf+xml"),
        (GRAPH, "rdf xml", "application/rdf+xml"),
        (GRAPH, "n3", "text/turtle"),
    ],
)
def test_the_words_that_clients_send_are_understood(query: str, form: str, expected: str, client: TestClient) -> None:
    assert get(client, query, "image/png", format=form)[:2] == (200, expected)


def test_a_form_that_cannot_hold_the_answer_is_told_what_can(client: TestClient) -> None:
    status, _, body = get(client, GRAPH, format="csv")
    assert status == 406
    assert "ttl" in json.loads(body)["detail"]
    status, _, body = get(client, ROWS, "image/png")
    assert status == 406
    assert {"type": "text/csv", "href": "/sparql?format=csv"} in json.loads(body)["available"]
    status, _, body = get(client, ROWS, format="nonsense")
    assert status == 400
    assert "srj" in json.loads(body)["detail"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * {}", "SELECT"),
        ("# ASK\nBASE <http://ask/> PREFIX select: <x> describe <y>", "DESCRIBE"),
        ("CONSTRUCT { ?s ?p 'SELECT' } WHERE {}", "CONSTRUCT"),
        ("PREFIX a: <b>" * 3000 + "ASK {}", ""),
        ("", ""),
    ],
)
def test_the_form_of_a_query_is_seen_before_it_is_run(query: str, expected: str) -> None:
    assert form_of(query) == expected


def test_a_malformed_query_is_no_matter_of_its_form(client: TestClient) -> None:
    status, _, body = get(client, "SELEKT * {}", "text/turtle")
    assert status == 400
    problem = json.loads(body)
    assert problem["line"] == 1
    assert "SELEKT" in problem["excerpt"]


def test_columns_stand_in_the_order_of_the_query(client: TestClient) -> None:
    _, _, body = get(client, "SELECT DISTINCT * { ?z a ?m ; ?b ?a } LIMIT 1", format="csv")
    assert body.partition(b"\r\n")[0] == b"z,m,b,a"


@pytest.mark.parametrize("escape", ["\\u0001", "\\u000B", "\\uFFFE", "a\\u0000b"])
def test_xml_is_well_formed_whatever_a_value_holds(escape: str, client: TestClient) -> None:
    _, _, body = get(client, f'SELECT ("{escape}" AS ?x) {{}}', format="srx")
    assert "\ufffd" in "".join(ET.fromstring(body).itertext())
    _, _, body = get(client, f'CONSTRUCT {{ <a:a> <a:b#b> "{escape}" }} {{}}', format="rdf")
    assert "\ufffd" in "".join(ET.fromstring(body).itertext())


def test_relative_iris_are_resolved_against_the_endpoint(client: TestClient) -> None:
    _, _, body = get(client, "SELECT (<x> AS ?x) {}", format="csv")
    assert body == b"x\r\nhttp://testserver/x\r\n"


def test_a_chosen_form_is_refused_by_name() -> None:
    with pytest.raises(Problem) as caught:
        choose_form("ASK {}", "text/csv", "", Address(root="/graph"))
    assert {"type": "text/plain", "href": "/graph/sparql?format=txt"} in caught.value.extras["available"]  # type: ignore[operator]


def test_answers_have_a_tag_and_are_not_sent_again(client: TestClient) -> None:
    target = f"/sparql?{urlencode({'query': ROWS})}"
    first = client.get(target, headers={"Accept": "text/csv"})
    assert first.headers["vary"] == "Accept, Accept-Encoding"
    assert first.headers["etag"].startswith('W/"')
    again = client.get(target, headers={"Accept": "text/csv", "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(target, headers={"Accept": "text/tab-separated-values", "If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?x) {}", "ASK { FILTER(RAND() > 2) }", "SELECT (UUID() AS ?u) {}"])
def test_what_is_otherwise_each_time_is_never_kept(query: str, client: TestClient) -> None:
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


def test_posts_of_different_queries_are_not_mixed_up(client: TestClient) -> None:
    sent = [client.post("/sparql", data={"query": f"SELECT ({n} AS ?n) {{}}", "format": "csv"}).text for n in (1, 2)]
    assert sent == ["n\r\n1\r\n", "n\r\n2\r\n"]
    direct = {"Content-Type": "application/sparql-query; charset=utf-8", "Accept": "text/csv"}
    assert client.post("/sparql", content="SELECT ('ក' AS ?n) {}".encode(), headers=direct).text == "n\r\nក\r\n"


def test_head_has_the_fields_of_get_and_no_body(client: TestClient) -> None:
    target = f"/sparql?{urlencode({'query': BOOLEAN})}"
    got, head = client.get(target), client.head(target)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == got.headers
