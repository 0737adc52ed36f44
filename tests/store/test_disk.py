"""A dataset that memory does not hold is opened on disk: built once, whole or not at all, and it says so."""

from __future__ import annotations

import hashlib
import logging
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from mgi_graph.errors import BuildError, ParameterError
from mgi_graph.store import disk
from mgi_graph.store.choice import ENVIRONMENT, PER_QUAD, SHARE, choose, count_quads
from mgi_graph.store.embedded import EmbeddedStore, load
from mgi_graph.store.room import available

if TYPE_CHECKING:
    from pathlib import Path

LINES = "".join(f"<urn:{number:03}> <urn:p> <urn:o> <urn:g> .\n" for number in range(100)).encode()
DIGEST = hashlib.sha256(LINES).hexdigest()
ALL = "SELECT ?s WHERE { ?s <urn:p> <urn:o> } ORDER BY ?s"
#: A process that opens the dataset and waits.
READER = """
import sys, time
from pathlib import Path
from mgi_graph.store.embedded import load
store = load(Path(sys.argv[1]), sys.argv[2])
print(len(store.select(sys.argv[3]).rows), flush=True)
time.sleep(float(sys.argv[4]))
"""
#: A process that is killed when all is loaded and nothing has its name yet.
KILLED = """
import os, signal, sys
from pathlib import Path
from mgi_graph.store import disk
from mgi_graph.store.embedded import load
disk._settle = lambda _: os.kill(os.getpid(), signal.SIGKILL)
load(Path(sys.argv[1]), sys.argv[2])
"""


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    path = tmp_path / "dataset.nq"
    path.write_bytes(LINES)
    return path


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, "disk")


def started(dataset: Path, wait: float, digest: str = DIGEST) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", READER, str(dataset), digest, ALL, str(wait)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)


def made(dataset: Path) -> list[str]:
    folder = disk.where(dataset, DIGEST).parent
    return sorted(each.name for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []


def test_what_fits_is_held_in_memory(dataset: Path) -> None:
    choice = choose(dataset, {}, room=int(100 * PER_QUAD / SHARE))
    assert (choice.medium, choice.quads, choice.reason) == ("memory", 100, "")


def test_what_does_not_fit_is_held_on_disk_and_the_reason_is_told(dataset: Path) -> None:
    choice = choose(dataset, {}, room=int(100 * PER_QUAD / SHARE) - 1)
    assert choice.medium == "disk"
    assert "100 quads need 0.0 GB" in choice.reason


def test_the_environment_decides_where_it_says_so(dataset: Path) -> None:
    assert choose(dataset, {ENVIRONMENT: "memory"}, room=0).medium == "memory"
    assert choose(dataset, {ENVIRONMENT: "disk"}, room=2**60).medium == "disk"
    assert choose(dataset, {ENVIRONMENT: "auto"}, room=0).medium == "disk"
    with pytest.raises(ParameterError, match=ENVIRONMENT):
        choose(dataset, {ENVIRONMENT: "tape"})


def test_quads_are_counted_where_no_manifest_tells(dataset: Path) -> None:
    assert count_quads(dataset) == 100
    (dataset.parent / "manifest.json").write_text('{"content": {"facts": {"quads": 7}}}')
    assert count_quads(dataset) == 7


def test_memory_is_what_the_machine_and_its_groups_leave(tmp_path: Path) -> None:
    assert available(tmp_path) is None
    group = tmp_path / "sys/fs/cgroup/job/step"
    group.mkdir(parents=True)
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/meminfo").write_text("MemTotal: 9000 kB\nMemAvailable: 8000 kB\n")
    assert available(tmp_path) == 8_192_000
    (tmp_path / "proc/self/cgroup").write_text("0::/job/step\n")
    (group / "memory.max").write_text("max\n")
    assert available(tmp_path) == 8_192_000
    (group.parent / "memory.max").write_text("5000000\n")
    (group.parent / "memory.current").write_text("3000000\n")
    (group.parent / "memory.stat").write_text("anon 9\ninactive_file 500000\n")
    assert available(tmp_path) == 2_500_000


def test_memory_is_read_from_groups_of_the_first_version(tmp_path: Path) -> None:
    group = tmp_path / "sys/fs/cgroup/memory/job"
    group.mkdir(parents=True)
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/cgroup").write_text("4:memory:/job\n2:cpu:/\n")
    (group / "memory.limit_in_bytes").write_text("1000\n")
    (group / "memory.usage_in_bytes").write_text("400\n")
    (group / "memory.stat").write_text("total_inactive_file 100\n")
    assert available(tmp_path) == 700


@pytest.mark.usefixtures("on_disk")
def test_a_dataset_on_disk_answers_as_one_in_memory(dataset: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    store = load(dataset, DIGEST)
    assert isinstance(store, EmbeddedStore)
    assert store.is_on_disk
    assert [row[0] for row in store.select(ALL).rows] == [NamedNode(f"urn:{number:03}") for number in range(100)]
    assert store.graph_names() == {"urn:g"}
    assert len(store) == 100
    said = [record.getMessage() for record in caplog.records]
    assert "opened on disk, not in memory: MGI_STORE_IN=disk" in said[0]
    assert "building the store on disk of 100 quads" in said[1]


@pytest.mark.usefixtures("on_disk")
def test_it_is_built_once(dataset: Path, caplog: pytest.LogCaptureFixture) -> None:
    load(dataset, DIGEST)
    before = disk.where(dataset, DIGEST).stat().st_ino
    caplog.clear()
    dataset.write_bytes(b"")  # it is not read again
    assert len(load(dataset, DIGEST).select(ALL).rows) == 100
    assert disk.where(dataset, DIGEST).stat().st_ino == before
    assert not any("building" in record.getMessage() for record in caplog.records)


@pytest.mark.usefixtures("on_disk")
def test_processes_that_open_it_at_once_build_it_once(dataset: Path) -> None:
    processes = [started(dataset, 0) for _ in range(3)]
    told = [process.communicate(timeout=60) for process in processes]
    assert [out for out, _ in told] == ["100\n"] * 3
    assert sum("building" in err for _, err in told) == 1
    assert len(made(dataset)) == 1


@pytest.mark.usefixtures("on_disk")
def test_a_build_that_was_killed_is_built_anew(dataset: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(dataset), DIGEST])
    assert process.wait(timeout=60) == -signal.SIGKILL
    (left,) = made(dataset)
    assert left.startswith(".new-")
    assert len(load(dataset, DIGEST).select(ALL).rows) == 100
    assert made(dataset) == [disk.where(dataset, DIGEST).name]


@pytest.mark.usefixtures("on_disk")
def test_old_stores_are_thrown_away_but_for_those_that_are_open(dataset: Path) -> None:
    with started(dataset, 60) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "100\n"
        for number in range(3):
            with started(dataset, 0, f"{number}" * 64) as other:
                other.communicate(timeout=60)
        kept = [name[:1] for name in made(dataset)]
        reader.kill()
    assert kept == sorted([DIGEST[:1], "1", "2"])


@pytest.mark.usefixtures("on_disk")
def test_a_disk_without_room_is_told(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "ROOM", 2**60)
    with pytest.raises(BuildError, match="are free"):
        load(dataset, DIGEST)
    assert made(dataset) == []
