"""All of an answer is sent, or an error; never a part."""

from __future__ import annotations

import json
import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from starlette.testclient import TestClient

from mgi_graph.server.app import create_app
from mgi_graph.server.settings import MEGABYTE, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.server.sparql.conftest import Serving

    from mgi_graph.graph import Graph

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
#: Looks like the end of a row in each format, but is in a value.
TRAP = '},{ "\\r\\n</result>\\r\\n},{},{'


@pytest.fixture(scope="module")
def hundred(make_graph: Callable[[bytes], Graph]) -> Graph:
    trap = TRAP.replace('"', '\\"')
    lines = (f'<http://a.example/s{n}> <http://a.example/p> "{n} {trap}" <http://a.example/g> .' for n in range(100))
    return make_graph("\n".join(lines).encode())


@pytest.fixture(scope="module")
def bounded(hundred: Graph) -> Iterator[TestClient]:
    settings = Settings(query_rows=50, query_bytes=80_000, query_seconds=1, guest_processes=1, house_processes=1)
    with TestClient(create_app(hundred, settings)) as client:
        yield client


@pytest.mark.parametrize("form", ["srj", "srx", "csv", "tsv", "html"])
def test_as_many_rows_as_are_allowed_are_sent_and_one_more_is_an_error(form: str, bounded: TestClient) -> None:
    def ask(rows: int) -> tuple[int, str]:
        query = f"SELECT * {{ ?s ?p ?o }} LIMIT {rows}"
        response = bounded.get("/sparql", params={"query": query, "format": form}, headers={"Accept": "*/*"})
        return response.status_code, response.text

    status, text = ask(50)
    assert status == 200
    assert text.count("http://a.example/s") == (100 if form == "html" else 50)  # a link has it twice
    status, text = ask(51)
    assert status == 400
    problem = json.loads(text)
    assert problem["type"].endswith("#answer-too-large")
    assert "50 rows" in problem["detail"]
    assert "LIMIT" in problem["detail"]


@pytest.mark.parametrize("form", ["ttl", "jsonld", "rdf", "nt", "nq", "trig"])
def test_as_many_triples_as_are_allowed_are_sent_and_one_more_is_an_error(form: str, bounded: TestClient) -> None:
    def ask(triples: int) -> tuple[int, str]:
        query = f"CONSTRUCT WHERE {{ ?s ?p ?o }} LIMIT {triples}"
        response = bounded.get("/sparql", params={"query": query, "format": form})
        return response.status_code, response.text

    assert ask(50)[0] == 200
    status, text = ask(51)
    assert status == 400
    assert "50 triples" in text


@pytest.mark.parametrize("form", ["srj", "srx", "csv", "tsv"])
def test_rows_without_a_value_count(form: str, bounded: TestClient) -> None:
    for rows, expected in ((50, 200), (51, 400)):
        query = f"SELECT ?none {{ ?s ?p ?o }} LIMIT {rows}"
        assert bounded.get("/sparql", params={"query": query, "format": form}).status_code == expected


@pytest.mark.parametrize("form", ["srj", "srx", "csv", "tsv"])
def test_an_answer_of_more_bytes_than_are_sent_is_an_error(form: str, bounded: TestClient) -> None:
    def ask(times: int) -> str:
        repeated = ", ".join(["?o"] * times)
        return f"SELECT (CONCAT({repeated}) AS ?long) {{ ?s ?p ?o }} LIMIT 50"

    assert bounded.get("/sparql", params={"query": ask(20), "format": form}).status_code == 200
    doubled = ask(100)
    response = bounded.get("/sparql", params={"query": doubled, "format": form})
    assert response.status_code == 400
    assert "80000 bytes" in response.json()["detail"]


def test_a_query_without_end_is_stopped_and_says_so(bounded: TestClient) -> None:
    started = time.monotonic()
    response = bounded.get("/sparql", params={"query": RUNAWAY})
    assert response.status_code == 503
    assert response.json()["type"].endswith("#deadline")
    assert time.monotonic() - started < 5


def test_a_query_that_takes_all_memory_is_stopped_and_says_so(hundred: Graph) -> None:
    settings = Settings(query_memory=64 * MEGABYTE, guest_processes=1, house_processes=1)
    with TestClient(create_app(hundred, settings)) as client:
        greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f ?i ?l"
        response = client.get("/sparql", params={"query": greedy})
        assert response.status_code == 503
        assert response.json()["type"].endswith("#out-of-memory")
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_a_client_that_hangs_up_ends_its_query(hundred: Graph, serving: Serving) -> None:
    app = create_app(hundred, Settings(guest_processes=1, house_processes=1))
    pool = app.state.site.guest
    with serving(app) as url:
        parts = urlsplit(url)
        with socket.create_connection((parts.hostname or "", parts.port or 0)) as connection:
            connection.sendall(f"GET /sparql?query={quote(RUNAWAY)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            await_(lambda: pool.running == 1)
        await_(lambda: pool.running == 0)
        assert pool.ended == 1


def await_(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
