"""The links of a document (RFC 8288): its other forms, what it describes, its canonical address, its licence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from mgi_graph.codebook.metadata import LICENSE
from mgi_graph.namespaces import BASE
from mgi_graph.server.address import document_of, local_of
from mgi_graph.server.media import DOCUMENT
from mgi_graph.server.resources import profiles

if TYPE_CHECKING:
    from mgi_graph.server.address import Address
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.media import Representation
    from mgi_graph.server.resources.profiles import Profile


class Place(NamedTuple):
    """Where a document is: what it is about, its path, the form that was chosen, and those that there are."""

    iri: str
    local: str
    offered: Representation
    offers: tuple[Representation, ...]


_LICENSE: Final = f'<{LICENSE}>; rel="license"'


class View(NamedTuple):
    """What is served of a thing: in which form, under which name of that, and in which profile."""

    iri: str
    offered: Representation
    media_type: str
    profile: Profile


def of_document(rendered: Rendered, view: View, address: Address, *, after: str = "") -> Rendered:
    """Put the links on a document about a thing; ``after`` is the cursor of its next page."""
    local = document_of(local_of(view.iri) or "/")
    made = linked(rendered, Place(view.iri, local, view.offered, DOCUMENT), address, after=after)
    views = ", ".join(profiles.links(address.url(local), view.profile))
    headers = [(name, f"{value}, {views}" if name == "Link" else value) for name, value in made.headers]
    return replace(made, headers=(*headers, ("Content-Profile", f"<{view.profile.iri}>")))


def linked(rendered: Rendered, place: Place, address: Address, *, after: str = "") -> Rendered:
    """Put the links on a document."""
    iri, local, offered, offers = place
    url = address.url(local)
    found = [
        f'<{BASE.rstrip("/")}{local}>; rel="canonical"',
        f'<{iri}>; rel="describes"',
        *(
            f'<{url}.{each.suffix}>; rel="alternate"; type="{each.media_type}"'
            for each in offers
            if each is not offered
        ),
        f'<{address.url("/dataset")}>; rel="describedby"',
        _LICENSE,
    ]
    if after:
        found.append(f'<{url}.{offered.suffix}?after={quote(after, safe="")}>; rel="next"')
    located = ("Content-Location", address.path(f"{local}.{offered.suffix}"))
    return replace(rendered, headers=(*rendered.headers, ("Link", ", ".join(found)), located))
