"""A revision of the project in git, laid out in a folder of its own.

Files are taken out of the archive that git makes of a commit: the work tree, the index and the
branches stay as they are, and nothing of the old revision is run.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import ProjectError, shorten
from mgi_graph.project import PARTS

if TYPE_CHECKING:
    from pathlib import Path

_LASTING: Final = 120


def lay_out(name: str, checkout: Path, folder: Path) -> None:
    """Write the parts of the project, as a revision has them, into a folder.

    Raises :class:`ProjectError` outside a checkout, and for a name that git does not know as a commit.
    """
    inside = _git(checkout, "rev-parse", "--is-inside-work-tree")
    if inside is None:
        raise ProjectError(
            f"{shorten(name)!r} is no file and no folder, and {checkout} is no git checkout to find it in"
        )
    found = _git(checkout, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found is None:
        raise ProjectError(
            f"{shorten(name)!r} is no file, no folder and no revision of {checkout} (such as HEAD~3 or a tag)"
        )
    commit = found.decode().strip()
    there = (_git(checkout, "ls-tree", "--name-only", commit, *PARTS) or b"").decode().split()
    if missing := [part for part in PARTS if part not in there]:
        raise ProjectError(f"the revision {shorten(name)!r} holds no project: it lacks {', '.join(missing)}")
    data = _git(checkout, "archive", "--format=tar", commit, *PARTS)
    if data is None:
        raise ProjectError(f"git cannot read the files of the revision {shorten(name)!r}")
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(folder, filter="data")


def _git(checkout: Path, *words: str) -> bytes | None:
    """Return what git prints, or ``None`` where it fails."""
    try:
        done = subprocess.run(["git", "-C", str(checkout), *words], capture_output=True, check=False, timeout=_LASTING)
    except FileNotFoundError as error:
        raise ProjectError("a revision is read with git, which is not installed; name files or folders") from error
    return done.stdout if done.returncode == 0 else None
