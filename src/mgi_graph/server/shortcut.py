"""A shorter way for what is asked most: from the path to the handler, past the tables and wrappers of Starlette.

They cost a tenth of what it takes to make a document. An answer is the same either way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from mgi_graph.errors import MgiError
from mgi_graph.server.errors import answer
from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.routing import Route
    from starlette.types import ASGIApp, Receive, Scope, Send

    from mgi_graph.server.site import Site


class Shortcut:
    """Pure ASGI before the routes of an application: one of them, ``/…/{name:path}``, is found by its beginning."""

    def __init__(self, app: ASGIApp, route: Route, site: Site) -> None:
        """Stand before ``app``, which has the route too."""
        self._app = app
        self._route = route
        self._site = site
        self._beginning = route.path.removesuffix("{name:path}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what the route is for; below a prefix, and by another method, the long way is taken."""
        path = scope.get("path", "")
        if not path.startswith(self._beginning) or scope.get("method") != "GET" or scope.get("root_path"):
            await self._app(scope, receive, send)
            return
        scope["route"], scope["path_params"] = self._route, {"name": path.removeprefix(self._beginning)}
        request = Request(scope, receive, send)
        try:
            response: Response = await self._route.endpoint(request)
        except (MgiError, Problem) as error:
            response = answer(request, error, self._site)
        await response(scope, receive, send)
