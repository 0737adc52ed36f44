"""Every error of every route, answered in one place."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mgi_graph.errors import MgiError
from mgi_graph.server.media import HTML
from mgi_graph.server.negotiation import choose
from mgi_graph.server.problem import MEDIA_TYPE, Problem, problem_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from mgi_graph.server.site import Site

_LOG: Final = logging.getLogger("mgi_graph.server")
#: Where the sorts of problems are explained, each under its name.
PROBLEMS: Final = "/about/problems"
_TITLES: Final = {404: "There is nothing at this address", 405: "This method is not for this resource"}


def respond(request: Request, problem: Problem, site: Site) -> Response:
    """Answer with a problem: as a page where the client likes HTML best, else as Problem Details (RFC 9457 §3)."""
    address = site.address(request)
    chosen = choose(request.headers.get("accept"), (MEDIA_TYPE, "application/json", HTML.media_type))
    headers = {**problem.headers, "Cache-Control": "no-store"}
    if chosen == HTML.media_type:
        from mgi_graph.server.pages.templating import render

        body = render("problem.html", address, problem=problem).encode()
        return Response(body, status_code=problem.status, media_type=HTML.media_type, headers=headers)
    body = problem.encode(type_url=address.url(PROBLEMS), instance=request.url.path)
    return Response(body, status_code=problem.status, headers={**headers, "Content-Type": MEDIA_TYPE})


def answer(request: Request, error: MgiError | Problem, site: Site) -> Response:
    """Answer with an error of ours."""
    return respond(request, error if isinstance(error, Problem) else problem_of(error), site)


def handlers(site: Site) -> Mapping[type[Exception] | int, Callable[[Request, Exception], Awaitable[Response]]]:
    """Return what answers each kind of exception that a handler may raise."""

    async def known(request: Request, error: Exception) -> Response:
        assert isinstance(error, MgiError | Problem)
        return answer(request, error, site)

    async def plain(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if request.method == "OPTIONS" and error.status_code == 405:  # RFC 9110 §9.3.7
            return Response(status_code=204, headers=error.headers)
        return respond(request, _of_status(error, request), site)

    async def unknown(request: Request, error: Exception) -> Response:
        _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
        detail = "The error is in its log."
        problem = Problem(status=500, kind="internal-error", title="The server cannot answer", detail=detail)
        return respond(request, problem, site)

    return {MgiError: known, Problem: known, HTTPException: plain, Exception: unknown}


def _of_status(error: HTTPException, request: Request) -> Problem:
    status = error.status_code
    allowed = (error.headers or {}).get("Allow", "")
    detail = f"Use {allowed}." if status == 405 else f"No resource is called {request.url.path[:200]!r}."
    return Problem(
        status=status,
        kind="method-not-allowed" if status == 405 else "not-found" if status == 404 else "bad-request",
        title=_TITLES.get(status, HTTPStatus(status).phrase),
        detail=detail if status in _TITLES else "",
        headers=dict(error.headers or {}),
    )
