"""Where the output of a command goes: all of it, or nothing."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mgi_graph.errors import OutputError

#: The form that the name of a file asks for, where ``--format`` does not say.
SUFFIXES: Final = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".md": "markdown",
    ".srj": "srj",
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command has to say, to which file (standard output without one), and its exit code."""

    text: str | bytes
    file: str | None = None
    code: int = 0


def form_of(named: str | None, file: str | None) -> str | None:
    """Return the form asked for by ``--format``, else by the name of the file."""
    return named or (SUFFIXES.get(Path(file).suffix.lower()) if file else None)


def terminal_width() -> int | None:
    """Return the width of the terminal, or ``None`` when the output goes elsewhere."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def deliver(outcome: Outcome) -> None:
    """Write an outcome; raises :class:`OutputError` where it cannot be written."""
    data = outcome.text if isinstance(outcome.text, bytes) else outcome.text.encode("utf-8", errors="backslashreplace")
    if outcome.file and outcome.file != "-":
        write_file(Path(outcome.file), data)
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    except OSError as error:
        _silence()
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


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
    import tempfile

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


def _silence() -> None:
    """Point standard output at nothing, so that the interpreter's last flush cannot fail."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
