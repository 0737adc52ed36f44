"""The application: the table of its routes, and nothing else. It can be mounted in another one."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware

from mgi_graph.server import errors, operations
from mgi_graph.server.front import Front
from mgi_graph.server.pages import routes as pages
from mgi_graph.server.resources import routes as resources
from mgi_graph.server.saved import routes as saved
from mgi_graph.server.settings import Settings
from mgi_graph.server.shortcut import Shortcut
from mgi_graph.server.site import Site
from mgi_graph.server.sparql import routes as sparql

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from mgi_graph.graph import Graph


def create_app(graph: Graph, settings: Settings | None = None) -> Starlette:
    """Return the ASGI application that serves a graph; ``app.state.site`` is its :class:`Site`.

    Mounted elsewhere, its lifespan may not be run: processes are then started by the first query, and end with
    this one.
    """
    site = Site(graph, settings or Settings())

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await site.open()
        try:
            yield
        finally:
            await site.close()

    app = Starlette(
        # one after the other is tried: what is asked most stands first
        routes=[*sparql.ROUTES, *resources.ROUTES, *saved.ROUTES, *pages.ROUTES, *operations.ROUTES],
        middleware=[Middleware(Front, site=site), Middleware(Shortcut, route=resources.DOCUMENT, site=site)],
        exception_handlers=errors.handlers(site),
        lifespan=lifespan,
    )
    app.state.site = site
    return app
