"""The links of what is served of a saved query (RFC 8288)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mgi_graph.codebook.metadata import LICENSE
from mgi_graph.namespaces import QUERY
from mgi_graph.server.media import TURTLE
from mgi_graph.server.pinning import PINNED

if TYPE_CHECKING:
    from mgi_graph.server.address import Address
    from mgi_graph.server.cache import Rendered
    from mgi_graph.server.saved.asked import Asked


def linked(rendered: Rendered, asked: Asked, address: Address, *, local: str, digest: str) -> Rendered:
    """Put the links on an answer: the first page and the next, what describes it, its canonical address, its licence.

    ``local`` is the path that was asked, which the pages of the answer have as well; ``digest`` that of the dataset.
    """
    own = [value for name, value in rendered.headers if name == "Link"]
    headers = tuple(each for each in rendered.headers if each[0] != "Link")
    links = [*own, *pages(rendered, asked, address, local, digest), *about(asked, address, digest)]
    return rendered._replace(headers=(*headers, ("Link", ", ".join(links))))


def about(asked: Asked, address: Address, digest: str) -> list[str]:
    """Return the links that any representation of a query has (RFC 6596, RFC 8574, RFC 4946)."""
    query = f"/query/{asked.name}"
    asked = replace(asked, form="")
    given = replace(asked, limit=None, after=None, evidence=False, iris=False, bom=False).query()
    return [
        _link(f"{QUERY}{asked.name}{asked.query()}", "canonical"),
        _link(address.url(f"{query}/codebook{given}"), "describedby", "text/html"),
        _link(address.url(f"{query}.{TURTLE.suffix}"), "describedby", TURTLE.media_type),
        _link(address.url(f"{query}/citation.json{given}"), "describedby", "application/json"),
        _link(f"{QUERY}{asked.name}{asked.query(dataset=digest[:PINNED])}", "cite-as"),
        _link(LICENSE, "license"),
    ]


def pages(rendered: Rendered, asked: Asked, address: Address, local: str, digest: str) -> list[str]:
    """Return the links between the pages of an answer, all of one dataset; none where it is whole."""
    facts = dict(rendered.facts)
    if "next" not in facts or (asked.limit is None and asked.after is None):
        return []
    following = facts["next"]
    asked = replace(asked, dataset=asked.dataset or digest[:PINNED])
    links = [_link(address.url(f"{local}{asked.query(after=None)}"), "first")]
    return links + [_link(address.url(f"{local}{asked.query(after=following)}"), "next")] * bool(following)


def _link(target: str, relation: str, media_type: str = "") -> str:
    kind = f'; type="{media_type}"' if media_type else ""
    return f'<{target}>; rel="{relation}"{kind}'
