"""Each shape is proved by a case that it refuses, and each module by records that it accepts.

A case of ``invalid/`` is named after its shape and opens with the results that it must have,
``#+ violates: mgish:<shape> at <node>``, one a line: those and no others. A case is checked by
the file of its shape over the case, the ontology and the vocabularies, without inference.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pyshacl
import pytest
from rdflib import RDF, SH, Graph, URIRef

from mgi_graph.namespaces import SHAPES, expand, shrink
from mgi_graph.validation.prepared import DataGraph, ShapesGraph

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "shapes"
HERE: Final = Path(__file__).resolve().parent
INVALID: Final = sorted((HERE / "invalid").glob("*.ttl"))
VALID: Final = sorted((HERE / "valid").glob("*.ttl"))
#: Shapes that others name with sh:node; they have no targets and never report by themselves.
REFERRED: Final = (FOLDER / "scheme.ttl", FOLDER / "value.ttl")
_EXPECTED: Final = re.compile(r"#\+ violates: (mgish:\S+) at (\S+)")
#: Parameters by which a node shape reports the node itself.
_OF_THE_NODE: Final = (SH["or"], SH.xone, SH["not"], SH.nodeKind, SH.pattern, SH.closed)


class Result(NamedTuple):
    """A shape, or a SPARQL constraint of one, and the node that it was found wanting."""

    shape: str
    node: str


class Shapes(NamedTuple):
    """All shape files, and the file that each named shape stands in."""

    files: dict[Path, Graph]
    home: dict[str, Path]


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    """Read every shape file once, each with the shapes that all may refer to."""
    # A SPARQL constraint finds its prefixes in the graph of the shapes (SHACL §5.2.1).
    referred = Graph().parse(ROOT / "ontology" / "migov.ttl")
    for path in REFERRED:
        referred.parse(path)
    files: dict[Path, Graph] = {}
    home: dict[str, Path] = {}
    for path in sorted(FOLDER.rglob("*.ttl")):
        graph = Graph().parse(path)
        home |= {str(node): path for node in graph.subjects(unique=True) if str(node).startswith(SHAPES)}
        files[path] = ShapesGraph()
        files[path] += graph + referred
    return Shapes(files, home)


@pytest.fixture(scope="session")
def backgrounds() -> dict[str, Graph]:
    """Read what cases are checked against: ontology and vocabularies, less what their shapes guard."""
    ontology, vocabularies = DataGraph(), DataGraph()
    for path in sorted((ROOT / "ontology").rglob("*.ttl")):
        ontology.parse(path)
    for path in sorted((ROOT / "data" / "vocab").glob("*.ttl")):
        vocabularies.parse(path)
    return {"ontology": DataGraph(), "vocabulary": ontology, "": ontology + vocabularies}


def expected(case: Path) -> set[Result]:
    """Read the results that a case opens with."""
    found = _EXPECTED.findall(case.read_text(encoding="utf-8"))
    return {Result(shape, shrink(expand(node))) for shape, node in found}


def results(case: Path, shapes: Graph, background: Graph) -> set[Result]:
    """Validate the case with the shapes, and leave the background as it was.

    Nodes that the case does not state are not its business and are left out. A constraint over many
    things at once names the one at fault as its value, and a property of it: that is the node then.
    """
    stated = Graph().parse(case)
    added = stated - background
    for triple in added:
        background.add(triple)
    try:
        _, report, _ = pyshacl.validate(background, shacl_graph=shapes, inplace=True)
    finally:
        for triple in added:
            background.remove(triple)
    assert isinstance(report, Graph)
    ours = {shrink(str(node)) for node in stated.subjects(unique=True)}
    return {result for result in _read(report, stated) if result.node in ours}


def _read(report: Graph, stated: Graph) -> Iterator[Result]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        constraint = report.value(result, SH.sourceConstraint)
        shape = constraint if isinstance(constraint, URIRef) else report.value(result, SH.sourceShape)
        focus, path, value = (report.value(result, part) for part in (SH.focusNode, SH.resultPath, SH.value))
        is_one_of_many = value and path and (value, path, None) in stated and (focus, path, value) not in stated
        yield Result(shrink(str(shape)), shrink(str(value if is_one_of_many else focus)))


def check(case: Path, home: Path, shapes: Shapes, backgrounds: dict[str, Graph]) -> set[Result]:
    """Validate the case with one shape file, over the background that goes with the file."""
    return results(case, shapes.files[home], backgrounds.get(home.stem, backgrounds[""]))


@pytest.mark.parametrize("case", INVALID, ids=lambda path: path.stem)
def test_a_case_fails_with_exactly_its_results(case: Path, shapes: Shapes, backgrounds: dict[str, Graph]) -> None:
    named = expected(case)
    assert {result.shape.removeprefix("mgish:") for result in named} >= {case.stem.partition(".")[0]}
    (home,) = {shapes.home[expand(result.shape)] for result in named}
    assert check(case, home, shapes, backgrounds) == named


@pytest.mark.parametrize("case", VALID, ids=lambda path: path.stem)
def test_a_valid_record_conforms(case: Path, shapes: Shapes, backgrounds: dict[str, Graph]) -> None:
    (home,) = [path for path in shapes.files if path.stem == case.stem]
    assert check(case, home, shapes, backgrounds) == set()


def test_each_shape_that_can_report_has_a_case(shapes: Shapes) -> None:
    proved = {expand(result.shape) for case in INVALID for result in expected(case)}
    assert reporting(shapes) - proved == set()


def test_each_case_names_a_shape_that_can_report(shapes: Shapes) -> None:
    assert {expand(result.shape) for case in INVALID for result in expected(case)} <= reporting(shapes)


def test_each_file_of_shapes_has_a_valid_case() -> None:
    files = {path.stem for path in FOLDER.rglob("*.ttl") if path not in REFERRED}
    assert files == {path.stem for path in VALID}


def reporting(shapes: Shapes) -> set[str]:
    """List the shapes and SPARQL constraints that a result can name.

    A node shape that only gathers others reports nothing; nor does a shape that stands in a
    logical list or behind sh:node, whose result is that of the shape which refers to it.
    """
    found = set()
    for path, graph in shapes.files.items():
        if path in REFERRED:
            continue
        for node in graph.subjects(RDF.type, SH.NodeShape):
            if shapes.home[str(node)] == path:
                found |= {str(part) for link in (SH.property, SH.sparql) for part in graph.objects(node, link)}
                if any(
                    (node, link, None) in graph
                    for link in (SH["or"], SH.xone, SH["not"], SH.nodeKind, SH.pattern, SH.closed)
                ):
                    found.add(str(node))
    return found
