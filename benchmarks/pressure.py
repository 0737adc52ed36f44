"""Put a site under pressure, and see whether it stays what it is.

    python benchmarks/pressure.py [--clients N] [--seconds N] [--queries N]

One process of ``mgi serve`` with its defaults, on loopback, is asked for pages of things that are picked at random: by
one client, then by many who read a while before they ask again, then by as many who do not. Then it gets SPARQL
queries, no two of them alike, whose rows are compared with the engine's. Told is how long an answer took, what other
than an answer came, and the memory of all processes. Every phase ends by itself. The exit code is 1 where something
came that is neither an answer nor a 503.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection, HTTPException
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

import pyoxigraph
from peers.processor import family
from ways import WAYS, serving

from mgi_graph.build import pipeline
from mgi_graph.namespaces import ID
from mgi_graph.project import find

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE: Final = Path(__file__).parent
#: Seconds that a reader reads, one with another: from half of it to half as much again.
READING: Final = 1.0
#: Seconds between two requests of the one client, and how many queries are sent at once.
APART: Final = 0.01
AT_ONCE: Final = 4
#: What an answer is, and what is told to who asks too much.
WELL: Final = "200"
BUSY: Final = "503"
#: How many rows a query asks for at most; with the thing it makes a query unlike all others.
ROWS: Final = 50
HEAD: Final = """\
| phase | answers | a second | half within, ms | 99 of 100 within, ms | told to come back (503) | anything else |
| --- | --- | --- | --- | --- | --- | --- |"""


class Answer(NamedTuple):
    """What came, and after how many seconds: a status, or what was wrong."""

    came: str
    seconds: float


class Phase(NamedTuple):
    """What all clients of one phase saw, and how many seconds it lasted."""

    name: str
    seconds: float
    answers: Sequence[Answer]

    @property
    def others(self) -> Counter[str]:
        """Count what came that is neither an answer nor an honest 503."""
        return Counter(each.came for each in self.answers if each.came not in {WELL, BUSY})

    def row(self) -> str:
        """Write a row of the table; times are those of answers alone."""
        well = sorted(1000 * each.seconds for each in self.answers if each.came == WELL)
        busy = sum(each.came == BUSY for each in self.answers)
        slow = well[int(len(well) * 0.99) - 1] if well else 0.0
        rate = len(well) / self.seconds
        said = ", ".join(f"{count} × {came}" for came, count in self.others.items()) or "nothing"
        half = statistics.median(well) if well else 0.0
        return f"| {self.name} | {len(well):,} | {rate:,.0f} | {half:.1f} | {slow:.1f} | {busy:,} | {said} |"


class Client:
    """One client, with a connection that it keeps as long as the server does."""

    def __init__(self, port: int) -> None:
        """Connect when something is asked."""
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, path: str, accept: str) -> tuple[Answer, bytes]:
        """Ask, and wait for the whole answer."""
        start = time.perf_counter()
        try:
            self._connection.request("GET", path, headers={"Accept": accept})
            answer = self._connection.getresponse()
            body, came = answer.read(), str(answer.status)
        except (OSError, HTTPException) as error:
            self._connection.close()
            body, came = b"", f"no answer ({type(error).__name__})"
        if b"Traceback (most recent call last)" in body:
            came = "a traceback"
        return Answer(came, time.perf_counter() - start), body

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


class Load(NamedTuple):
    """How many clients ask, for how many seconds, and how long each waits between two requests."""

    name: str
    clients: int
    seconds: float
    pause: Callable[[], float]


def pages(load: Load, port: int, things: Sequence[str]) -> Phase:
    """Let clients ask for pages of things."""
    pause = load.pause
    end = time.perf_counter() + load.seconds

    def run(number: int) -> list[Answer]:
        dice, client, seen = random.Random(number), Client(port), []
        time.sleep(pause() * dice.random())  # not all at the same moment
        while time.perf_counter() < end:
            seen.append(client.ask(f"/doc/{dice.choice(things)}", "text/html")[0])
            time.sleep(pause())
        client.close()
        return seen

    return _timed(load.name, run, range(load.clients), load.clients)


def queries(port: int, things: Sequence[str], store: pyoxigraph.Store, count: int) -> Phase:
    """Send so many queries, no two alike, and compare the rows."""
    local = threading.local()

    def run(number: int) -> list[Answer]:
        if not hasattr(local, "client"):
            local.client = Client(port)
        thing, limit = things[number % len(things)], ROWS - number // len(things)
        text = f"SELECT ?p ?o {{ <{ID}{thing}> ?p ?o }} ORDER BY ?p ?o LIMIT {limit}"
        answer, body = local.client.ask(f"/sparql?query={quote(text)}", "application/sparql-results+json")
        if answer.came == WELL and _rows(body) != _expected(store, text):
            answer = answer._replace(came="other rows")
        return [answer]

    return _timed(f"{count:,} SPARQL queries, no two alike, {AT_ONCE} at once", run, range(count), AT_ONCE)


def _timed(name: str, run: Callable[[int], list[Answer]], numbers: Sequence[int], threads: int) -> Phase:
    start = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        found = list(chain.from_iterable(pool.map(run, numbers)))
    return Phase(name, time.perf_counter() - start, found)


def _rows(body: bytes) -> list[tuple[str, str]]:
    found = json.loads(body)["results"]["bindings"]
    return [(each["p"]["value"], each["o"]["value"] if each["o"]["type"] != "bnode" else "_:") for each in found]


def _expected(store: pyoxigraph.Store, text: str) -> list[tuple[str, str]]:
    """Return the rows as the engine gives them; blank nodes have other names in each store."""
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [(row["p"].value, "_:" if isinstance(row["o"], pyoxigraph.BlankNode) else row["o"].value) for row in found]


def memory(pid: int) -> float:
    """Return the megabytes of a process and all below it; what they share is counted once (proc(5), smaps_rollup)."""
    return sum(map(_share, family(pid))) / 1000


def _share(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def main() -> int:
    """Run the phases one after the other, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("--clients", 200), ("--seconds", 60), ("--queries", 10_000)):
        parser.add_argument(name, type=int, default=usual)
    given = parser.parse_args()
    store = pyoxigraph.Store()
    store.bulk_load(path=pipeline.ensure(find(HERE)).path, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    subjects = {each.subject.value for each in store if isinstance(each.subject, pyoxigraph.NamedNode)}
    things = sorted(each.removeprefix(ID) for each in subjects if each.startswith(ID))
    random.Random(1).shuffle(things)
    clients = f"{given.clients} clients"
    reading = partial(random.Random(2).uniform, READING / 2, READING * 3 / 2)
    loads = (
        Load("one client", 1, given.seconds / 2, lambda: APART),
        Load(f"{clients}, who read a second", given.clients, given.seconds, reading),
        Load(f"{clients}, who do not", given.clients, given.seconds, lambda: 0.0),
    )
    print(f"{len(things):,} things", file=sys.stderr)
    with serving(WAYS[0], Path()) as running:
        (pid,) = running.sites
        print(f"memory after the start: {memory(pid):,.0f} MB", file=sys.stderr)
        print(HEAD)
        phases = [partial(pages, load, running.port, things) for load in loads]
        phases.append(partial(queries, running.port, things, store, given.queries))
        phases.append(partial(pages, loads[0]._replace(name="one client, after all that"), running.port, things))
        is_well = True
        for run in phases:
            phase = run()
            is_well = is_well and not phase.others
            print(phase.row(), flush=True)
            print(f"memory after {phase.name}: {memory(pid):,.0f} MB", file=sys.stderr)
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
