"""Infer with reasonable, in an environment of its own. Arguments: Turtle, laps, a file for what it gives.

It keeps what it has inferred, so each lap begins with a reasoner of its own; reading the file is part of it, as
carrying triples into the store is part of ours.
"""

from __future__ import annotations

import sys
from pathlib import Path

from reasonable import PyReasoner  # type: ignore[import-not-found]

from contestants.lap import laps, report


def infer() -> list[tuple[object, object, object]]:
    """Return the closure, the stated triples in it."""
    reasoner = PyReasoner()
    reasoner.load_file(sys.argv[1])
    return list(reasoner.reason())


taken, closure = laps(infer, int(sys.argv[2]))
lines = {" ".join(node.n3() for node in triple) + " .\n" for triple in closure}  # type: ignore[attr-defined]
Path(sys.argv[3]).write_text("".join(sorted(lines)), encoding="utf-8")
report({"closure": taken}, {"all": len(lines)})
