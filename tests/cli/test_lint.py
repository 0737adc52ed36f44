"""``mgi lint`` as a person meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mgi_graph.cli import main

SOURCE = Path(main.__file__).parents[2]
MISSPELT = """# A shape.
# Made up.

@prefix sh: <http://www.w3.org/ns/shacl#> .

@prefix mgish: <https://w3id.org/migov/shapes#> .
@prefix migov: <https://w3id.org/migov/ontology#> .

mgish:XShape
    a sh:NodeShape ;
    sh:targetClass migov:Findng ;
    sh:dataType 1 .
"""
Lint = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    def run(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mgi_graph.cli.main", "lint", *args],
            capture_output=True, cwd=tmp_path, check=False, text=True,
            env=os.environ | {"PYTHONPATH": str(SOURCE), "MGI_PROJECT": str(SOURCE.parent)},
        )  # fmt: skip

    return run


def test_the_project_is_clean(lint: Lint) -> None:
    done = lint()
    assert (done.returncode, done.stdout) == (0, "conforms: 0 Violation, 0 Warning, 0 Info\n")


def test_only_the_files_named_are_reported_and_the_ontology_is_known(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(MISSPELT, encoding="utf-8")
    (tmp_path / "b.ttl").write_text("<urn:a>", encoding="utf-8")
    done = lint("--format", "json", "a.ttl")
    found = [(one["rule"], one["line"], one["correction"]) for one in json.loads(done.stdout)["results"]]
    assert done.returncode == 1
    assert found == [("undeclared-term", 11, "migov:Finding"), ("unknown-term", 12, "sh:datatype")]


def test_a_broken_file_is_a_result(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "b.ttl").write_text("<urn:a>", encoding="utf-8")
    done = lint("b.ttl")
    assert done.returncode == 1
    assert done.stdout.startswith("b.ttl:1:")
    assert "(syntax)" in done.stdout


def test_what_a_broken_file_declares_is_not_missed_elsewhere(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(MISSPELT, encoding="utf-8")
    (tmp_path / "b.ttl").write_text("<urn:a>", encoding="utf-8")
    found = json.loads(lint("--format", "json", ".").stdout)["results"]
    assert {one["rule"] for one in found} == {"syntax", "unknown-term"}
