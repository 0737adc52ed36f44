"""The saved queries over HTTP in one process: jobs run where they are asked for, on the graph of the tests."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from mgi_graph.server.app import create_app
from mgi_graph.server.engine import jobs
from mgi_graph.server.engine.jobs import Context, Job
from mgi_graph.server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.graph import Graph
    from mgi_graph.server.cache import Rendered

HOST = "http://data.test"


@pytest.fixture(scope="session")
def serve(graph: Graph) -> Callable[..., TestClient]:
    """Make a client of the site with some settings; a job passes through pickle, as between processes."""

    def client(root: str = "", **settings: object) -> TestClient:
        app = create_app(graph, Settings(root_path=root, access_log=False, **settings))  # type: ignore[arg-type]
        site = app.state.site

        async def run(job: Job) -> Rendered:
            sent = pickle.loads(pickle.dumps(job))
            return jobs.run(sent, Context(graph=graph, settings=site.settings))

        site.house.run = run
        return TestClient(app, base_url=HOST, follow_redirects=False, headers={"Accept-Encoding": "identity"})

    return client


@pytest.fixture(scope="session")
def client(serve: Callable[..., TestClient]) -> TestClient:
    """A client of the site with the usual settings."""
    return serve()
