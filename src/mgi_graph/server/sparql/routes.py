"""Routes of the SPARQL endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.routing import Route

from mgi_graph.server.sparql import handlers

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

ROUTES: Final[tuple[BaseRoute, ...]] = (
    Route("/sparql", handlers.endpoint, methods=["GET", "POST"]),
    Route("/editor", handlers.editor),
)
