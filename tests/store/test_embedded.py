"""The embedded store answers over the union of the graphs, or over those it is told to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad, Triple

from mgi_graph.build.pipeline import Built
from mgi_graph.store.embedded import EmbeddedStore, open_dataset
from mgi_graph.store.protocol import Scope, Store

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = NamedNode("urn:one"), NamedNode("urn:two")
LINES = b"<urn:one> <urn:p> <urn:o> <urn:g> .\n<urn:two> <urn:p> <urn:o> <urn:h> .\n"


@pytest.fixture
def small(tmp_path: Path) -> EmbeddedStore:
    path = tmp_path / "dataset.nq"
    path.write_bytes(LINES)
    digest = hashlib.sha256(LINES).hexdigest()
    return open_dataset(Built(path=path, digest=digest, quads=2, inferred=0, was_cached=False))


def test_the_default_graph_is_the_union(small: EmbeddedStore) -> None:
    found = small.select("SELECT ?s WHERE { ?s <urn:p> <urn:o> } ORDER BY ?s")
    assert found.columns == ("s",)
    assert found.rows == ((ONE,), (TWO,))


def test_a_scope_limits_the_graphs(small: EmbeddedStore) -> None:
    query = "SELECT ?s WHERE { ?s ?p ?o }"
    assert small.select(query, scope=Scope(default=("urn:h",))).rows == ((TWO,),)
    assert small.select(query, scope=Scope(named=("urn:g",))).rows == ()
    assert small.ask("ASK { GRAPH <urn:g> { ?s ?p ?o } }", scope=Scope(named=("urn:g",)))
    assert not small.ask("ASK { GRAPH <urn:h> { ?s ?p ?o } }", scope=Scope(named=("urn:g",)))


def test_an_unbound_column_is_none(small: EmbeddedStore) -> None:
    assert small.select("SELECT ?s ?none WHERE { <urn:one> <urn:p> ?s }").rows == ((NamedNode("urn:o"), None),)


def test_a_construct_gives_triples(small: EmbeddedStore) -> None:
    triples = small.construct("CONSTRUCT { ?s <urn:q> ?s } WHERE { ?s <urn:p> ?o } ORDER BY ?s")
    assert set(triples) == {Triple(ONE, NamedNode("urn:q"), ONE), Triple(TWO, NamedNode("urn:q"), TWO)}


def test_it_knows_its_graphs_its_size_and_its_digest(small: EmbeddedStore) -> None:
    assert small.graph_names() == {"urn:g", "urn:h"}
    assert len(small) == 2
    assert small.digest == hashlib.sha256(LINES).hexdigest()


def test_a_query_of_another_form_is_refused(small: EmbeddedStore) -> None:
    with pytest.raises(TypeError, match="no SELECT"):
        small.select("ASK { ?s ?p ?o }")


def test_it_is_a_store(small: EmbeddedStore) -> None:
    store: Store = small
    assert store.ask("ASK { ?s ?p ?o }")


def test_a_pattern_gives_the_quads_that_match_it(small: EmbeddedStore) -> None:
    p, o, g, h = (NamedNode(f"urn:{name}") for name in "pogh")
    assert set(small.quads()) == {Quad(ONE, p, o, g), Quad(TWO, p, o, h)}
    assert list(small.quads(ONE)) == [Quad(ONE, p, o, g)]
    assert list(small.quads(None, p, o, h)) == [Quad(TWO, p, o, h)]
    assert list(small.quads(o)) == []
