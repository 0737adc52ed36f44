"""Triples as Turtle, N-Triples or JSON-LD, sorted: the same triples give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from mgi_graph.turtle.write import write as write_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["write_jsonld", "write_ntriples", "write_turtle"]


def write_ntriples(triples: Iterable[ox.Triple]) -> str:
    """Write triples as N-Triples, sorted by code point (RDF 1.1 N-Triples)."""
    return _written(triples, ox.RdfFormat.N_TRIPLES)


def write_jsonld(triples: Iterable[ox.Triple]) -> str:
    """Write triples as expanded JSON-LD (JSON-LD 1.1 §4.1)."""
    return _written(triples, ox.RdfFormat.JSON_LD) + "\n"


def _written(triples: Iterable[ox.Triple], form: ox.RdfFormat) -> str:
    return (ox.serialize(sorted(set(triples), key=str), format=form) or b"").decode("utf-8")
