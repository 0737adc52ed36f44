"""N-Triples and N-Quads: one statement a line, sorted by code point (RDF 1.1 N-Triples, RDF 1.1 N-Quads)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from mgi_graph.publication.quads import labelled, triples_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.publication.grouping import Statement


def write_ntriples(statements: Iterable[Statement]) -> bytes:
    """Write the triples, each once, whatever graphs hold them."""
    return _sorted(ox.serialize(triples_of(statements), format=ox.RdfFormat.N_TRIPLES))


def write_nquads(statements: Iterable[Statement]) -> bytes:
    """Write each statement with the graph that states it; triples are in the default graph."""
    return _sorted(ox.serialize(labelled(statements), format=ox.RdfFormat.N_QUADS))


def _sorted(lines: bytes | None) -> bytes:
    return b"".join(sorted(set((lines or b"").splitlines(keepends=True))))
