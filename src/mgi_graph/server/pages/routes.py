"""Routes of the pages for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.routing import Route

from mgi_graph.server.pages import about, assets, searching
from mgi_graph.server.pages.browse import routes as browse

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

ROUTES: Final[tuple[BaseRoute, ...]] = (
    Route("/static/{digest:str}/{name:path}", assets.serve),
    *browse.ROUTES,
    *searching.ROUTES,
    *about.ROUTES,
)
