"""Measure what a request costs one process, several, and nginx before them: the figures of docs/capacity.md.

    python benchmarks/capacity.py [--rounds N] [--seconds N] [--count N] [--json FILE]

Each way to serve runs on loopback and is asked for the same mix of things: what any cache has (warm, by wrk, Debian),
and what none has met (cold, so many requests and no more). What counts is the time of the processor that servers and
nginx take for a request (proc(5)), the client apart: it holds on a machine that others use, and capacity follows from
it. Rates are those of this machine while it serves, asks, and does whatever else runs on it. Nothing is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph
from peers.processor import spent
from ways import WAYS, serving

from mgi_graph.build import pipeline
from mgi_graph.namespaces import MIGOV
from mgi_graph.project import find

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ways import Running, Way

HERE: Final = Path(__file__).parent
CONNECTIONS: Final = 8
QUERY: Final = f"SELECT+%3Ff+%7B+%3Ff+a+%3C{MIGOV.replace('#', '%23')}Finding%3E+%7D+ORDER+BY+%3Ff+LIMIT+10%23{{n}}"


class Sort(NamedTuple):
    """A sort of request: how many of twenty are of it; {n} makes each one that no cache has met.

    Processor time is counted in hundredths of a second: what is ``quick`` is asked so many times as often.
    """

    name: str
    share: int
    path: str
    accept: str
    quick: int = 1


MIX: Final = (
    Sort("thing, page", 8, "/doc/{thing}?n={n}", "text/html", 10),
    Sort("thing, Turtle", 3, "/doc/{thing}?n={n}", "text/turtle", 10),
    Sort("thing, JSON-LD", 1, "/doc/{thing}?n={n}", "application/ld+json", 10),
    Sort("saved query, page", 2, "/query/treaty-status?limit={n}", "text/html"),
    Sort("saved query, CSV", 2, "/query/absences.csv?limit={n}", "*/*"),
    Sort("saved query, JSON", 1, "/query/treaty-status.json?limit={n}", "*/*"),
    Sort("search, page", 1, "/search?q=law&n={n}", "text/html"),
    Sort("SPARQL, ten rows", 2, f"/sparql?query={QUERY}", "application/sparql-results+json", 10),
)
#: Things that are asked for in turn, and how often each request is made before anything warm is measured.
THINGS: Final = 10
BEFORE: Final = 6
WARM, COLD = "warm", "cold"
HEAD: Final = """\
| way | mix | requests/s | site, µs | nginx, µs | slowest 1 %, ms | wrong |
| --- | --- | --- | --- | --- | --- | --- |"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one run showed: requests, seconds by the clock, and microseconds of the processor for a request.

    ``slowest`` is the time in which 99 of 100 were answered, in milliseconds; ``wrong`` those with an error.
    """

    way: str
    mix: str
    requests: int
    seconds: float
    site: float
    nginx: float
    slowest: float
    wrong: int

    @property
    def rate(self) -> float:
        """Return the requests a second."""
        return self.requests / self.seconds


class Said(NamedTuple):
    """What a client saw."""

    requests: int
    seconds: float
    wrong: int
    slowest: float


class Bounds(NamedTuple):
    """How much is measured: rounds, seconds of what is warm, requests of what is cold."""

    rounds: int
    seconds: int
    requests: int


def write_mixes(folder: Path) -> dict[str, Path]:
    """Write what is asked, a line each: everything, and each sort by itself."""
    store = pyoxigraph.Store()
    store.bulk_load(path=pipeline.ensure(find(HERE)).path, format=pyoxigraph.RdfFormat.N_QUADS)
    kinds = ", ".join(f"<{MIGOV}{each}>" for each in ("Finding", "LegalInstrument", "Sentence"))
    text = f"SELECT ?s {{ ?s a ?c FILTER(?c IN ({kinds})) }} ORDER BY ?s"
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    things = [str(each["s"]).strip("<>").partition("/id/")[2] for each in found]
    things = things[:: len(things) // THINGS][:THINGS]
    every = [(each, thing) for thing in things for each in MIX for _ in range(each.share)]
    written = {}
    for name in (COLD, *(each.name for each in MIX)):
        chosen = [pair for pair in every if name in {COLD, pair[0].name}]
        lines = [f"{each.path.replace('{thing}', thing)}\t{each.accept}\n" for each, thing in chosen]
        written[name] = folder / f"{name.replace(' ', '-')}.tsv"
        written[name].write_text("".join(lines))
    return written


def warm(running: Running, asked: Path) -> None:
    """Make every request that is measured warm, so often that each server has made its answer."""
    for line in BEFORE * sorted(set(asked.read_text().splitlines())):
        fetch(running.port, line, 1000)


def fetch(port: int, line: str, number: int) -> bool:
    """Make the request of a line, which ``number`` may make one of its kind; tell whether it was answered well."""
    path, _, accept = line.partition("\t")
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(
            "GET", path.replace("{n}", str(number)), headers={"Accept": accept, "Accept-Encoding": "gzip"}
        )
        answer = connection.getresponse()
        return bool(answer.read()) and answer.status == 200
    finally:
        connection.close()


def ask_again(port: int, asked: Path, seconds: int) -> Said:
    """Ask for the same things for a while, as fast as they come."""
    (same := asked.with_suffix(".same")).write_text(asked.read_text().replace("{n}", "1000"))
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(HERE / "capacity.lua")]
    done = subprocess.run(
        [*words, f"http://127.0.0.1:{port}"],
        check=True, capture_output=True, text=True, env={**os.environ, "MGI_ASKED": str(same)},
    )  # fmt: skip
    return Said(**json.loads(done.stdout.rstrip().rpartition("\n")[2]))


def ask_anew(port: int, asked: Path, count: int, first: int) -> Said:
    """Make so many requests that nobody has made before, some at once; all are waited for, so that none is lost."""
    lines = asked.read_text().splitlines()
    began = time.perf_counter()

    def one(number: int) -> tuple[bool, float]:
        start = time.perf_counter()
        return fetch(port, lines[number % len(lines)], first + number), time.perf_counter() - start

    with ThreadPoolExecutor(CONNECTIONS // 2) as threads:
        found = list(threads.map(one, range(count)))
    slowest = sorted(seconds for _, seconds in found)[int(count * 0.99) - 1]
    wrong = sum(not is_well for is_well, _ in found)
    return Said(count, time.perf_counter() - began, wrong, 1000 * slowest)


def measure(way: Way, running: Running, mix: str, ask: Callable[[], Said]) -> Figure:
    """Take the time of the processor before and after."""
    before = [sum(map(spent, pids)) for pids in (running.sites, running.nginx)]
    said = ask()
    after = [sum(map(spent, pids)) for pids in (running.sites, running.nginx)]
    site, nginx = (1e6 * (late - early) / said.requests for early, late in zip(before, after, strict=True))
    return Figure(way=way.name, mix=mix, site=site, nginx=nginx, **said._asdict())


def rounds(asked: Mapping[str, Path], folder: Path, bounds: Bounds) -> list[Figure]:
    """Measure each way in turn, so that a drift of the machine falls on all; each sort of request of the first."""
    found: list[Figure] = []
    first = 2000  # saved queries take a limit from 1 to 100,000
    with ExitStack() as stack:
        ready = []
        for way in WAYS:
            own = folder / way.name.replace(" ", "-")
            own.mkdir()
            ready.append((way, stack.enter_context(serving(way, own))))
            warm(ready[-1][1], asked[COLD])
        for _ in range(bounds.rounds):
            for way, running in ready:
                port = running.port
                again = partial(ask_again, port, asked[COLD], bounds.seconds)
                found.append(measure(way, running, WARM, again))
                sorts = [(COLD, 1), *((each.name, each.quick) for each in MIX if way is WAYS[0])]
                for mix, times in sorts:
                    anew = partial(ask_anew, port, asked[mix], times * bounds.requests, first)
                    found.append(measure(way, running, mix, anew))
                    first += times * bounds.requests
            print(*found[-5:], sep="\n", file=sys.stderr)
    return found


def row(way: str, mix: str, figures: Sequence[Figure]) -> str:
    """Write a row: medians, with the least and the most."""

    def text(name: str) -> str:
        values = [getattr(each, name) for each in figures]
        return f"{statistics.median(values):,.0f} ({min(values):,.0f}–{max(values):,.0f})"

    wrong = sum(each.wrong for each in figures)
    return f"| {way} | {mix} | {text('rate')} | {text('site')} | {text('nginx')} | {text('slowest')} | {wrong} |"


def main() -> int:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("--rounds", 3), ("--seconds", 4), ("--count", 60)):
        parser.add_argument(name, type=int, default=usual)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    bounds = Bounds(given.rounds, given.seconds, given.count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = rounds(write_mixes(folder), folder, bounds)
    print(HEAD)
    for way, mix in dict.fromkeys((each.way, each.mix) for each in found):
        print(row(way, mix, [each for each in found if (each.way, each.mix) == (way, mix)]))
    if given.json:
        given.json.write_text(json.dumps([asdict(each) for each in found], indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
