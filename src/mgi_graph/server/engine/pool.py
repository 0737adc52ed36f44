"""Jobs for workers: so many at once, so many waiting, each with a deadline; a worker that does not end is ended.

Everything here is a callback of one event loop, without a task for each job: a job costs a write and a read.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import TYPE_CHECKING, Final

from mgi_graph.server.engine import endings, jobs, wire
from mgi_graph.server.engine.flight import Flight
from mgi_graph.server.engine.launch import Zygote
from mgi_graph.server.engine.link import Link
from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from mgi_graph.graph import Graph
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.engine.jobs import Job
    from mgi_graph.server.settings import Settings

_LOG: Final = logging.getLogger("mgi_graph.server")
#: The part of its deadline that a stranger's job has for itself while one other waits; it is less while more do.
SHARE: Final = 0.1
#: A stranger's job that has run for this many seconds takes only what others leave of the processors (nice, POSIX). The
#: look at all jobs comes as often; a worker cannot be made less nice again, so that it ends with its job.
LONG: Final = 1.0
NICER: Final = 10


class Pool:
    """At most ``processes`` workers, at most ``queue`` jobs waiting for one; ``memory`` bounds each worker, in bytes.

    A pool with a bound is for strangers: while others wait there, the job that has run longest is stopped once it has
    had its share. Workers are kept; it lives in one event loop.
    """

    def __init__(self, graph: Graph, settings: Settings, *, processes: int, queue: int, memory: int = 0) -> None:
        """Keep the bounds; nothing is started yet."""
        self._seconds = settings.query_seconds
        self._processes = processes
        self._room = processes + queue
        self._memory = memory
        self._zygote = Zygote(graph, settings, memory)
        self._idle: list[Link] = []
        self._busy: dict[Link, Flight] = {}
        self._queue: deque[Flight] = deque()
        self._flights: dict[bytes, Flight] = {}
        self._coming = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._alarm: asyncio.TimerHandle | None = None
        self._look: asyncio.TimerHandle | None = None
        self.ended = 0

    @property
    def waiting(self) -> int:
        """Count the jobs that wait for a worker."""
        return len(self._queue)

    @property
    def running(self) -> int:
        """Count the jobs that run."""
        return len(self._busy)

    @property
    def pids(self) -> tuple[int, ...]:
        """Return the processes of the pool: the zygote and its workers."""
        return (self._zygote.pid, *(link.pid for link in (*self._idle, *self._busy)))

    async def warm(self) -> None:
        """Start all workers, so that the first jobs need not wait for the dataset to be loaded."""
        while len(self._idle) < self._processes:
            self._idle.append(await self._zygote.fork(self._link))

    async def run(self, job: Job) -> Rendered:
        """Return what a job gives; equal jobs that are under way at once are run once.

        Raises :class:`Problem`: what the job raised; 503 where the queue is full, where the deadline has passed,
        waiting included, where it gave way, and where the worker died of want of memory. When the caller is cancelled,
        and nobody else waits for the same job, it is ended.
        """
        loop = asyncio.get_running_loop()
        frame = wire.encode(jobs.encode(job))
        flight = self._flights.get(frame) or self._admit(Flight(job.name, frame), loop)
        waiter: asyncio.Future[Rendered] = loop.create_future()
        flight.join(waiter)
        try:
            return await waiter
        except asyncio.CancelledError:
            flight.leave(waiter)
            if flight.is_abandoned and self._flights.get(frame) is flight:
                self._stop(flight, endings.failed())
            raise

    async def close(self) -> None:
        """End all processes."""
        for flight in tuple(self._flights.values()):
            self._land(flight, endings.unavailable())
        for link in (*self._idle, *self._busy):
            link.close()
        self._idle.clear()
        self._busy.clear()
        self._queue.clear()
        for timer in (self._alarm, self._look):
            if timer is not None:
                timer.cancel()
        self._alarm = self._look = None
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._zygote.close()
        self._coming = 0

    # What a worker says ------------------------------------------------------

    def answered(self, link: Link, outcome: wire.Outcome, *, is_last: bool) -> None:
        """Hand on an outcome, and give the worker the next job."""
        flight = self._busy.pop(link)
        if isinstance(outcome, jobs.JobFailedError):
            _LOG.error("job %s failed\n%s", flight.name, outcome.message)
            outcome = endings.failed()
        elif isinstance(outcome, Problem) and outcome.cause:
            _LOG.warning("job %s: %s", flight.name, outcome.cause)
        self._land(flight, outcome)
        if is_last or link.is_nice:
            self._spawn(self._end(link))
        else:
            self._idle.append(link)
        self._dispatch()

    def lost(self, link: Link) -> None:
        """Find out why a worker is gone."""
        if link in self._idle:
            self._idle.remove(link)
        flight = self._busy.pop(link, None)
        self._spawn(self._mourn(link, flight))

    # What is done with jobs --------------------------------------------------

    def _admit(self, flight: Flight, loop: asyncio.AbstractEventLoop) -> Flight:
        if len(self._flights) >= self._room:
            raise endings.overloaded(self._seconds)
        self._flights[flight.frame] = flight
        flight.timer = loop.call_later(self._seconds, self._expire, flight)
        self._queue.append(flight)
        self._dispatch()
        return flight

    def _dispatch(self) -> None:
        """Give jobs to workers: those at hand, new ones up to the bound, and those of jobs that give way."""
        now = asyncio.get_running_loop().time
        while self._queue and self._idle:
            link, flight = self._idle.pop(), self._queue.popleft()
            flight.started = now()
            self._busy[link] = flight
            link.send(flight.frame)
        if self._busy and self._memory and self._look is None:
            self._look = asyncio.get_running_loop().call_later(LONG, self._stand_back)
        while self._coming < min(len(self._queue), self._processes - len(self._busy)):
            self._coming += 1
            self._spawn(self._grow())
        if len(self._queue) > self._coming and self._memory:
            self._make_way()

    def _stand_back(self) -> None:
        """Let those jobs stand back that take long."""
        loop = asyncio.get_running_loop()
        for link, flight in self._busy.items():
            if flight.started is not None and loop.time() - flight.started >= LONG and not link.is_nice:
                link.stand_back(NICER)
        self._look = loop.call_later(LONG, self._stand_back) if self._busy else None

    def _make_way(self) -> None:
        """Stop the job that has run longest, once it has had its share."""
        loop = asyncio.get_running_loop()
        flight = min(self._busy.values(), key=lambda each: each.started or 0.0, default=None)
        if flight is None or flight.started is None:
            return
        ran, share = loop.time() - flight.started, max(LONG, self._seconds * SHARE / len(self._queue))
        if ran >= share:
            self._stop(flight, endings.gave_way(ran, share))
        else:
            if self._alarm is not None:
                self._alarm.cancel()
            self._alarm = loop.call_later(share - ran, self._dispatch)

    def _expire(self, flight: Flight) -> None:
        is_running = flight.started is not None
        self._stop(flight, endings.late(self._seconds) if is_running else endings.overloaded(self._seconds))

    def _stop(self, flight: Flight, outcome: wire.Outcome) -> None:
        """Take a job off the queue, or end the worker that runs it."""
        self._land(flight, outcome)
        link = next((link for link, found in self._busy.items() if found is flight), None)
        if link is not None:
            del self._busy[link]
            self.ended += 1
            self._spawn(self._end(link))
        elif flight in self._queue:
            self._queue.remove(flight)
        self._dispatch()

    def _land(self, flight: Flight, outcome: wire.Outcome) -> None:
        del self._flights[flight.frame]
        flight.land(outcome)

    # What takes its time -----------------------------------------------------

    def _link(self, pid: int) -> Link:
        return Link(pid, self)

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _grow(self) -> None:
        """Start a worker for the jobs that wait; where that fails, they are told."""
        try:
            link = await self._zygote.fork(self._link)
        except Exception:  # whatever it is, those that wait are not left waiting
            _LOG.exception("a process for queries cannot be started")
            while self._queue:
                self._land(self._queue.popleft(), endings.unavailable())
        else:
            self._idle.append(link)
        finally:
            self._coming -= 1
        self._dispatch()

    async def _end(self, link: Link) -> None:
        await self._zygote.end(link)

    async def _mourn(self, link: Link, flight: Flight | None) -> None:
        """Log how a worker died, tell those who waited for it, and go on with the others."""
        ending = await self._zygote.end(link)
        _LOG.warning("process %d for queries ended (%s) during %s", link.pid, ending, flight.name if flight else "rest")
        if flight is not None:
            self.ended += 1
            if self._flights.get(flight.frame) is flight:
                is_memory = ending.is_want_of_memory
                self._land(flight, endings.exhausted(self._memory) if is_memory else endings.failed())
        self._dispatch()
