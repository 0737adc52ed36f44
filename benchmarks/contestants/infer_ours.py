"""Infer as a build does, from triples to triples. Arguments: N-Triples, laps, a file for what is inferred."""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import RdfFormat, parse, serialize

from contestants.lap import laps, report
from mgi_graph.build.infer import infer

stated = [quad.triple for quad in parse(path=sys.argv[1], format=RdfFormat.N_TRIPLES)]
taken, closure = laps(lambda: infer(stated), int(sys.argv[2]))
Path(sys.argv[3]).write_bytes(serialize(closure.inferred, format=RdfFormat.N_TRIPLES) or b"")
report({"closure": taken}, {"stated": len(stated), "inferred": len(closure.inferred)})
