"""The index is made once, found again, mended where it is damaged, and cannot be written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mgi_graph.errors import MgiError
from mgi_graph.search import schema
from mgi_graph.search.find import search
from mgi_graph.search.index import FILE, ensure_index, make

if TYPE_CHECKING:
    from mgi_graph.project import Project
    from mgi_graph.store.embedded import EmbeddedStore


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MGI_CACHE", str(tmp_path))
    return tmp_path


def refuse() -> EmbeddedStore:
    raise AssertionError("the dataset is loaded")


def test_a_warm_index_needs_no_dataset(cache: Path, tiny: EmbeddedStore, tiny_project: Project) -> None:
    ensure_index(tiny_project, tiny.digest, lambda: tiny).close()
    with closing(ensure_index(tiny_project, tiny.digest, refuse)) as index:
        assert search(index, "law").total


def test_another_dataset_has_an_index_of_its_own(cache: Path, tiny: EmbeddedStore, tiny_project: Project) -> None:
    ensure_index(tiny_project, tiny.digest, lambda: tiny).close()
    with pytest.raises(AssertionError):
        ensure_index(tiny_project, "1" * 64, refuse)


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_damaged_index_is_made_again(
    cache: Path, tiny: EmbeddedStore, tiny_project: Project, damage: bytes | None
) -> None:
    ensure_index(tiny_project, tiny.digest, lambda: tiny).close()
    file = next(cache.rglob(FILE))
    file.write_bytes(file.read_bytes()[:-100] + b"x" * 100 if damage is None else damage)
    with closing(ensure_index(tiny_project, tiny.digest, lambda: tiny)) as index:
        assert search(index, "law").total


def test_an_index_cannot_be_written(tiny_index: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        tiny_index.execute("DELETE FROM entry")


def test_the_same_dataset_gives_the_same_index(tiny: EmbeddedStore, tiny_project: Project) -> None:
    assert make(tiny, tiny_project) == make(tiny, tiny_project)


def test_an_old_sqlite_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "NEEDED", (99, 0, 0))
    with pytest.raises(MgiError, match=r"search needs SQLite 99\.0\.0 or newer with FTS5; this Python has SQLite 3"):
        schema.check()


def test_the_command_answers_in_each_form(tmp_path: Path) -> None:
    tiny = Path(__file__).parent.parent / "queries" / "project"
    source = Path(schema.__file__).parents[2]
    environment = os.environ | {"MGI_PROJECT": str(tiny), "MGI_CACHE": str(tmp_path), "PYTHONPATH": str(source)}
    for form, start in (("text", "1. "), ("table", "label "), ("csv", "iri,"), ("json", "{")):
        command = [sys.executable, "-m", "mgi_graph.cli.main", "search", "-q", "a", "lwa", "register", "-f", form]
        done = subprocess.run(command, capture_output=True, env=environment, check=False, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(start)
    command = [sys.executable, "-m", "mgi_graph.cli.main", "search", '"*"']
    done = subprocess.run(command, capture_output=True, env=environment, check=False, text=True)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
