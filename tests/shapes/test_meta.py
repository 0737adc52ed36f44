"""The shapes of ``shapes/meta/shapes.ttl`` guard the shapes: every shape of the project is their data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pyoxigraph
import pyshacl
import pytest
from rdflib import RDF, SH, Graph

from mgi_graph.namespaces import shrink

ROOT: Final = Path(__file__).resolve().parents[2]


def read(*folders: str) -> Graph:
    graph = Graph()
    for path in sorted(path for folder in folders for path in (ROOT / folder).rglob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read("shapes")


@pytest.fixture(scope="module")
def prefixes() -> dict[str, str]:
    ontology = Graph().parse(ROOT / "ontology" / "migov.ttl")
    declared = ontology.objects(None, SH.declare)
    return {str(ontology.value(one, SH.prefix)): str(ontology.value(one, SH.namespace)) for one in declared}


def test_the_shapes_conform_to_the_shapes_of_shapes(shapes: Graph) -> None:
    guards = Graph().parse(ROOT / "shapes" / "meta" / "shapes.ttl") + Graph().parse(ROOT / "ontology" / "migov.ttl")
    data = shapes + read("ontology", "data/vocab")
    _, report, _ = pyshacl.validate(data, shacl_graph=guards, inference="none", inplace=True)
    assert isinstance(report, Graph)
    found = report.subjects(RDF.type, SH.ValidationResult)
    assert {shrink(str(report.value(one, SH.focusNode))) for one in found} == set()


def test_every_query_uses_declared_prefixes_and_can_be_parsed(shapes: Graph, prefixes: dict[str, str]) -> None:
    store = pyoxigraph.Store()
    for select in shapes.objects(None, SH.select):
        store.query(str(select), prefixes=prefixes)


def test_a_prefix_that_is_not_declared_is_noticed(prefixes: dict[str, str]) -> None:
    with pytest.raises(SyntaxError):
        pyoxigraph.Store().query("SELECT $this WHERE { $this migvo:year ?year }", prefixes=prefixes)


def test_no_query_is_beyond_what_both_engines_read(shapes: Graph) -> None:
    for shape, select in shapes.subject_objects(SH.select):
        assert not re.search(r"\b(VALUES|MINUS|SERVICE)\b", str(select)), shape
        assert len(re.findall(r"\bSELECT\b", str(select))) == 1, shape
