"""What every contestant does: a job, several times over in one process, and one line that says what it took.

A contestant is a program of its own, started anew for each round. Its first lap is cold, those after it are warm.
Counted is the time of the processor, of this process and its threads: other work on the machine is not.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Found = TypeVar("Found")


def lap(job: Callable[[], Found]) -> tuple[float, Found]:
    """Do a job once; return the seconds of the processor that it took, and what it gave."""
    gc.collect()
    start = time.process_time()
    found = job()
    return time.process_time() - start, found


def laps(job: Callable[[], Found], times: int) -> tuple[list[float], Found]:
    """Do a job so many times; return the seconds of each, and what the last one gave."""
    seconds, found = lap(job)
    taken = [seconds]
    for _ in range(times - 1):
        seconds, found = lap(job)
        taken.append(seconds)
    return taken, found


def memory() -> float:
    """Return the megabytes of memory that this process has in use (proc(5), statm)."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def report(seconds: Mapping[str, Sequence[float]], facts: Mapping[str, object] | None = None) -> None:
    """Say what each job took, and what was found."""
    json.dump({"laps": {name: list(each) for name, each in seconds.items()}, "facts": dict(facts or {})}, sys.stdout)
