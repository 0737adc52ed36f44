"""What operators and their machines ask: does it live, is it ready, what has it done. Neither cached nor negotiated."""

from __future__ import annotations

import asyncio
import ipaddress
from typing import TYPE_CHECKING, Final

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from mgi_graph.server import metrics as measures
from mgi_graph.server.cache import Rendered
from mgi_graph.server.engine.jobs import Job
from mgi_graph.server.problem import Problem, not_found
from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.site import Site

#: How long a worker may take to say that it is there, in seconds.
_PATIENCE: Final = 5.0
_FRESH: Final = {"Cache-Control": "no-store"}


async def live(_: Request) -> Response:
    """Tell that the process answers."""
    return JSONResponse({"status": "alive"}, headers=_FRESH)


async def ready(request: Request) -> Response:
    """Tell that the dataset is at hand, or on its engine, and a process for queries answers; else 503."""
    site: Site = request.app.state.site
    try:
        async with asyncio.timeout(_PATIENCE):
            await site.house.run(Job(name="operations:probe"))
    except (TimeoutError, Problem) as error:
        raise _unready(str(error) if isinstance(error, Problem) else "") from error
    facts = {"status": "ready", "dataset": site.graph.store.digest, "software": VERSION}
    return JSONResponse(facts, headers=_FRESH)


def probe(context: Context, **_: object) -> Rendered:
    """Answer from a worker that has the dataset, or from its engine; raises :class:`StoreError` where that fails."""
    if context.asking is not None:
        context.asking.confirm()
    return Rendered(body=context.graph.store.digest.encode(), content_type="text/plain")


async def metrics(request: Request) -> Response:
    """Tell counts and times of all processes (Prometheus text format, OpenMetrics 1.0 where it is asked for)."""
    site: Site = request.app.state.site
    if not _may_read(request, site.settings.metrics):
        raise not_found("Metrics are told to this machine alone; the setting 'metrics' can change that.")
    families = await site.measure()
    body, media_type = measures.write(families, request.headers.get("accept", ""))
    return Response(body, headers={**_FRESH, "Content-Type": media_type})


def _may_read(request: Request, readers: str) -> bool:
    if readers != "loopback":
        return readers == "all"
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _unready(detail: str) -> Problem:
    return Problem(
        status=503,
        kind="not-ready",
        title="The server is not ready",
        detail=detail or f"No process for queries answered within {_PATIENCE:g} seconds.",
        headers={"Retry-After": "5"},
    )


ROUTES: Final[tuple[BaseRoute, ...]] = (
    Route("/healthz", live),
    Route("/readyz", ready),
    Route("/metrics", metrics),
)
