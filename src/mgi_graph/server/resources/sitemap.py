"""The map of the pages of a host, for search engines (sitemaps.org 0.9): in parts where it is large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from mgi_graph.errors import NameNotFoundError
from mgi_graph.server.cache import Rendered
from mgi_graph.server.pages.templating import MENU
from mgi_graph.server.resources.published import published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context

#: How many pages a part may name; the protocol allows 50,000.
PART: Final = 40_000
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: Pages beside those of the menu.
_PAGES: Final = ("/", "/dataset", "/ontology", "/vocab", "/shapes", "/graph")
#: Passages are read where findings lead to them; as pages of their own they would drown the rest.
_LEFT_OUT: Final = "/passage/"


def sitemap(context: Context, *, part: int, address: Address) -> Rendered:
    """Return the whole map, or the index of its parts where ``part`` is 0 and there are several, or one part.

    Raises :class:`NameNotFoundError` for a part that there is not.
    """
    pages = tuple(_pages(context, address))
    count = -(-len(pages) // PART)
    if part > max(count, 1):
        raise NameNotFoundError("part of the sitemap", str(part), map(str, range(1, count + 1)))
    if part == 0 and count > 1:
        parts = (address.url(f"/sitemap-{number}.xml") for number in range(1, count + 1))
        return _xml("sitemapindex", "sitemap", parts)
    start = max(part - 1, 0) * PART
    return _xml("urlset", "url", pages[start : start + PART])


def _pages(context: Context, address: Address) -> Iterable[str]:
    graph = context.graph
    yield from (address.url(path) for path in dict.fromkeys((*_PAGES, *(path for path, _ in MENU))))
    yield from (address.url(f"/query/{name}") for name in graph.queries.names())
    for iri in published(graph.store).things:
        if _LEFT_OUT not in iri:
            yield f"{address.origin}{address.link(iri)}"


def _xml(root: str, item: str, urls: Iterable[str]) -> Rendered:
    items = "\n".join(f"<{item}><loc>{escape(url)}</loc></{item}>" for url in urls)
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SPACE}">\n{items}\n</{root}>\n'
    return Rendered(body=body.encode(), content_type="application/xml")
