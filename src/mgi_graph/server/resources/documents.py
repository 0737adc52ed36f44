"""Documents that are not about one thing: the ontology, the vocabularies, shapes, graphs, the JSON-LD context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse

from mgi_graph.errors import shorten
from mgi_graph.namespaces import BASE, GRAPH, ONTOLOGY, SHAPES, VOCAB
from mgi_graph.server.engine.jobs import Job
from mgi_graph.server.media import DOCUMENT, JSON_LD
from mgi_graph.server.problem import not_found
from mgi_graph.server.reply import negotiate, reply
from mgi_graph.server.resources.links import Place, linked

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.media import Representation
    from mgi_graph.server.site import Site

_SUFFIXES: Final = {offer.suffix: offer for offer in DOCUMENT}
#: A version of the context never changes (RFC 8246).
_IMMUTABLE: Final = "public, max-age=31536000, immutable"


async def ontology(request: Request) -> Response:
    """Answer with the ontology."""
    return await _document(request, "ontology", ONTOLOGY, "/ontology")


async def version(request: Request) -> Response:
    """Answer with the ontology of a version, as long as that is the one of this dataset."""
    known = _site(request).edition
    asked, offer = _split(request.path_params["version"])
    if asked != known:
        raise not_found(f"The ontology here has version {known}, not {shorten(asked)!r}.", nearest=(known,))
    return await _document(request, "ontology", f"{ONTOLOGY}/{known}", f"/ontology/{known}", offer)


async def vocabularies(request: Request) -> Response:
    """Answer with the list of vocabularies."""
    return await _document(request, "vocabularies", VOCAB.rstrip("/"), "/vocab")


async def listed(request: Request) -> Response:
    """Lead from a namespace to the list of what is in it."""
    return RedirectResponse(request.url.path.rstrip("/"), status_code=303)


async def shapes(request: Request) -> Response:
    """Answer with the shapes that data must satisfy."""
    return await _document(request, "shapes", SHAPES.rstrip("#"), "/shapes")


async def graphs(request: Request) -> Response:
    """Answer with the list of the graphs of the dataset."""
    return await _document(request, "graphs", GRAPH.rstrip("/"), "/graph")


async def graph(request: Request) -> Response:
    """Answer with what one graph states."""
    site = _site(request)
    name, offer = _split(request.path_params["name"])
    iri = f"{GRAPH}{name}"
    if iri not in site.graph.store.graph_names():
        raise not_found(f"The dataset has no graph {shorten(name)!r}; /graph lists those that there are.")
    return await _document(request, "graph", iri, f"/graph/{name}", offer)


async def context(request: Request) -> Response:
    """Answer with the JSON-LD context of a version, which never changes."""
    site = _site(request)
    known, asked = site.edition, request.path_params["version"]
    if asked != known:
        raise not_found(f"The context here has version {known}, not {shorten(asked)!r}.", nearest=(known,))
    job = Job(name="resources.job:context")
    response = await reply(request, lambda: site.read(job), JSON_LD.media_type, vary=())
    response.headers["Cache-Control"] = _IMMUTABLE
    return response


async def newest_context(request: Request) -> Response:
    """Lead to the context of this version."""
    site = _site(request)
    known = site.edition
    target = site.address(request).path(f"/context/{known}.jsonld")
    return RedirectResponse(target, status_code=302, headers={"Cache-Control": "no-cache"})


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


def _split(name: str) -> tuple[str, Representation | None]:
    stem, _, suffix = name.rpartition(".")
    offer = _SUFFIXES.get(suffix)
    return (stem, offer) if stem and offer else (name, None)


async def _document(request: Request, kind: str, iri: str, local: str, offer: Representation | None = None) -> Response:
    """Answer with a document: negotiated, or in the form of the suffix that its path has."""
    suffix = request.path_params.get("suffix")
    if suffix is not None and (offer := _SUFFIXES.get(suffix)) is None:
        known = ", ".join(_SUFFIXES)
        raise not_found(f"{BASE.rstrip('/')}{local} has no form {shorten(suffix)!r}; there are {known}")
    vary = () if offer else ("Accept",)
    offered, media_type = (offer, offer.media_type) if offer else negotiate(request, DOCUMENT)
    site = _site(request)
    address = site.address(request)
    arguments = {"kind": kind, "iri": iri, "suffix": offered.suffix, "address": address}

    async def render() -> Rendered:
        made = await site.house.run(Job(name="resources.outline:document", arguments=arguments))
        return linked(made, Place(iri, local, offered, DOCUMENT), address)

    return await reply(request, render, media_type, vary=vary)
