"""Where the files of the project are: a checkout, or the copy inside the installed package."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Final

from mgi_graph.errors import Place, ProjectError, SourceError

PARTS: Final = ("ontology", "data", "shapes", "queries")
#: Set to use another project folder than the one around the working directory.
ENVIRONMENT: Final = "MGI_PROJECT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The folders that a dataset is made from."""

    root: Path

    @property
    def is_installed(self) -> bool:
        """Tell whether this is the copy inside the installed package, which an update replaces."""
        return self.root == Path(__file__).resolve().parent / "project"

    def files(self, part: str, suffix: str = ".ttl") -> list[Path]:
        """List the files of one part in a fixed order, whatever the file system says."""
        return sorted((self.root / part).rglob(f"*{suffix}"), key=lambda path: path.relative_to(self.root).as_posix())

    def name(self, path: Path) -> str:
        """Return the name of a file as messages and graphs bear it: relative, with slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def find(start: Path | None = None) -> Project:
    """Find the project: ``$MGI_PROJECT``, else the checkout around ``start``, else the installed copy.

    Raises :class:`ProjectError` when none of them has the four parts.
    """
    if named := os.environ.get(ENVIRONMENT):
        return at(Path(named), named_by=f"{ENVIRONMENT}=")
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "pyproject.toml").is_file() and all((folder / part).is_dir() for part in PARTS):
            return Project(root=folder)
    package = Path(__file__).resolve().parent
    for folder in (package / "project", package.parent.parent):
        if all((folder / part).is_dir() for part in PARTS):
            return Project(root=folder)
    raise ProjectError(f"no project found: none of the folders above {here} holds {', '.join(PARTS)}")


def at(root: Path, *, named_by: str = "") -> Project:
    """Take a folder as the project; raises :class:`ProjectError` where it lacks a part."""
    root = root.resolve()
    missing = [part for part in PARTS if not (root / part).is_dir()]
    if missing:
        raise ProjectError(f"{named_by}{root} is no project folder: it lacks {', '.join(missing)}")
    return Project(root=root)


def content(path: Path, name: str) -> bytes:
    """Return the bytes of a file; ``name`` is what messages call it.

    A pipe or a device is refused: it might never end. Raises :class:`SourceError` where the file cannot be read.
    """
    place = Place(file=name)
    try:
        mode = path.stat().st_mode
        if S_ISREG(mode) or path.is_dir():
            return path.read_bytes()
    except OSError as error:
        raise SourceError(f"the file cannot be read: {error.strerror}", place=place) from error
    raise SourceError("a regular file is expected, and this is a pipe or a device: copy it to a file", place=place)
