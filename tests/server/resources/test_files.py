"""What robots and harvesters look for at fixed places: VoID, dumps with checksums, sitemaps, robots.txt."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from mgi_graph.namespaces import BASE, STANDARD
from mgi_graph.server.resources import sitemap

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from mgi_graph.graph import Graph

VOID = STANDARD["void"]
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.mark.parametrize(
    ("path", "accept", "status", "media_type"),
    [
        ("/.well-known/void", None, 200, "text/turtle"),
        ("/.well-known/void", "text/html,*/*;q=0.8", 200, "text/html"),
        ("/.well-known/void", "application/rdf+xml", 200, "application/rdf+xml"),
        ("/.well-known/void", "image/png", 406, "application/problem+json"),
        ("/dataset", None, 200, "text/html"),
        ("/dataset", "application/ld+json", 200, "application/ld+json"),
        ("/dataset.nt", None, 200, "application/n-triples"),
        ("/dataset.exe", None, 404, "application/problem+json"),
        ("/dump", None, 303, ""),
        ("/dump/mgi-graph.nq.gz", None, 200, "application/gzip"),
        ("/dump/ontology.ttl", None, 200, "text/turtle"),
        ("/dump/SHA256SUMS", None, 200, "text/plain"),
        ("/dump/passwd", None, 404, "application/problem+json"),
        ("/dump/..%2f..%2fpasswd", None, 404, "application/problem+json"),
        ("/sitemap.xml", None, 200, "application/xml"),
        ("/sitemap-9.xml", None, 404, "application/problem+json"),
        ("/robots.txt", None, 200, "text/plain"),
        ("/favicon.ico", None, 302, ""),
    ],
)
def test_contract(client: TestClient, path: str, accept: str | None, status: int, media_type: str) -> None:
    found = client.get(path, headers={"Accept": accept} if accept else {})
    assert (found.status_code, found.headers.get("content-type", "").partition(";")[0]) == (status, media_type)
    if status == 200:
        again = client.get(path, headers={"If-None-Match": found.headers["etag"], "Accept": accept or "*/*"})
        assert again.status_code == 304


def test_the_description_counts_what_the_dump_holds(client: TestClient) -> None:
    described = ox.Store()
    described.load(client.get("/.well-known/void").content, format=ox.RdfFormat.TURTLE)
    dataset, triples = ox.NamedNode(f"{BASE}dataset"), ox.NamedNode(f"{VOID}triples")
    (quad,) = described.quads_for_pattern(dataset, triples, None)
    dumped = ox.parse(gzip.decompress(client.get("/dump/mgi-graph.nq.gz").content), format=ox.RdfFormat.N_QUADS)
    assert int(getattr(quad.object, "value", "0")) == len({each.triple for each in dumped})
    endpoints = described.quads_for_pattern(dataset, ox.NamedNode(f"{VOID}sparqlEndpoint"), None)
    assert [getattr(each.object, "value", "") for each in endpoints] == ["http://data.test/sparql"]


def test_every_download_that_is_described_is_there_with_its_checksum(client: TestClient) -> None:
    page = client.get("/dataset").text
    names = re.findall(r'href="/dump/([^"]+)" download', page)
    assert len(names) >= 4
    lines = client.get("/dump/SHA256SUMS").text.splitlines()
    sums = {line.partition("  ")[2]: line.partition("  ")[0] for line in lines}
    for name in names:
        found = client.get(f"/dump/{name}")
        digest = hashlib.sha256(found.content).hexdigest()
        assert sums[name] == digest
        assert client.get(f"/dump/{name}.sha256").text == f"{digest}  {name}\n"
        assert digest in page
        if name.endswith(".gz"):
            stated = base64.b64encode(bytes.fromhex(digest)).decode()
            assert found.headers["repr-digest"] == f"sha-256=:{stated}:"
            assert "content-encoding" not in found.headers


def test_the_page_says_to_search_engines_what_the_catalogue_says(client: TestClient, graph: Graph) -> None:
    script = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get("/dataset").text, re.DOTALL)
    data = json.loads(script[0])
    assert (data["@type"], data["url"]) == ("Dataset", "http://data.test/dataset")
    assert data["identifier"] == f"sha256:{graph.store.digest}"


def test_the_sitemap_names_every_thing_once_on_this_host(serve: Callable[..., TestClient], graph: Graph) -> None:
    client = serve("/site")
    urls = [each.text or "" for each in ET.fromstring(client.get("/sitemap.xml").content).iter(MAP)]
    assert len(urls) == len(set(urls))
    assert all(url.startswith("http://data.test/site/") for url in urls)
    assert "http://data.test/site/doc/int/state-fr" in urls
    assert not [url for url in urls if "/passage/" in url]
    assert len([url for url in urls if "/query/" in url]) == len(graph.queries)


def test_a_large_sitemap_is_an_index_of_parts(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [each.text for each in ET.fromstring(client.get("/sitemap.xml?x").content).iter(MAP)]
    monkeypatch.setattr(sitemap, "PART", 1 + len(whole) // 3)
    parts = [each.text or "" for each in ET.fromstring(client.get("/sitemap.xml?y").content).iter(MAP)]
    assert len(parts) == 3
    found = [each.text for part in parts for each in ET.fromstring(client.get(f"{part}?z").content).iter(MAP)]
    assert found == whole


def test_robots_are_kept_from_what_is_made_for_each_request(serve: Callable[..., TestClient]) -> None:
    text = serve("/site").get("/robots.txt").text
    assert "Disallow: /site/sparql\n" in text
    assert "Sitemap: http://data.test/site/sitemap.xml\n" in text
