"""A saved query described in RDF, in the terms of SHACL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.results import rdf
from mgi_graph.results.catalogue import describe_query
from mgi_graph.server.cache import Rendered
from mgi_graph.server.media import JSON_LD, RDF_XML, TRIG, TURTLE
from mgi_graph.server.saved.forms import DESCRIPTIONS, by_suffix

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from mgi_graph.server.engine.jobs import Context
    from mgi_graph.server.saved.asked import Asked

_WRITERS = {
    TURTLE.suffix: rdf.write_turtle,
    TRIG.suffix: rdf.write_turtle,
    JSON_LD.suffix: rdf.write_jsonld,
    RDF_XML.suffix: rdf.write_rdfxml,
}


def description(context: Context, *, asked: Asked, suffix: str) -> Rendered:
    """Describe a query: what it asks, takes and gives."""
    return written(describe_query(context.graph.queries[asked.name]), suffix)


def written(triples: Iterable[ox.Triple], suffix: str) -> Rendered:
    """Write triples in the syntax that a suffix names."""
    syntax = by_suffix(suffix, DESCRIPTIONS)
    assert syntax is not None
    text = _WRITERS.get(suffix, rdf.write_ntriples)(triples)
    return Rendered(body=text.encode(), content_type=syntax.content_type)
