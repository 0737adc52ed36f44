"""``mgi push`` publishes the project's dataset; ``--store`` asks it there, with the same answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.store.remote.engines import free_port

import mgi_graph
from mgi_graph.cli.main import main

if TYPE_CHECKING:
    from tests.store.remote.engines import Running

    from mgi_graph.build.pipeline import Built
    from mgi_graph.project import Project

ASKED = (
    ("query", "run", "frameworks", "--format", "json"),
    ("query", "run", "treaty-status", "treaty=iccpr-1966", "--format", "csv", "--evidence"),
    ("describe", "migov:Finding"),
    ("search", "labour migration"),
    ("sparql", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"),
    ("sparql", "CONSTRUCT { ?s a skos:Concept } WHERE { ?s a skos:Concept }"),
)


@pytest.fixture(scope="module")
def published(oxigraph: Running, built: Built, project: Project) -> str:
    assert main(["push", "--quiet", "--to", oxigraph.url, "--project", str(project.root)]) == 0
    return oxigraph.url


def test_a_second_push_finds_all_of_it(
    published: str, built: Built, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["push", "--to", published, "--project", str(project.root)]) == 0
    told = capsys.readouterr().out
    assert (
        f"{published}\n{built.quads:,} triples, all counted and read back; the dataset was published already\n" in told
    )
    assert f"dataset  sha256 {built.digest}\n" in told


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_a_command_answers_from_the_engine_as_from_memory(
    asked: tuple[str, ...], published: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    line = [*asked, "--project", str(project.root)]
    assert main(line) == 0
    expected = capsys.readouterr().out
    assert main([*line, "--store", published]) == 0
    assert capsys.readouterr().out == expected != ""


def test_a_graph_is_opened_over_an_engine(published: str, built: Built, project: Project) -> None:
    graph = mgi_graph.open(project, store=published)
    assert graph.dataset.digest == built.digest
    assert graph.dataset.statements == built.quads
    assert len(graph.query("frameworks")) > 0


def test_an_engine_that_is_not_there_is_one_line_and_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    assert main(["push", "--to", url]) == 2
    assert capsys.readouterr().err == f"mgi: the engine at {url} is not reached: Connection refused\n"
    assert main(["query", "run", "frameworks", "--store", url]) == 2
    assert capsys.readouterr().err == f"mgi: the engine at {url} is not reached: Connection refused\n"


def test_an_engine_is_named_from_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["push", "--to", "http://127.0.0.1:1", "--engine", "virtuso"])
    assert ended.value.code == 2
    assert "nearest: virtuoso" in capsys.readouterr().err
