"""A description says when its thing is deprecated, and what to use in its place."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from mgi_graph.queries.describe import describe
from mgi_graph.results.description import write_text
from mgi_graph.store.embedded import EmbeddedStore

TURTLE = """@prefix dcterms: <http://purl.org/dc/terms/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix migov: <https://w3id.org/migov/ontology#> .
migov:Old a owl:Class ; owl:deprecated true ; dcterms:isReplacedBy migov:New . migov:New a owl:Class .
migov:Kept a owl:Class ; owl:deprecated false ."""


@pytest.mark.parametrize(
    ("name", "notice"), [("migov:Old", "deprecated; use migov:New"), ("migov:New", ""), ("migov:Kept", "")]
)
def test_a_deprecated_thing_names_its_replacement(name: str, notice: str) -> None:
    store = ox.Store()
    store.load(TURTLE, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("https://w3id.org/migov/graph/a"))
    found = describe(EmbeddedStore(store, "0" * 64), name)
    assert found.notice == notice
    said = [line for line in write_text(found).splitlines() if line.startswith("deprecated")]
    assert said == ([notice] if notice else [])
