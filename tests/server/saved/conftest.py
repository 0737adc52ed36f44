"""The saved queries over HTTP in one process: jobs run where they are asked for, on the graph of the tests."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from mgi_graph.graph import Graph
from mgi_graph.server.app import create_app
from mgi_graph.server.engine import jobs, wire
from mgi_graph.server.engine.jobs import Context, Job
from mgi_graph.server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.build.pipeline import Built
    from mgi_graph.project import Project
    from mgi_graph.server.cache import Rendered
    from mgi_graph.store.embedded import EmbeddedStore

HOST = "http://data.test"


@pytest.fixture(scope="session")
def graph(store: EmbeddedStore, project: Project, built: Built) -> Graph:
    """The real graph."""
    return Graph(store, project, built.path)


@pytest.fixture(scope="session")
def serve(graph: Graph) -> Callable[..., TestClient]:
    """Make a client of the site with some settings; a job passes through pickle, as between processes."""

    def client(root: str = "", **settings: object) -> TestClient:
        app = create_app(graph, Settings(root_path=root, access_log=False, **settings))  # type: ignore[arg-type]
        site = app.state.site

        async def run(job: Job) -> Rendered:
            sent = pickle.loads(wire.encode(job)[4:])
            return jobs.run(sent, Context(graph=graph, settings=site.settings))

        site.house.run = run
        return TestClient(app, base_url=HOST, follow_redirects=False, headers={"Accept-Encoding": "identity"})

    return client


@pytest.fixture(scope="session")
def client(serve: Callable[..., TestClient]) -> TestClient:
    """A client of the site with the usual settings."""
    return serve()
