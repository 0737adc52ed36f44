"""What a worker does for linked data: pages of things, and documents that are large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from mgi_graph.publication import document
from mgi_graph.publication.writing import SYNTAXES, write
from mgi_graph.server.cache import Rendered
from mgi_graph.server.resources.published import published
from mgi_graph.server.site import Site

if TYPE_CHECKING:
    from mgi_graph.graph import Graph
    from mgi_graph.publication.document import Document
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context

#: The site of each graph, as pages know it; a worker serves nothing, and starts no process.
_SITES: Final[WeakKeyDictionary[Graph, Site]] = WeakKeyDictionary()


def page(context: Context, *, iri: str, address: Address, language: str) -> Rendered:
    """Render the page of a thing."""
    from mgi_graph.server.pages.entity import entity_page

    if context.graph not in _SITES:
        _SITES[context.graph] = Site(context.graph, context.settings)
    return entity_page(_SITES[context.graph], iri, address, language)


def scheme(context: Context, *, iri: str, address: Address, suffix: str) -> Rendered:
    """Write a vocabulary whole."""
    return written(context, document.scheme(context.graph.store, iri), suffix, address)


def written(context: Context, found: Document, suffix: str, address: Address) -> Rendered:
    """Write a document in the syntax that a suffix names."""
    names = published(context.graph.store).at(address)
    syntax = SYNTAXES[suffix]
    charset = "; charset=utf-8" if syntax.media_type.startswith("text/") else ""
    body = write(found.statements, suffix, names, first=found.iri)
    return Rendered(body=body, content_type=f"{syntax.media_type}{charset}")
