"""Infer with owlrl, from triples to its graph. Arguments: N-Triples, laps, a file for what is inferred.

Without axiomatic triples, which say nothing of the data. What it writes is filtered after the time is taken: triples
that are no RDF, or are true of anything (:mod:`mgi_graph.build.oracle`).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import owlrl
from pyoxigraph import RdfFormat, parse, serialize

from contestants.lap import laps, report
from mgi_graph.build import oracle
from mgi_graph.validation.bridge import silence, to_graph

if TYPE_CHECKING:
    import rdflib

stated = [quad.triple for quad in parse(path=sys.argv[1], format=RdfFormat.N_TRIPLES)]


def expand() -> rdflib.Graph:
    """Return the stated triples with all that owlrl infers."""
    graph = to_graph(stated)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return graph


with silence():
    taken, graph = laps(expand, int(sys.argv[2]))
inferred = oracle.beyond(stated, graph)
Path(sys.argv[3]).write_bytes(serialize(inferred, format=RdfFormat.N_TRIPLES) or b"")
report({"closure": taken}, {"inferred": len(inferred)})
