"""Give the texts of saved queries to rdflib. Arguments: the queries (JSON), laps, N-Quads, seconds for one query.

What takes longer than that is broken off, says ``late``, and is not asked again.
"""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import rdflib

from contestants.answers import digest
from contestants.lap import lap, report
from contestants.texts import Text, read_texts


class LateError(BaseException):
    """Break a query off; rdflib catches each Exception while it evaluates filters."""


dataset = rdflib.Dataset(default_union=True)
dataset.parse(sys.argv[3], format="nquads")


class Watch:
    """A bound on the time of the processor; a timer of that time would make its clock coarse (timer_create(2))."""

    deadline = 0.0

    def look(self, *_: object) -> None:
        """Break off what is late."""
        if time.process_time() > self.deadline:
            raise LateError


def ask(each: Text, times: int, watch: Watch) -> tuple[list[float], str]:
    """Run a query so many times; return the seconds of each lap and what it said."""
    patience = float(sys.argv[4])
    taken: list[float] = []
    try:
        for _ in range(times):
            watch.deadline = time.process_time() + patience
            seconds, rows = lap(lambda: [tuple(row) for row in dataset.query(each.text)])  # type: ignore[arg-type]
            taken.append(seconds)
        return taken, digest(rows)
    except LateError:
        return [patience], "late"
    except Exception as error:  # whatever a peer makes of a query is its answer
        return [0.0], f"{type(error).__name__}: {error}"[:200]


taken, said = {}, {}
watch = Watch()
signal.signal(signal.SIGALRM, watch.look)
signal.setitimer(signal.ITIMER_REAL, 0.5, 0.5)
for one in read_texts(Path(sys.argv[1])):
    taken[one.name], said[one.name] = ask(one, int(sys.argv[2]), watch)
signal.setitimer(signal.ITIMER_REAL, 0)
report(taken, said)
