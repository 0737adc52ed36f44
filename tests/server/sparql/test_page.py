"""The endpoint in a browser: the editor, and an answer that needs no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from httpx2 import Response
    from starlette.testclient import TestClient

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"}


def show(client: TestClient, query: str) -> Response:
    return client.get("/sparql", params={"query": query}, headers=BROWSER)


@pytest.mark.parametrize("path", ["/sparql", "/editor"])
def test_a_browser_without_a_query_gets_the_editor(path: str, client: TestClient) -> None:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert 'action="/sparql"' in response.text
    assert client.get(path, headers={**BROWSER, "If-None-Match": response.headers["etag"]}).status_code == 304


def test_rows_stand_below_the_query_with_links_to_this_host(client: TestClient) -> None:
    query = "SELECT ?s ?n { ?s a migov:Finding BIND(7 AS ?n) } ORDER BY ?s LIMIT 3"
    text = show(client, query).text
    assert "SELECT ?s ?n { ?s a migov:Finding" in text
    assert text.count('<a href="/doc/') >= 3
    assert '<td class="number">7</td>' in text
    assert "3 rows" in text
    assert "format=csv" in text


def test_no_rows_are_told_in_words(client: TestClient) -> None:
    assert "No rows: nothing in the graph fits" in show(client, "SELECT * { ?s a 'nothing' }").text


def test_a_yes_or_no_is_shown(client: TestClient) -> None:
    assert '<p class="answer-boolean">Yes</p>' in show(client, "ASK { ?s a migov:Finding }").text


def test_a_graph_is_shown_in_turtle(client: TestClient) -> None:
    text = show(client, "DESCRIBE migov:Finding").text
    assert "owl:Class" in text
    assert "format=jsonld" in text


def test_a_page_shows_the_first_rows_and_counts_them_all(client: TestClient) -> None:
    text = show(client, "SELECT ?s { ?s ?p ?o } LIMIT 1000").text
    assert "1,000 rows; the first 200 are shown, the files have them all" in text
    assert text.count("<tr>") == 201


def test_markup_in_values_and_queries_is_text(client: TestClient) -> None:
    text = show(client, "SELECT ('<script>alert(1)</script>' AS ?x) (<javascript:alert(1)> AS ?y) {} # <b>&").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert 'href="javascript:' not in text
    assert "# &lt;b&gt;&amp;" in text


def test_a_fault_is_a_page(client: TestClient) -> None:
    response = show(client, "SELECT * {")
    assert response.status_code == 400
    assert response.headers["content-type"].startswith("text/html")
