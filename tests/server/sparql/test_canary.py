"""Seven ways out of the dataset: no connection is made and no file is read, and the error says so."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

from mgi_graph.server.app import create_app
from mgi_graph.server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.server.sparql.conftest import Send, Serving

    from mgi_graph.graph import Graph

SECRET = "https://example.org/canary/secret"
ANY = "SELECT * { ?s ?p ?o }"
#: Each with the place of the listener for {far} and that of the file for {file}.
VECTORS = {
    "SERVICE with a constant": "SELECT * { SERVICE <{far}> { ?s ?p ?o } }",
    "SERVICE with a variable": "SELECT * { VALUES ?x { <{far}> } SERVICE ?x { ?s ?p ?o } }",
    "SERVICE SILENT": "SELECT * { SERVICE SILENT <{far}> { ?s ?p ?o } }",
    "FROM a web address": "SELECT * FROM <{far}> { ?s ?p ?o }",
    "FROM a file": "SELECT * FROM <{file}> { ?s ?p ?o }",
    "FROM NAMED a web address": "SELECT * FROM NAMED <{far}> { GRAPH ?g { ?s ?p ?o } }",
    "FROM NAMED a file": "SELECT * FROM NAMED <{file}> { GRAPH ?g { ?s ?p ?o } }",
    "LOAD of a web address": "LOAD <{far}>",
    "LOAD of a file": "LOAD <{file}> INTO GRAPH <https://example.org/g>",
}


class Canary:
    """A listener that counts who connects, and answers with an empty result."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/sparql"
        self.connections = 0

    def listen(self) -> None:
        body = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"from far away"}}]}}'
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nContent-Length: {len(body)}\r\n"
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                self.connections += 1
                connection.recv(65_536)
                connection.sendall(head.encode() + b"Connection: close\r\n\r\n" + body)

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


@contextmanager
def listening() -> Iterator[Canary]:
    canary = Canary()
    thread = threading.Thread(target=canary.listen, daemon=True)
    thread.start()
    try:
        yield canary
    finally:
        canary.close()
        thread.join(5)


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file outside the data."""
    path = tmp_path_factory.mktemp("outside") / "secret.ttl"
    path.write_text(f'<{SECRET}> <{SECRET}> "a secret" .\n', encoding="utf-8")
    return path


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("vector", VECTORS)
def test_a_query_gets_nowhere(vector: str, method: str, send: Send, secret: Path) -> None:
    with listening() as canary:
        query = VECTORS[vector].replace("{far}", canary.url).replace("{file}", secret.as_uri())
        if method == "GET":
            answer = send("GET", f"/sparql?query={quote(query)}", {})
        else:
            answer = send("POST", "/sparql", {"Content-Type": "application/sparql-query"}, query.encode())
        assert answer.status == 403
        assert answer.media_type == "application/problem+json"
        assert b"refused" in answer.body or b"no graph of the dataset" in answer.body
        assert b"a secret" not in answer.body
        assert canary.connections == 0


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("place", ["far", "file"])
def test_a_dataset_named_by_the_protocol_gets_nowhere(parameter: str, place: str, send: Send, secret: Path) -> None:
    with listening() as canary:
        graph = canary.url if place == "far" else secret.as_uri()
        answer = send("GET", f"/sparql?{urlencode({'query': ANY, parameter: graph})}", {})
        assert answer.status == 403
        assert f"{parameter} names {graph[:40]}".encode() in answer.body
        assert b"a secret" not in answer.body
        assert canary.connections == 0


@pytest.mark.parametrize("target", ["update=LOAD%20%3Cfile:///etc/passwd%3E", "query=ASK%20%7B%7D&update=CLEAR%20ALL"])
def test_an_update_is_refused(target: str, send: Send) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert send("GET", f"/sparql?{target}", {}).status == 403
    assert send("POST", "/sparql", form, target.encode()).status == 403
    update = send("POST", "/sparql", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL")
    assert update.status == 403
    assert b"read-only" in update.body


def test_an_endpoint_that_the_operator_lists_is_asked_and_no_other(
    make_graph: Callable[[bytes], Graph], serving: Serving
) -> None:
    from tests.server.sparql.conftest import sender

    with listening() as listed, listening() as other:
        settings = Settings(services=(listed.url,), guest_processes=1, house_processes=1)
        graph = make_graph(b"<a:a> <a:b> <a:c> <a:g> .")
        with serving(create_app(graph, settings)) as url:
            send = sender(url)

            def ask(query: str) -> tuple[int, bytes]:
                answer = send("POST", "/sparql", {"Content-Type": "application/sparql-query"}, query.encode())
                return answer.status, answer.body

            status, body = ask(f"SELECT ?x {{ SERVICE <{listed.url}> {{ ?x ?p ?o }} }}")
            assert (status, b"from far away" in body) == (200, True)
            assert listed.connections == 1
            for query in (
                f"SELECT * {{ SERVICE <{other.url}> {{ ?s ?p ?o }} }}",
                f"SELECT * {{ VALUES ?x {{ <{listed.url}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
                f"PREFIX far: <{listed.url}> SELECT * {{ SERVICE far: {{ ?s ?p ?o }} }}",
                f"SELECT * {{ SERVICE <{listed.url}> {{ ?s ?p ?o . SERVICE <{other.url}> {{ ?s ?p ?o }} }} }}",
            ):
                status, body = ask(query)
                assert status == 403
                assert listed.url.encode() in body
            assert (listed.connections, other.connections) == (1, 0)
