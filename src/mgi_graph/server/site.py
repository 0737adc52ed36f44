"""What every handler works with: the dataset, the settings, the cache, the processes for queries."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from mgi_graph.server.address import Address
from mgi_graph.server.cache import Cache
from mgi_graph.server.engine.pool import Pool
from mgi_graph.version import SOFTWARE

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection
    from starlette.types import Scope

    from mgi_graph.graph import Graph
    from mgi_graph.server.settings import Settings


class Site:
    """One dataset, served; handlers find it as ``request.app.state.site``.

    ``house`` answers saved queries, searches and pages, ``guest`` the SPARQL of strangers: neither can starve the
    other.
    """

    def __init__(self, graph: Graph, settings: Settings) -> None:
        """Make the parts; no process is started before the first job."""
        self.graph = graph
        self.settings = settings
        self.cache = Cache(settings.cache_bytes)
        self.house = Pool(graph, settings, processes=settings.house_processes, queue=settings.house_queue)
        self.guest = Pool(
            graph,
            settings,
            processes=settings.guest_processes,
            queue=settings.guest_queue,
            memory=settings.query_memory,
        )

    @cached_property
    def version(self) -> str:
        """What all bytes are a function of, beside the request: software, dataset and settings, as one digest."""
        parts = (SOFTWARE, self.graph.store.digest, repr(self.settings))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def address(self, request: HTTPConnection) -> Address:
        """Return where a request finds this server: as configured, else as the request has it."""
        settings = self.settings
        root = settings.root_path or request.scope.get("root_path", "")
        if settings.base_url:
            origin = settings.base_url.removesuffix("/").removesuffix(root)
            return Address(origin=origin, root=root)
        return Address(origin=f"{request.url.scheme}://{request.url.netloc}", root=root)

    async def open(self) -> None:
        """Start the processes, so that the first query need not wait for them."""
        await self.house.warm()
        await self.guest.warm()

    def observe(self, scope: Scope, status: int, seconds: float) -> None:
        """Take note of a request that was answered."""

    async def close(self) -> None:
        """End the processes."""
        await self.house.close()
        await self.guest.close()
