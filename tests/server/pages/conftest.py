"""The site over the real graph, in process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from mgi_graph.graph import Graph
from mgi_graph.server.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.build.pipeline import Built
    from mgi_graph.project import Project
    from mgi_graph.store.embedded import EmbeddedStore


@pytest.fixture(scope="session")
def graph(store: EmbeddedStore, project: Project, built: Built) -> Graph:
    return Graph(store, project, built.path)


@pytest.fixture(scope="session")
def browser(graph: Graph) -> Iterator[TestClient]:
    """A browser: it asks for HTML, and follows redirects."""
    with TestClient(create_app(graph), headers={"Accept": "text/html"}) as client:
        yield client
