"""A tiny project of a made-up country, and its dataset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from mgi_graph.graph import Graph
from mgi_graph.namespaces import GRAPH
from mgi_graph.project import Project, at
from mgi_graph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterator

TINY = Path(__file__).parent.parent / "queries" / "project"


@pytest.fixture(scope="session")
def tiny_project() -> Project:
    return at(TINY)


@pytest.fixture(scope="session")
def tiny(tiny_project: Project) -> EmbeddedStore:
    """The files as they stand: one graph a file, nothing inferred."""
    store = ox.Store()
    for path in (*tiny_project.files("ontology"), *tiny_project.files("data")):
        name = tiny_project.name(path).removesuffix(".ttl")
        store.load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH + name))
    return EmbeddedStore(store, "0" * 64)


@pytest.fixture(scope="session")
def graph(tiny: EmbeddedStore, tiny_project: Project) -> Iterator[Graph]:
    yield Graph(tiny, tiny_project)
