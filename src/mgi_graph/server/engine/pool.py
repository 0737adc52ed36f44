"""Jobs for workers: so many at once, so many waiting, each with a deadline; a worker that does not end is ended."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from mgi_graph.server.cache import Rendered
from mgi_graph.server.engine import wire
from mgi_graph.server.engine.jobs import Job, JobFailedError
from mgi_graph.server.engine.launch import Worker, Zygote
from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    from mgi_graph.graph import Graph
    from mgi_graph.server.settings import Settings

_ADVICE: Final = "Narrow it, or run it on a dump."
_LOG: Final = logging.getLogger("mgi_graph.server")


class Pool:
    """At most ``processes`` workers, at most ``queue`` jobs waiting for one; ``memory`` bounds each worker, in bytes.

    Workers are forked when they are first needed and kept. It lives in one event loop.
    """

    def __init__(self, graph: Graph, settings: Settings, *, processes: int, queue: int, memory: int = 0) -> None:
        """Keep the bounds; nothing is started yet."""
        self._seconds = settings.query_seconds
        self._processes = processes
        self._queue = queue
        self._memory = memory
        self._zygote = Zygote(graph, settings, memory)
        self._idle: list[Worker] = []
        self._slots = asyncio.Semaphore(processes)
        self.waiting = 0
        self.running = 0
        self.ended = 0

    async def warm(self) -> None:
        """Start a worker, so that the first job need not wait for the dataset to be loaded."""
        self._idle.append(await self._zygote.fork())

    async def run(self, job: Job) -> Rendered:
        """Return what a job gives.

        Raises :class:`Problem`: what the job raised; 503 where the queue is full, where the deadline has passed,
        waiting included, and where the worker died of want of memory. When the caller is cancelled, the job is ended.
        """
        if self.waiting >= self._queue:
            raise _overloaded(self._seconds)
        self.waiting += 1
        try:
            async with asyncio.timeout(self._seconds):
                try:
                    await self._slots.acquire()
                finally:
                    self.waiting -= 1
                try:
                    return await self._run(job)
                finally:
                    self._slots.release()
        except TimeoutError:
            raise _late(self._seconds) from None

    async def close(self) -> None:
        """End all processes."""
        for worker in self._idle:
            worker.writer.transport.abort()
        self._idle.clear()
        await self._zygote.close()

    async def _run(self, job: Job) -> Rendered:
        worker = self._idle.pop() if self._idle else await self._zygote.fork()
        self.running += 1
        done = False
        try:
            worker.writer.write(wire.encode(job))
            answer = await wire.read(worker.reader)
            done = True
        except (asyncio.IncompleteReadError, ConnectionError):
            raise _exhausted(self._memory) from None
        finally:
            self.running -= 1
            if done:
                self._idle.append(worker)
            else:
                self.ended += 1
                self._zygote.end(worker)
        if isinstance(answer, Rendered):
            return answer
        if isinstance(answer, JobFailedError):
            _LOG.error("job %s failed\n%s", job.name, answer.message)
            raise Problem(
                status=500, kind="internal-error", title="The server cannot answer", detail="The error is in its log."
            )
        assert isinstance(answer, Problem)
        raise answer


def _overloaded(seconds: float) -> Problem:
    return Problem(
        status=503,
        kind="overloaded",
        title="The server is busy",
        detail="More queries are waiting than it takes; ask again after the time in Retry-After.",
        headers={"Retry-After": str(max(1, round(seconds / 4)))},
    )


def _late(seconds: float) -> Problem:
    return Problem(
        status=503,
        kind="deadline",
        title="The query was stopped at its deadline",
        detail=f"It had {seconds:g} seconds, waiting included. Nothing of its answer was sent. {_ADVICE}",
        extras={"seconds": seconds},
    )


def _exhausted(memory: int) -> Problem:
    bound = f"more than {memory // (1024 * 1024)} MB of memory" if memory else "more memory than there is"
    return Problem(
        status=503,
        kind="out-of-memory",
        title="The query was stopped for want of memory",
        detail=f"It took {bound}. Nothing of its answer was sent. {_ADVICE}",
    )
