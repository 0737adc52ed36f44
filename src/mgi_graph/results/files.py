"""Files and folders, written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_file(path: Path, data: bytes) -> None:
    """Replace a file by new bytes, whole or not at all; a device or pipe is written as it is."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        _replace(path.resolve(), data)
    except BrokenPipeError:
        return
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_folder(path: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write a folder of files, whole or not at all.

    A folder that holds anything is refused; with ``force`` files of the same names are replaced, after
    all of the new ones have been written beside them, and what else is there stays.
    """
    if path.exists() and not path.is_dir():
        raise OutputError(f"{path} is a file; name a folder")
    try:
        if path.is_dir() and any(path.iterdir()) and not force:
            raise OutputError(
                f"{path} is not empty; name another folder, or --force to replace files of the same names"
            )
        _fill(path.resolve(), files)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def _fill(path: Path, files: Mapping[str, bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    try:
        for name, data in files.items():
            (staged / name).write_bytes(data)
        staged.chmod(0o777 & ~_umask())
        if path.is_dir():
            for name in files:
                (staged / name).replace(path / name)
        else:
            staged.rename(path)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
