"""A server that runs, with what it needs to answer, and what it takes of the processor."""

from __future__ import annotations

import os
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from peers.asked import fetch
from peers.process import free_port, started, wait
from peers.processor import spent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peers.servers import Given, Server


#: Seconds of the processor, of 0.2, up to which a server does nothing; and the least that is counted at a start.
_IDLE: Final = 0.02
_TICK: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Where a server answers, the processes that its time is that of, and the seconds until its first answer."""

    base: str
    pids: tuple[int, ...]
    start: float

    @property
    def spent(self) -> float:
        """Return the seconds of the processor that it has taken so far."""
        return spent(*self.pids)

    def settle(self) -> None:
        """Wait until it is at work on nothing any more, some seconds at most."""
        before = self.spent
        for _ in range(25):
            time.sleep(0.2)
            now = self.spent
            if now - before < _IDLE:
                return
            before = now


@contextmanager
def running(server: Server, given: Given) -> Iterator[Running]:
    """Run a server, and the one behind it, on the first processor; yields when it answers."""
    port = free_port()
    pids: list[int] = []
    with ExitStack() as stack:
        if server.behind:
            pids.append(stack.enter_context(_answering(server.behind, given, port - 1)))
        pids.append(stack.enter_context(_answering(server, given, port)))
        yield Running(base=f"http://127.0.0.1:{port}", pids=tuple(pids), start=max(spent(*pids), _TICK))


@contextmanager
def _answering(server: Server, given: Given, port: int) -> Iterator[int]:
    """Run one process; yields its number when it answers the first thing that it will be asked."""
    log = given.folder / f"{server.name.replace(' ', '-')}.log"
    path, media_type = next(iter(server.asks.values()))
    words, environment = server.command(given, port), {**os.environ, **server.environment}
    with started(words, log, environment=environment, folder=given.folder / server.folder, processor=0) as process:
        wait(lambda: _answers(f"http://127.0.0.1:{port}{path}", media_type), process, log)
        yield process.pid


def _answers(url: str, media_type: str) -> bool:
    try:
        return bool(fetch(url, media_type))
    except OSError:
        return False
