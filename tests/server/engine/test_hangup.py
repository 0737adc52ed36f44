"""What is done for a client ends when it hangs up, and only then."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from mgi_graph.server.engine.hangup import GRACE, CancelledOnHangup
from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    from starlette.types import Message


class Client:
    """A client that has sent its request, and may hang up."""

    def __init__(self) -> None:
        self.gone = asyncio.Event()
        self.asked = 0

    async def receive(self) -> Message:
        self.asked += 1
        if self.asked == 1:
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}


def test_a_long_block_is_cancelled_when_the_client_hangs_up() -> None:
    async def main() -> None:
        client = Client()
        asyncio.get_running_loop().call_later(GRACE * 2, client.gone.set)
        with pytest.raises(Problem) as caught, CancelledOnHangup(client.receive):
            await asyncio.sleep(20)
        assert caught.value.status == 499
        task = asyncio.current_task()
        assert task is not None
        assert task.cancelling() == 0

    asyncio.run(main())


def test_a_short_block_does_not_even_look() -> None:
    async def main() -> None:
        client = Client()
        with CancelledOnHangup(client.receive):
            await asyncio.sleep(0)
        await asyncio.sleep(GRACE * 2)
        assert client.asked == 0

    asyncio.run(main())


def test_a_block_that_ends_takes_its_watch_along() -> None:
    async def main() -> None:
        client = Client()
        with CancelledOnHangup(client.receive):
            await asyncio.sleep(GRACE * 2)
        await asyncio.sleep(0)
        assert client.asked == 2
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(main())


def test_who_cancels_the_block_otherwise_is_told_so() -> None:
    async def main() -> None:
        client = Client()

        async def block() -> None:
            with CancelledOnHangup(client.receive):
                await asyncio.sleep(20)

        task = asyncio.ensure_future(block())
        await asyncio.sleep(GRACE * 2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())


def test_a_server_that_never_tells_of_a_hang_up_is_not_asked_forever() -> None:
    async def main() -> None:
        asked = 0

        async def receive() -> Message:
            nonlocal asked
            asked += 1
            return {"type": "http.request", "body": b"", "more_body": False}

        with CancelledOnHangup(receive):
            await asyncio.sleep(GRACE * 3)
        assert asked < 10

    asyncio.run(main())


def test_an_error_of_the_block_stays_what_it_is() -> None:
    async def main() -> None:
        client = Client()
        with pytest.raises(ZeroDivisionError), CancelledOnHangup(client.receive):
            await asyncio.sleep(GRACE * 2)
            raise ZeroDivisionError

    asyncio.run(main())
