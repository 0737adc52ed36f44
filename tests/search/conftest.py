"""An index of the real dataset, and one of a tiny project of a made-up country."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from mgi_graph.namespaces import GRAPH
from mgi_graph.project import Project, at
from mgi_graph.search.index import ensure_index, make
from mgi_graph.search.schema import open_index
from mgi_graph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

TINY = Path(__file__).parent.parent / "queries" / "project"
MORE = """
@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xy: <https://w3id.org/migov/id/xy/> .
xy:ministry-of-labour a migov:Ministry ; skos:prefLabel "Ministry of Labour"@en ; skos:altLabel "MOL"@en .
xy:anti-fraud-unit a migov:Body ; skos:prefLabel "Anti-Fraud Unit of Côte d'Or"@en , "ក្រសួងមហាផ្ទៃ"@km .
xy:centre a migov:Facility ;
    skos:prefLabel "Centre for Women"@en ; skos:definition "place that counsels \\u0001 women"@en .
xy:north-land a migov:State ; skos:prefLabel "North Land"@en .
"""


@pytest.fixture(scope="session")
def tiny_project() -> Project:
    return at(TINY)


@pytest.fixture(scope="session")
def tiny(tiny_project: Project) -> EmbeddedStore:
    store = ox.Store()
    for path in (*tiny_project.files("ontology"), *tiny_project.files("data")):
        name = tiny_project.name(path).removesuffix(".ttl")
        store.load(path=path, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH + name))
    store.load(MORE.encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH + "more"))
    return EmbeddedStore(store, "0" * 64)


@pytest.fixture(scope="session")
def tiny_index(
    tiny: EmbeddedStore, tiny_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("index") / "search.sqlite"
    path.write_bytes(make(tiny, tiny_project))
    with closing(open_index(path)) as index:
        yield index


@pytest.fixture(scope="session")
def index(store: EmbeddedStore, project: Project) -> Iterator[sqlite3.Connection]:
    with closing(ensure_index(project, store.digest, lambda: store)) as found:
        yield found
