"""What every handler works with: the dataset, the settings, the cache, the processes for queries."""

from __future__ import annotations

import asyncio
import hashlib
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from starlette.datastructures import URL

from mgi_graph.queries.versions import digest_of
from mgi_graph.server.address import Address
from mgi_graph.server.cache import Cache
from mgi_graph.server.engine.pool import Pool
from mgi_graph.server.metrics import Metrics, add
from mgi_graph.server.settings import deciding
from mgi_graph.server.stored import StoredResponses
from mgi_graph.version import SOFTWARE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from prometheus_client.metrics_core import Metric
    from starlette.requests import HTTPConnection

    from mgi_graph.graph import Graph
    from mgi_graph.server.observation import Observation
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
        self.stored = StoredResponses()
        self.house = Pool(graph, settings, processes=settings.house_processes, queue=settings.house_queue)
        self.guest = Pool(
            graph,
            settings,
            processes=settings.guest_processes,
            queue=settings.guest_queue,
            memory=settings.query_memory,
        )
        self.metrics = Metrics(self)
        #: What else hears of each request: the log. Who mounts the application may set it.
        self.listen: Callable[[Observation], None] | None = None
        #: What the other processes that serve this site have counted; set by who started them.
        self.others: Callable[[], Awaitable[tuple[tuple[Metric, ...], ...]]] | None = None

    @cached_property
    def version(self) -> str:
        """What all bytes are a function of, beside the request: software, dataset, saved queries, some settings.

        It is the same for all servers of a dataset, so that what one has given out is current to the others.
        """
        queries = (digest_of(saved.text) for saved in self.graph.queries)
        parts = (SOFTWARE, self.graph.store.digest, repr(deciding(self.settings)), *queries)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def address(self, request: HTTPConnection) -> Address:
        """Return where a request finds this server: as configured, else as the request has it."""
        settings, scope = self.settings, request.scope
        root = settings.root_path or scope.get("root_path", "")
        if settings.base_url:
            return _configured(settings.base_url, root)
        host = next((value for name, value in scope["headers"] if name == b"host"), None)
        return _found(scope["scheme"], tuple(scope.get("server") or ()), host, root)

    async def open(self) -> None:
        """Start the processes, so that the first query need not wait for them."""
        await asyncio.gather(self.house.warm(), self.guest.warm())

    def observe(self, seen: Observation) -> None:
        """Take note of a request that was answered."""
        self.metrics.count(seen)
        if self.listen is not None:
            self.listen(seen)

    async def measure(self) -> tuple[Metric, ...]:
        """Return what all processes that serve this site have counted."""
        others = await self.others() if self.others is not None else ()
        return add((self.metrics.measure(), *others))

    async def close(self) -> None:
        """End the processes."""
        await self.house.close()
        await self.guest.close()


@lru_cache(maxsize=64)
def _configured(base_url: str, root: str) -> Address:
    return Address(origin=base_url.removesuffix("/").removesuffix(root), root=root)


@lru_cache(maxsize=1024)
def _found(scheme: str, server: tuple[str | int | None, ...], host: bytes | None, root: str) -> Address:
    """Return the address that a request was sent to, as Starlette reads it."""
    headers = [] if host is None else [(b"host", host)]
    scope = {"scheme": scheme, "server": server or None, "path": "/", "query_string": b"", "headers": headers}
    url = URL(scope=scope)
    return Address(origin=f"{url.scheme}://{url.netloc}", root=root)
