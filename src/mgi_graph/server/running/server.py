"""uvicorn, told when to accept connections and when to stop, and with an eye on those that it has."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import uvicorn

from mgi_graph.server.running.connection import Connection
from mgi_graph.server.running.forwarded import Forwarded

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from starlette.types import ASGIApp

    from mgi_graph.server.settings import Settings


def configuration(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """Return how uvicorn runs an application: its own log, header fields and WebSockets are off."""
    return uvicorn.Config(
        Forwarded(app, trusted=settings.trusted_proxies, root_path=settings.root_path),
        http=Connection,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=settings.idle_seconds,
        timeout_graceful_shutdown=max(1, round(settings.grace_seconds)),
    )


class Server(uvicorn.Server):
    """A server that is ready before it accepts connections: its application is started, its socket waits."""

    def __init__(self, config: uvicorn.Config, settings: Settings, listener: socket.socket) -> None:
        """Keep the socket, which other processes may listen to as well."""
        super().__init__(config)
        self.ready = asyncio.Event()
        self._settings = settings
        self._listener = listener

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the application, and accept nothing yet."""
        await super().startup(sockets=sockets or [])
        self.ready.set()

    async def listen(self) -> None:
        """Accept connections from now on."""
        protocol = partial(
            Connection,
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
            settings=self._settings,
        )
        loop = asyncio.get_running_loop()
        self.servers.append(await loop.create_server(protocol, sock=self._listener, backlog=self.config.backlog))

    def leave(self, *, politely: bool = True) -> None:
        """Accept no more connections, finish the requests that there are, and end.

        Politely, a connection without a request is left to its client, which may be sending one at this very moment:
        its answer will say that the connection closes.
        """
        setattr(self.server_state, "is_polite", politely)  # noqa: B010 - uvicorn's class does not know it
        for server in self.servers:
            server.close()
        # now, not at the next tick: what is answered from here on says that the connection closes
        for connection in tuple(self.server_state.connections):
            connection.shutdown()
        self.should_exit = True

    async def on_tick(self, counter: int) -> bool:
        """Look after the connections once a second; uvicorn calls this ten times a second."""
        if counter % 10 == 0:
            self._look()
        return await super().on_tick(counter)

    async def _wait_tasks_to_complete(self) -> None:
        """Look after the connections while they end, too."""
        watching = asyncio.create_task(self._keep_looking())
        try:
            await super()._wait_tasks_to_complete()
        finally:
            watching.cancel()

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(1)
            self._look()

    def _look(self) -> None:
        now = asyncio.get_running_loop().time()
        for connection in tuple(self.server_state.connections):
            if isinstance(connection, Connection):
                connection.look(now)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the process."""
        yield


def loop_factory(config: uvicorn.Config) -> Any:  # noqa: ANN401 - of uvloop where it is installed
    """Return what makes the event loop."""
    return config.get_loop_factory()
