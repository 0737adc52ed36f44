"""Load and query as a person would write it with rdflib. Arguments: N-Quads, SPARQL."""

from __future__ import annotations

import sys

from rdflib import Dataset

dataset = Dataset(default_union=True)
dataset.parse(sys.argv[1], format="nquads")
result = dataset.query(sys.argv[2])
print(*result.vars or (), sep=",")
for row in result:
    print(*row, sep=",")  # type: ignore[misc]
