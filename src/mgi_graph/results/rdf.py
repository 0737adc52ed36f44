"""Triples in the syntaxes of RDF, sorted: the same triples give the same bytes.

All triples of an answer are in the default graph: TriG is then Turtle, and N-Quads is N-Triples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.errors import OutputError
from mgi_graph.turtle.write import write as write_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["write_jsonld", "write_ntriples", "write_rdfxml", "write_turtle"]


def write_ntriples(triples: Iterable[ox.Triple]) -> str:
    """Write triples as N-Triples, sorted by code point (RDF 1.1 N-Triples)."""
    return _written(triples, ox.RdfFormat.N_TRIPLES)


def write_jsonld(triples: Iterable[ox.Triple]) -> str:
    """Write triples as expanded JSON-LD (JSON-LD 1.1 §4.1)."""
    return _written(triples, ox.RdfFormat.JSON_LD) + "\n"


def write_rdfxml(triples: Iterable[ox.Triple]) -> str:
    """Write triples as RDF/XML; raises :class:`OutputError` where it has no way to write them."""
    found = sorted(set(triples), key=str)
    prefixes = dict(filter(None, (_prefix_of(triple.predicate.value) for triple in found)))
    try:
        data = ox.serialize(found, format=ox.RdfFormat.RDF_XML, prefixes=prefixes) or b""
    except (ValueError, OSError) as error:
        raise OutputError(f"RDF/XML cannot hold these triples: {error}; use turtle") from error
    return data.decode("utf-8").rstrip() + "\n"


def _prefix_of(iri: str) -> tuple[str, str] | None:
    found = [(prefix, space) for prefix, space in namespaces.PREFIXES.items() if iri.startswith(space)]
    return max(found, key=lambda each: len(each[1]), default=None)


def _written(triples: Iterable[ox.Triple], form: ox.RdfFormat) -> str:
    return (ox.serialize(sorted(set(triples), key=str), format=form) or b"").decode("utf-8")
