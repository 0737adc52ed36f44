"""On disk the real dataset answers as in memory: every saved query that can be asked without parameters."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from mgi_graph.build.pipeline import build
from mgi_graph.graph import Graph
from mgi_graph.store.choice import ENVIRONMENT
from mgi_graph.store.embedded import load

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from mgi_graph.project import Project


def test_every_saved_query_answers_on_disk_as_in_memory(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = build(project, validate=False)
    dataset = tmp_path / "dataset.nq"
    dataset.write_bytes(built.path.read_bytes())
    assert hashlib.sha256(dataset.read_bytes()).hexdigest() == built.digest
    monkeypatch.setenv(ENVIRONMENT, "memory")
    memory = Graph(load(dataset, built.digest), project)
    monkeypatch.setenv(ENVIRONMENT, "disk")
    disk = Graph(load(dataset, built.digest), project)
    asked = [each.name for each in memory.queries if not any(one.required for one in each.header.parameters)]
    assert len(asked) > 80
    different = []
    for name in asked:
        here, there = (Counter(row.values for row in graph.query(name).rows) for graph in (memory, disk))
        if here != there:
            different.append(name)
    assert different == []
    assert memory.store.graph_names() == disk.store.graph_names()
