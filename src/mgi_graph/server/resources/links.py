"""The links of a document (RFC 8288): its other forms, what it describes, its canonical address, its licence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from mgi_graph.codebook.metadata import LICENSE
from mgi_graph.namespaces import BASE
from mgi_graph.server.address import document_of, local_of
from mgi_graph.server.media import DOCUMENT

if TYPE_CHECKING:
    from mgi_graph.server.address import Address
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.media import Representation


class Place(NamedTuple):
    """Where a document is: what it is about, its path, the form that was chosen, and those that there are."""

    iri: str
    local: str
    offered: Representation
    offers: tuple[Representation, ...]


_LICENSE: Final = f'<{LICENSE}>; rel="license"'


def of_document(
    rendered: Rendered,
    iri: str,
    offered: Representation,
    address: Address,
    *,
    after: str = "",
) -> Rendered:
    """Put the links on a document about a thing; ``after`` is the cursor of its next page."""
    local = document_of(local_of(iri) or "/")
    return linked(rendered, Place(iri, local, offered, DOCUMENT), address, after=after)


def linked(rendered: Rendered, place: Place, address: Address, *, after: str = "") -> Rendered:
    """Put the links on a document."""
    iri, local, offered, offers = place
    url = address.url(local)
    links = [
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
        links.append(f'<{url}.{offered.suffix}?after={quote(after, safe="")}>; rel="next"')
    located = ("Content-Location", address.path(f"{local}.{offered.suffix}"))
    return replace(rendered, headers=(*rendered.headers, ("Link", ", ".join(links)), located))
