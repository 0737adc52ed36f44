"""Measure the site beside its peers: requests a second for the same answers, as ratios within one run.

    make bench-peers      (or: python benchmarks/web.py FOLDER [--rounds N] [--seconds N] [--json FILE])

Each server runs on one processor, the client (wrk, Debian) on another; servers take turns, so that a drift of the
machine falls on all. A peer whose answer is wrong is marked and not timed. Nothing here is a test.
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
from typing import TYPE_CHECKING, Final

import pyoxigraph
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
        return (
            sum(isinstance(each.subject, pyoxigraph.NamedNode) and each.subject.value == given.entity for each in read)
            > 5
        )
    return b"<html" in body.lower()


def fetch(url: str, media_type: str) -> bytes:
    """Return what a server answers, or nothing where it answers with an error."""
    request = urllib.request.Request(url, headers={"Accept": media_type})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return bytes(answer.read())
    except OSError:
        return b""


def measure(url: str, media_type: str, seconds: int, processor: int) -> float:
    """Return how many requests a second a server answers, all of them well."""
    command = ["taskset", "--cpu-list", str(processor), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    command += ["-H", f"Accept: {media_type}", url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        return 0.0
    match = re.search(r"Requests/sec:\s+([\d.]+)", said)
    return float(match[1]) if match else 0.0


def run_round(all_servers: Sequence[Server], given: Given, seconds: int) -> dict[tuple[str, str], float]:
    """Measure every job of every server once; a wrong answer counts as nothing."""
    figures: dict[tuple[str, str], float] = {}
    for number, server in enumerate(all_servers):
        with running(server, given, 21000 + 2 * number, processor=0) as base:
            for job, (path, media_type) in server.asks.items():
                body = fetch(base + path, media_type)
                right = bool(body) and is_right(body, media_type, given)
                measure(base + path, media_type, 1, processor=1)  # warm
                figures[job, server.name] = measure(base + path, media_type, seconds, processor=1) if right else -1.0
                print(f"  {server.name}: {job}: {figures[job, server.name]:.0f}/s", file=sys.stderr, flush=True)
    return figures


def table(rounds: Sequence[dict[tuple[str, str], float]]) -> tuple[list[str], list[dict[str, object]]]:
    """Return the rows of both tables: what was measured, and the ratios with their goals."""
    lines = ["| job | server | requests a second, median (lowest–highest) |", "| --- | --- | --- |"]
    for job, name in rounds[0]:
        values = sorted(each[job, name] for each in rounds)
        wrong = values[0] < 0
        said = "answers wrongly" if wrong else f"{statistics.median(values):,.0f} ({values[0]:,.0f}–{values[-1]:,.0f})"
        lines.append(f"| {job} | {name} | {said} |")
    records: list[dict[str, object]] = []
    lines += ["", "| job | ours ÷ peer | ratio (lowest–highest) | goal |", "| --- | --- | --- | --- |"]
    for job, ours, peer, goal in GOALS:
        pairs = [(each[job, ours], each[job, peer]) for each in rounds if each.get((job, peer), -1) > 0]
        if not pairs:
            lines.append(f"| {job} | {ours} ÷ {peer} | the peer answers wrongly | {goal} |")
            continue
        ratios = sorted(a / b for a, b in pairs)
        middle = statistics.median(ratios)
        lines.append(f"| {job} | {ours} ÷ {peer} | {middle:.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f}) | {goal} |")
        records.append(
            {
                "job": job,
                "ours": ours,
                "peer": peer,
                "ratio": middle,
                "low": ratios[0],
                "high": ratios[-1],
                "goal": goal,
            }
        )
    return lines, records


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
