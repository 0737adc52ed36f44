"""Why a job has no answer, as the problem that a client is told."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import Final

from mgi_graph.server.problem import Problem

_ADVICE: Final = "Narrow it, or run it on a dump."
_NOTHING: Final = "Nothing of its answer was sent."
_OUT_OF_MEMORY: Final = ("memory allocation", "MemoryError", "Cannot allocate memory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a process ended: the signal that ended it, 0 for none, and the first line that it left on its stderr."""

    signal: int = 0
    said: str = ""

    @property
    def is_want_of_memory(self) -> bool:
        """Tell whether it found no memory: it says so, or the kernel took it without a word."""
        return any(words in self.said for words in _OUT_OF_MEMORY) or (self.signal == signal.SIGKILL and not self.said)

    def __str__(self) -> str:
        """Return the ending in one line, for the log."""
        name = signal.Signals(self.signal).name if self.signal else "no signal"
        return f"{name}: {self.said}" if self.said else name


def overloaded(seconds: float) -> Problem:
    """Return the problem of a job that finds the queue full, or gets no turn before its deadline."""
    return Problem(
        status=503,
        kind="overloaded",
        title="The server is busy",
        detail="More queries are waiting than it takes; ask again after the time in Retry-After.",
        headers={"Retry-After": str(max(1, round(seconds / 4)))},
    )


def late(seconds: float) -> Problem:
    """Return the problem of a job that was stopped at its deadline."""
    return Problem(
        status=503,
        kind="deadline",
        title="The query was stopped at its deadline",
        detail=f"It had {seconds:g} seconds, waiting included. {_NOTHING} {_ADVICE}",
        extras={"seconds": seconds},
    )


def gave_way(ran: float, seconds: float) -> Problem:
    """Return the problem of a job that was stopped before its deadline, because others waited."""
    return Problem(
        status=503,
        kind="gave-way",
        title="The query was stopped because others were waiting",
        detail=f"It had run for {ran:.1f} seconds. {_NOTHING} Ask again when the server is less busy, or narrow it.",
        headers={"Retry-After": str(max(1, round(seconds)))},
    )


def exhausted(memory: int) -> Problem:
    """Return the problem of a job that found no memory; ``memory`` is its bound in bytes, 0 for none."""
    bound = f"more than {memory // (1024 * 1024)} MB of memory" if memory else "more memory than there is"
    return Problem(
        status=503,
        kind="out-of-memory",
        title="The query was stopped for want of memory",
        detail=f"It took {bound}. {_NOTHING} {_ADVICE}",
    )


def failed() -> Problem:
    """Return the problem of a job that ended in an error of ours."""
    detail = "The error is in its log."
    return Problem(status=500, kind="internal-error", title="The server cannot answer", detail=detail)


def unavailable() -> Problem:
    """Return the problem of a job for which no process can be started."""
    return Problem(
        status=503,
        kind="unavailable",
        title="The server cannot start a process for queries",
        detail="The reason is in its log; ask again later.",
        headers={"Retry-After": "10"},
    )
