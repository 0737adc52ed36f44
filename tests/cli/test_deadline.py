"""A command that has a deadline ends at it, even inside the engine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent / "queries" / "project"
HEAVY = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(8)) + " }"


def mgi(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mgi_graph.cli.main", *args, "--project", str(PROJECT)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_a_query_that_takes_longer_is_given_up() -> None:
    done = mgi("sparql", HEAVY, "--timeout", "1")
    assert (done.returncode, done.stdout) == (130, "")
    said = "mgi: no answer within 1 s; narrow the question, or give it longer with --timeout"
    assert done.stderr.splitlines()[-1] == said


@pytest.mark.parametrize("value", ["0", "-1", "nan", "soon", "1e9"])
def test_a_deadline_that_is_none_is_wrong_usage(value: str) -> None:
    done = mgi("query", "run", "findings", f"--timeout={value}")
    assert done.returncode == 2
    assert "--timeout" in done.stderr
