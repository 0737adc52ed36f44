"""Measure how time and memory grow with the number of countries, each job in a process of its own.

    python benchmarks/scale.py --sizes 1 20 200 --large 2000 --folder /tmp/scale --json scale.json > scale.md

Datasets are those of :mod:`countries`, made first where they are not there. At the ``--large`` size the dataset is
loaded, or opened on disk as the program chooses, and things are looked up; nothing else. A job that would take more
than ``--seconds`` of the processor is ended, and its figures are missing. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).parent))

from generator import folder
from scaling import tables
from scaling.jobs import JOBS, run

from mgi_graph.project import find

if TYPE_CHECKING:
    from scaling.tables import Measured

_LARGE: Final = ("load",)


def measure(name: str, dataset: Path, seconds: int) -> dict[str, float]:
    """Run a job in a process of its own; no figures where it took too long or failed."""
    words = [sys.executable, __file__, "--job", name, "--folder", str(dataset)]

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    done = subprocess.run(words, check=False, capture_output=True, text=True, preexec_fn=bound)
    sys.stderr.write(
        f"{name} at {dataset.name}: {'done' if done.returncode == 0 else done.returncode} {done.stderr[-400:]}\n"
    )
    found: dict[str, float] = json.loads(done.stdout) if done.returncode == 0 else {}
    return found


def measure_all(args: argparse.Namespace) -> Measured:
    """Measure every job at every size, sizes in turn."""
    measured: Measured = {}
    for size in sorted({*args.sizes, *args.large}):
        dataset = args.folder / str(size)
        if not (dataset / "dataset.json").exists():
            folder.write(find(), size, dataset)
        facts = json.loads((dataset / "dataset.json").read_bytes())
        measured[str(size)] = {
            "dataset": {"quads": facts["quads"], "inferred": facts["inferred"], "bytes": facts["size"]}
        }
        for name in args.jobs:
            if size in args.sizes or name in _LARGE:
                measured[str(size)][name] = measure(name, dataset, args.seconds)
                if args.json:
                    keep(args.json, measured)
    return measured


def keep(path: Path, measured: Measured) -> Measured:
    """Write the figures, joined with those that are there, so that a run that is stopped loses none; returns all."""
    known: Measured = json.loads(path.read_bytes())["figures"] if path.exists() else {}
    joined = {size: known.get(size, {}) | measured.get(size, {}) for size in sorted({*known, *measured}, key=int)}
    path.write_text(json.dumps({"machine": machine(), "figures": joined}, indent=1) + "\n", encoding="utf-8")
    return joined


def machine() -> str:
    """Say what it was measured on."""
    packages = ", ".join(f"{each} {version(each)}" for each in ("pyoxigraph", "rdflib"))
    return f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {packages}"


def main() -> None:
    """Measure, or run one job for it."""
    parser = argparse.ArgumentParser(description="Measure growth with the number of countries.")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1, 20, 200], metavar="N")
    parser.add_argument("--large", type=int, nargs="*", default=[], metavar="N")
    parser.add_argument("--jobs", nargs="*", default=list(JOBS), choices=JOBS, metavar="JOB")
    parser.add_argument("--folder", type=Path, required=True, help="where the datasets are, or are made")
    parser.add_argument("--seconds", type=int, default=600, help="most time of the processor for a job")
    parser.add_argument("--json", type=Path, help="where the figures are written, joined with those that are there")
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.job:
        print(run(args.job, args.folder))
        return
    measured = measure_all(args)
    if args.json:
        measured = keep(args.json, measured)
    print(tables.write(measured, machine()))


if __name__ == "__main__":
    main()
