"""Count the time of the processor that a server takes: on a machine that others use, it alone can be compared."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_TICK: Final = 1 / os.sysconf("SC_CLK_TCK")


def spent(*pids: int) -> float:
    """Return the seconds that processes and all below them have taken, in user and in system mode (proc(5))."""
    return sum(_seconds(each) for pid in pids for each in family(pid))


def family(pid: int) -> Iterator[int]:
    """Go through a process and all below it."""
    yield pid
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = thread.read_text().split()
        except (FileNotFoundError, ProcessLookupError):  # threads come and go; what one has started is the others' then
            continue
        for child in children:
            yield from family(int(child))


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * _TICK
