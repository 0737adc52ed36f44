"""Input that nobody means well with ends in a line that says what is wrong, or in results; soon, and in bounds."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from mgi_graph.build.check import check
from mgi_graph.errors import MgiError

if TYPE_CHECKING:
    from pathlib import Path

    from mgi_graph.project import Project

HEAD = """# Hostile.
# Made up.

@prefix migov: <https://w3id.org/migov/ontology#> .
@prefix xy: <https://w3id.org/migov/id/xy/> .
"""


def checked(project: Project, path: Path, body: bytes) -> set[str]:
    path.write_bytes(HEAD.encode() + body)
    return {result.rule.rpartition("#")[2] for result in check(project, (path,)).results}


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        (b"xy:a migov:rank " + b"[ migov:rank " * 5000 + b"1" + b" ]" * 5000 + b" .", set()),
        (b"xy:a migov:rank " + b"( " * 5000 + b")" * 5000 + b" .", set()),
        (b"xy:a migov:rank '" + b"x" * 1_000_000 + b"' .", set()),
        (b"xy:a a migov:Body ; migov:rank " + b"9" * 5000 + b" .", {"BodyShape-rank"}),
        (b"xy:a a migov:Body ; migov:rank 'x'^^<http://www.w3.org/2001/XMLSchema#integer> .", {"BodyShape-rank"}),
    ],
    ids=["nested", "lists", "a long text", "a long number", "an ill-typed number"],
)
def test_large_input_is_checked(
    tiny: Project, tmp_path: Path, body: bytes, rules: set[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert rules <= checked(tiny, tmp_path / "hostile.ttl", body)
    assert caplog.records == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"xy:a migov:rank '\xff' .", "the byte 0xFF is not UTF-8"),
        (b"xy:a migov:rank '\\uD800' .", "not a valid unicode character"),
        (b"xy:a migov:rank <http://a b> .", "invalid IRI"),
        (b"<< xy:a migov:rank 1 >> migov:rank 2 .", "a triple about a triple"),
    ],
)
def test_malformed_input_is_one_line(tiny: Project, tmp_path: Path, body: bytes, message: str) -> None:
    with pytest.raises(MgiError, match=message) as caught:
        checked(tiny, tmp_path / "hostile.ttl", body)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 1


@pytest.mark.parametrize("command", [["validate"], ["lint"], ["fmt", "--check"]])
def test_a_pipe_that_nobody_writes_to_is_refused_and_not_waited_for(
    tiny: Project, tmp_path: Path, command: list[str]
) -> None:
    os.mkfifo(tmp_path / "pipe.ttl")
    line = [sys.executable, "-m", "mgi_graph.cli.main", *command, f"--project={tiny.root}", str(tmp_path / "pipe.ttl")]
    done = subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "a pipe or a device" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_result_about_a_blank_node_has_the_place_of_the_statement_that_owns_it(tiny: Project, tmp_path: Path) -> None:
    path = tmp_path / "hostile.ttl"
    body = "<urn:a>\n    <urn:p> xy:a ;\n    <urn:q> [ <urn:r> ( [ a migov:Body ; migov:rank 'x' ] ) ] ."
    path.write_text(f"{HEAD}\nxy:a a migov:Body .\n{body}\n", encoding="utf-8")
    found = [result for result in check(tiny, (path,)).results if "BodyShape-rank" in result.rule]
    assert found
    assert {(result.place.line, result.place.column) for result in found if result.place} == {(10, 5)}
