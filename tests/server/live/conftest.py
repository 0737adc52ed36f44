"""The same dataset in this process and on an engine, served alike; jobs run where they are asked for."""

from __future__ import annotations

import pickle
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient
from tests.store.remote.conftest import reach
from tests.store.remote.engines import PATIENCE, Running, missing, running
from tests.store.remote.proxy import Proxy

from mgi_graph.errors import MgiError
from mgi_graph.publishing.plan import make_plan
from mgi_graph.publishing.push import push
from mgi_graph.server.app import create_app
from mgi_graph.server.engine import jobs
from mgi_graph.server.engine.jobs import Context, Job
from mgi_graph.server.live.asking import Asking
from mgi_graph.server.live.origin import Origin, decode, read_origin
from mgi_graph.server.live.placard import graph_of
from mgi_graph.server.problem import problem_of
from mgi_graph.server.settings import Settings
from mgi_graph.store.remote import RemoteStore
from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mgi_graph.build.pipeline import Built
    from mgi_graph.graph import Graph
    from mgi_graph.project import Project
    from mgi_graph.server.cache import Rendered

HOST = "http://data.test"
PLAIN = {"Accept-Encoding": "identity"}


class Site:
    """An application without processes: its client, and what it asks its engine with, if it has one."""

    def __init__(self, graph: Graph, settings: Settings, asking: Asking | None = None) -> None:
        self.asking = asking
        self.app = create_app(graph, settings)
        context = Context(graph=asking.graph if asking else graph, settings=settings, asking=asking)

        async def run(job: Job) -> Rendered:
            try:
                return jobs.run(pickle.loads(pickle.dumps(job)), context)
            except MgiError as error:  # as a worker does
                raise problem_of(error) from error

        self.app.state.site.house.run = self.app.state.site.guest.run = run
        self.client = TestClient(
            self.app, base_url=HOST, follow_redirects=False, headers=PLAIN, raise_server_exceptions=False
        )

    @property
    def requests(self) -> int:
        """Count the requests that the engine was sent."""
        assert self.asking is not None
        return self.asking.requests


@contextmanager
def holding(name: str, built: Built, folder: Path) -> Iterator[Running]:
    """Run an engine that holds the real dataset, started again after it was pushed."""
    if reason := missing(name):
        pytest.skip(reason)
    with running(name, folder) as made:
        push(reach(made), make_plan(built.path, built.digest, VERSION))
        made.process.terminate()
        made.process.wait(timeout=PATIENCE)
    with running(name, folder) as made:
        yield made


def origin_of(engine: Running, graph: Graph) -> Origin:
    """Read what must be known of a dataset on an engine, and hand it on as from one process to another."""
    return decode(read_origin(RemoteStore(reach(engine)), engine.url, len(graph.queries)).encode())


def live_site(origin: Origin, project: Project, **given: object) -> Site:
    """Make a site of the dataset on its engine; nothing is remembered yet."""
    settings = Settings(store=origin.url, store_mode="live", access_log=False, **given)  # type: ignore[arg-type]
    return Site(graph_of(origin, project), settings, Asking(origin, project, settings, is_guest=False))


@pytest.fixture(scope="session")
def engine(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An Oxigraph server that holds the real dataset."""
    with holding("oxigraph", built, tmp_path_factory.mktemp("oxigraph")) as made:
        yield made


@pytest.fixture(scope="session")
def origin(engine: Running, graph: Graph) -> Origin:
    """What must be known of it."""
    return origin_of(engine, graph)


@pytest.fixture(scope="session")
def near(graph: Graph) -> Site:
    """The site of the dataset in this process."""
    return Site(graph, Settings(access_log=False))


@pytest.fixture(scope="session")
def make_live(origin: Origin, project: Project) -> Callable[..., Site]:
    """Make a site of the dataset on its engine, which is asked at some address; nothing is remembered yet."""

    def make(url: str = "", **given: object) -> Site:
        return live_site(replace(origin, url=url or origin.url), project, **given)

    return make


@pytest.fixture(scope="session")
def live(make_live: Callable[..., Site]) -> Site:
    """The site of the dataset on its engine."""
    return make_live()


@pytest.fixture
def proxy(engine: Running) -> Iterator[Proxy]:
    """What stands before the engine, and fails as it is told."""
    with Proxy(engine.url) as between:
        yield between
