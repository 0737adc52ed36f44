"""Routes of the search, and what tells a browser that it can be searched from its address bar (OpenSearch 1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.routing import Route

from mgi_graph.errors import ParameterError, shorten
from mgi_graph.server.cache import Rendered
from mgi_graph.server.engine.jobs import Job
from mgi_graph.server.media import HTML, Representation
from mgi_graph.server.pages.answers import View
from mgi_graph.server.pages.languages import FIELD, language_of
from mgi_graph.server.pages.templating import render as fill
from mgi_graph.server.pinning import hold_all
from mgi_graph.server.reply import negotiate, reply

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from mgi_graph.server.site import Site

JSON: Final = Representation("JSON", "application/json", "json")
_OPENSEARCH: Final = "application/opensearchdescription+xml"
#: Hits in JSON, unless a number is asked for; and at most.
LIMIT: Final = 25
MOST: Final = 500


async def search(request: Request) -> Response:
    """Answer a search: the page, or JSON."""
    offered, _ = negotiate(request, (HTML, JSON))
    return await (_page(request) if offered is HTML else _data(request, vary=("Accept",)))


async def search_json(request: Request) -> Response:
    """Answer a search with JSON, whatever the client accepts."""
    return await _data(request, vary=())


async def opensearch(request: Request) -> Response:
    """Describe the search (OpenSearch 1.1 Draft 6 §4)."""
    site: Site = request.app.state.site

    def render() -> Rendered:
        return Rendered(body=fill("opensearch.xml", site.address(request)).encode(), content_type=_OPENSEARCH)

    return await reply(request, render, _OPENSEARCH, vary=())


async def _page(request: Request) -> Response:
    site: Site = request.app.state.site
    given = _given(request)
    hold_all(request, site.graph.store.digest)
    number = request.query_params.get("page", "1")
    view = View(
        address=site.address(request),
        given={},
        number=int(number) if number.isdecimal() and number.isascii() and len(number) < 4 else 1,
        language=language_of(request, site),
    )

    async def render() -> Rendered:
        return await site.house.run(Job(name="pages.search:page", arguments={"view": view, **given}))

    return await reply(request, render, f"{HTML.media_type};{view.language}", vary=("Accept", FIELD))


async def _data(request: Request, *, vary: tuple[str, ...]) -> Response:
    site: Site = request.app.state.site
    given = _given(request)
    hold_all(request, site.graph.store.digest)
    limit = request.query_params.get("limit", str(LIMIT))
    if not (limit.isdecimal() and limit.isascii() and len(limit) < 5 and int(limit) <= MOST):
        raise ParameterError(f"limit: expected a whole number from 0 to {MOST}; found {shorten(limit)!r}")

    async def render() -> Rendered:
        return await site.house.run(Job(name="pages.search:data", arguments={**given, "limit": int(limit)}))

    return await reply(request, render, JSON.media_type, vary=vary)


def _given(request: Request) -> dict[str, str]:
    taken = request.query_params
    return {"words": taken.get("q", ""), "kind": taken.get("kind", ""), "domain": taken.get("domain", "")}


ROUTES: Final[tuple[BaseRoute, ...]] = (
    Route("/search", search),
    Route("/search.json", search_json),
    Route("/opensearch.xml", opensearch),
)
