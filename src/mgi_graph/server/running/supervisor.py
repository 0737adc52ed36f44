"""The process that was started: it holds the socket, starts those that serve, and tells them when to change places."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import MgiError
from mgi_graph.server.running import notify
from mgi_graph.server.running.generation import Generation
from mgi_graph.server.running.listener import listen, refuse
from mgi_graph.server.running.messages import Measured, Order, Others, Plan
from mgi_graph.server.running.preparation import prepare
from mgi_graph.server.running.watch import changes

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from prometheus_client.metrics_core import Metric

    from mgi_graph.server.log import Form
    from mgi_graph.server.running.member import Member
    from mgi_graph.server.settings import Settings

_LOG: Final = logging.getLogger("mgi_graph.server")


class Supervisor:
    """One site, from its first generation to its last."""

    def __init__(  # noqa: PLR0913 - what is known of a run
        self,
        *,
        project: str,
        settings: Settings,
        listener: socket.socket,
        form: Form,
        quiet: bool,
        announce: Callable[[], None],
    ) -> None:
        """Keep what is known; ``announce`` is called when the site answers."""
        self._project = project
        self._settings = settings
        self._listener = listener
        self._form = form
        self._quiet = quiet
        self._announce = announce
        self._current: Generation | None = None
        self._all: set[Generation] = set()
        self._past: tuple[Metric, ...] = ()
        self._stop = asyncio.Event()
        self._wanted = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Serve until SIGTERM or Ctrl-C; SIGHUP reloads. Raises :class:`MgiError` where nothing can be served."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._interrupt)
        loop.add_signal_handler(signal.SIGHUP, partial(self._hang_up, had_terminal=_has_terminal()))
        if not await self._until_stopped(self._begin()):
            return
        serving = [asyncio.create_task(self._reload_when_wanted())]
        if self._settings.watch_dataset:
            serving.append(asyncio.create_task(self._watch()))
        await self._stop.wait()
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)
        await self._end()

    def _interrupt(self) -> None:
        """Stop; when asked again, at once."""
        if self._stop.is_set():
            _LOG.warning("asked again: requests are not waited for")
            for generation in self._all:
                self._start(generation.kill())
        self._stop.set()

    def _hang_up(self, *, had_terminal: bool) -> None:
        """Reload; where the signal says that the terminal was closed, stop, for nobody would know that it runs on."""
        if had_terminal and not _has_terminal():
            self._interrupt()
        else:
            self._wanted.set()

    async def _begin(self) -> None:
        self._current = await self._generation()
        try:
            listen(self._listener, self._settings)
        except MgiError:
            await self._current.kill()
            raise
        await self._current.listen()
        self._announce()
        notify.say("READY=1")

    async def _until_stopped(self, beginning: object) -> bool:
        """Wait for the first generation; tell whether it is there, or the wait was interrupted."""
        assert asyncio.iscoroutine(beginning)
        task, stop = asyncio.create_task(beginning), asyncio.create_task(self._stop.wait())
        await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if task.done():
            task.result()
            return True
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return False

    async def _end(self) -> None:
        notify.say("STOPPING=1")
        if self._current is not None:
            _LOG.info("stopping: requests have %g s to finish", self._settings.grace_seconds)
            await self._current.quiet(Order.STOP)
            refuse(self._listener)
            await self._gone(self._current)
        for generation in tuple(self._all):  # those of an earlier reload that clients still hold on to
            await generation.kill()

    async def _generation(self) -> Generation:
        """Return a generation that is ready, for the dataset as the files of the project have it now."""
        doing = "reading" if self._settings.store else "building"
        say = partial(_LOG.info, f"{doing} the dataset: %s")
        dataset = await prepare(self._project, say, self._settings.store, self._settings.store_mode)
        plan = Plan(project=self._project, dataset=dataset, settings=self._settings, form=self._form, quiet=self._quiet)
        made = Generation(plan, self._listener, asked=self._asked)
        made.buried = self._bury
        made.outdated = self._wanted.set
        self._all.add(made)
        try:
            await made.start()
        except BaseException:
            self._all.discard(made)
            raise
        return made

    # Reload ----------------------------------------------------------------------------------------------------------

    async def _reload_when_wanted(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            notify.reloading()
            try:
                await self._reload()
            except MgiError as error:
                _LOG.error("the reload failed, and the dataset served stays what it was: %s", error)
            except Exception:
                _LOG.exception("the reload failed, and the dataset served stays what it was")
            notify.say("READY=1")

    async def _reload(self) -> None:
        _LOG.info("reloading")
        old, new = self._current, await self._generation()
        assert old is not None
        # From here to the call of listen() connections wait in the queue of the socket, some milliseconds:
        # no client that was answered by the new generation is answered by the old one afterwards.
        await old.quiet(Order.RETIRE)
        self._current = new
        await new.listen()
        _LOG.info("serving dataset %s in place of %s", new.digest[:12], old.digest[:12])
        self._start(self._gone(old))

    async def _watch(self) -> None:
        async for _ in changes(Path(self._project)):
            _LOG.info("files of the project have changed")
            self._wanted.set()

    async def _gone(self, generation: Generation) -> None:
        await generation.gone()
        self._all.discard(generation)

    def _start(self, work: object) -> None:
        """Let something go on by itself; what it raises is told in the log."""
        assert asyncio.iscoroutine(work)
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # Metrics ---------------------------------------------------------------------------------------------------------

    def _asked(self, asking: Member) -> None:
        self._start(self._tell(asking))

    async def _tell(self, asking: Member) -> None:
        """Tell one process what the others have counted, those that have ended too."""
        others = [member for generation in self._all for member in generation.members if member is not asking]
        await asyncio.gather(*(member.measure() for member in others))
        # read at one moment: who was buried while others were asked is among the past by now, and has nothing left
        asking.tell(Others(parts=(self._past, *(member.counted.families for member in others))))

    def _bury(self, member: Member) -> None:
        """Keep what a process that has ended has counted, so that sums never fall; from it, so that none is twice."""
        from mgi_graph.server.metrics import add, lasting

        self._past = add((self._past, lasting(member.counted.families)))
        member.counted = Measured(families=())


def _has_terminal() -> bool:
    """Tell whether a terminal controls this process (POSIX General Terminal Interface §11.1.3)."""
    try:
        os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY))
    except OSError:
        return False
    return True
