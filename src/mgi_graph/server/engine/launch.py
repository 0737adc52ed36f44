"""Start a zygote, and have it fork workers and end them."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import ProjectError
from mgi_graph.server.engine import wire
from mgi_graph.server.engine.endings import Ending
from mgi_graph.server.live.placard import origin_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.graph import Graph
    from mgi_graph.server.engine.link import Link
    from mgi_graph.server.live.origin import Origin
    from mgi_graph.server.settings import Settings

#: How long a zygote may take to load the dataset, to obey, and to end, in seconds.
_LOADING: Final = 120.0
_OBEYING: Final = 10.0
_ENDING: Final = 5.0
#: Messages to a zygote have eight bytes: this one comes with a connection; any other is the number of a worker to end.
FORK: Final = bytes(8)


def pid_of(message: bytes) -> int:
    """Return the process that a message is about."""
    return int.from_bytes(message, "big")


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """What a zygote must know: where project and dataset are, and what bounds its workers.

    The dataset is a file, or stays where ``origin`` says.
    """

    project: str
    dataset: str
    digest: str
    settings: Settings
    memory: int
    origin: Origin | None = None


class Zygote:
    """The process that forks workers, as seen from the event loop. Where it is found dead, it is started again."""

    def __init__(self, graph: Graph, settings: Settings, memory: int) -> None:
        """Keep what the process will need; nothing is started yet."""
        origin = origin_of(graph.store)
        if graph.file is None and origin is None:
            raise ProjectError("the graph was not opened from a dataset of files, which processes for queries load")
        self._launch = Launch(
            project=str(graph.project.root),
            dataset=str(graph.file or ""),
            digest=graph.store.digest,
            settings=settings,
            memory=memory,
            origin=origin,
        )
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = asyncio.Lock()

    @property
    def pid(self) -> int:
        """Return the number of the process; 0 while it does not run."""
        return self._process.pid if self._process else 0

    async def fork(self, make: Callable[[int], Link]) -> Link:
        """Return the link to a new worker, which ``make`` makes of its number; the zygote is started where needed.

        Raises :class:`ProjectError` where the zygote does not start, :class:`OSError`, :class:`EOFError` or
        :class:`TimeoutError` where it does not fork.
        """
        ours, theirs = socket.socketpair()
        try:
            async with self._lock:
                pid = await self._forked(theirs)
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        ours.setblocking(False)
        loop = asyncio.get_running_loop()
        _, link = await loop.create_unix_connection(lambda: make(pid), sock=ours)
        return link

    async def end(self, link: Link) -> Ending:
        """End a worker at once, whatever it does, and tell how it ended; nothing is known where the zygote is gone."""
        link.close()
        async with self._lock:
            if self._control is None:
                return Ending()
            with suppress(OSError, EOFError, TimeoutError):
                ending = await self._order(link.pid.to_bytes(len(FORK), "big"))
                assert isinstance(ending, Ending)
                return ending
            return Ending()

    async def close(self) -> None:
        """End the zygote, which ends its workers."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if (process := self._process) is not None:
            self._process = None
            with suppress(TimeoutError):
                async with asyncio.timeout(_ENDING):
                    while process.poll() is None:
                        await asyncio.sleep(0.005)
            process.kill()
            process.wait()
        self._lock = asyncio.Lock()

    async def _forked(self, theirs: socket.socket) -> int:
        if self._process is None or self._process.poll() is not None:
            await self._start()
        try:
            pid = await self._order(FORK, theirs)
        except (OSError, EOFError):  # it ended since: a new one is asked, once
            await self._start()
            pid = await self._order(FORK, theirs)
        assert isinstance(pid, int)
        return pid

    async def _order(self, message: bytes, theirs: socket.socket | None = None) -> object:
        """Send a message and read what is answered; the lock keeps one order from overtaking another."""
        assert self._control is not None
        socket.send_fds(self._control, [message], [theirs.fileno()] if theirs else [])
        async with asyncio.timeout(_OBEYING):
            return await wire.read(asyncio.get_running_loop(), self._control)

    async def _start(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._control is not None:
            self._control.close()
        self._control, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mgi_graph.server.engine.zygote", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        self._control.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self._control, wire.encode(self._launch))
        try:
            async with asyncio.timeout(_LOADING):
                await wire.read(loop, self._control)
        except (EOFError, OSError, TimeoutError) as error:
            raise ProjectError("the process for queries did not start; what it says is in the log") from error
