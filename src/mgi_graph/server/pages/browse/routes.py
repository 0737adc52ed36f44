"""Routes of the pages that browse: each is a job for a worker, its bytes kept by what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse
from starlette.routing import Route

from mgi_graph.server.engine.jobs import Job
from mgi_graph.server.media import HTML
from mgi_graph.server.pages.answers import View
from mgi_graph.server.pages.browse.tables import LISTINGS
from mgi_graph.server.pages.languages import FIELD, language_of
from mgi_graph.server.pinning import hold_all
from mgi_graph.server.reply import negotiate, reply

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.site import Site

_MOST_DIGITS: Final = 6
#: Path, job, and the saved query whose parameters the page takes.
_PAGES: Final = (
    ("/", "start", ""),
    ("/findings", "findings", "findings"),
    ("/instruments", "instruments", "instruments"),
    ("/treaties", "treaties", "treaty-comparison"),
    ("/bodies", "bodies", "bodies"),
    ("/topics", "topics", ""),
    ("/countries", "countries", ""),
)


def _handler(job: str, query: str, **arguments: object) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        site: Site = request.app.state.site
        negotiate(request, (HTML,))
        view = _view(request, site, query)

        async def render() -> Rendered:
            return await site.house.run(Job(name=f"pages.browse.{job}", arguments={"view": view, **arguments}))

        media_type = f"{HTML.media_type};{view.language}"
        return await reply(request, render, media_type, vary=("Accept", FIELD))

    return handle


def _view(request: Request, site: Site, query: str) -> View:
    """Read what a request asks of a page; names that are no parameters of its query are passed over."""
    hold_all(request, site.graph.store.digest)
    known = {each.name for each in site.graph.queries[query].header.parameters} if query else set()
    given: dict[str, tuple[str, ...]] = {}
    for name, value in request.query_params.multi_items():
        if name in known and value:
            given[name] = (*given.get(name, ()), value)
    number = request.query_params.get("page", "1")
    is_number = number.isdecimal() and number.isascii() and len(number) <= _MOST_DIGITS
    return View(
        address=site.address(request),
        given=given,
        number=int(number) if is_number else 1,
        language=language_of(request, site),
    )


async def _timeline(request: Request) -> Response:
    site: Site = request.app.state.site
    return RedirectResponse(f"{site.address(request).path('/instruments')}#timeline", status_code=308)


ROUTES: Final[tuple[BaseRoute, ...]] = (
    *(Route(path, _handler(f"{job}:page", query)) for path, job, query in _PAGES),
    Route("/timeline", _timeline),
    *(Route(path, _handler("tables:page", each.query, path=path)) for path, each in LISTINGS.items()),
)
