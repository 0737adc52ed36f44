"""Where the output of a command goes: all of it, or nothing."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.errors import OutputError
from mgi_graph.results.files import write_file

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command has to say, to which file (standard output without one), and its exit code.

    ``beside`` are further files, ``notes`` are lines for standard error that go with the output. ``then`` is what goes
    on after it in the main thread, as long as it likes: it returns the exit code.
    """

    text: str | bytes
    file: str | None = None
    code: int = 0
    beside: tuple[tuple[str, bytes], ...] = ()
    notes: tuple[str, ...] = ()
    then: Callable[[], int] | None = None


def form_of(named: str | None, file: str | None) -> str | None:
    """Return the form asked for by ``--format``, else by the name of the file."""
    if named or not file:
        return named
    from mgi_graph.results.forms import form_for

    try:
        return form_for(file)
    except OutputError:  # a command with forms of its own has suffixes of its own
        return None


def terminal_width() -> int | None:
    """Return the width of the terminal, or ``None`` when the output goes elsewhere."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def coloured(choice: str) -> bool:
    """Tell whether to colour: as asked for, else on a terminal where ``NO_COLOR`` is unset or empty (no-color.org)."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def deliver(outcome: Outcome) -> None:
    """Write an outcome; raises :class:`OutputError` where it cannot be written."""
    data = outcome.text if isinstance(outcome.text, bytes) else outcome.text.encode("utf-8", errors="backslashreplace")
    for name, content in outcome.beside:
        write_file(Path(name), content)
    if outcome.file and outcome.file != "-":
        write_file(Path(outcome.file), data)
    else:
        _print(data)
    for note in outcome.notes:
        print(f"mgi: {note}", file=sys.stderr)


def _print(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    except OSError as error:
        _silence()
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


def _silence() -> None:
    """Point standard output at nothing, so that the interpreter's last flush cannot fail."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
