"""``/about``: what the site is and how it is used; the same for every dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.routing import Route

from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import HTML
from mgi_graph.server.pages.templating import render
from mgi_graph.server.problem import not_found
from mgi_graph.server.reply import negotiate, reply

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from mgi_graph.server.site import Site

#: The pages: name, what it is called.
PAGES: Final = (
    ("researchers", "For researchers"),
    ("developers", "For developers"),
    ("maintainers", "For maintainers"),
    ("problems", "Problems and what they mean"),
    ("accessibility", "Accessibility"),
    ("privacy", "Privacy"),
)
_NAMES: Final = dict(PAGES)


async def overview(request: Request) -> Response:
    """Answer with what this is, and how to cite it."""
    return await _page(request, "about", "About")


async def page(request: Request) -> Response:
    """Answer with one of the pages."""
    name = request.path_params["name"]
    if name not in _NAMES:
        raise not_found(f"There is no page {name[:100]!r} about the site; there are {', '.join(_NAMES)}.")
    return await _page(request, name, _NAMES[name])


async def _page(request: Request, name: str, title: str) -> Response:
    site: Site = request.app.state.site
    address = site.address(request)
    negotiate(request, (HTML,))

    def made() -> Rendered:
        body = render(
            f"about/{name}.html",
            address,
            here="/about",
            title=title,
            others=PAGES,
            name=name,
            digest=site.graph.store.digest,
            dataset=site.graph.dataset,
            settings=site.settings,
        )
        return Rendered(body=body.encode(), content_type=HTML.content_type)

    return await reply(request, made, HTML.media_type)


ROUTES: Final[tuple[BaseRoute, ...]] = (Route("/about", overview), Route("/about/{name}", page))
