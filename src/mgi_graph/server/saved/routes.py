"""Routes of the saved queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.routing import Route

from mgi_graph.server.saved import handlers, listing

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

ROUTES: Final[tuple[BaseRoute, ...]] = (
    Route("/query", listing.catalogue),
    Route("/query/", listing.elsewhere),
    Route("/query.{suffix}", listing.catalogue_in_form),
    Route("/query/{name}/references.{suffix}", handlers.references),
    Route("/query/{name}/citation.json", handlers.citation),
    Route("/query/{name}/codebook", handlers.codebook),
    Route("/query/{name}/codebook.zip", handlers.codebook_archive),
    Route("/query/{name}/codebook/{file}", handlers.codebook_file),
    Route("/query/{name:str}/{part:path}", listing.elsewhere),
    Route("/query/{name}.{suffix}", handlers.in_form),
    Route("/query/{name}", handlers.query),
    Route("/openapi.json", listing.openapi),
)
