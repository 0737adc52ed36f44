"""Start a zygote and ask it for workers."""

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

if TYPE_CHECKING:
    from mgi_graph.graph import Graph
    from mgi_graph.server.settings import Settings

#: How long a zygote may take to load the dataset, and to fork, in seconds.
_LOADING: Final = 120.0
_FORKING: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """What a zygote must know: where project and dataset are, and what bounds its workers."""

    project: str
    dataset: str
    digest: str
    settings: Settings
    memory: int


@dataclass(slots=True, kw_only=True)
class Worker:
    """A worker at the other end of a connection."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Zygote:
    """The process that forks workers, as seen from the event loop."""

    def __init__(self, graph: Graph, settings: Settings, memory: int) -> None:
        """Keep what the process will need; nothing is started yet."""
        if graph.file is None:
            raise ProjectError("the graph was not opened from a dataset of files, which processes for queries load")
        self._launch = Launch(
            project=str(graph.project.root),
            dataset=str(graph.file),
            digest=graph.store.digest,
            settings=settings,
            memory=memory,
        )
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = asyncio.Lock()

    async def fork(self) -> Worker:
        """Return a new worker; the zygote is started first where it does not run."""
        async with self._lock:
            if self._process is None or self._process.poll() is not None:
                await self._start()
            ours, theirs = socket.socketpair()
            loop = asyncio.get_running_loop()
            assert self._control is not None
            socket.send_fds(self._control, [b"fork"], [theirs.fileno()])
            theirs.close()
            async with asyncio.timeout(_FORKING):
                data = await loop.sock_recv(self._control, 8)
            ours.setblocking(False)
            reader, writer = await asyncio.open_unix_connection(sock=ours, limit=1 << 20)
            return Worker(pid=int.from_bytes(data, "big"), reader=reader, writer=writer)

    def end(self, worker: Worker) -> None:
        """End a worker at once, whatever it does."""
        worker.writer.transport.abort()
        if self._control is not None:
            with suppress(OSError):
                self._control.send(worker.pid.to_bytes(8, "big"))

    async def close(self) -> None:
        """End the zygote, which ends its workers."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if (process := self._process) is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(_FORKING):
                    while process.poll() is None:
                        await asyncio.sleep(0.01)
            process.kill()
            process.wait()
            self._process = None

    async def _start(self) -> None:
        ours, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mgi_graph.server.engine.zygote", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        ours.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(ours, wire.encode(self._launch))
        async with asyncio.timeout(_LOADING):
            await _frame(loop, ours)
        self._control = ours


async def _frame(loop: asyncio.AbstractEventLoop, connection: socket.socket) -> None:
    """Read the frame by which a zygote says that it is ready."""
    head = await _read(loop, connection, 4)
    await _read(loop, connection, int.from_bytes(head, "big"))


async def _read(loop: asyncio.AbstractEventLoop, connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        part = await loop.sock_recv(connection, count - len(data))
        if not part:
            raise ProjectError("the process for queries ended while it was started; its message is in the log")
        data += part
    return data
