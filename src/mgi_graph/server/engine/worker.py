"""A process that runs one job after the other, until the other end hangs up or it is killed."""

from __future__ import annotations

import os
import resource
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import MgiError
from mgi_graph.server.engine import jobs, wire
from mgi_graph.server.engine.endings import exhausted
from mgi_graph.server.problem import Problem, problem_of

if TYPE_CHECKING:
    import socket

#: How far a worker for strangers stands back behind those for pages, when both want a processor (nice, POSIX).
NICE: Final = 2
#: A worker whose memory has grown by this much ends after its answer, and gives all of it back.
GROWTH: Final = 128 * 1024 * 1024
#: How early the kernel ends a worker for strangers when the machine has no memory left (proc(5), oom_score_adj).
_FIRST: Final = "500"


def serve(connection: socket.socket, context: jobs.Context, memory: int) -> None:
    """Answer jobs on a connection; each answer is what :func:`mgi_graph.server.engine.jobs.run` gives, or its error.

    ``memory`` is how many bytes the process may take beyond what it has; 0 sets no bound. Who is bounded is niced too.
    """
    if memory:
        is_on_disk = getattr(context.graph.store, "is_on_disk", False)  # its files are opened when they are needed
        confine(memory, opens=is_on_disk or bool(context.settings.services) or context.asking is not None)
    ceiling = _peak() + GROWTH
    with suppress(EOFError, OSError):
        is_last = False
        while not is_last:
            job = jobs.decode(wire.receive(connection)[0])
            outcome = _outcome(job, context, memory)
            is_last = _peak() > ceiling
            wire.send(connection, *wire.pack(outcome, is_last=is_last))


def _outcome(job: jobs.Job, context: jobs.Context, memory: int) -> wire.Outcome:
    try:
        return jobs.run(job, context)
    except Problem as problem:
        return problem
    except MgiError as error:
        return problem_of(error)
    except MemoryError:
        return exhausted(memory)
    except Exception:  # told in the log of the other end; a client sees no traceback
        return jobs.JobFailedError(traceback.format_exc())


def _peak() -> int:
    """Return the most memory that the process has had, in bytes (getrusage; Linux counts in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def confine(memory: int, *, opens: bool) -> None:
    """Bound what the queries of strangers can take of the machine (setrlimit, nice; POSIX).

    An allocation beyond ``memory`` ends the process, not the machine. Unless it ``opens`` connections to endpoints
    that the operator allows, or to the engine that has the dataset, or the dataset is on disk, it can open nothing at
    all: no file and no socket, whatever a query says.
    """
    os.nice(NICE)
    statistics, score = Path("/proc/self/statm"), Path("/proc/self/oom_score_adj")  # Linux alone has them
    if score.exists():
        with suppress(OSError):
            score.write_text(_FIRST)
    if statistics.exists():
        bound = int(statistics.read_text().split()[0]) * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not opens:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
