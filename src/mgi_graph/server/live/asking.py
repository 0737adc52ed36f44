"""How a process for queries asks an engine: each job in rounds, within one deadline, over a graph of its own."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final, TypeVar

from mgi_graph.graph import Graph
from mgi_graph.store.rounds import Round, Rounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.project import Project
    from mgi_graph.server.live.origin import Origin
    from mgi_graph.server.settings import Settings

    Result = TypeVar("Result")

#: The part of the deadline of a job that the engine has: what is left is for the answer that says that it was late.
SHARE: Final = 0.8
#: How many bytes of JSON an engine may send for an answer of one byte: names of columns and types are repeated.
BULK: Final = 4
#: How long timers may take to end, in seconds.
_ENDING: Final = 2.0


class Asking:
    """One engine, asked by one process; what it has said of the dataset is remembered, within bounds."""

    def __init__(self, origin: Origin, project: Project, settings: Settings, *, is_guest: bool) -> None:
        """Ask nothing yet."""
        self.origin = origin
        self._seconds = settings.query_seconds * SHARE
        self._rounds = Rounds(origin.open(patience=self._seconds))
        self._project = project
        self._transport = self._rounds.remote.engine.transport
        if is_guest:
            self._transport.most = BULK * settings.query_bytes
        #: Shared by the graphs of all rounds: the saved queries, which are read once.
        self.graph = Graph(self._rounds.remote, project)

    @property
    def requests(self) -> int:
        """Count the requests that the engine was sent."""
        return self._rounds.remote.requests

    def do(self, work: Callable[[Graph], Result]) -> Result:
        """Return what a work gives over a graph; it may be done several times, each time over another.

        Raises :class:`StoreError` where the engine fails, or has not answered by the deadline.
        """
        self._transport.until = time.monotonic() + self._seconds
        return self._rounds.do(lambda store: work(self._over(store)))

    def confirm(self) -> None:
        """Make sure that the engine holds the dataset that is served; raises :class:`StoreError`."""
        self._rounds.remote.confirm()

    def held(self) -> str:
        """Return the digest of the dataset that the engine holds now; raises :class:`StoreError` where it fails."""
        return self._rounds.remote.held()

    def rest(self) -> None:
        """Leave no connection and no thread for a fork to inherit."""
        self._transport.disconnect()
        end = time.monotonic() + _ENDING
        while threading.active_count() > 1 and time.monotonic() < end:
            time.sleep(0.001)

    def _over(self, store: Round) -> Graph:
        graph = Graph(store, self._project)
        graph.queries = self.graph.queries
        return graph
