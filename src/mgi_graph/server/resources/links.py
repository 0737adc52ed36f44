"""The links of a document (RFC 8288): its other forms, what it describes, its canonical address, its licence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlencode

from mgi_graph.codebook.metadata import LICENSE
from mgi_graph.namespaces import BASE
from mgi_graph.server.address import document_of, local_of
from mgi_graph.server.media import DOCUMENT
from mgi_graph.server.pinning import ARGUMENT, PINNED
from mgi_graph.server.resources import profiles

if TYPE_CHECKING:
    from mgi_graph.server.address import Address
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.media import Representation
    from mgi_graph.server.resources.profiles import Profile


class Place(NamedTuple):
    """Where a document is: what it is about, its path, the form that was chosen, those that there are, its view."""

    iri: str
    local: str
    offered: Representation
    offers: tuple[Representation, ...]
    profile: Profile | None = None


_LICENSE: Final = f'<{LICENSE}>; rel="license"'
#: Marks that no path and no IRI holds.
_HERE: Final = "\0"
_THING: Final = "\1"


class View(NamedTuple):
    """What is served of a thing: in which form, under which name of that, and in which profile."""

    iri: str
    offered: Representation
    media_type: str
    profile: Profile


def of_document(rendered: Rendered, view: View, address: Address, *, after: str = "", digest: str = "") -> Rendered:
    """Put the links on a document about a thing; ``after`` is the cursor of its next page, of dataset ``digest``."""
    local, following = document_of(local_of(view.iri) or "/"), ""
    if after:
        given = urlencode({ARGUMENT: digest[:PINNED], "after": after})
        following = f', <{address.url(local)}.{view.offered.suffix}?{given}>; rel="next"'
    fields = _fields(Place(view.iri, local, view.offered, DOCUMENT, view.profile), address, following)
    return rendered.bearing(*fields, ("Content-Profile", f"<{view.profile.iri}>"))


def linked(rendered: Rendered, place: Place, address: Address) -> Rendered:
    """Put the links on a document."""
    return rendered.bearing(*_fields(place, address))


def _fields(place: Place, address: Address, more: str = "") -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the header fields: links, with ``more`` of them that a document has for itself, and where it is."""
    iri, local, offered, offers, profile = place
    link = _form(offered, offers, profile, address).replace(_HERE, local).replace(_THING, iri) + more
    return ("Link", link), ("Content-Location", address.path(f"{local}.{offered.suffix}"))


@lru_cache(maxsize=256)
def _form(
    offered: Representation, offers: tuple[Representation, ...], profile: Profile | None, address: Address
) -> str:
    """Return the links that all documents of a form have, with marks for the path of one and for its thing."""
    url = address.url(_HERE)
    found = [
        f'<{BASE.rstrip("/")}{_HERE}>; rel="canonical"',
        f'<{_THING}>; rel="describes"',
        *(
            f'<{url}.{each.suffix}>; rel="alternate"; type="{each.media_type}"'
            for each in offers
            if each is not offered
        ),
        f'<{address.url("/dataset")}>; rel="describedby"',
        _LICENSE,
        *(profiles.links(url, profile) if profile else ()),
    ]
    return ", ".join(found)
