"""A client that hangs up no longer waits: what is done for it is cancelled."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final

from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import Receive

#: How long a job runs before anybody looks whether its client is still there, in seconds: most have ended by then.
_GRACE: Final = 0.1


@asynccontextmanager
async def cancelled_on_hangup(receive: Receive) -> AsyncIterator[None]:
    """Cancel the block when the client hangs up; the body of its request has been read, or there is none.

    ``receive`` is that of the request (ASGI HTTP, "Disconnect"). The block then ends in a :class:`Problem` that nobody
    is there to read: it is for the log.
    """
    loop = asyncio.get_running_loop()
    block = asyncio.current_task()
    assert block is not None
    watch: asyncio.Task[None] | None = None

    async def look() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        block.cancel()

    def begin() -> None:
        nonlocal watch
        watch = loop.create_task(look())

    timer = loop.call_later(_GRACE, begin)
    try:
        yield
    except asyncio.CancelledError:
        if not _has_ended(watch) or block.uncancel() > 0:  # somebody else cancels as well, or instead
            raise
        raise Problem(status=499, kind="hung-up", title="The client hung up before the answer was there") from None
    finally:
        timer.cancel()
        if watch is not None:
            watch.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await watch


def _has_ended(watch: asyncio.Task[None] | None) -> bool:
    return watch is not None and watch.done() and not watch.cancelled() and watch.exception() is None
