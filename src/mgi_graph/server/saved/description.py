"""Saved queries described in RDF, in the terms of SHACL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.publication import document
from mgi_graph.results.catalogue import write_turtle
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import TURTLE
from mgi_graph.server.resources.job import written

if TYPE_CHECKING:
    from mgi_graph.server.address import Address
    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.saved.asked import Asked


def description(context: Context, *, asked: Asked, suffix: str, address: Address) -> Rendered:
    """Describe a query: what it asks, takes and gives; in Turtle as the command line writes it."""
    saved = context.graph.queries[asked.name]
    if suffix == TURTLE.suffix:
        return Rendered(body=write_turtle([saved]).encode(), content_type=TURTLE.content_type)
    return written(context, document.saved_query(saved), suffix, address)
