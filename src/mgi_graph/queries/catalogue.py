"""The saved queries of a project: one file, one question; the file name is the name."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mgi_graph.conformance import Place
from mgi_graph.errors import NameNotFoundError, SourceError
from mgi_graph.queries.blocks import block, enumerated
from mgi_graph.queries.header import read_header

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mgi_graph.project import Project
    from mgi_graph.queries.header import Header, Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A query with a name; ``theme`` is its folder, ``file`` its path in the project."""

    name: str
    theme: str
    file: str
    text: str
    header: Header


class Catalogue:
    """Find saved queries by name; a file is read when it is asked for."""

    def __init__(self, project: Project) -> None:
        """List the files of ``queries/``; raises :class:`SourceError` where two share a name."""
        self._project = project
        self._paths: dict[str, Path] = {}
        self._read: dict[str, tuple[tuple[int, ...], SavedQuery]] = {}
        for path in project.files("queries", ".rq"):
            if other := self._paths.get(path.stem):
                raise SourceError(
                    f"the name {path.stem} is taken by {project.name(other)}", place=Place(file=project.name(path))
                )
            self._paths[path.stem] = path

    def __iter__(self) -> Iterator[SavedQuery]:
        """Read all of them, A to Z."""
        return (self[name] for name in self.names())

    def names(self) -> tuple[str, ...]:
        """List the names, A to Z."""
        return tuple(sorted(self._paths))

    def __getitem__(self, name: str) -> SavedQuery:
        """Read one, again where its file has changed; raises :class:`NameNotFoundError` with the nearest names."""
        if name not in self._paths:
            raise NameNotFoundError("saved query", name, self._paths)
        path = self._paths[name]
        stamp = _stamp(path)
        if name in self._read and self._read[name][0] == stamp != ():
            return self._read[name][1]
        saved = self._load(name, path)
        self._read[name] = (stamp, saved)
        return saved

    def _load(self, name: str, path: Path) -> SavedQuery:
        file = self._project.name(path)
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"cannot be read as UTF-8 text: {error}", place=Place(file=file)) from error
        header = read_header(text, file)
        for parameter in header.parameters:
            if block(text, parameter.name) is None:
                message = f"the parameter {parameter.name} has no line 'VALUES ${parameter.name} {{ … }}'"
                raise SourceError(message, place=Place(file=file))
        parameters = tuple(replace(each, among=_among(text, each)) for each in header.parameters)
        header = replace(header, parameters=parameters)
        return SavedQuery(name=name, theme=path.parent.name, file=file, text=text, header=header)


def _among(text: str, parameter: Parameter) -> tuple[str, ...]:
    """Read the classes or properties that a query picks from: of all there are, it lists its own."""
    return enumerated(text, parameter.name) if parameter.of.startswith("owl:") else ()


def _stamp(path: Path) -> tuple[int, ...]:
    """Return what changes when a file does; nothing where it cannot be looked at."""
    try:
        found = os.stat(path)  # noqa: PTH116 (asked for each answer; pathlib takes as long again)
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_size, found.st_ino)
