"""Answer saved queries as a program does that uses the project. Arguments: the queries (JSON), laps, project."""

from __future__ import annotations

import sys
from pathlib import Path

import mgi_graph
from contestants.answers import digest
from contestants.lap import laps, report
from contestants.texts import read_texts
from mgi_graph.project import at

graph = mgi_graph.open(at(Path(sys.argv[3])))


def answer(name: str, given: dict[str, str]) -> mgi_graph.QueryResult:
    """Run a saved query and look at each value of each row."""
    result = graph.query(name, **given)
    for row in result.rows:
        tuple(row.values)
    return result


taken, said = {}, {}
for each in read_texts(Path(sys.argv[1])):
    taken[each.name], found = laps(lambda each=each: answer(each.name, each.given), int(sys.argv[2]))  # type: ignore[misc]
    said[each.name] = digest(found.solutions.rows)
report(taken, said)
