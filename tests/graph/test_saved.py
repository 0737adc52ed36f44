"""The saved queries as functions, at a prompt and in an editor."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from mgi_graph.errors import NameNotFoundError
from mgi_graph.graph.calls import TAKES
from mgi_graph.queries.header import ParameterKind

if TYPE_CHECKING:
    from mgi_graph.graph import Graph

ROOT = Path(__file__).parent.parent.parent


def test_a_saved_query_is_a_function_with_its_parameters_and_question(g: Graph) -> None:
    function = g.queries.since  # type: ignore[attr-defined] # a query of this project
    assert str(inspect.signature(function)) == (
        "(*, year: 'Integers', limit: 'Decimals' = '0.5', word: 'Strings' = None) -> 'QueryResult'"
    )
    told = str(inspect.getdoc(function))
    assert told.startswith("What was true since a year?\n\nParameters:\n    year: the first year")
    assert [row.finding.curie for row in function(year=1990)] == ["xy:finding-a"]
    assert function.__name__ == "since"


def test_every_kind_of_parameter_has_a_python_type() -> None:
    assert set(TAKES) == set(get_args(ParameterKind))


def test_completion_offers_the_queries_by_both_names(g: Graph) -> None:
    assert {"findings", "since"} <= set(dir(g.queries))
    assert g.queries._ipython_key_completions_() == ["findings", "since"]
    assert "What does the profile find?" in repr(g.queries)
    assert '<th scope="row"' in g.queries._repr_html_()
    assert len(g.queries) == 2


def test_a_query_that_is_not_there_is_named_with_the_nearest(g: Graph) -> None:
    with pytest.raises(AttributeError, match="no saved query 'findngs'; nearest: findings"):
        _ = g.queries.findngs  # type: ignore[attr-defined]
    with pytest.raises(NameNotFoundError, match="nearest: findings"):
        g.query("findngs")


def test_the_stub_for_editors_is_what_the_headers_say() -> None:
    script = ROOT / "scripts" / "stubs.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, "")


RIGHT = """
import mgi_graph as mg
g = mg.open()
law = g.entity("Law on Immigration")
for row in g.queries.legal_basis(instrument=[law, "another law"]):
    print(row.instrument, [passage.citation for passage in row.evidence])
print(g.queries.sources(from_=2010, until="2021").to_pandas().dtypes, g.query("absences", domain=None).to_polars())
"""
WRONG = """
import mgi_graph as mg
g = mg.open()
g.queries.legal_bases()
g.queries.legal_basis(instrment="x")
g.queries.legal_basis(instrument=1.5)
g.queries.legal_basis("x")
"""


def checked(code: str, folder: Path) -> list[str]:
    file = folder / "use.py"
    file.write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", str(folder), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder).stdout.splitlines()


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str]]:
    """What mypy says of a right and of a wrong use; its cache is shared by the two."""
    folder = tmp_path_factory.mktemp("mypy")
    return checked(RIGHT, folder), checked(WRONG, folder)


def test_a_type_checker_accepts_a_right_use(judged: tuple[list[str], list[str]]) -> None:
    assert judged[0] == []


def test_a_type_checker_knows_the_names_and_parameters(judged: tuple[list[str], list[str]]) -> None:
    found = [line.split(": ", 2)[0].rsplit(":", 1)[1] for line in judged[1] if ": error: " in line]
    assert found == ["4", "5", "6", "7"]
    assert 'has no attribute "legal_bases"; maybe "legal_basis"?' in judged[1][0]
    assert 'Unexpected keyword argument "instrment"' in judged[1][1]
