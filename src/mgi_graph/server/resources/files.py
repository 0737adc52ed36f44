"""What robots look for at fixed places: the description of the dataset, sitemaps, robots.txt, the icon; and dumps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse

from mgi_graph.codebook.metadata import LICENSE
from mgi_graph.errors import shorten
from mgi_graph.publication.void import DATASET
from mgi_graph.server.cache import Rendered
from mgi_graph.server.engine.jobs import Job
from mgi_graph.server.media import DOCUMENT, HTML, RDF
from mgi_graph.server.pages.assets import path_of
from mgi_graph.server.problem import not_found
from mgi_graph.server.reply import negotiate, reply
from mgi_graph.server.resources.links import Place, linked

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from mgi_graph.server.media import Representation
    from mgi_graph.server.site import Site

_SUFFIXES: Final = {offer.suffix: offer for offer in DOCUMENT}
#: For programs that look where VoID §7.2 tells them to.
_WELL_KNOWN: Final = (*RDF, HTML)
_XML: Final = "application/xml"
_PLAIN: Final = "text/plain; charset=utf-8"
#: Crawlers are kept from what is made anew for each request; the documents say the same.
_ROBOTS: Final = """User-agent: *
Disallow: {root}/sparql
Disallow: {root}/editor
Disallow: {root}/search
Disallow: {root}/query/*?
Allow: {root}/

Sitemap: {sitemap}
"""


async def dataset(request: Request) -> Response:
    """Answer with the description of the dataset, negotiated or in the form of a suffix."""
    suffix = request.path_params.get("suffix")
    if suffix is None:
        offered, media_type = negotiate(request, DOCUMENT)
        return await _dataset(request, offered, media_type, ("Accept",))
    if suffix not in _SUFFIXES:
        raise not_found(f"The dataset has no description as {shorten(suffix)!r}; there are {', '.join(_SUFFIXES)}")
    return await _dataset(request, _SUFFIXES[suffix], _SUFFIXES[suffix].media_type, ())


async def well_known(request: Request) -> Response:
    """Answer with the description of the dataset, for programs first (RFC 8615)."""
    offered, media_type = negotiate(request, _WELL_KNOWN)
    return await _dataset(request, offered, media_type, ("Accept",))


async def dumps(request: Request) -> Response:
    """Lead to the list of the files to download."""
    return RedirectResponse(f"{_site(request).address(request).path('/dataset')}#downloads", status_code=303)


async def dump(request: Request) -> Response:
    """Answer with a file to download, or its checksum."""
    site = _site(request)
    name = request.path_params["name"]
    address = site.address(request)
    links = f'<{LICENSE}>; rel="license", <{address.url("/dataset")}>; rel="describedby", <{DATASET}>; rel="collection"'
    job = Job(name="resources.dumps:file", arguments={"name": name})
    return await reply(request, lambda: site.house.run(job), "*/*", vary=(), headers=[("Link", links)])


async def sitemap(request: Request) -> Response:
    """Answer with the map of the pages of this host, or with the index of its parts (sitemaps.org 0.9)."""
    site = _site(request)
    arguments = {"part": request.path_params.get("part", 0), "address": site.address(request)}
    job = Job(name="resources.sitemap:sitemap", arguments=arguments)
    return await reply(request, lambda: site.house.run(job), _XML, vary=())


async def robots(request: Request) -> Response:
    """Answer with what crawlers may read (RFC 9309)."""
    address = _site(request).address(request)
    text = _ROBOTS.format(root=address.root, sitemap=address.url("/sitemap.xml"))
    return await reply(request, lambda: Rendered(body=text.encode(), content_type=_PLAIN), _PLAIN, vary=())


async def icon(request: Request) -> Response:
    """Lead to the icon, for those who look where browsers always did."""
    target = _site(request).address(request).path(path_of("icon.svg"))
    return RedirectResponse(target, status_code=302, headers={"Cache-Control": "no-cache"})


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


async def _dataset(request: Request, offered: Representation, media_type: str, vary: tuple[str, ...]) -> Response:
    site = _site(request)
    address = site.address(request)
    arguments = {"suffix": offered.suffix, "address": address}

    async def render() -> Rendered:
        made = await site.house.run(Job(name="resources.dataset:dataset", arguments=arguments))
        return linked(made, Place(DATASET, "/dataset", offered, DOCUMENT), address)

    return await reply(request, render, media_type, vary=vary)
