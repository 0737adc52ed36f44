"""Push many countries to each engine, interrupted ten times, and see that what is published at the end is the same.

    python benchmarks/countries.py 200 --dataset FOLDER
    python benchmarks/pushing.py FOLDER [--engine NAME …] [--turns N] [--seed N]

A proxy stands before the engine. It ends all connections after a number of bytes that chance picks (always the same
ones for a seed), and takes no other; then it is well again, and the push is given anew. After the last interruption the
push ends, all is read back and compared with the dataset. Engines are those that the tests start
(``tests/store/remote/engines.py``), each in a folder of its own that is removed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.store.remote.conftest import NAMES, reach
from tests.store.remote.engines import Running, missing, running
from tests.store.remote.proxy import Proxy

from mgi_graph.errors import StoreError
from mgi_graph.publishing.plan import Plan, make_plan
from mgi_graph.publishing.push import Pushed, push
from mgi_graph.store.remote import RemoteStore
from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from mgi_graph.store.engine import Engine

#: Seconds that one request may take: an engine moves or counts a graph of millions of triples in one.
PATIENCE: Final = 900.0
HEAD: Final = (
    "engine",
    "triples",
    "graphs",
    "graphs staged at each interruption",
    "seconds",
    "seconds of the engine's processor",
    "MB of its memory at most",
    "same digest",
)


def main() -> None:
    """Push to each engine and print a row of a table for each."""
    parser = argparse.ArgumentParser(description="Push a large dataset to each engine, with interruptions.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", action="append", choices=NAMES, help="an engine; all of them by default")
    parser.add_argument("--turns", type=int, default=10, help="interruptions")
    parser.add_argument("--seed", type=int, default=2026)
    args = parser.parse_args()
    built = json.loads((args.folder / "dataset.json").read_text())
    start = time.monotonic()
    plan = make_plan(Path(built["path"]), built["digest"], VERSION)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    _say(f"{len(plan.parts):,} graphs planned: {time.monotonic() - start:.0f} s, {memory} MB")
    rows = [HEAD, ("---",) * len(HEAD)]
    for name in args.engine or NAMES:
        if reason := missing(name):
            _say(f"{name}: {reason}")
            continue
        chance = random.Random(args.seed)
        places = [int(built["size"] * chance.uniform(0.1, 2.5) / args.turns) for _ in range(args.turns)]
        with tempfile.TemporaryDirectory(prefix="mgi-pushing-") as folder, running(name, Path(folder)) as server:
            rows.append(_pushed(name, server, plan, places))
    print(*(f"| {' | '.join(row)} |" for row in rows), sep="\n")


def _pushed(name: str, server: Running, plan: Plan, places: list[int]) -> tuple[str, ...]:
    """Push with an interruption at each place; returns a row of the table."""
    start = time.monotonic()
    with Proxy(server.url) as proxy:
        engine = reach(replace(server, url=proxy.url), patience=PATIENCE)
        staged = [_interrupted(proxy, engine, plan, place, name) for place in places]
        pushed = _last(engine, plan, name)
        took = time.monotonic() - start
        store = RemoteStore(engine)
    same = pushed.digest == plan.digest and store.digest == plan.published.digest and len(store) == pushed.triples
    spent, memory = _used(server.process.pid)
    reached = ", ".join(f"{each:,}" for each in staged)
    figures = (f"{pushed.triples:,}", f"{len(plan.parts):,}", reached, f"{took:.0f}", f"{spent:.0f}", f"{memory:,}")
    return (name, *figures, "yes" if same else "**no**")


def _interrupted(proxy: Proxy, engine: Engine, plan: Plan, after: int, name: str) -> int:
    """Push until the proxy cuts it off; returns how many graphs had been staged."""
    staged = 0

    def progress(text: str) -> None:
        nonlocal staged
        staged = int(text.split()[1]) if text.startswith("staged ") else staged

    proxy.cut_after(after)
    try:
        push(engine, plan, progress=progress)
    except StoreError as error:
        _say(f"{name}: cut off after {after:,} bytes, {staged} graphs staged: {str(error)[:90]}")
    else:
        _say(f"{name}: was done before {after:,} bytes")
    proxy.heal()
    return staged


def _last(engine: Engine, plan: Plan, name: str) -> Pushed:
    start = time.monotonic()

    def progress(text: str) -> None:
        if not text.startswith("staged ") or text.split()[1].endswith("000"):
            _say(f"{name}: {time.monotonic() - start:.0f} s: {text}")

    return push(engine, plan, progress=progress)


def _used(process: int) -> tuple[float, int]:
    """Return the seconds of the processor that a process took, and the most memory that it had, in MB."""
    times = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    most = next(line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return (int(times[11]) + int(times[12])) / 100, int(most.split()[1]) >> 10


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
