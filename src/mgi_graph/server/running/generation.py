"""The processes that serve one dataset: started together, replaced when one dies, retired together."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import ProjectError
from mgi_graph.server.running.member import Member

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from mgi_graph.server.running.messages import Order, Plan

_LOG: Final = logging.getLogger("mgi_graph.server")
#: The delay before a process that died is started again, in seconds: doubled each time, and forgotten after a while.
_SOONEST: Final = 0.5
_LATEST: Final = 30.0
_FORGOTTEN: Final = 60.0
#: How much longer than its own deadline a process may take to end, in seconds.
_SPARE: Final = 5.0


class Generation:
    """``count`` processes for one plan on one socket."""

    def __init__(self, plan: Plan, listener: socket.socket, *, asked: Callable[[Member], None]) -> None:
        """Keep what the processes will need."""
        self._plan = plan
        self._listener = listener
        self._asked = asked
        self._keeping: list[asyncio.Task[None]] = []
        self._is_leaving = False
        self.members: list[Member] = []
        #: Called with each member that has ended.
        self.buried: Callable[[Member], None] = lambda _: None
        #: Called when the engine holds another dataset than the one that is served.
        self.outdated: Callable[[], None] = lambda: None

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the dataset that is served."""
        return self._plan.dataset.digest

    async def start(self) -> None:
        """Start all processes and wait until they are ready; where one is not, none is left, and its error raised."""
        self.members = [self._member() for _ in range(self._plan.settings.workers)]
        try:
            async with asyncio.TaskGroup() as group:
                for member in self.members:
                    group.create_task(member.start())
        except BaseExceptionGroup as errors:
            await self.kill()
            raise errors.exceptions[0] from None
        except BaseException:
            await self.kill()
            raise

    async def listen(self) -> None:
        """Let all processes accept connections, and keep as many alive from now on."""
        await asyncio.gather(*(member.listen() for member in self.members))
        self._keeping = [asyncio.create_task(self._keep(place)) for place in range(len(self.members))]

    async def quiet(self, order: Order) -> None:
        """Let no process accept connections any more; when this returns, none does."""
        self._is_leaving = True
        for task in self._keeping:
            task.cancel()
        await asyncio.gather(*(member.quiet(order) for member in self.members))

    async def gone(self) -> None:
        """Wait until all processes have ended, by themselves or not."""
        seconds = self._plan.settings.grace_seconds + _SPARE
        await asyncio.gather(*(member.gone(seconds) for member in self.members))
        for member in self.members:
            self.buried(member)
        self.members = []

    async def kill(self) -> None:
        """End all processes at once."""
        self._is_leaving = True
        for task in self._keeping:
            task.cancel()
        await asyncio.gather(*(member.kill() for member in self.members))

    def _member(self) -> Member:
        member = Member(self._plan, self._listener, asked=self._asked)
        member.outdated = self._outdate
        return member

    def _outdate(self) -> None:
        if not self._is_leaving:
            self.outdated()

    async def _keep(self, place: int) -> None:
        """Replace the process at a place whenever it has ended."""
        loop, delay = asyncio.get_running_loop(), _SOONEST
        while True:
            started = loop.time()
            member = self.members[place]
            await member.ended.wait()
            if self._is_leaving:
                return
            if loop.time() - started > _FORGOTTEN:
                delay = _SOONEST
            _LOG.error("process %d ended with %s; another is started in %g s", member.pid, member.code, delay)
            self.buried(member)
            await asyncio.sleep(delay)
            delay = min(delay * 2, _LATEST)
            self.members[place] = self._member()
            try:
                await self.members[place].start()
            except ProjectError as error:
                _LOG.error("%s", error)
                continue
            await self.members[place].listen()
