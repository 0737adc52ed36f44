"""The dataset and its parts as files to download, with their SHA-256: same dataset, same bytes."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import ONTOLOGY
from mgi_graph.publication import document
from mgi_graph.publication.trig import write_trig
from mgi_graph.publication.turtle import write_turtle
from mgi_graph.publication.void import DATASET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from mgi_graph.project import Project
    from mgi_graph.store.protocol import Store

GZIP: Final = "application/gzip"
#: The list of sums, as ``sha256sum --check`` reads it.
SUMS: Final = "SHA256SUMS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """A file to download: what it is of, where it lies, its SHA-256, and its size in bytes.

    ``media_type`` is that of the content, ``encoding`` that of the file where it is compressed.
    """

    of: str
    name: str
    path: Path
    media_type: str
    encoding: str
    sha256: str
    size: int


def write_dumps(dataset: Path | None, store: Store, project: Project, folder: Path) -> tuple[Dump, ...]:
    """Write all dumps and their sums into a folder; what lies there already under a name is written anew.

    ``dataset`` is the file of the build, ``store`` what was loaded from it. Without a file, which a dataset on an
    engine does not have, there are the dumps of its parts alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shapes = document.shapes(project)
    makers: tuple[tuple[str, str, str, Callable[[], bytes]], ...] = (
        *(_of_file(dataset) if dataset else ()),
        (ONTOLOGY, "ontology.ttl", "text/turtle", lambda: _turtle(document.ontology(store))),
        (shapes.iri, "shapes.ttl", "text/turtle", lambda: _turtle(shapes)),
    )
    dumps = tuple(_dump(of, folder / name, media_type, make()) for of, name, media_type, make in makers)
    _write(folder / SUMS, sums(dumps))
    return dumps


def _of_file(dataset: Path) -> Iterable[tuple[str, str, str, Callable[[], bytes]]]:
    yield DATASET, "mgi-graph.nq.gz", "application/n-quads", lambda: _zipped(dataset.read_bytes())
    yield DATASET, "mgi-graph.trig.gz", "application/trig", lambda: _zipped(_trig(dataset))


def sums(dumps: Iterable[Dump]) -> bytes:
    """Write the sums of dumps, one a line (the form of GNU coreutils)."""
    return "".join(f"{dump.sha256}  {dump.name}\n" for dump in sorted(dumps, key=lambda dump: dump.name)).encode()


def _dump(of: str, path: Path, media_type: str, data: bytes) -> Dump:
    _write(path, data)
    encoding = GZIP if path.suffix == ".gz" else ""
    digest = sha256(data).hexdigest()
    return Dump(
        of=of,
        name=path.name,
        path=path,
        media_type=media_type,
        encoding=encoding,
        sha256=digest,
        size=len(data),
    )


def _write(path: Path, data: bytes) -> None:
    """Write a file in one step: whoever reads it at the same time has the old one or the new one, whole."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)


def _trig(dataset: Path) -> bytes:
    # The build gave blank nodes canonical labels, each its file's: they stay.
    return write_trig(ox.parse(path=dataset, format=ox.RdfFormat.N_QUADS), relabel=False)


def _turtle(found: document.Document) -> bytes:
    return write_turtle(found.statements, first=found.iri)


def _zipped(data: bytes) -> bytes:
    """Compress without the time and the name of a file (RFC 1952 §2.3.1)."""
    return gzip.compress(data, compresslevel=9, mtime=0)
