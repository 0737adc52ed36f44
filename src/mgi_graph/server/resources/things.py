"""From the IRI of a thing to its document (RFC 9110 §15.4.4; Cool URIs for the Semantic Web §4.3), and the document.

``/id/…`` and ``/vocab/…`` identify things, which are not documents: 303 leads to ``/doc/…``, which is negotiated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.responses import RedirectResponse

from mgi_graph.errors import shorten
from mgi_graph.namespaces import BASE, shrink
from mgi_graph.server.address import iri_of, local_of
from mgi_graph.server.engine.jobs import Job
from mgi_graph.server.media import DOCUMENT, HTML, content_type_of
from mgi_graph.server.negotiation import choose
from mgi_graph.server.pages.languages import FIELD, language_of
from mgi_graph.server.pinning import hold_all
from mgi_graph.server.problem import Problem, not_found
from mgi_graph.server.reply import negotiate, reply
from mgi_graph.server.resources import profiles
from mgi_graph.server.resources.links import View, of_document
from mgi_graph.server.resources.profiles import ARGUMENT, PLAIN, SCHEMA, Profile, profile_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.media import Representation
    from mgi_graph.server.resources.published import Look
    from mgi_graph.server.site import Site

_SUFFIXES: Final = {offer.suffix: offer for offer in DOCUMENT}
#: What decides on the form of a document that is named without a suffix, the language of its page, and the view.
_VARY: Final = ("Accept", FIELD, profiles.FIELD)
_SAFE: Final = "/:@!$&'()*+,;=-._~"


async def thing(request: Request) -> Response:
    """Lead from a thing to its document; from one that was given up to what replaces it (301), or say so (410)."""
    site: Site = request.app.state.site
    address = site.address(request)
    local = request.url.path.removeprefix(address.root)
    iri = f"{BASE}{request.scope['path'].removeprefix(request.scope.get('root_path', '')).lstrip('/')}"
    known = await site.look(iri, onward=True)
    if not known.is_known:
        raise _unknown(iri, known)
    successors = known.successors
    if successors is None:
        query = f"?{request.url.query}" if request.url.query else ""
        target = local.replace("/id/", "/doc/", 1) if local.startswith("/id/") else f"/doc{local}"
        return RedirectResponse(address.path(f"{target}{query}"), status_code=303)
    if len(successors) == 1:
        target = local_of(successors[0]) or ""
        return RedirectResponse(address.path(target) if target else successors[0], status_code=301)
    raise _gone(iri, successors, address.link(iri))


async def document(request: Request) -> Response:
    """Answer with the description of a thing, negotiated or in the form that a suffix names."""
    site: Site = request.app.state.site
    hold_all(request, site.graph.store.digest)
    name, offer = _split(request.path_params["name"])
    iri = iri_of(name)
    known = await site.look(iri)
    if not known.is_known:
        whole = iri_of(request.path_params["name"])  # a name may end like a suffix
        if offer is None or not (other := await site.look(whole)).is_known:
            raise _unknown(iri, known)
        iri, offer, known = whole, None, other
    profile = profile_of(request)
    if offer is not None and offer not in profile.offers:
        raise not_found(f"The profile {profile.token} has no form {offer.suffix}; it has {profile.offers[0].suffix}.")
    if profile is not PLAIN and offer is None and ARGUMENT not in request.query_params:
        profile = profile if choose(request.headers.get("accept"), _types(profile)) else PLAIN
    offered, media_type = (offer, offer.media_type) if offer else negotiate(request, profile.offers)
    view = View(iri, offered, media_type, profile)
    fields = _VARY if not offer else (FIELD,) if offered is HTML else ()
    tag = f"{media_type};{language_of(request, site)}" if offered is HTML else media_type
    return await reply(request, _Description(request, view, known).render, f"{tag};{profile.token}", vary=fields)


class _Description:
    """A description that is still to be written."""

    def __init__(self, request: Request, view: View, known: Look) -> None:
        self._request = request
        self._view = view
        self._known = known
        self._site: Site = request.app.state.site
        self._address = self._site.address(request)

    async def render(self) -> Rendered:
        """Write it, and put the links on it."""
        _, offered, _, profile = self._view
        if profile is SCHEMA:
            return await self._read("schema")
        if offered is HTML:
            language = language_of(self._request, self._site)
            return self._linked(await self._job("page", language=language))
        if self._known.is_scheme:
            return self._linked(await self._job("scheme", suffix=offered.suffix))
        request = self._request
        after = request.query_params.get("after", "") if request.scope["query_string"] else ""
        return await self._read("description", suffix=offered.suffix, after=after)

    async def _job(self, name: str, **arguments: object) -> Rendered:
        given = {"iri": self._view.iri, "address": self._address, **arguments}
        return await self._site.house.run(Job(name=f"resources.job:{name}", arguments=given))

    async def _read(self, name: str, **arguments: object) -> Rendered:
        given = {"iri": self._view.iri, "address": self._address, "content_type": self._content_type, **arguments}
        made = await self._site.read(Job(name=f"resources.job:{name}", arguments=given))
        return self._linked(made, str(dict(made.facts).get("after", "")))

    @property
    def _content_type(self) -> str:
        return content_type_of(self._view.media_type)

    def _linked(self, made: Rendered, after: str = "") -> Rendered:
        digest = self._site.graph.store.digest
        return of_document(made, self._view, self._address, after=after, digest=digest)


def _types(profile: Profile) -> tuple[str, ...]:
    return tuple(name for offer in profile.offers for name in (offer.media_type, *offer.aliases))


def _split(name: str) -> tuple[str, Representation | None]:
    """Part the name of a document from its suffix, where it has one.

    >>> _split("int/state-fr.ttl")[0], _split("xy/mgi-2021/passage/1.2p1s1")[1]
    ('int/state-fr', None)
    """
    stem, _, suffix = name.rpartition(".")
    offer = _SUFFIXES.get(suffix)
    return (stem, offer) if stem and offer else (name, None)


def _unknown(iri: str, known: Look) -> Problem:
    nearest = tuple(map(shrink, known.nearest))
    hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
    return not_found(f"The dataset does not know {shorten(shrink(iri))!r}{hint}.", nearest=nearest)


def _gone(iri: str, successors: tuple[str, ...], document: str) -> Problem:
    """Say that a thing was given up, and what to use (RFC 9110 §15.5.11)."""
    instead = f"Use {' or '.join(map(shrink, successors))}." if successors else "Nothing takes its place."
    return Problem(
        status=410,
        kind="deprecated",
        title="This is no longer in use",
        detail=f"{shrink(iri)} is deprecated. {instead} What it meant is told at {quote(document, safe=_SAFE)}.",
        extras={"replacedBy": list(successors), "document": document},
    )
