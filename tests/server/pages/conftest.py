"""The site over the real graph, in process, as a browser meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from mgi_graph.namespaces import BASE, INFERRED_GRAPH
from mgi_graph.server.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.graph import Graph
    from mgi_graph.store.embedded import EmbeddedStore

_EXAMPLES = f"""
SELECT ?class (MIN(STR(?x)) AS ?first) (MAX(STR(?x)) AS ?last) WHERE {{
    GRAPH ?graph {{ ?x a ?class }}
    FILTER (?graph != <{INFERRED_GRAPH}> && STRSTARTS(STR(?x), "{BASE}") && !CONTAINS(STR(?x), "#"))
}} GROUP BY ?class ORDER BY ?class"""


@pytest.fixture(scope="session")
def browser(graph: Graph) -> Iterator[TestClient]:
    """A browser: it asks for HTML, and follows redirects."""
    with TestClient(create_app(graph), headers={"Accept": "text/html"}) as client:
        yield client


@pytest.fixture(scope="session")
def examples(store: EmbeddedStore) -> dict[str, tuple[str, ...]]:
    """The first and the last thing of each class that the files state members of."""
    return {
        row[0].value: tuple(dict.fromkeys((row[1].value, row[2].value)))  # type: ignore[union-attr]
        for row in store.select(_EXAMPLES).rows
    }
