"""The store of a dataset on disk: built once under the dataset's digest, then opened to read by any process.

It is built beside and renamed into place, under a lock that keeps others waiting in place of building it too; what a
build that was killed has left is thrown away by the next one. Who has it open holds that lock with others, so that no
store goes while somebody reads it.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

import pyoxigraph

from mgi_graph.build.cache import MANIFEST
from mgi_graph.errors import BuildError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bytes on disk that a quad takes while a store is built, measured: 165 to 310 at the end (docs/scale.md).
ROOM: Final = 500
#: How many stores are kept beside the one that is opened; the oldest go first, those that are open never.
KEPT: Final = 1

_FOLDER: Final = "stores"
_NEW: Final = ".new-"
_LOCK: Final = ".lock"
_LOG: Final = logging.getLogger(__name__)
#: One thread at a time: threads of a process hold its locks together.
_TURN: Final = Lock()
#: Locks of stores that this process has open; the kernel gives them back when it ends.
_HELD: Final[dict[Path, int]] = {}


def open_on_disk(path: Path, digest: str, quads: int) -> pyoxigraph.Store:
    """Open the store of the N-Quads at a path, built first where there is none.

    Raises :class:`BuildError` where it cannot be built: no room, no right to write.
    """
    folder = where(path, digest)
    try:
        with _TURN:
            _ensure(path, folder, quads)
            return pyoxigraph.Store.read_only(str(folder))
    except OSError as error:
        raise BuildError(f"the store on disk cannot be used: {error}", place=Place(file=str(folder))) from error


def _ensure(path: Path, folder: Path, quads: int) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _share(folder)
    if not folder.is_dir():
        with _alone(folder):
            _sweep(folder)
            if not folder.is_dir():
                _build(path, folder, quads)
    with suppress(OSError):  # it may belong to another user
        os.utime(folder)


def where(path: Path, digest: str) -> Path:
    """Return the folder of the store of a dataset: in the cache that the dataset lies in, else beside it.

    Another version of the engine may write another format, and gets a store of its own.
    """
    kept = path.parent.parent if (path.parent / MANIFEST).is_file() else path.parent
    return kept / _FOLDER / f"{digest}-{version('pyoxigraph')}"


def _build(path: Path, folder: Path, quads: int) -> None:
    free = shutil.disk_usage(folder.parent).free
    if free < quads * ROOM:
        raise BuildError(
            f"the store of {quads:,} quads takes up to {quads * ROOM / 1e9:.1f} GB, and {free / 1e9:.1f} GB are free",
            place=Place(file=str(folder.parent)),
        )
    _LOG.warning("building the store on disk of %s quads in %s; this is done once", f"{quads:,}", folder)
    new = Path(tempfile.mkdtemp(prefix=f"{_NEW}{folder.name}-", dir=folder.parent))
    try:
        store = pyoxigraph.Store(str(new))
        # lenient: the build wrote these IRIs
        store.bulk_load(path=path, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
        store.optimize()
        store.flush()
        del store  # closes it
        _settle(new)
        new.chmod(0o755)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _settle(folder: Path) -> None:
    """Have the files on the disk before the name that says that they are whole (fsync)."""
    for each in (*folder.iterdir(), folder):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: Path) -> None:
    """Throw away what killed builds of this store have left, and stores that nobody has open, the oldest first."""
    for left in folder.parent.glob(f"{_NEW}{folder.name}-*"):
        shutil.rmtree(left, ignore_errors=True)
    with suppress(OSError):
        others = [each for each in folder.parent.iterdir() if each.is_dir() and not each.name.startswith(".")]
        for old in sorted(others, key=lambda each: each.stat().st_mtime)[:-KEPT]:
            if old != folder:
                _drop_unused(old)


def _drop_unused(folder: Path) -> None:
    """Remove a store that nobody has open; whoever wants it meanwhile waits, and builds it anew."""
    handle = os.open(f"{folder}{_LOCK}", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        return
    finally:
        os.close(handle)


def _share(folder: Path) -> None:
    """Hold the lock of a store with others, as long as this process and those forked from it live."""
    if folder not in _HELD:
        _HELD[folder] = os.open(f"{folder}{_LOCK}", os.O_RDWR | os.O_CREAT, 0o644)
    fcntl.flock(_HELD[folder], fcntl.LOCK_SH)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the lock alone for a while, then with others again; whoever waits for it finds what was built."""
    fcntl.flock(_HELD[folder], fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(_HELD[folder], fcntl.LOCK_SH)
