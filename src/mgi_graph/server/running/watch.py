"""Notice when files of a project change, by looking: volumes of containers and network file systems tell nobody."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeAlias

from mgi_graph.project import PARTS

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator
    from pathlib import Path

_Print: TypeAlias = frozenset[tuple[str, int, int]]
#: How often one looks, in seconds.
_PAUSE: Final = 2.0
_SUFFIXES: Final = {".ttl", ".rq"}


async def changes(root: Path, *, pause: float = _PAUSE) -> AsyncIterator[None]:
    """Yield when files have changed and have been left alone since the look before."""
    known = before = await asyncio.to_thread(fingerprint, root)
    while True:
        await asyncio.sleep(pause)
        now = await asyncio.to_thread(fingerprint, root)
        if now == before != known:
            known = now
            yield
        before = now


def fingerprint(root: Path) -> _Print:
    """Return name, size and time of each file that a dataset is made from; a file that vanishes meanwhile is none."""
    return frozenset(
        (path.as_posix(), stat.st_size, stat.st_mtime_ns)
        for part in PARTS
        for path in (root / part).rglob("*")
        if path.suffix in _SUFFIXES and not path.name.startswith(".") and (stat := _stat(path)) is not None
    )


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
