"""The fast engine on the test suite of the W3C: what it runs it gets right, and what it does not know it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph

from mgi_graph.validation import fast
from mgi_graph.validation.finding import UnsupportedError
from mgi_graph.validation.index import SH, TYPE, Index, iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Triple

MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT: Final = "http://www.w3.org/ns/shacl-test#"
SUITE: Final = "standards/shacl/tests"
#: What none of our shapes uses, and the fast engine leaves to the other one: custom components, the graph of
#: shapes as a variable, a sub-select, a focus node renamed.
BEYOND: Final = frozenset(
    {
        *(f"sparql/component/{name}-001.ttl" for name in ("nodeValidator", "optional", "validator")),
        "sparql/component/propertyValidator-select-001.ttl",
        *(f"sparql/pre-binding/{name}.ttl" for name in ("pre-binding-003", "pre-binding-007", "shapesGraph-001")),
    }
)

#: Focus node, component, severity, path, value, shape: blank shapes and paths have no name to compare.
Row: TypeAlias = tuple[str | None, ...]


def read(path: Path) -> list[Triple]:
    quads = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE, base_iri=path.as_uri())
    return [quad.triple for quad in quads]


def graph(path: Path, index: Index, role: str) -> list[Triple]:
    """Read the graph that a test names as its data or its shapes; most name themselves."""
    return read(path.parent / graph_name(index, role))


def named(term: str | None) -> str | None:
    return term if term and term[0] != "_" else None


def expected(index: Index) -> Iterator[Row]:
    parts = ("focusNode", "sourceConstraintComponent", "resultSeverity", "resultPath", "value", "sourceShape")
    for report in index.incoming.get(iri(MF + "result"), {}):
        for result in index.objects(report, iri(SH + "result")):
            row = [index.one(result, iri(SH + part)) for part in parts]
            yield (*row[:3], named(row[3]), row[4], named(row[5]))


def found(path: Path, index: Index) -> Iterator[Row]:
    data, shapes = graph(path, index, "dataGraph"), graph(path, index, "shapesGraph")
    if path.name == graph_name(index, "dataGraph") == graph_name(index, "shapesGraph"):
        data = shapes
    for one in fast.find(data, shapes):
        yield (one.focus, iri(one.component), iri(one.severity), one.path, one.value, named(one.shape))


def graph_name(index: Index, role: str) -> str:
    (name,) = index.incoming[iri(SHT + role)]
    return Path(name[1:-1]).name


def judged(path: Path) -> str:
    """Return what becomes of a test: right, wrong or refused; a folder's manifest is none."""
    index = Index(read(path))
    if not index.subjects(TYPE, iri(SHT + "Validate")):
        return "no test"
    failure = bool(index.subjects(iri(MF + "result"), iri(SHT + "Failure")))
    try:
        rows = set(found(path, index))
    except UnsupportedError:
        return "right" if failure else "refused"
    return "right" if not failure and unlabelled(rows) == unlabelled(set(expected(index))) else "wrong"


def unlabelled(rows: set[Row]) -> list[Row]:
    """Two readings of a file label its blank nodes differently."""
    return sorted(tuple("_:" if term and term[:2] == "_:" else term or "" for term in row) for row in rows)


def test_the_fast_engine_gets_the_suite_right(shared: Callable[[str], Path]) -> None:
    folder = shared(SUITE)
    verdicts = {path.relative_to(folder).as_posix(): judged(path) for path in sorted(folder.rglob("*.ttl"))}
    assert {name for name, verdict in verdicts.items() if verdict == "wrong"} == set()
    assert {name for name, verdict in verdicts.items() if verdict == "refused"} == BEYOND
    assert sum(verdict == "right" for verdict in verdicts.values()) > 100
