"""Give the texts of saved queries to pyoxigraph itself. Arguments: the queries (JSON), laps, N-Quads."""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph

from contestants.answers import digest
from contestants.lap import laps, report
from contestants.texts import read_texts

store = pyoxigraph.Store()
store.bulk_load(path=sys.argv[3], format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)


def answer(text: str) -> list[tuple[object, ...]]:
    """Run a query and look at each value of each row."""
    found = store.query(text, use_default_graph_as_union=True)
    return [tuple(solution) for solution in found]  # type: ignore[union-attr]


taken, said = {}, {}
for each in read_texts(Path(sys.argv[1])):
    taken[each.name], rows = laps(lambda each=each: answer(each.text), int(sys.argv[2]))  # type: ignore[misc]
    said[each.name] = digest(rows)
report(taken, said)
