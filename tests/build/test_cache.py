"""The cache keeps whole results, and notices when they are not."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from mgi_graph.build import cache
from mgi_graph.errors import BuildError
from mgi_graph.project import Project

KEY = "0" * 64
FILES = {"dataset.nq": b"<urn:a> <urn:b> <urn:c> <urn:g> .\n"}


def test_what_is_published_is_found_again(tmp_path: Path) -> None:
    published = cache.publish(tmp_path, KEY, FILES, {"quads": 1})
    assert cache.load(tmp_path, KEY) == published
    assert published.facts == {"quads": 1}
    assert [path.name for path in tmp_path.iterdir()] == [KEY]


def test_an_unknown_key_is_not_found(tmp_path: Path) -> None:
    assert cache.load(tmp_path / "none", KEY) is None


@pytest.mark.parametrize("name", ["dataset.nq", cache.MANIFEST])
def test_a_flipped_byte_is_noticed_wherever_it_is(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    entry = cache.publish(tmp_path, KEY, FILES, {"quads": 1})
    path = entry.path / name
    whole = path.read_bytes()
    for position in [index for index, byte in enumerate(whole) if byte not in b" \n"]:
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert cache.load(tmp_path, KEY) is None
    assert "built again" in caplog.text


@pytest.mark.parametrize("name", ["dataset.nq", cache.MANIFEST])
def test_a_truncated_file_is_noticed(tmp_path: Path, name: str) -> None:
    path = cache.publish(tmp_path, KEY, FILES, {"quads": 1}).path / name
    path.write_bytes(path.read_bytes()[:-5])
    assert cache.load(tmp_path, KEY) is None


@pytest.mark.parametrize("name", ["dataset.nq", cache.MANIFEST])
def test_a_missing_file_is_noticed(tmp_path: Path, name: str) -> None:
    (cache.publish(tmp_path, KEY, FILES, {"quads": 1}).path / name).unlink()
    assert cache.load(tmp_path, KEY) is None


def test_a_damaged_entry_gives_way_to_a_whole_one(tmp_path: Path) -> None:
    entry = cache.publish(tmp_path, KEY, FILES, {"quads": 1})
    (entry.path / "dataset.nq").write_bytes(b"")
    assert cache.publish(tmp_path, KEY, FILES, {"quads": 1}) == entry
    assert cache.load(tmp_path, KEY) == entry


def test_many_who_publish_at_once_leave_one_whole_entry(tmp_path: Path) -> None:
    found: list[cache.Entry] = []
    threads = [
        threading.Thread(target=lambda: found.append(cache.publish(tmp_path, KEY, FILES, {"quads": 1})))
        for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [cache.load(tmp_path, KEY)] * 16
    assert [path.name for path in tmp_path.iterdir()] == [KEY]


def test_entries_used_longest_ago_are_dropped(tmp_path: Path) -> None:
    for number in range(cache.KEPT + 5):
        cache.publish(tmp_path, f"{number:064}", FILES, {})
    left = {path.name for path in tmp_path.iterdir()}
    assert len(left) == cache.KEPT
    assert f"{cache.KEPT + 4:064}" in left


def test_a_cache_that_cannot_be_written_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BuildError, match="cannot be kept"):
        cache.publish(tmp_path / "file", KEY, FILES, {})


def test_the_folder_is_the_named_one_the_checkout_or_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(root=tmp_path)
    monkeypatch.setenv(cache.ENVIRONMENT, "/somewhere")
    assert cache.folder(project) == Path("/somewhere")
    monkeypatch.delenv(cache.ENVIRONMENT)
    monkeypatch.setenv("XDG_CACHE_HOME", "/users/cache")
    assert cache.folder(project) == Path("/users/cache/mgi-graph")
    (tmp_path / "pyproject.toml").touch()
    assert cache.folder(project) == tmp_path / "build"
