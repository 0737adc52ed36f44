"""A site asks Fuseki and Virtuoso page by page, and gives the same answers as from memory."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.server.live.conftest import holding, live_site, origin_of
from tests.server.live.test_same_answers import ASKED, BROWSED, DOCUMENTS, FIRST_OF_EACH, FORMS, SEARCHED, differing

from mgi_graph.namespaces import BASE, MIGOV
from mgi_graph.publication.statistics import read_statistics
from mgi_graph.server.address import document_of, local_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.live.conftest import Site
    from tests.store.remote.engines import Running

    from mgi_graph.build.pipeline import Built
    from mgi_graph.graph import Graph
    from mgi_graph.project import Project
    from mgi_graph.server.live.origin import Origin

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module", params=["fuseki", "virtuoso"])
def elsewhere(
    request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """An engine that holds the real dataset."""
    with holding(request.param, built, tmp_path_factory.mktemp(request.param)) as made:
        yield made


@pytest.fixture(scope="module")
def known(elsewhere: Running, graph: Graph) -> Origin:
    """What must be known of it."""
    return origin_of(elsewhere, graph)


@pytest.fixture(scope="module")
def site(known: Origin, project: Project) -> Site:
    """The site of the dataset on that engine."""
    return live_site(known, project)


def test_things_have_the_same_documents(near: Site, site: Site, graph: Graph) -> None:
    firsts = [getattr(row[1], "value", "") for row in graph.store.select(FIRST_OF_EACH).rows]
    chosen = sorted({*firsts[::3], f"{BASE}vocab/topic", f"{BASE}id/int/state-kh"})
    paths = [f"{document_of(local_of(iri) or '')}.{form}" for iri in chosen if "#" not in iri for form in FORMS]
    assert len(paths) > 60
    assert differing(paths, near, site) == []


def test_pages_documents_and_searches_are_the_same(near: Site, site: Site) -> None:
    assert differing([*BROWSED, *DOCUMENTS, *SEARCHED], near, site) == []


def test_queries_of_strangers_have_the_same_answer(near: Site, site: Site) -> None:
    paths = [f"/sparql?query={quote(query)}&format={form}" for query, forms in ASKED for form in forms]
    assert differing(paths, near, site) == []


def test_a_description_goes_on_from_blank_nodes(near: Site, site: Site) -> None:
    """Their labels differ, so that lines are counted: a class that is restricted, and its restrictions."""
    path = f"/sparql?query={quote(f'DESCRIBE <{MIGOV}AbsenceFinding>')}&format=nt"
    here, there = (client.get(path).text.splitlines() for client in (near.client, site.client))
    assert any(line.startswith("_:") for line in here)
    assert len(here) == len(there)


def test_saved_queries_have_the_same_answer(near: Site, site: Site, graph: Graph) -> None:
    paths = [f"/query/{name}.csv" for name in graph.queries.names()]
    assert len(paths) > 80
    assert differing(paths, near, site) == []


def test_the_figures_of_the_dataset_are_the_same(graph: Graph, known: Origin) -> None:
    assert known.statistics == read_statistics(graph.store)
    assert known.dataset == graph.dataset
