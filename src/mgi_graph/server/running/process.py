"""One process that serves HTTP: it loads a dataset, says that it is ready, and does as it is told."""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from mgi_graph.errors import MgiError
from mgi_graph.server import log
from mgi_graph.server.engine.jobs import Job
from mgi_graph.server.live.placard import origin_of
from mgi_graph.server.metrics import lasting
from mgi_graph.server.problem import Problem
from mgi_graph.server.running.messages import Measured, Order, Others, Plan, State, encode, read, receive
from mgi_graph.server.running.server import Server, configuration, loop_factory
from mgi_graph.store.remote import BELIEVED

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

    from mgi_graph.server.site import Site

_LOG: Final = logging.getLogger("mgi_graph.server")
#: How long the others may take to say what they have counted, in seconds.
_PATIENCE: Final = 3.0
#: Files that a process has open beside its connections.
_FILES: Final = 512


def main() -> NoReturn:
    """Serve: the numbers of the sockets, to the supervisor and to listen at, are on the command line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor decides
    control, listener = (socket.socket(fileno=int(number)) for number in sys.argv[1:3])
    plan = receive(control)
    assert isinstance(plan, Plan)
    log.configure(plan.form, quiet=plan.quiet)
    _allow_files(2 * plan.settings.connections + _FILES)
    code = 0
    try:
        _serve(plan, control, listener)
    except MgiError as error:
        _LOG.error("a process that serves cannot start: %s", error)
        code = 1
    except Exception:
        _LOG.exception("a process that serves ended in an error")
        code = 1
    os._exit(code)


def _serve(plan: Plan, control: socket.socket, listener: socket.socket) -> None:
    from mgi_graph.graph import Graph
    from mgi_graph.project import Project
    from mgi_graph.server.app import create_app
    from mgi_graph.server.live.origin import decode
    from mgi_graph.server.live.placard import graph_of
    from mgi_graph.store.embedded import load

    project, file = Project(root=Path(plan.project)), Path(plan.dataset.file)
    if plan.dataset.origin:
        graph = graph_of(decode(plan.dataset.origin), project)
    else:
        graph = Graph(load(file, plan.dataset.digest), project, file)
    app = create_app(graph, plan.settings)
    config = configuration(app, plan.settings)
    with asyncio.Runner(loop_factory=loop_factory(config)) as runner:
        runner.run(_Process(plan, Server(config, plan.settings, listener), app.state.site).run(control))


class _Process:
    """The server and its line to the supervisor."""

    def __init__(self, plan: Plan, server: Server, site: Site) -> None:
        self._server = server
        self._site = site
        self._asked: asyncio.Future[Others] | None = None
        site.others = self._others
        if plan.settings.access_log:
            site.listen = log.requests(plan.form)

    async def run(self, control: socket.socket) -> None:
        control.setblocking(False)
        reader, self._writer = await asyncio.open_unix_connection(sock=control, limit=1 << 20)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._server.leave)
        tasks = [asyncio.create_task(self._obey(reader))]
        if origin_of(self._site.graph.store) is not None:
            tasks.append(asyncio.create_task(self._watch()))
        try:
            await self._server.serve()
        finally:
            for task in tasks:
                task.cancel()
            await self._say(Measured(families=lasting(self._site.metrics.measure()), is_last=True))

    async def _obey(self, reader: asyncio.StreamReader) -> None:
        await self._server.ready.wait()
        await self._say(State.READY)
        with suppress(asyncio.IncompleteReadError, OSError):
            while True:
                message = await read(reader)
                if isinstance(message, Others):
                    self._hear(message)
                elif isinstance(message, Order):
                    await self._do(message)
        self._server.leave(politely=False)  # the supervisor is gone

    async def _watch(self) -> None:
        """Tell when the engine holds another dataset; while it holds none, or fails, there is nothing to tell."""
        await self._server.ready.wait()
        while True:
            await asyncio.sleep(BELIEVED)
            with suppress(Problem):
                held = await self._site.house.run(Job(name="live.jobs:held"))
                if held.body.decode() != self._site.graph.store.digest:
                    await self._say(State.OUTDATED)

    async def _do(self, order: Order) -> None:
        if order is Order.LISTEN:
            await self._server.listen()
            await self._say(State.LISTENING)
        elif order is Order.MEASURE:
            await self._say(Measured(families=self._site.metrics.measure()))
        else:
            self._server.leave(politely=order is Order.RETIRE)
            await self._say(State.QUIET)

    async def _others(self) -> tuple[tuple[Metric, ...], ...]:
        """Ask what the other processes have counted; where nobody answers, this one speaks for itself alone."""
        if self._asked is None:
            self._asked = asyncio.get_running_loop().create_future()
            await self._say(State.ASKING)
        try:
            async with asyncio.timeout(_PATIENCE):
                return (await asyncio.shield(self._asked)).parts
        except TimeoutError:
            return ()

    def _hear(self, others: Others) -> None:
        if self._asked is not None and not self._asked.done():
            self._asked.set_result(others)
        self._asked = None

    async def _say(self, message: object) -> None:
        with suppress(OSError):
            self._writer.write(encode(message))
            await self._writer.drain()


def _allow_files(count: int) -> None:
    """Raise the soft bound on open files, as far as the hard one lets it (setrlimit, POSIX)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


if __name__ == "__main__":
    main()
