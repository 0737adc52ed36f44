"""The Turtle files that a command line names: files, folders, or all of the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import Place, SourceError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable, Iterator

    from mgi_graph.project import Project

PARTS: Final = ("ontology", "data", "shapes")
SUFFIX: Final = ".ttl"


def paths(command: ArgumentParser) -> None:
    """Add the argument that names files and folders."""
    words = "files, or folders of *.ttl files (default: ontology, data and shapes of the project)"
    command.add_argument("paths", nargs="*", metavar="PATH", help=words)


def turtle_files(named: Iterable[str], project: Project) -> list[tuple[str, Path]]:
    """List files with the names that messages give them, each once, in the order of the command line.

    Raises :class:`SourceError` for a path that does not exist.
    """
    listed = list(named)
    found = [path for one in listed for path in _within(Path(one))]
    if not listed:
        found = [path for part in PARTS for path in project.files(part)]
    return list({name_of(path, project): path for path in found}.items())


def name_of(path: Path, project: Project) -> str:
    """Name a file relative to the project, or as the command line has it where it lies outside."""
    whole = path if path.is_absolute() else Path.cwd() / path
    return project.name(whole) if whole.is_relative_to(project.root) else path.as_posix()


def _within(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(path.rglob(f"*{SUFFIX}"), key=Path.as_posix)
    elif path.exists():
        yield path
    else:
        raise SourceError("there is no such file or folder", place=Place(file=str(path)))
