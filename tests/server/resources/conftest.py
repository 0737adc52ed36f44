"""Linked data in one process: jobs run where they are asked for; and a made-up country with terms given up."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from mgi_graph.graph import Graph
from mgi_graph.namespaces import GRAPH
from mgi_graph.server.app import create_app
from mgi_graph.server.engine import jobs
from mgi_graph.server.engine.jobs import Context, Job
from mgi_graph.server.settings import Settings
from mgi_graph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.project import Project
    from mgi_graph.server.cache import Rendered

HOST = "http://data.test"
MADE_UP = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xy: <https://w3id.org/migov/id/xy/> .
@prefix topic: <https://w3id.org/migov/vocab/topic/> .

xy:law skos:prefLabel "Law"@en ; skos:related topic:work .
xy:lwa skos:prefLabel "Lwa, misspelt"@en ; owl:deprecated true ; dcterms:isReplacedBy xy:law .
xy:both skos:prefLabel "two things at once"@en ; owl:deprecated true ; dcterms:isReplacedBy xy:law , topic:work .
xy:none skos:prefLabel "an error"@en ; owl:deprecated true .
topic:work skos:prefLabel "work"@en .
topic:labour skos:prefLabel "labour"@en ; owl:deprecated true ; dcterms:isReplacedBy topic:work .
"""


def served(graph: Graph, root: str = "", **settings: object) -> TestClient:
    """Make a client of a graph; a job passes through pickle, as between processes."""
    app = create_app(graph, Settings(root_path=root, access_log=False, **settings))  # type: ignore[arg-type]
    site = app.state.site

    async def run(job: Job) -> Rendered:
        return jobs.run(pickle.loads(pickle.dumps(job)), Context(graph=graph, settings=site.settings))

    site.house.run = run
    return TestClient(app, base_url=HOST, follow_redirects=False, headers={"Accept-Encoding": "identity"})


@pytest.fixture(scope="session")
def serve(graph: Graph) -> Callable[..., TestClient]:
    """Make a client of the real graph with some settings."""
    return lambda root="", **settings: served(graph, root, **settings)


@pytest.fixture(scope="session")
def client(serve: Callable[..., TestClient]) -> TestClient:
    """A client of the real graph with the usual settings."""
    return serve()


@pytest.fixture(scope="session")
def given_up(project: Project, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client of a graph in which some things are deprecated."""
    store = ox.Store()
    store.load(MADE_UP.encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(f"{GRAPH}data/xy"))
    file = tmp_path_factory.mktemp("dataset") / "dataset.nq"
    store.dump(file, format=ox.RdfFormat.N_QUADS)
    return served(Graph(EmbeddedStore(store, "0" * 64), project, file))
