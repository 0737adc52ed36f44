"""What linked data answers: (path, Accept) to status, media type, Vary and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mgi_graph.namespaces import BASE, GRAPH, STANDARD
from mgi_graph.publication.context import read_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from httpx2 import Response
    from starlette.testclient import TestClient

    from mgi_graph.graph import Graph

TTL, LD, RDF, NT, NQ, TRIG = (
    "text/turtle",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-triples",
    "application/n-quads",
    "application/trig",
)
HTML, PROBLEM = "text/html", "application/problem+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
RDFLIB = (
    "application/trig,text/n3,text/turtle,application/x-turtle,application/n-quads,application/n-triples,"
    "application/rdf+xml,application/ld+json,*/*;q=0.1"
)
JENA = f"{TTL},{NT};q=0.9,{LD};q=0.8,{RDF};q=0.7,{TRIG};q=0.6,{NQ};q=0.6,*/*;q=0.5"
D = "/doc/int/state-fr"

#: path, Accept, status, media type, Vary names Accept.
CONTRACT = (
    ("/id/int/state-fr", None, 303, "", False),
    ("/id/int/state-fr", TTL, 303, "", False),
    ("/vocab/topic", BROWSER, 303, "", False),
    ("/vocab/polarity/absent", LD, 303, "", False),
    ("/id/int/state-rf", None, 404, PROBLEM, False),
    ("/id/int/state-rf", BROWSER, 404, HTML, False),
    ("/id/nothing/like/it", TTL, 404, PROBLEM, False),
    ("/id/", None, 404, PROBLEM, False),
    ("/vocab/nothing", None, 404, PROBLEM, False),
    (D, None, 200, HTML, True),
    (D, "", 200, HTML, True),
    (D, "*/*", 200, HTML, True),
    (D, BROWSER, 200, HTML, True),
    (D, "application/xhtml+xml", 200, HTML, True),
    (D, TTL, 200, TTL, True),
    (D, "text/*;q=0.5, text/html;q=0", 200, TTL, True),
    (D, "TEXT/TURTLE", 200, TTL, True),
    (D, f"{TTL};q=0.5, {RDF}", 200, RDF, True),
    (D, f"{TTL};q=0.001", 200, TTL, True),
    (D, f"{TTL};q=0", 406, PROBLEM, True),
    (D, f"{TTL};q=0, */*;q=0.1", 200, HTML, True),
    (D, f"{HTML};q=0.9, application/*;q=0.95", 200, LD, True),
    (D, f"*/*;q=0.5, {NT}", 200, NT, True),
    (D, f"{NT};q=2, {NQ}", 200, NQ, True),
    (D, "nonsense", 406, PROBLEM, True),
    (D, "image/png", 406, PROBLEM, True),
    (D, "image/*, audio/*", 406, PROBLEM, True),
    (D, LD, 200, LD, True),
    (D, "application/json", 200, "application/json", True),
    (D, RDF, 200, RDF, True),
    (D, "application/xml", 200, "application/xml", True),
    (D, "text/n3", 200, "text/n3", True),
    (D, NT, 200, NT, True),
    (D, NQ, 200, NQ, True),
    (D, TRIG, 200, TRIG, True),
    (D, RDFLIB, 200, TTL, True),
    (D, JENA, 200, TTL, True),
    (f"{D}.html", TTL, 200, HTML, False),
    (f"{D}.ttl", "image/png", 200, TTL, False),
    (f"{D}.jsonld", None, 200, LD, False),
    (f"{D}.rdf", None, 200, RDF, False),
    (f"{D}.nt", None, 200, NT, False),
    (f"{D}.nq", None, 200, NQ, False),
    (f"{D}.trig", None, 200, TRIG, False),
    (f"{D}.exe", None, 404, PROBLEM, False),
    (f"{D}.ttl?after=nonsense", None, 400, PROBLEM, False),
    (f"{D}?lang=not_a_tag", None, 200, HTML, True),
    ("/doc/int/state-rf", TTL, 404, PROBLEM, False),
    ("/doc/%3Cscript%3E", None, 404, PROBLEM, False),
    ("/doc/int/%00", None, 404, PROBLEM, False),
    ("/doc/../int/state-fr", None, 404, PROBLEM, False),
    ("/doc/vocab/topic", TTL, 200, TTL, True),
    ("/doc/vocab/polarity/absent.jsonld", None, 200, LD, False),
    ("/ontology", None, 200, HTML, True),
    ("/ontology", TTL, 200, TTL, True),
    ("/ontology", "application/owl+xml", 406, PROBLEM, True),
    ("/ontology.rdf", None, 200, RDF, False),
    ("/ontology.exe", None, 404, PROBLEM, False),
    ("/ontology/0.0.0", None, 404, PROBLEM, False),
    ("/vocab", BROWSER, 200, HTML, True),
    ("/vocab", TTL, 200, TTL, True),
    ("/vocab/", TTL, 303, "", False),
    ("/vocab.nt", None, 200, NT, False),
    ("/shapes", TTL, 200, TTL, True),
    ("/shapes", BROWSER, 200, HTML, True),
    ("/shapes.trig", None, 200, TRIG, False),
    ("/graph", TTL, 200, TTL, True),
    ("/graph/", None, 303, "", False),
    ("/graph/nothing", None, 404, PROBLEM, False),
    ("/graph/data/vocab/topic", NQ, 200, NQ, True),
    ("/graph/data/vocab/topic", BROWSER, 200, HTML, True),
    ("/graph/data/vocab/topic.ttl", None, 200, TTL, False),
    ("/context", None, 302, "", False),
    ("/context/0.0.0.jsonld", None, 404, PROBLEM, False),
)


def links(found: Response, relation: str) -> list[str]:
    return re.findall(rf'<([^>]*)>; rel="{relation}"', found.headers.get("link", ""))


@pytest.mark.parametrize(("path", "accept", "status", "media_type", "varies"), CONTRACT)
def test_contract(
    *, client: TestClient, path: str, accept: str | None, status: int, media_type: str, varies: bool
) -> None:
    headers = {} if accept is None else {"Accept": accept}
    if accept is None:
        client.headers.pop("accept", None)
    found = client.get(path, headers=headers)
    assert (found.status_code, found.headers.get("content-type", "").partition(";")[0]) == (status, media_type)
    assert ("Accept" in re.split(", *", found.headers.get("vary", ""))) == varies
    assert found.headers["access-control-allow-origin"] == "*"
    if status == 200:
        validated(client, path, headers, found)
        linked(found, media_type)
    if status == 406:
        forms = {each["type"]: each["href"] for each in found.json()["available"]}
        assert {HTML, TTL, LD, RDF, NT, NQ, TRIG} == set(forms)
        assert all(client.head(href).status_code == 200 for href in forms.values())


def validated(client: TestClient, path: str, headers: dict[str, str], found: Response) -> None:
    tag = found.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    assert found.headers["cache-control"].startswith("public, max-age=")
    for given in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = client.get(path, headers={**headers, "If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert again.headers.get("vary") == found.headers.get("vary")
    assert client.get(path, headers={**headers, "If-None-Match": '"other"'}).status_code == 200
    assert client.head(path, headers=headers).headers["etag"] == tag


def linked(found: Response, media_type: str) -> None:
    (canonical,) = links(found, "canonical")
    assert canonical.startswith(BASE)
    assert links(found, "license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert links(found, "describedby") == ["http://data.test/dataset"]
    same = {"application/json": LD, "application/xml": RDF, "text/n3": TTL}.get(media_type, media_type)
    others = {HTML, TTL, LD, RDF, NT, NQ, TRIG} - {same}
    offered = set(re.findall(r'rel="alternate"; type="([^"]*)"', found.headers["link"]))
    assert others <= offered


def test_a_thing_leads_to_its_document_and_the_document_back(client: TestClient) -> None:
    led = client.get("/id/int/state-fr?lang=en")
    assert led.headers["location"] == f"{D}?lang=en"
    found = client.get(D, headers={"Accept": TTL})
    assert links(found, "describes") == [f"{BASE}id/int/state-fr"]
    assert found.headers["content-location"] == f"{D}.ttl"
    assert client.get(f"{D}.ttl").content == found.content


@pytest.mark.parametrize("accept", [TTL, LD, RDF, NT, NQ, TRIG, HTML])
def test_each_form_of_a_document_has_a_tag_of_its_own(client: TestClient, accept: str) -> None:
    tag = client.get(D, headers={"Accept": accept}).headers["etag"]
    others = {
        client.get(D, headers={"Accept": each}).headers["etag"] for each in (TTL, LD, RDF, HTML) if each != accept
    }
    assert tag not in others


def test_a_name_that_is_nearly_right_brings_the_nearest(client: TestClient) -> None:
    missing = client.get("/id/int/cat-1985").json()
    assert "int:cat-1984" in missing["nearest"]
    assert "int:cat-1984" in missing["detail"]


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/id/xy/law", 303, "/doc/xy/law"),
        ("/id/xy/lwa", 301, "/id/xy/law"),
        ("/vocab/topic/labour", 301, "/vocab/topic/work"),
        ("/id/xy/both", 410, None),
        ("/id/xy/none", 410, None),
    ],
)
def test_what_was_given_up_leads_on_or_says_so(
    given_up: TestClient, path: str, status: int, location: str | None
) -> None:
    found = given_up.get(path)
    assert (found.status_code, found.headers.get("location")) == (status, location)
    if status == 410:
        assert found.json()["document"] == path.replace("/id/", "/doc/")
        assert "no longer in use" in found.json()["title"]


def test_the_document_of_what_was_given_up_stays(given_up: TestClient) -> None:
    found = given_up.get("/doc/xy/lwa.ttl")
    assert (found.status_code, "dcterms:isReplacedBy xy:law" in found.text) == (200, True)


def test_pages_of_a_large_document_hold_all_that_points_at_it(client: TestClient, graph: Graph) -> None:
    record = largest(graph)
    following: list[str] = [f"/doc/{record.removeprefix(f'{BASE}id/')}.nt"]
    seen: set[str] = set()
    total = 0
    while following:
        found = client.get(following[0])
        total = int(found.headers["x-total-count"])
        seen |= {line for line in found.text.splitlines() if line.endswith(f" <{record}> .")}
        following = links(found, "next")
    assert len(seen) == total > 500


def largest(graph: Graph) -> str:
    things = f"?s ?p ?o FILTER STRSTARTS(STR(?o), '{BASE}id/')"
    query = f"SELECT ?o (COUNT(*) AS ?n) {{ {things} }} GROUP BY ?o ORDER BY DESC(?n) LIMIT 1"
    found = graph.store.select(query).rows[0][0]
    return str(getattr(found, "value", ""))


def test_the_context_of_a_version_never_changes(client: TestClient, graph: Graph) -> None:
    context = read_context(graph.store)
    found = client.get(client.get("/context").headers["location"])
    assert found.content == context.text
    assert "immutable" in found.headers["cache-control"]
    assert found.headers["content-type"] == LD
    version = client.get(f"/ontology/{context.version}.ttl")
    assert version.content == client.get("/ontology.ttl").content
    assert links(version, "canonical") == [f"{BASE}ontology/{context.version}"]


def test_json_ld_leads_to_the_context_on_this_host(serve: Callable[..., TestClient]) -> None:
    found = serve("/graph-site").get(f"{D}.jsonld").json()
    assert found["@context"].startswith("http://data.test/graph-site/context/")
    assert found["id"] == f"{BASE}id/int/state-fr"


def test_every_graph_is_listed_and_served(client: TestClient, graph: Graph) -> None:
    listed = client.get("/graph.nt").text
    for name in graph.store.graph_names():
        assert f"<{name}> <{STANDARD['rdf']}type>" in listed
    small = f"{GRAPH}data/vocab/polarity"
    quads = client.get(f"/graph/{small.removeprefix(GRAPH)}.nq").text.splitlines()
    assert len(quads) == sum(1 for quad in graph.store.quads() if str(quad.graph_name) == f"<{small}>")


def test_every_term_of_the_ontology_has_its_place_on_the_page(client: TestClient, graph: Graph) -> None:
    page = client.get("/ontology.html").text
    anchors = re.findall(r'<li id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors)) > 200
    assert "Finding" in anchors


@pytest.mark.parametrize("path", [D, "/id/int/state-fr", "/ontology", "/graph", "/context/0.1.0.jsonld"])
def test_other_methods_are_refused_with_those_that_there_are(client: TestClient, path: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        refused = client.request(method, path)
        assert (refused.status_code, set(refused.headers["allow"].split(", "))) == (405, {"GET", "HEAD"})
    preflight = client.options(path, headers={"Origin": "http://a.test", "Access-Control-Request-Method": "GET"})
    assert preflight.status_code == 204
    assert "Accept" in preflight.headers["access-control-allow-headers"]
