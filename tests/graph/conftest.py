"""A tiny project of a made-up country as Python users meet it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from mgi_graph.graph import Graph
from mgi_graph.namespaces import GRAPH
from mgi_graph.project import at
from mgi_graph.store.embedded import EmbeddedStore

TINY = Path(__file__).parent.parent / "queries" / "project"


@pytest.fixture(scope="session")
def g() -> Graph:
    """The files as they stand: one graph a file, nothing inferred."""
    project = at(TINY)
    store = ox.Store()
    for path in (*project.files("ontology"), *project.files("data")):
        name = project.name(path).removesuffix(".ttl")
        store.load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH + name))
    return Graph(EmbeddedStore(store, "0" * 64), project)
