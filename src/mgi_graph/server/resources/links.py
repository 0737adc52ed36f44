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
    """Where a document is: what it is about, its path, the form that was chosen, those that there are."""

    iri: str
    local: str
    offered: Representation
    offers: tuple[Representation, ...]


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
    local = document_of(local_of(view.iri) or "/")
    suffix = view.offered.suffix
    before, behind = _of_form(suffix, view.profile.token, address)
    link = f"{local.join(before)}{view.iri}{local.join(behind)}"
    if after:
        given = urlencode({ARGUMENT: digest[:PINNED], "after": after})
        link += f', <{address.url(local)}.{suffix}?{given}>; rel="next"'
    place = ("Content-Location", f"{address.root}{local}.{suffix}")
    return rendered.bearing(("Link", link), place, ("Content-Profile", f"<{view.profile.iri}>"))


def linked(rendered: Rendered, place: Place, address: Address) -> Rendered:
    """Put the links on a document."""
    before, behind = _parted(_form(place.offered, place.offers, None, address))
    link = f"{place.local.join(before)}{place.iri}{place.local.join(behind)}"
    return rendered.bearing(("Link", link), ("Content-Location", address.path(f"{place.local}.{place.offered.suffix}")))


@lru_cache(maxsize=256)
def _of_form(suffix: str, token: str, address: Address) -> tuple[list[str], list[str]]:
    """Return the links that all documents of a form have, parted where the path of one stands and the thing.

    What is looked up by is short: a tuple of tuples is hashed anew each time.
    """
    (offered,) = [each for each in DOCUMENT if each.suffix == suffix]
    (profile,) = [each for each in profiles.PROFILES if each.token == token]
    return _parted(_form(offered, DOCUMENT, profile, address))


def _parted(form: str) -> tuple[list[str], list[str]]:
    before, _, behind = form.partition(_THING)
    return before.split(_HERE), behind.split(_HERE)


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
