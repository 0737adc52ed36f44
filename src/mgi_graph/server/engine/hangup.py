"""A client that hangs up no longer waits: what is done for it is cancelled."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    from types import TracebackType

    from starlette.types import Receive

#: How long a job runs before anybody looks whether its client is still there, in seconds: most have ended by then.
GRACE: Final = 0.1
#: Before that message comes the empty body of the request, where nobody has read it; a server that tells other things
#: without end does not tell when its client hangs up.
_MESSAGES: Final = 3


class CancelledOnHangup:
    """A context that is cancelled when the client hangs up; the body of its request has been read, or there is none.

    ``receive`` is that of the request (ASGI HTTP, "Disconnect"). The block then ends in a :class:`Problem` that nobody
    is there to read: it is for the log. It costs a timer, as long as the block is short.
    """

    __slots__ = ("_block", "_is_gone", "_receive", "_timer", "_watch")

    def __init__(self, receive: Receive) -> None:
        """Watch nothing yet."""
        self._receive = receive
        self._watch: asyncio.Task[None] | None = None
        self._is_gone = False

    def __enter__(self) -> None:
        """Look after the client, after a while."""
        self._block = asyncio.current_task()
        self._timer = asyncio.get_running_loop().call_later(GRACE, self._begin)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Look no longer; tell a hang-up from other reasons to be cancelled."""
        self._timer.cancel()
        watch = self._watch
        if watch is None:
            return
        if not watch.done():
            watch.cancel()
        elif kind is asyncio.CancelledError and self._is_gone:
            assert self._block is not None
            if self._block.uncancel() == 0:  # nobody else cancels as well
                detail = "The client hung up before the answer was there."
                raise Problem(status=499, kind="hung-up", title="Nobody waits any more", detail=detail) from None

    def _begin(self) -> None:
        self._watch = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        for _ in range(_MESSAGES):
            if (await self._receive())["type"] == "http.disconnect":
                assert self._block is not None
                self._is_gone = True
                self._block.cancel()
                return
