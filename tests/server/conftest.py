"""The site as its tests meet it: in process, and on a port of its own."""

from __future__ import annotations

import hashlib
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox
import pytest
import uvicorn
from starlette.testclient import TestClient

from mgi_graph.graph import Graph
from mgi_graph.server.app import create_app
from mgi_graph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from starlette.applications import Starlette

    from mgi_graph.build.pipeline import Built
    from mgi_graph.project import Project

_STARTING = 60.0


class Serving(Protocol):
    """What the fixture ``serving`` gives: a context in which an application answers at a base URL."""

    def __call__(self, app: Starlette) -> AbstractContextManager[str]: ...


@pytest.fixture(scope="session")
def graph(store: EmbeddedStore, project: Project, built: Built) -> Graph:
    """The real graph, as ``mgi_graph.open`` gives it."""
    return Graph(store, project, built.path)


@pytest.fixture(scope="session")
def make_graph(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Graph]:
    """Make a graph of N-Quads, as a server loads it."""

    def make(quads: bytes) -> Graph:
        file = tmp_path_factory.mktemp("dataset") / "dataset.nq"
        file.write_bytes(quads)
        store = ox.Store()
        store.load(quads, format=ox.RdfFormat.N_QUADS)
        return Graph(EmbeddedStore(store, hashlib.sha256(quads).hexdigest()), project, file)

    return make


@pytest.fixture(scope="session")
def site_app(graph: Graph) -> Starlette:
    """The application over the real graph, with the settings that it has by default."""
    return create_app(graph)


@pytest.fixture(scope="session")
def client(site_app: Starlette) -> Iterator[TestClient]:
    """A client in this process; redirects are shown, not followed."""
    with TestClient(site_app, follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="session")
def serving() -> Serving:
    """Serve an application by uvicorn on a free port of loopback, while the context lasts."""

    @contextmanager
    def serve(app: Starlette) -> Iterator[str]:
        listener = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=5))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            deadline = time.monotonic() + _STARTING
            while not server.started:
                assert thread.is_alive(), "the server ended while it was started"
                assert time.monotonic() < deadline, "the server did not start"
                thread.join(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(_STARTING)
            listener.close()

    return serve


@pytest.fixture(scope="session")
def live(graph: Graph, serving: Serving) -> Iterator[str]:
    """The base URL of the site over the real graph, on a port of its own."""
    with serving(create_app(graph)) as url:
        yield url
