"""What is asked of an engine page by page is the same, byte for byte, as what is served from memory."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from mgi_graph.namespaces import BASE, MIGOV
from mgi_graph.publication.statistics import read_statistics
from mgi_graph.server.address import document_of, local_of

if TYPE_CHECKING:
    from httpx2 import Response
    from tests.server.live.conftest import Site

    from mgi_graph.graph import Graph
    from mgi_graph.server.live.origin import Origin

FIRST_OF_EACH = f"""
SELECT ?class (MIN(STR(?x)) AS ?first) WHERE {{
    ?x a ?class FILTER (isIRI(?x) && STRSTARTS(STR(?x), "{BASE}id/") && STRSTARTS(STR(?class), "{MIGOV}"))
}} GROUP BY ?class ORDER BY ?class"""
FORMS = ("html", "ttl", "jsonld", "rdf", "nt", "nq", "trig")
BROWSED = ("/", "/findings", "/findings?page=3", "/instruments", "/treaties", "/bodies", "/topics", "/countries")
DOCUMENTS = (
    *("/ontology", "/ontology.ttl", "/vocab", "/vocab.jsonld", "/shapes", "/graph", "/graph.ttl"),
    *("/graph/data/int/treaties.ttl", "/context", "/sitemap.xml", "/robots.txt", "/about", "/about/developers"),
    *("/sparql", "/editor", "/query", "/id/int/state-kh", "/dump/ontology.ttl"),
)
SEARCHED = ("/search?q=visa", "/search?q=visa+fees&kind=finding", "/search.json?q=labour+migration", "/search?q=")
ASKED = (
    ("SELECT ?s ?o { ?s skos:prefLabel ?o } ORDER BY ?s ?o LIMIT 50", ("csv", "tsv", "srj", "srx", "html")),
    ("SELECT * { ?s skos:broader ?b ; skos:prefLabel ?a } ORDER BY ?s ?a ?b LIMIT 5", ("csv", "srj")),
    ("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", ("csv",)),
    (f"SELECT (COUNT(*) AS ?n) FROM <{BASE}graph/data/int/treaties> {{ ?s ?p ?o }}", ("csv",)),
    ("SELECT (COUNT(?x) AS ?n) { ?c owl:equivalentClass ?x FILTER isBlank(?x) }", ("csv",)),
    ("ASK { ?s a skos:Concept }", ("srj", "srx", "txt", "html")),
    ("CONSTRUCT { ?s skos:prefLabel ?o } WHERE { ?s a skos:ConceptScheme ; skos:prefLabel ?o }", ("ttl", "rdf", "nq")),
    (f"DESCRIBE <{BASE}id/int/state-kh>", ("nt", "jsonld", "html")),
    ("SELECT * { <relative> ?p ?o }", ("csv",)),
    ("SELECT * {", ("csv", "html")),
    ("SELECT * { ?s nobody:declares ?o }", ("csv",)),
    ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", ("csv",)),
    ("INSERT DATA { <a:b> <a:c> <a:d> }", ("csv",)),
    ("SELECT * FROM <http://example.org/> { ?s ?p ?o }", ("csv",)),
)


def told(answer: Response) -> tuple[object, ...]:
    """Return what two answers must have in common."""
    return (answer.status_code, answer.content, *map(answer.headers.get, ("content-type", "location", "link")))


def differing(paths: list[str], near: Site, live: Site) -> list[str]:
    """Return the paths whose answers differ, with what they are."""
    found = []
    for path in paths:
        here, there = near.client.get(path), live.client.get(path)
        assert here.status_code < 500, path
        if told(here) != told(there):
            found.append(f"{path}: {here.status_code} {there.status_code}")
    return found


@pytest.mark.parametrize("suffix", FORMS)
def test_each_kind_of_thing_has_the_same_document(suffix: str, near: Site, live: Site, graph: Graph) -> None:
    firsts = [getattr(row[1], "value", "") for row in graph.store.select(FIRST_OF_EACH).rows]
    assert len(firsts) > 20
    things = sorted({*firsts, f"{BASE}vocab/topic", f"{BASE}id/int/state-kh"})
    chosen = things if suffix in {"html", "ttl"} else things[::6]
    paths = [f"{document_of(local_of(iri) or '')}.{suffix}" for iri in chosen if "#" not in iri]
    assert differing(paths, near, live) == []


def test_a_list_is_paged_alike(near: Site, live: Site) -> None:
    path = "/doc/int/un-treaty-status.ttl"
    following = near.client.get(path).links["next"]["url"]
    assert following == live.client.get(path).links["next"]["url"]
    assert differing([following.removeprefix("http://data.test")], near, live) == []


@pytest.mark.parametrize("path", [*BROWSED, *DOCUMENTS, *SEARCHED])
def test_pages_documents_and_searches_are_the_same(path: str, near: Site, live: Site) -> None:
    assert differing([path], near, live) == []


@pytest.mark.parametrize(("query", "forms"), ASKED)
def test_queries_of_strangers_have_the_same_answer(query: str, forms: tuple[str, ...], near: Site, live: Site) -> None:
    asked = quote(query)
    assert differing([f"/sparql?query={asked}&format={form}" for form in forms], near, live) == []


def test_saved_queries_have_the_same_answer(near: Site, live: Site, graph: Graph) -> None:
    paths = [f"/query/{name}.csv" for name in graph.queries.names()]
    assert differing(paths, near, live) == []


@pytest.mark.parametrize("end", ["", ".json", ".html", ".ttl", ".rq", "/codebook", "/references.bib", "/citation"])
def test_a_saved_query_is_the_same_in_each_form(end: str, near: Site, live: Site) -> None:
    assert differing([f"/query/treaty-status{end}?country=kh"], near, live) == []


def test_the_figures_of_the_dataset_are_the_same(graph: Graph, origin: Origin) -> None:
    assert origin.statistics == read_statistics(graph.store)
    assert origin.dataset == graph.dataset


def test_there_is_no_file_of_the_whole_to_download(near: Site, live: Site) -> None:
    """One of the two differences that docs/engines.md tells of: nobody has made such a file."""
    assert live.client.get("/dump/mgi-graph.nq.gz").status_code == 404
    here, there = (site.client.get("/dataset.ttl").text for site in (near, live))
    assert "mgi-graph.nq.gz" in here
    assert "mgi-graph.nq.gz" not in there
    assert "void:classPartition" in there


def test_a_wrong_address_is_told_without_what_is_near_to_it(near: Site, live: Site) -> None:
    """The other one: what is near takes a walk through all names."""
    here, there = (site.client.get("/doc/int/state-khm.ttl") for site in (near, live))
    assert (here.status_code, there.status_code) == (404, 404)
    assert "nearest" in here.json()
    assert "nearest" not in there.json()
