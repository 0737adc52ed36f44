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
from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    import socket

#: How much less of the processors a worker for strangers gets than one for pages (nice, POSIX).
NICER: Final = 10


def serve(connection: socket.socket, context: jobs.Context, memory: int) -> None:
    """Answer jobs on a connection; each answer is what :func:`mgi_graph.server.engine.jobs.run` gives, or its error.

    ``memory`` is how many bytes the process may take beyond what it has; 0 sets no bound. Who is bounded is niced too.
    """
    if memory:
        os.nice(NICER)
        _limit(memory)
    with suppress(EOFError, OSError):
        while True:
            job = wire.receive(connection)
            assert isinstance(job, jobs.Job)
            connection.sendall(_answer(job, context))


def _answer(job: jobs.Job, context: jobs.Context) -> bytes:
    try:
        return wire.encode(jobs.run(job, context))
    except (MgiError, Problem) as error:
        return _error(error)
    except MemoryError:
        raise
    except Exception:  # told in the log of the other end; a client sees no traceback
        return wire.encode(jobs.JobFailedError(traceback.format_exc()))


def _error(error: Exception) -> bytes:
    """Send an error as it is; where it cannot be sent, what a client needs to know of it."""
    from mgi_graph.server.problem import problem_of

    return wire.encode(problem_of(error) if isinstance(error, MgiError) else error)


def _limit(memory: int) -> None:
    """Bound the address space (setrlimit, POSIX): an allocation beyond ends the process, not the machine."""
    statistics = Path("/proc/self/statm")  # Linux alone tells; elsewhere the deadline is the only bound
    if statistics.exists():
        bound = int(statistics.read_text().split()[0]) * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
