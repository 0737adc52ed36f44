"""Dumps are the dataset, byte for byte the same each time."""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from tests.publication import judges

from mgi_graph.publication import document
from mgi_graph.publication.dump import SUMS, write_dumps

if TYPE_CHECKING:
    from pathlib import Path

    from mgi_graph.build.pipeline import Built
    from mgi_graph.project import Project
    from mgi_graph.publication.dump import Dump
    from mgi_graph.store.embedded import EmbeddedStore


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dumps")


@pytest.fixture(scope="module")
def dumps(built: Built, store: EmbeddedStore, project: Project, folder: Path) -> dict[str, Dump]:
    return {dump.name: dump for dump in write_dumps(built.path, store, project, folder)}


def test_the_dumps_are_the_dataset(built: Built, store: EmbeddedStore, dumps: dict[str, Dump]) -> None:
    quads = gzip.decompress(dumps["mgi-graph.nq.gz"].path.read_bytes())
    assert quads == built.path.read_bytes()
    trig = gzip.decompress(dumps["mgi-graph.trig.gz"].path.read_bytes())
    assert set(ox.parse(trig, ox.RdfFormat.TRIG)) == set(ox.parse(quads, ox.RdfFormat.N_QUADS))
    ontology = ox.parse(dumps["ontology.ttl"].path.read_bytes(), ox.RdfFormat.TURTLE)
    assert judges.canonical(ontology) == judges.expected(document.ontology(store).statements, has_graphs=False)


def test_the_sums_are_those_of_the_files(folder: Path, dumps: dict[str, Dump]) -> None:
    for dump in dumps.values():
        assert hashlib.sha256(dump.path.read_bytes()).hexdigest() == dump.sha256
        assert dump.path.stat().st_size == dump.size
    lines = (folder / SUMS).read_text().splitlines()
    assert lines == sorted((f"{dump.sha256}  {dump.name}" for dump in dumps.values()), key=lambda line: line[66:])
    assert {path.name for path in folder.iterdir()} == {SUMS, *dumps}


def test_the_same_dataset_gives_the_same_bytes(
    built: Built, store: EmbeddedStore, project: Project, tmp_path: Path, dumps: dict[str, Dump]
) -> None:
    again = write_dumps(built.path, store, project, tmp_path)
    assert {dump.sha256 for dump in again} == {dump.sha256 for dump in dumps.values()}
