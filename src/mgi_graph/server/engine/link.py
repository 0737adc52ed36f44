"""The connection to one worker, as seen from the event loop."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, cast

from mgi_graph.server.engine import wire

if TYPE_CHECKING:
    from mgi_graph.server.engine.wire import Outcome


class Listener(Protocol):
    """Who hears of a worker."""

    def answered(self, link: Link, outcome: Outcome, *, is_last: bool) -> None:
        """Take an outcome; ``is_last`` tells that the worker ends with it."""

    def lost(self, link: Link) -> None:
        """Take note that the worker is gone; told unless the link was closed from here."""


class Link(asyncio.Protocol):
    """A worker: it is sent a job, and answers it before it is sent the next."""

    def __init__(self, pid: int, listener: Listener) -> None:
        """Wait to be connected to the process ``pid``."""
        self.pid = pid
        self.is_nice = False
        self._listener: Listener | None = listener
        self._assembly = wire.Assembly()
        self._transport: asyncio.Transport | None = None

    def send(self, frame: bytes) -> None:
        """Send a job."""
        assert self._transport is not None
        self._transport.write(frame)

    def stand_back(self, nice: int) -> None:
        """Have the worker take the processors that others leave (setpriority, POSIX), for as long as it lives."""
        self.is_nice = True
        with suppress(OSError):  # it has ended since; until its zygote has waited for it, nobody else has its number
            os.setpriority(os.PRIO_PROCESS, self.pid, nice)

    def close(self) -> None:
        """Hang up, which ends an idle worker; nothing is heard of it any more."""
        self._listener = None
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one in all but name

    def data_received(self, data: bytes) -> None:
        """Take a part of an answer."""
        frame = self._assembly.feed(data)
        if frame is not None and self._listener is not None:
            outcome, is_last = wire.unpack(frame)
            self._listener.answered(self, outcome, is_last=is_last)

    def connection_lost(self, _: Exception | None) -> None:
        """Tell that the worker is gone."""
        if self._listener is not None:
            self._listener.lost(self)
