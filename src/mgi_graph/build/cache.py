"""Results of a build, kept under the hash of what they were made from.

An entry is a folder ``<cache>/<key>/`` with its files and a ``manifest.json`` that holds the size
and SHA-256 of each. It is written beside and renamed into place, so that a build killed at any
moment leaves what was there before; it is checked whenever it is read, so that damage is noticed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict

from mgi_graph.errors import BuildError, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_graph.project import Project

#: Set to keep results of builds elsewhere.
ENVIRONMENT: Final = "MGI_CACHE"
MANIFEST: Final = "manifest.json"
#: How many entries are kept; the least recently used go first.
KEPT: Final = 32

_NEW: Final = ".new-"
_DAY: Final = 86_400.0
_ATTEMPTS: Final = 10

_log: Final = logging.getLogger(__name__)


class Stamp(TypedDict):
    """What a manifest says of a file."""

    sha256: str
    size: int


class _Content(TypedDict):
    facts: dict[str, int]
    files: dict[str, Stamp]


class _DamageError(Exception):
    """An entry is there, but is not what its manifest says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A checked entry: its folder, the SHA-256 of each file, and the facts noted with them."""

    path: Path
    digests: Mapping[str, str]
    facts: Mapping[str, int]


def folder(project: Project) -> Path:
    """Choose where results are kept.

    ``$MGI_CACHE``, else ``build`` in the checkout when it can be written, else the cache folder
    of the user (XDG Base Directory Specification).
    """
    if named := os.environ.get(ENVIRONMENT):
        return Path(named).absolute()
    if (project.root / "pyproject.toml").is_file() and os.access(project.root, os.W_OK):
        return project.root / "build"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mgi-graph"


def load(cache: Path, key: str) -> Entry | None:
    """Return the entry of a key, or ``None`` when there is none or when it is damaged."""
    path = cache / key
    try:
        entry = _checked(path)
    except FileNotFoundError:
        if path.is_dir():
            _log.warning("%s is incomplete and will be built again", path)
        return None
    except (_DamageError, OSError) as error:
        _log.warning("%s is damaged (%s) and will be built again", path, error)
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return entry


def publish(cache: Path, key: str, files: Mapping[str, bytes], facts: Mapping[str, int]) -> Entry:
    """Keep files under a key, all or nothing; whoever comes second takes the entry of the first.

    Raises :class:`BuildError` when the cache cannot be written.
    """
    try:
        cache.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=_NEW, dir=cache))
        try:
            _write(new, files, facts)
            entry = _put(new, cache / key)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise BuildError(f"the result cannot be kept: {error.strerror}", place=Place(file=str(cache))) from error
    _prune(cache, keep=key)
    return entry


def _write(new: Path, files: Mapping[str, bytes], facts: Mapping[str, int]) -> None:
    for name, data in files.items():
        (new / name).write_bytes(data)
    write_manifest(
        new,
        {name: Stamp(sha256=hashlib.sha256(data).hexdigest(), size=len(data)) for name, data in files.items()},
        facts,
    )
    new.chmod(0o755)


def write_manifest(entry: Path, files: Mapping[str, Stamp], facts: Mapping[str, int]) -> None:
    """Write the manifest of an entry whose files are in place."""
    content = {"facts": dict(facts), "files": dict(files)}
    manifest = {"content": content, "sha256": _seal(content)}
    (entry / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _put(new: Path, target: Path) -> Entry:
    """Rename a folder into place; a whole entry that is there already wins, a damaged one gives way."""
    for _ in range(_ATTEMPTS):
        with contextlib.suppress(_DamageError, OSError):
            return _checked(target)
        if target.exists():
            aside = Path(tempfile.mkdtemp(prefix=_NEW, dir=target.parent))
            with contextlib.suppress(FileNotFoundError):
                target.rename(aside / "damaged")
            shutil.rmtree(aside, ignore_errors=True)
        with contextlib.suppress(FileExistsError, OSError):
            new.rename(target)
    return _final(target)


def _final(target: Path) -> Entry:
    try:
        return _checked(target)
    except _DamageError as error:
        raise BuildError(
            f"the result is damaged when it is read back: {error}", place=Place(file=str(target))
        ) from error


def _checked(path: Path) -> Entry:
    content = _content(path / MANIFEST)
    for name, expected in content["files"].items():
        with (path / name).open("rb") as file:  # in pieces: a dataset may be larger than memory
            size = os.fstat(file.fileno()).st_size
            if size != expected["size"]:
                raise _DamageError(f"{name} has {size} bytes instead of {expected['size']}")
            if hashlib.file_digest(file, "sha256").hexdigest() != expected["sha256"]:
                raise _DamageError(f"{name} has another SHA-256 than its manifest says")
    digests = {name: expected["sha256"] for name, expected in content["files"].items()}
    return Entry(path=path, digests=digests, facts=content["facts"])


def _content(manifest: Path) -> _Content:
    try:
        read = json.loads(manifest.read_bytes())
        content: _Content = read["content"]
        seal = read["sha256"]
    except (ValueError, KeyError, TypeError) as error:
        raise _DamageError(f"{MANIFEST} cannot be read") from error
    if seal != _seal(content):
        raise _DamageError(f"{MANIFEST} does not match its own SHA-256")
    return content


def _seal(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _prune(cache: Path, *, keep: str) -> None:
    """Drop the entries used longest ago, and what killed builds have left for a day."""
    with contextlib.suppress(OSError):
        folders = [(path.stat().st_mtime, path) for path in cache.iterdir() if path.is_dir()]
        entries = sorted(((age, path) for age, path in folders if len(path.name) == len(keep)), reverse=True)
        newest = entries[0][0] if entries else 0.0
        stale = [path for _, path in entries[KEPT:] if path.name != keep]
        stale += [path for age, path in folders if path.name.startswith(_NEW) and age < newest - _DAY]
        for path in stale:
            shutil.rmtree(path, ignore_errors=True)
