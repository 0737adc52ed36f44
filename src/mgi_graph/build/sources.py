"""The files that a dataset is made from, held still while it is made.

Everything that follows works on the bytes read here, so that the key of a build and its content
cannot come from two states of the same file.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import ParameterError, Place
from mgi_graph.project import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_graph.project import Project

#: Files that can be checked: :data:`mgi_graph.turtle.read.FORMATS`, which a warm build must not import, and Turtle.
SUFFIXES: Final = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld")
_PACKAGE: Final = Path(__file__).resolve().parent.parent
#: The code that decides what a build gives; a change of it is a change of the build.
_MAKERS: Final = (
    *("build/**/*.py", "build/**/*.rq", "validation/**/*.py", "turtle/**/*.py", "turtle/**/*.txt"),
    *("namespaces.py", "conformance.py"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file as it was when the build began; ``name`` is relative to the project, with slashes."""

    name: str
    data: bytes


def snapshot(project: Project, *parts: str) -> tuple[SourceFile, ...]:
    """Read the Turtle files of the parts, in the order of their names.

    Raises :class:`SourceError` when one cannot be read.
    """
    return tuple(_read(path, project.name(path)) for part in parts for path in project.files(part))


def asked(project: Project, paths: Iterable[Path]) -> tuple[SourceFile, ...]:
    """Read the files that paths name: a file itself, of a folder all below it.

    Raises :class:`ParameterError` for a path that is not there, cannot be read, holds no RDF.
    """
    found = {one.resolve(): None for path in paths for one in _files(path)}
    return tuple(_read(path, project.name(path)) for path in found)


def _files(path: Path) -> list[Path]:
    place = Place(file=path.as_posix())
    try:
        if path.is_dir():
            files = sorted(one for folder, _, names in os.walk(path, onerror=_raise) for one in _rdf(folder, names))
            if not files:
                raise ParameterError(f"the folder holds no file of RDF ({', '.join(SUFFIXES)})", place=place)
            return files
        path.stat()
    except OSError as error:
        raise ParameterError(f"the path cannot be read: {error.strerror}", place=place) from error
    if path.suffix not in SUFFIXES:
        raise ParameterError(f"a file of RDF is expected; its name ends with one of {', '.join(SUFFIXES)}", place=place)
    return [path]


def _rdf(folder: str, names: list[str]) -> Iterator[Path]:
    return (Path(folder, name) for name in names if name.endswith(SUFFIXES))


def _raise(error: OSError) -> None:
    raise error


def makers() -> tuple[SourceFile, ...]:
    """Read the code and the rules that turn sources into a dataset."""
    paths = sorted(path for pattern in _MAKERS for path in _PACKAGE.glob(pattern))
    return tuple(_read(path, path.relative_to(_PACKAGE).as_posix()) for path in paths)


def versions(*packages: str) -> tuple[str, ...]:
    """Name the installed versions of packages without importing them, by their metadata folders."""
    found = []
    for package in packages:
        spec = importlib.util.find_spec(package)
        folder = Path(spec.origin).parent.parent if spec and spec.origin else None
        found += sorted(path.name for path in folder.glob(f"{package}-*.dist-info")) if folder else []
    return tuple(found)


def key(*parts: str, files: Iterable[SourceFile]) -> str:
    """Return the SHA-256 of names and bytes, each preceded by its length so that none can run into another.

    >>> one, other = SourceFile(name="a", data=b"bc"), SourceFile(name="ab", data=b"c")
    >>> key(files=[one]) == key(files=[other])
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        _feed(digest, part.encode())
    for file in files:
        _feed(digest, file.name.encode())
        _feed(digest, file.data)
    return digest.hexdigest()


def _feed(digest: hashlib._Hash, data: bytes) -> None:
    digest.update(len(data).to_bytes(8, "big"))
    digest.update(data)


def _read(path: Path, name: str) -> SourceFile:
    return SourceFile(name=name, data=content(path, name))
