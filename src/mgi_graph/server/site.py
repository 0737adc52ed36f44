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
from mgi_graph.server.engine.jobs import Context, Job, run
from mgi_graph.server.engine.pool import Pool
from mgi_graph.server.live.placard import origin_of
from mgi_graph.server.metrics import Metrics, add
from mgi_graph.server.negotiation import field_of
from mgi_graph.server.resources.published import Look, look_up, published
from mgi_graph.server.settings import deciding
from mgi_graph.server.stored import StoredResponses
from mgi_graph.version import SOFTWARE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from prometheus_client.metrics_core import Metric
    from starlette.requests import HTTPConnection

    from mgi_graph.graph import Graph
    from mgi_graph.server.cache import Rendered
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
        #: Where the dataset is, when it stays on an engine: then nothing is asked of it in this process.
        self.origin = origin_of(graph.store)
        self._context = Context(graph=graph, settings=settings)
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

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the dataset calls something."""
        from mgi_graph.server.pages.lexicon import lexicon_of

        return self.origin.languages if self.origin else lexicon_of(self.graph.store).languages

    @cached_property
    def edition(self) -> str:
        """The version of the ontology, and of the JSON-LD context."""
        return self.origin.edition if self.origin else published(self.graph.store).context.version

    async def look(self, iri: str, *, onward: bool = False) -> Look:
        """Return what is known of a thing before it is described; what an engine has said of it is kept.

        Who leads a client ``onward`` needs to know what takes the place of the thing.
        """
        if self.origin is None:
            return look_up(self.graph.store, iri, onward=onward)
        key = f"look {iri}"
        found = self.cache.get(key)
        if found is None:
            found = await self.house.run(Job(name="resources.job:look", arguments={"iri": iri}))
            self.cache.put(key, found)
        return Look(**dict(found.facts))  # type: ignore[arg-type] # as resources.job:look has made it

    async def read(self, job: Job) -> Rendered:
        """Do a job that takes microseconds over a dataset at hand; one that asks an engine is for the processes."""
        return await self.house.run(job) if self.origin else run(job, self._context)

    def address(self, request: HTTPConnection) -> Address:
        """Return where a request finds this server: as configured, else as the request has it."""
        settings, scope = self.settings, request.scope
        root = settings.root_path or scope.get("root_path", "")
        if settings.base_url:
            return _configured(settings.base_url, root)
        return _found(scope["scheme"], tuple(scope.get("server") or ()), field_of(scope, b"host"), root)

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
def _found(scheme: str, server: tuple[str | int | None, ...], host: str | None, root: str) -> Address:
    """Return the address that a request was sent to, as Starlette reads it."""
    headers = [] if host is None else [(b"host", host.encode("latin-1"))]
    scope = {"scheme": scheme, "server": server or None, "path": "/", "query_string": b"", "headers": headers}
    url = URL(scope=scope)
    return Address(origin=f"{url.scheme}://{url.netloc}", root=root)
