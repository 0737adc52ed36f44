"""The W3C tests of the protocol, read from their manifest, and a server that holds their data."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest

from mgi_graph.server.app import create_app
from mgi_graph.server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from starlette.applications import Starlette

    from mgi_graph.graph import Graph

    Serving = Callable[[Starlette], AbstractContextManager[str]]

MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
HT: Final = "http://www.w3.org/2011/http#"
CNT: Final = "http://www.w3.org/2011/content#"
UT: Final = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """A request of a W3C test, and what is expected of the response."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes | None
    statuses: tuple[str, ...]
    format: str
    boolean: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A response, read to its end."""

    status: int
    media_type: str
    body: bytes


class Send(Protocol):
    def __call__(self, method: str, target: str, headers: dict[str, str], body: bytes | None = None) -> Answer: ...


class Manifest:
    """A manifest as Turtle, with what is needed of its vocabulary."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self._store = ox.Store()
        self._store.load(path=path, format=ox.RdfFormat.TURTLE, base_iri="http://example.org/manifest")
        self._base = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/manifest#"

    def exchanges(self, name: str) -> tuple[Exchange, ...]:
        """Return the requests of a test in their order."""
        action = self._one(ox.NamedNode(self._base + name), f"{MF}action")
        return tuple(map(self._exchange, self._list(self._one(action, f"{HT}requests"))))

    def data(self) -> list[tuple[str, Path]]:
        """Return the graphs that tests want loaded: name, file."""
        pairs = set()
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(f"{UT}graphData"), None):
            name = self._text(quad.object, f"{RDFS}label")
            file = self._text(quad.object, f"{UT}graph").rpartition("/")[2]
            pairs.add((name, self._folder / file))
        return sorted(pairs)

    def _exchange(self, request: ox.NamedNode | ox.BlankNode) -> Exchange:
        response = self._one(request, f"{HT}resp")
        body = self._all(request, f"{HT}body")
        headers = [each for items in self._all(request, f"{HT}headers") for each in self._list(items)]
        return Exchange(
            method=self._text(request, f"{HT}methodName"),
            target=self._text(request, f"{HT}absolutePath").replace("/sparql/", "/sparql", 1),
            headers={self._text(each, f"{HT}fieldName"): self._text(each, f"{HT}fieldValue") for each in headers},
            body=self._body(body[0]) if body else None,
            statuses=tuple(
                _value(each).rpartition("StatusCode")[2] for each in self._all(response, f"{MF}expectedStatus")
            ),
            format=self._text(response, f"{MF}expectedFormat"),
            boolean=self._text(response, f"{MF}expectedBoolean"),
        )

    def _body(self, body: object) -> bytes:
        return self._text(body, f"{CNT}chars").encode(self._text(body, f"{CNT}characterEncoding") or "utf-8")

    def _all(self, subject: object, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        assert isinstance(subject, ox.NamedNode | ox.BlankNode)
        found = self._store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
        return [each.object for each in found if not isinstance(each.object, ox.Triple)]

    def _one(self, subject: object, predicate: str) -> ox.NamedNode | ox.BlankNode:
        (found,) = self._all(subject, predicate)
        assert isinstance(found, ox.NamedNode | ox.BlankNode)
        return found

    def _text(self, subject: object, predicate: str) -> str:
        return next((_value(each) for each in self._all(subject, predicate)), "")

    def _list(self, node: object) -> list[ox.NamedNode | ox.BlankNode]:
        found = []
        while isinstance(node, ox.BlankNode):
            found.append(self._one(node, f"{RDF}first"))
            node = self._one(node, f"{RDF}rest")
        return found


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
    return term.value


@pytest.fixture(scope="session")
def manifest(shared: Callable[[str], Path]) -> Manifest:
    return Manifest(shared("standards/sparql11/protocol/manifest.ttl"))


@pytest.fixture(scope="session")
def w3c(manifest: Manifest, make_graph: Callable[[bytes], Graph], serving: Serving) -> Iterator[Send]:
    """Send a request to a server that holds the data of the W3C tests."""
    store = ox.Store()
    for name, path in manifest.data():
        store.load(path=path, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(name))
    quads = store.dump(format=ox.RdfFormat.N_QUADS)
    assert quads
    with serving(create_app(make_graph(quads), Settings(guest_processes=1, house_processes=1))) as url:
        yield sender(url)


@pytest.fixture(scope="session")
def send(live: str) -> Send:
    """Send a request, field by field, to the site over the real graph."""
    return sender(live)


def sender(url: str) -> Send:
    host = urlsplit(url).netloc

    def send(method: str, target: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
        connection = http.client.HTTPConnection(host, timeout=30)
        try:
            connection.request(method, target, body, headers)
            response = connection.getresponse()
            media_type = response.getheader("Content-Type", "").partition(";")[0]
            return Answer(status=response.status, media_type=media_type, body=response.read())
        finally:
            connection.close()

    return send
