"""The shapes of ``shapes/meta/shapes.ttl`` guard the shapes: every shape of the project is their data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
import pytest
from rdflib import SH, Graph

from mgi_graph.turtle.read import parse
from mgi_graph.validation import fast, meta, reference
from mgi_graph.validation.meta import DECLARATIONS

if TYPE_CHECKING:
    from pyoxigraph import Triple

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


@pytest.fixture(scope="module")
def guarded() -> tuple[list[Triple], list[Triple]]:
    """All shapes as data, with what is stated of the things that they name, and the shapes about shapes."""
    stated, shapes = read_triples("ontology", "data"), read_triples("shapes")
    declared = [triple for triple in stated if triple.predicate.value in DECLARATIONS]
    guards = parse((ROOT / "shapes" / "meta" / "shapes.ttl").read_bytes(), "shapes.ttl")
    assert meta.are_about_shapes(guards)
    return meta.data_about_shapes(shapes, stated), [*guards, *declared]


def read_triples(*folders: str) -> list[Triple]:
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.ttl"))
    return [triple for path in paths for triple in parse(path.read_bytes(), path.name)]


def test_the_shapes_conform_to_the_shapes_of_shapes(guarded: tuple[list[Triple], list[Triple]]) -> None:
    assert {found.focus for found in fast.find(*guarded)} == set()


@pytest.mark.thorough
def test_the_engine_of_reference_finds_that_the_shapes_conform(guarded: tuple[list[Triple], list[Triple]]) -> None:
    assert {found.focus for found in reference.find(*guarded)} == set()


def test_one_file_is_about_shapes() -> None:
    files = {path.name: parse(path.read_bytes(), path.name) for path in (ROOT / "shapes").rglob("*.ttl")}
    assert {name for name, triples in files.items() if meta.are_about_shapes(triples)} == {"shapes.ttl"}


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
        _, *inner = re.findall(r"\bSELECT\b[^{]*", str(select))
        assert all("$this" in each for each in inner), shape  # SHACL §5.3.1: pre-bound by what a subquery gives
