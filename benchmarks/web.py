"""Measure the site beside its peers: requests a second for the same answers, as ratios within one run.

    make bench-peers      (or: python benchmarks/web.py FOLDER [--rounds N] [--seconds N] [--json FILE])

Each server runs on one processor, the client (wrk, Debian) on another; servers take turns, so that a drift of the
machine falls on all. What a request costs is the time of the processor that the server and its processes took: other
work on the machine, which would take turns with a server, is not counted. A peer whose answer is wrong is marked and
not timed. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import urllib.request
import venv
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph
from peers.processor import spent
from peers.servers import JSON, TURTLE, Given, Server, running, servers

from mgi_graph.build import pipeline
from mgi_graph.namespaces import MIGOV
from mgi_graph.project import find

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE: Final = Path(__file__).parent
LOCKED: Final = HERE.parent / "requirements" / "bench-peers.txt"
SELECT: Final = f"SELECT ?finding WHERE {{ ?finding a <{MIGOV}AbsenceFinding> }} ORDER BY ?finding LIMIT 10"
SIZES: Final = f"""
SELECT ?thing WHERE {{ ?thing a <{MIGOV}LegalInstrument> ; ?p ?o }} GROUP BY ?thing ORDER BY COUNT(?o) ?thing"""
#: The goals of each job: which of ours, which peer, at least how many times as fast.
GOALS: Final = (
    ("entity as Turtle", "site, uncached", "rdflib-endpoint", 12.0),
    ("entity as Turtle", "site, uncached", "Trifid", 20.0),
    ("entity as Turtle", "site, uncached", "Virtuoso", 3.0),
    ("entity as Turtle", "site, uncached", "oxigraph serve-read-only", 0.7),
    ("entity as Turtle", "site, cached", "bare Starlette", 0.6),
    ("entity as HTML", "site, uncached", "Trifid", 20.0),
    ("small SELECT", "site, uncached", "rdflib-endpoint", 4.0),
    ("small SELECT", "site, uncached", "Virtuoso", 2.0),
    ("small SELECT", "site, uncached", "oxigraph serve-read-only", 0.4),
)
CONNECTIONS: Final = 8


def install(folder: Path) -> tuple[Path, Path]:
    """Install the peers as they are pinned; return their Python and the folder of their modules."""
    for program in ("wrk", "node", "npm", "taskset", "virtuoso-t", "isql-vt"):
        if not shutil.which(program):
            sys.exit(f"bench-peers needs {program} (Debian: wrk, nodejs, npm, util-linux, virtuoso-opensource)")
    python = folder / "python" / "bin" / "python"
    done = folder / LOCKED.name
    if not done.exists() or done.read_bytes() != LOCKED.read_bytes():
        venv.create(folder / "python", with_pip=True, clear=True)
        pip: list[str | Path] = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            LOCKED,
        ]
        subprocess.run(pip, check=True)
        done.write_bytes(LOCKED.read_bytes())
    if not (folder / "node_modules" / "trifid").exists():
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / "peers" / name, folder)
        npm = ["npm", "ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"]
        subprocess.run(npm, check=True, cwd=folder)
    return python, folder / "node_modules"


def prepare(folder: Path, python: Path, modules: Path) -> Given:
    """Write the dataset as every peer takes it, and choose what is asked for: a law of the usual size."""
    built = pipeline.ensure(find(HERE))
    store = pyoxigraph.Store()
    store.bulk_load(path=built.path, format=pyoxigraph.RdfFormat.N_QUADS)
    quads, triples = folder / "dataset.nq", folder / "dataset.nt"
    shutil.copy(built.path, quads)
    lines = sorted({f"{quad.subject} {quad.predicate} {quad.object} ." for quad in store})
    triples.write_text("\n".join(lines) + "\n")
    entity = choose(store)
    found = store.query(f"DESCRIBE <{entity}>", use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QueryTriples)
    pyoxigraph.serialize(found, str(folder / "entity.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    return Given(
        folder=folder, python=python, modules=modules, quads=quads, triples=triples, entity=entity, select=SELECT
    )


def choose(store: pyoxigraph.Store) -> str:
    """Return the legal instrument of the usual size: the one in the middle by its number of triples."""
    found = store.query(SIZES, use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    ordered = [solution["thing"] for solution in found]
    middle = ordered[len(ordered) // 2]
    assert isinstance(middle, pyoxigraph.NamedNode)
    return middle.value


def is_right(body: bytes, media_type: str, given: Given) -> bool:
    """Tell whether an answer says what was asked for: the entity, or ten rows."""
    if media_type == JSON:
        return len(json.loads(body)["results"]["bindings"]) == 10
    if media_type == TURTLE:
        read = pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.TURTLE, base_iri=given.entity)
        path = given.entity.removeprefix("https://w3id.org/migov")  # Trifid puts its own host before it
        subjects = [each.subject for each in read if isinstance(each.subject, pyoxigraph.NamedNode)]
        return sum(subject.value.endswith(path) for subject in subjects) > 5
    return b"<html" in body.lower()


def fetch(url: str, media_type: str) -> bytes:
    """Return what a server answers, or nothing where it answers with an error."""
    request = urllib.request.Request(url, headers={"Accept": media_type})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return bytes(answer.read())
    except OSError:
        return b""


class Figure(NamedTuple):
    """How fast a server answers: requests a second, and microseconds of the processor for each; 0 where it errs."""

    rate: float = 0.0
    cost: float = 0.0


def measure(url: str, media_type: str, seconds: int, processor: int, pid: int) -> Figure:
    """Return how fast a server answers, all of it well."""
    command = ["taskset", "--cpu-list", str(processor), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    command += ["-H", f"Accept: {media_type}", url]
    before = spent(pid)
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    taken = spent(pid) - before
    rate, count = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"(\d+) requests in", said)
    if "Non-2xx" in said or "Socket errors" in said or not rate or not count or not int(count[1]):
        return Figure()
    return Figure(float(rate[1]), 1e6 * taken / int(count[1]))


def run_round(all_servers: Sequence[Server], given: Given, seconds: int) -> dict[tuple[str, str], Figure]:
    """Measure every job of every server once; a wrong answer counts as nothing."""
    figures: dict[tuple[str, str], Figure] = {}
    for number, server in enumerate(all_servers):
        with running(server, given, 21000 + 2 * number, processor=0) as (base, pid):
            for job, (path, media_type) in server.asks.items():
                body, figure = fetch(base + path, media_type), Figure()
                if body and is_right(body, media_type, given):
                    measure(base + path, media_type, 1, 1, pid)  # warm
                    figure = measure(base + path, media_type, seconds, 1, pid)
                figures[job, server.name] = figure
                print(f"  {server.name}: {job}: {figure.rate:.0f}/s, {figure.cost:.0f} µs", file=sys.stderr, flush=True)
    return figures


def table(rounds: Sequence[dict[tuple[str, str], Figure]]) -> tuple[list[str], list[dict[str, object]]]:
    """Return the rows of both tables: what was measured, and the ratios with their goals."""
    lines = ["| job | server | requests a second | processor, µs a request |", "| --- | --- | --- | --- |"]
    for job, name in rounds[0]:
        known = [each[job, name] for each in rounds if each[job, name].rate]
        said = (
            " | ".join(_spread([each[at] for each in known], ",.0f") for at in (0, 1)) if known else "answers wrongly |"
        )
        lines.append(f"| {job} | {name} | {said} |")
    records: list[dict[str, object]] = []
    lines += ["", "| job | ours ÷ peer | by processor | by the clock | goal |", "| --- | --- | --- | --- | --- |"]
    for job, ours, peer, goal in GOALS:
        pairs = [(each.get((job, ours), Figure()), each.get((job, peer), Figure())) for each in rounds]
        pairs = [(a, b) for a, b in pairs if a.rate and b.rate]
        if not pairs:
            lines.append(f"| {job} | {ours} ÷ {peer} | not measured | | {goal} |")
            continue
        costs, rates = [b.cost / a.cost for a, b in pairs], [a.rate / b.rate for a, b in pairs]
        lines.append(f"| {job} | {ours} ÷ {peer} | {_spread(costs, '.2f')} | {_spread(rates, '.2f')} | {goal} |")
        ratio = {"ratio": statistics.median(costs), "low": min(costs), "high": max(costs)}
        records.append({"job": job, "ours": ours, "peer": peer, **ratio, "goal": goal})
    return lines, records


def _spread(values: Sequence[float], form: str) -> str:
    """Write the median, with the least and the most beside it."""
    return f"{statistics.median(values):{form}} ({min(values):{form}}–{max(values):{form}})"


def main() -> int:
    """Install, measure, print the tables."""
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    line.add_argument("folder", type=Path, help="where the peers are kept between runs")
    line.add_argument("--rounds", type=int, default=3)
    line.add_argument("--seconds", type=int, default=3)
    line.add_argument("--json", type=Path, help="write the ratios to this file")
    line.add_argument("--only", action="append", help="a server, by its name; may be repeated")
    args = line.parse_args()
    folder = args.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    given = prepare(folder, *install(folder))
    chosen = [each for each in servers(given) if not args.only or each.name in args.only]
    rounds = [run_round(chosen, given, args.seconds) for _ in range(args.rounds)]
    lines, records = table(rounds)
    names = ("starlette", "uvicorn", "pyoxigraph", "rdflib")
    about = f"{os.cpu_count()} cores, Python {platform.python_version()}, " + ", ".join(
        f"{n} {version(n)}" for n in names
    )
    print("\n".join([about, "", *lines]))
    if args.json:
        args.json.write_text(json.dumps({"about": about, "ratios": records}, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
