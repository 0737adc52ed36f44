"""A job under way, and everybody who waits for what it ends in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.server.cache import Rendered

if TYPE_CHECKING:
    import asyncio

    from mgi_graph.server.engine.wire import Outcome


class Flight:
    """Equal jobs share one flight; it goes on as long as somebody waits for it."""

    __slots__ = ("_waiters", "frame", "name", "started", "timer")

    def __init__(self, name: str, frame: bytes) -> None:
        """Carry the job ``name``, which ``frame`` holds with its arguments."""
        self.name = name
        self.frame = frame
        self.started: float | None = None
        self.timer: asyncio.TimerHandle | None = None
        self._waiters: list[asyncio.Future[Rendered]] = []

    @property
    def is_abandoned(self) -> bool:
        """Tell whether nobody waits any more."""
        return not self._waiters

    def join(self, waiter: asyncio.Future[Rendered]) -> None:
        """Wait for the outcome."""
        self._waiters.append(waiter)

    def leave(self, waiter: asyncio.Future[Rendered]) -> None:
        """Wait no longer."""
        self._waiters.remove(waiter)

    def land(self, outcome: Outcome) -> None:
        """Tell everybody the outcome."""
        if self.timer is not None:
            self.timer.cancel()
        for waiter in self._waiters:
            if waiter.done():
                continue
            if isinstance(outcome, Rendered):
                waiter.set_result(outcome)
            else:
                waiter.set_exception(outcome)
