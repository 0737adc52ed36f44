"""Routes of linked data: things, documents, vocabularies, graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.routing import Route

from mgi_graph.server.resources import documents, files, things

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

#: What is asked most.
DOCUMENT: Final = Route("/doc/{name:path}", things.document)
ROUTES: Final[tuple[BaseRoute, ...]] = (
    DOCUMENT,
    Route("/id/{name:path}", things.thing),
    Route("/vocab", documents.vocabularies),
    Route("/vocab.{suffix}", documents.vocabularies),
    Route("/vocab/", documents.listed),
    Route("/vocab/{name:path}", things.thing),
    Route("/ontology", documents.ontology),
    Route("/ontology.{suffix}", documents.ontology),
    Route("/ontology/{version}", documents.version),
    Route("/shapes", documents.shapes),
    Route("/shapes.{suffix}", documents.shapes),
    Route("/graph", documents.graphs),
    Route("/graph.{suffix}", documents.graphs),
    Route("/graph/", documents.listed),
    Route("/graph/{name:path}", documents.graph),
    Route("/context", documents.newest_context),
    Route("/context/{version}.jsonld", documents.context),
    Route("/dataset", files.dataset),
    Route("/dataset.{suffix}", files.dataset),
    Route("/.well-known/void", files.well_known),
    Route("/dump", files.dumps),
    Route("/dump/{name}", files.dump),
    Route("/sitemap.xml", files.sitemap),
    Route("/sitemap-{part:int}.xml", files.sitemap),
    Route("/robots.txt", files.robots),
    Route("/favicon.ico", files.icon),
)
