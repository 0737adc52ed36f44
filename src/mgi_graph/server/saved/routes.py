"""Routes of the saved queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.routing import Route

from mgi_graph.server.saved import handlers

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

ROUTES: Final[tuple[BaseRoute, ...]] = (
    Route("/query/{name}/references.{suffix}", handlers.references),
    Route("/query/{name}/citation.json", handlers.citation),
    Route("/query/{name}.{suffix}", handlers.in_form),
    Route("/query/{name}", handlers.query),
)
