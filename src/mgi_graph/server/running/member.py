"""A process that serves, as the supervisor sees it."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import ProjectError
from mgi_graph.server.running.messages import Measured, Order, Others, State, encode, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.server.running.messages import Plan

_MODULE: Final = "mgi_graph.server.running.process"
#: How long a process may take to load the dataset, to obey, and to say what it has counted, in seconds.
_LOADING: Final = 180.0
_OBEYING: Final = 5.0
_COUNTING: Final = 2.0
#: The GNU C library keeps seven freed blocks of a size at hand, and a description takes some hundred: with more of them
#: it is made in a seventh less time. Other libraries pass this over; what the operator sets goes before it.
_TUNABLES: Final = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=2000"}


class Member:
    """One process: started by :meth:`start`, it serves from :meth:`listen` on."""

    def __init__(self, plan: Plan, listener: socket.socket, *, asked: Callable[[Member], None]) -> None:
        """Keep what it will need; ``asked`` is called when it wants to know what the others have counted."""
        self._plan = plan
        self._listener = listener
        self._asked = asked
        self._states = {state: asyncio.Event() for state in State}
        self._measured = asyncio.Event()
        self._process: asyncio.subprocess.Process | None = None
        self._hearing: asyncio.Task[None] | None = None
        #: What it has counted, as far as it is known; at its end the whole.
        self.counted: Measured = Measured(families=())
        self.ended = asyncio.Event()
        #: Called when it finds that the engine holds another dataset.
        self.outdated: Callable[[], None] = lambda: None

    @property
    def pid(self) -> int:
        """Return the number of the process; 0 before it is started."""
        return self._process.pid if self._process else 0

    @property
    def code(self) -> int | None:
        """Return how the process ended: its exit code, the negative number of a signal, ``None`` while it runs."""
        return self._process.returncode if self._process else None

    async def start(self) -> None:
        """Start the process and wait until it is ready; raises :class:`ProjectError` where it is not."""
        ours, theirs = socket.socketpair()
        numbers = (theirs.fileno(), self._listener.fileno())
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", _MODULE, *map(str, numbers), pass_fds=numbers, stdin=asyncio.subprocess.DEVNULL,
            start_new_session=True, env=_TUNABLES | os.environ,
        )  # fmt: skip
        theirs.close()
        ours.setblocking(False)
        reader, self._writer = await asyncio.open_unix_connection(sock=ours)
        self._hearing = asyncio.create_task(self._hear(reader))
        self._say(self._plan)
        if not await self._reaches(State.READY, _LOADING):
            await self.kill()
            raise ProjectError("a process that serves could not be started; its message is in the log")

    async def listen(self) -> None:
        """Let it accept connections."""
        self._say(Order.LISTEN)
        await self._reaches(State.LISTENING, _OBEYING)

    async def quiet(self, order: Order) -> None:
        """Let it accept no more connections; it ends by itself when its requests are answered."""
        self._say(order)
        if not await self._reaches(State.QUIET, _OBEYING):
            await self.kill()

    async def gone(self, seconds: float) -> None:
        """Wait until it has ended; what has not by then is killed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.ended.wait()
        await self.kill()

    async def measure(self) -> None:
        """Ask what it has counted; what is known stays where it does not answer."""
        if not self.ended.is_set():
            self._measured.clear()
            self._say(Order.MEASURE)
            with suppress(TimeoutError):
                async with asyncio.timeout(_COUNTING):
                    await self._measured.wait()

    def tell(self, others: Others) -> None:
        """Tell it what the others have counted."""
        self._say(others)

    async def kill(self) -> None:
        """End the process at once; its processes for queries end with it."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
        if self._hearing is not None:
            await self._hearing

    def _say(self, message: object) -> None:
        if not self.ended.is_set():
            self._writer.write(encode(message))

    async def _reaches(self, state: State, seconds: float) -> bool:
        """Wait until it says that it is in a state; tell whether it did before it ended."""
        waiting = [asyncio.create_task(event.wait()) for event in (self._states[state], self.ended)]
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for each in waiting:
            each.cancel()
        return self._states[state].is_set()

    async def _hear(self, reader: asyncio.StreamReader) -> None:
        assert self._process is not None
        try:
            with suppress(asyncio.IncompleteReadError, OSError):
                while True:
                    self._take(await read(reader))
        finally:
            await self._process.wait()
            self._writer.close()
            self.ended.set()
            self._measured.set()

    def _take(self, message: object) -> None:
        if isinstance(message, Measured):
            self.counted = message
            self._measured.set()
        elif message is State.ASKING:
            self._asked(self)
        elif message is State.OUTDATED:
            self.outdated()
        elif isinstance(message, State):
            self._states[message].set()
