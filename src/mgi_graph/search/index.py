"""The index of a dataset: made once, kept beside it in the cache, opened to read.

Its key is made of the dataset's digest, the saved queries and the code that makes the index. It is
published whole or not at all, and checked against its SHA-256 before it is opened: one that is
damaged or half written is made again (:mod:`mgi_graph.build.cache`).
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.build import cache, sources
from mgi_graph.queries import spelling
from mgi_graph.search import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mgi_graph.project import Project
    from mgi_graph.store.protocol import Store

FILE: Final = "search.sqlite"


def ensure_index(project: Project, digest: str, open_store: Callable[[], Store]) -> sqlite3.Connection:
    """Open the index of a dataset, made first where there is none; the store is opened only then.

    ``digest`` is the SHA-256 of the dataset. Raises :class:`MgiError` where SQLite has no FTS5.
    """
    schema.check()
    kept = cache.folder(project)
    key = _key(project, digest)
    entry = cache.load(kept, key)
    if entry is None:
        entry = cache.publish(kept, key, {FILE: make(open_store(), project)}, {})
    return schema.open_index(entry.path / FILE)


def make(store: Store, project: Project) -> bytes:
    """Make the index of a dataset; returns the bytes of the SQLite file."""
    from mgi_graph.queries.catalogue import Catalogue
    from mgi_graph.search.filling import fill

    schema.check()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        with closing(sqlite3.connect(path, isolation_level=None)) as base:
            base.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; {schema.TABLES}")
            fill(base, store, tuple(Catalogue(project)))
            base.executescript(schema.INDEXES)  # commits what came before it
        return path.read_bytes()


def _key(project: Project, digest: str) -> str:
    queries = _files(project.files("queries", ".rq"))
    code = _files([*sorted(Path(__file__).parent.glob("*.py")), Path(spelling.__file__)])
    return sources.key("search", digest, sqlite3.sqlite_version, files=(*queries, *code))


def _files(paths: Iterable[Path]) -> list[sources.SourceFile]:
    return [sources.SourceFile(name=path.name, data=path.read_bytes()) for path in paths]
