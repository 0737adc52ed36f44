"""Have owlrl infer from the whole graph, records and passages included, and compare.

Usage: python judges/closure.py

The tests compare without the records of other countries and without the passages; this takes a
minute and leaves nothing out.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mgi_graph.build import sources
from mgi_graph.build.assemble import assemble
from mgi_graph.build.infer import infer
from mgi_graph.build.oracle import closure
from mgi_graph.project import find


def main() -> int:
    """Infer twice, by our rules and by owlrl, and say what only one of them found."""
    files = assemble(sources.snapshot(find(Path(__file__).parent), "ontology", "data"))
    stated = [triple for graph in files for triple in graph.triples]
    found = infer(stated)
    ours, theirs = set(found.inferred), set(closure(stated))
    print(
        f"owlrl: {len(stated)} stated, {len(theirs)} inferred, {len(ours ^ theirs)} of them found by one engine alone"
    )
    for triple in sorted(map(str, ours ^ theirs))[:20]:
        print(f"  {triple}")
    return 0 if ours == theirs and not found.contradictions else 1


if __name__ == "__main__":
    sys.exit(main())
