"""Answer requests for the catalogue of saved queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse

from mgi_graph.codebook.metadata import LICENSE
from mgi_graph.errors import ParameterError, shorten
from mgi_graph.namespaces import QUERY
from mgi_graph.server.engine.jobs import Job
from mgi_graph.server.media import HTML, Representation
from mgi_graph.server.problem import not_found
from mgi_graph.server.reply import negotiate, reply
from mgi_graph.server.saved.forms import DESCRIPTIONS, by_suffix

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from mgi_graph.server.site import Site

JSON: Final = Representation("JSON", "application/json", "json")
OFFERS: Final = (HTML, JSON, *DESCRIPTIONS)
#: What it takes, and how long that may be: a question in words, and a tag.
OPTIONS: Final = {"q": 500, "tag": 100}


async def catalogue(request: Request) -> Response:
    """Answer with the catalogue, negotiated."""
    offered, _ = negotiate(request, OFFERS)
    return await _catalogue(request, offered, ("Accept",))


async def catalogue_in_form(request: Request) -> Response:
    """Answer with the catalogue in the form that a suffix names."""
    suffix = request.path_params["suffix"].lower()
    offered = by_suffix(suffix, OFFERS)
    if offered is None:
        known = ", ".join(each.suffix for each in OFFERS)
        raise not_found(f"The catalogue has no form {shorten(suffix)!r}; there are {known}")
    return await _catalogue(request, offered, ())


async def openapi(request: Request) -> Response:
    """Answer with the description of the site (OpenAPI 3.1)."""
    site: Site = request.app.state.site
    job = Job(name="saved.openapi.document:openapi", arguments={"address": site.address(request)})
    return await reply(request, lambda: site.house.run(job), JSON.media_type, vary=())


async def elsewhere(request: Request) -> Response:
    """Lead from the IRI of a part of the catalogue to the document that describes it (RFC 9110 §15.4.4).

    Parameters, columns and prefixes are described with their query, or with the catalogue.
    """
    site: Site = request.app.state.site
    name = request.path_params.get("name", "")
    part = request.path_params.get("part", "")
    of_one = part and name not in {"parameter", "prefix"}
    target = f"/query/{site.graph.queries[name].name}" if of_one else "/query"
    return RedirectResponse(site.address(request).path(target), status_code=303, headers={"Vary": "Accept"})


async def _catalogue(request: Request, offered: Representation, vary: tuple[str, ...]) -> Response:
    site: Site = request.app.state.site
    address = site.address(request)
    given = _options(request)
    arguments = {"words": given["q"], "tag": given["tag"], "suffix": offered.suffix, "address": address}
    links = [f'<{QUERY}>; rel="canonical"', f'<{LICENSE}>; rel="license"']
    links.append(f'<{address.url("/openapi.json")}>; rel="service-desc"; type="application/json"')
    links += [
        f'<{address.url(f"/query.{each.suffix}")}>; rel="alternate"; type="{each.media_type}"'
        for each in OFFERS
        if each is not offered
    ]
    job = Job(name="saved.catalogue:catalogue", arguments=arguments)
    return await reply(
        request, lambda: site.house.run(job), offered.media_type, vary=vary, headers=[("Link", ", ".join(links))]
    )


def _options(request: Request) -> dict[str, str]:
    """Read the words and the tag; empty where they are not given."""
    found = dict.fromkeys(OPTIONS, "")
    for name, value in request.query_params.multi_items():
        if name not in found or len(request.query_params.getlist(name)) > 1:
            raise ParameterError(f"the catalogue takes {' and '.join(OPTIONS)}, each once; found {shorten(name)!r}")
        if len(value) > (longest := OPTIONS[name]):
            raise ParameterError(f"{name}: expected at most {longest} characters; found {len(value)}")
        found[name] = value.strip()
    return found
