"""``mgi push`` publishes the project's dataset; ``--store`` asks it there, with the same answers."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from tests.store.remote.engines import free_port
from tests.store.remote.proxy import Proxy

import mgi_graph
from mgi_graph.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator

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


SERVE = (sys.executable, "-m", "mgi_graph.cli.main", "serve", "--port", "0", "--no-access-log")


@contextmanager
def serving(project: Project, store: str) -> Iterator[str]:
    """Run a site with a cache of its own, so that nothing is at hand; yields its address."""
    with TemporaryDirectory() as cache:
        process = subprocess.Popen(
            [*SERVE, "--project", project.root, "--store", store],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "MGI_CACHE": cache},
        )  # fmt: skip
        try:
            assert process.stdout is not None
            yield process.stdout.readline().partition(" ")[0]
        finally:
            process.terminate()
            process.communicate(timeout=60)


def read(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        body: bytes = answer.read()
        return body


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


def test_a_site_serves_what_an_engine_holds_and_goes_on_without_it(
    published: str, built: Built, project: Project
) -> None:
    with Proxy(published) as between:
        with serving(project, between.url) as url:
            before = read(f"{url}doc/mgi/mgi-2021.ttl")
            between.mode = "stopped"
            assert b"migov:" in before
            assert read(f"{url}query/frameworks.csv").startswith(b"framework,")
            assert read(f"{url}search?q=migration")
        assert between.passed > 1_000_000


def test_a_site_that_does_not_reach_its_engine_ends_with_one_line(project: Project) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    done = subprocess.run(
        [*SERVE, "--project", project.root, "--store", url], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"mgi: the engine at {url} is not reached: Connection refused"


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
