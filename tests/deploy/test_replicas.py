"""Servers that share nothing but the files give the same bytes under the same tags, and one may go at any time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.deploy.conftest import ask, configured, free_port, nginx
from tests.server.running.conftest import SOURCE, TINY, launching
from tests.store.remote.engines import missing, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.deploy.conftest import Answer
    from tests.server.running.conftest import Running

HOST = "data.example.org"
ROWS = quote("SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 40")
DESCRIBED = quote("DESCRIBE <https://w3id.org/migov/id/xy/finding-a>")
DOCUMENT = ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples", "text/html")
#: Every kind of answer: path and Accept.
EVERY = (
    *(("/doc/xy/finding-a", media_type) for media_type in DOCUMENT),
    *((f"/doc/xy/finding-a.{suffix}", "*/*") for suffix in ("ttl", "jsonld", "nq", "trig", "html")),
    ("/id/xy/finding-a", "text/turtle"),
    *((f"/query/findings{suffix}", "*/*") for suffix in (".csv", ".json", ".xlsx", ".parquet", ".md", ".html")),
    ("/query/findings?limit=1", "text/html"),
    ("/query/findings.json?limit=1&evidence=true", "*/*"),
    ("/query/findings/references.bib", "*/*"),
    ("/query/findings/citation.json", "*/*"),
    ("/query/findings/codebook.zip", "*/*"),
    ("/query", "text/html"),
    ("/query.json", "*/*"),
    *((f"/sparql?query={ROWS}", f"application/sparql-results+{form}") for form in ("json", "xml")),
    (f"/sparql?query={ROWS}", "text/csv"),
    (f"/sparql?query={DESCRIBED}", "text/turtle"),
    ("/sparql", "text/turtle"),
    ("/search?q=law", "text/html"),
    ("/search.json?q=law", "*/*"),
    ("/about/problems", "text/html"),
    ("/editor", "text/html"),
    ("/.well-known/void", "text/turtle"),
    ("/dataset.ttl", "*/*"),
    ("/ontology", "text/turtle"),
    ("/openapi.json", "*/*"),
    ("/sitemap.xml", "*/*"),
    ("/robots.txt", "*/*"),
    ("/nothing", "application/json"),
    ("/query/findings.csv?dataset=00000000", "*/*"),
)
#: Settings that servers of one dataset may differ in.
UNLIKE = ("--workers=2", "--cache-bytes=0", "--house-processes=1", "--guest-queue=3", "--connections=50")


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, ...]]:
    """Two servers with a port, a cache and settings of their own each."""
    both = [launching(TINY, tmp_path_factory.mktemp("cache")) for _ in range(2)]
    with both[0] as first, both[1] as second:
        yield first(f"--port={free_port()}").ready(), second(f"--port={free_port()}", *UNLIKE).ready()


def given(running: Running, path: str, accept: str, method: str = "GET", **fields: str) -> Answer:
    found = ask(running.port, path, method, None, Host=HOST, Accept=accept, **fields)
    return found._replace(headers={name: value for name, value in found.headers.items() if name != "date"})


@pytest.mark.parametrize(("path", "accept"), EVERY)
def test_each_answer_is_the_same_in_every_byte_and_field(replicas: tuple[Running, ...], path: str, accept: str) -> None:
    one, other = (given(each, path, accept) for each in replicas)
    assert one == other
    assert one.headers["mgi-dataset"] == replicas[0].digest()
    if one.status != 200:
        assert path.startswith(("/id", "/nothing", "/.well-known", "/query/findings.csv?dataset"))
        return
    assert one.body
    tag = one.headers["etag"]
    for each in replicas:
        head = given(each, path, accept, "HEAD")
        assert (head.status, head.body) == (200, b"")
        assert {name: head.headers[name] for name in ("etag", "content-type")} == {
            name: one.headers[name] for name in ("etag", "content-type")
        }
        current = given(each, path, accept, If_None_Match=tag)
        assert (current.status, current.body, current.headers["etag"]) == (304, b"", tag)
        assert current.headers["mgi-dataset"] == one.headers["mgi-dataset"]


def test_a_server_that_took_the_dataset_from_an_engine_is_one_of_them(
    replicas: tuple[Running, ...], tmp_path: Path
) -> None:
    if reason := missing("oxigraph"):
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with running("oxigraph", tmp_path) as engine, launching(TINY, tmp_path / "cache") as start:
        environment = os.environ | {"MGI_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(SOURCE)}
        command = [sys.executable, "-m", "mgi_graph.cli.main", "push", "--project", str(TINY), "--to", engine.url]
        subprocess.run(command, check=True, env=environment, capture_output=True)
        third = start(f"--store={engine.url}", f"--port={free_port()}").ready()
        assert [
            case for case in EVERY if given(third, *case) != given(replicas[0], *case)
        ] == []  # fmt: skip


def test_a_tag_that_one_gave_is_current_to_all_behind_the_proxy(replicas: tuple[Running, ...], tmp_path: Path) -> None:
    port = free_port()
    with nginx(configured(port, str(tmp_path / "kept"), [each.port for each in replicas]), port, tmp_path):
        tags = {ask(port, f"/query/findings.csv?limit={n}", Host=HOST).headers["etag"] for n in range(1, 9)}
        assert len(tags) == 8
        for n in range(1, 9):
            own = given(replicas[n % 2], f"/query/findings.csv?limit={n}", "*/*").headers["etag"]
            found = ask(port, f"/query/findings.csv?limit={n}", Host=HOST, If_None_Match=own)
            assert (found.status, own in tags) == (304, True)


class Traffic(threading.Thread):
    """Ask something that no cache has, again and again; keep what was not as it should be."""

    def __init__(self, port: int, *, is_query: bool) -> None:
        super().__init__(daemon=True)
        self._port = port
        self._is_query = is_query
        self.count = 0
        self.wrong: list[object] = []
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.is_set():
            try:
                found = self._ask()
                if found.status != 200 or b"finding-a" not in found.body:
                    self.wrong.append((found.status, found.body[:200]))
            except OSError as error:
                self.wrong.append(error)
            self.count += 1

    def _ask(self) -> Answer:
        mark = f"{threading.get_ident()}-{self.count}"
        if not self._is_query:
            return ask(self._port, f"/doc/xy/finding-a?{mark}", Accept="text/turtle")
        time.sleep(0.25)  # the proxy lets one address ask so often
        text = f"SELECT ?f {{ ?f a <https://w3id.org/migov/ontology#Finding> }} # {mark}".encode()
        return ask(
            self._port, "/sparql", "POST", text, Accept="text/csv", Content_Type="application/sparql-query"
        )  # fmt: skip


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_no_request_fails_when_a_server_goes_and_comes_back(tmp_path: Path, number: int) -> None:
    port, ports = free_port(), [free_port(), free_port()]
    with launching(TINY, tmp_path / "cache") as start:
        both = [start(f"--port={each}", "--no-access-log").ready() for each in ports]
        with nginx(configured(port, str(tmp_path / "kept"), ports), port, tmp_path):
            traffic = [Traffic(port, is_query=n == 0) for n in range(5)]
            for each in traffic:
                each.start()
            try:
                time.sleep(0.5)
                both[1].send(number)
                both[1].process.wait(60)
                for each in traffic:
                    hold_on(each, 6)
                again = start(f"--port={ports[1]}", "--no-access-log")
                time.sleep(0.5)  # it starts, and is asked nothing meanwhile
                again.ready()
                for each in traffic:
                    hold_on(each, 6)
            finally:
                for each in traffic:
                    each.is_over.set()
                    each.join(60)
    assert [each.wrong for each in traffic] == [[] for _ in traffic]


def hold_on(traffic: Traffic, count: int) -> None:
    """Wait until so many more have been asked."""
    until = traffic.count + count
    deadline = time.monotonic() + 60
    while traffic.count < until:
        assert time.monotonic() < deadline, traffic.wrong
        time.sleep(0.02)


def test_a_server_that_hangs_delays_one_request_and_fails_none(replicas: tuple[Running, ...], tmp_path: Path) -> None:
    port = free_port()
    text = configured(port, str(tmp_path / "kept"), [each.port for each in replicas])
    text = text.replace("proxy_read_timeout 40s", "proxy_read_timeout 1s")
    workers = replicas[0].children()
    with nginx(text, port, tmp_path):
        for pid in workers:
            os.kill(pid, signal.SIGSTOP)
        try:
            began = time.monotonic()
            found = [ask(port, f"/doc/xy/finding-a?hung-{n}", Accept="text/turtle").status for n in range(20)]
            took = time.monotonic() - began
        finally:
            for pid in workers:
                os.kill(pid, signal.SIGCONT)
    assert found == [200] * 20
    assert took < 8
