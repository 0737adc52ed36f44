"""Measure what the project promises about speed, as ratios within one run.

    make bench          load, queries, closure, writers, command line, validation, beside libraries
    make bench-peers    the site beside other servers, and reasonable; installs them first, as they are pinned
    make performance    both in one run, and its tables into docs/performance.md

Ours and a peer take turns, so that a drift of the machine falls on both; what counts is the time of the processor,
which other work on the machine does not touch. A ratio is the median over the rounds, its spread the smallest and
the largest. A peer that answers wrongly is not timed. Nothing here is a test: the machine decides the figures.

At the end the run is compared with that of the last release (benchmarks/baseline/); exit code 1 tells that a ratio has
become worse by more than the noise (speed/noise.py), that a fact was missing, or that a theme could not be measured.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import performance
from compare import latest, tell
from jobs.closure import beside_reasonable, closure
from jobs.command import command
from jobs.load import load
from jobs.plan import Plan
from jobs.queries import queries
from jobs.validation import validation
from jobs.web import web
from jobs.writers import writers
from peers.install import install, python_of
from peers.install import versions as peer_versions
from speed import machine
from speed.inputs import Inputs
from speed.markdown import about, details_table, goals_table
from speed.record import Record, read_record, to_json

from mgi_graph.project import find
from mgi_graph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from speed.model import Outcome


OWN: Final = MappingProxyType(
    {
        "load": load,
        "queries": queries,
        "closure": closure,
        "writers": writers,
        "command": command,
        "validation": validation,
    }
)
PEERS: Final = ("reasonable", "web")


def parser() -> argparse.ArgumentParser:
    """Describe the command."""
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choices = [*OWN, *PEERS]
    line.add_argument("themes", nargs="*", choices=[[], *choices], help=f"{', '.join(choices)}; all that can be run")
    line.add_argument("--peers", type=Path, metavar="FOLDER", help="install peers there, and measure beside them")
    line.add_argument("--own", action="store_true", help="with --peers: what needs no peers too, in the same run")
    line.add_argument("--rounds", type=int, default=4, help="how often a pair takes turns (default 4)")
    line.add_argument("--quick", action="store_true", help="everything once and small: does the benchmark work at all?")
    line.add_argument("--output", type=Path, help="write NAME.json and NAME.md (default build/bench)")
    line.add_argument("--remark", default="", help="what a reader of the record must know")
    line.add_argument("--document", action="store_true", help="write the tables into docs/performance.md")
    return line


def main(words: list[str] | None = None) -> int:
    """Measure, write, compare."""
    args = parser().parse_args(words)
    project = find(Path(__file__).parent)
    with tempfile.TemporaryDirectory(prefix="mgi-bench-") as folder:
        inputs = Inputs(project=project, folder=Path(folder), is_quick=args.quick)
        rounds = 1 if args.quick else args.rounds
        peers = install(args.peers) if args.peers else None
        plan = Plan(inputs=inputs, rounds=rounds, peers=peers, is_quick=args.quick)
        outcomes, failed = measure(chosen(plan, args.themes, own=args.own))
    made = record(plan, outcomes, remark=args.remark)
    write(made, args.output or project.root / "build" / "bench")
    if args.document:
        performance.write(made, project.root / "docs" / "performance.md")
    wrong = [each for each in outcomes if each.goal.is_exact and each.is_met is False]
    for each in wrong:
        print(f"not met: {each.goal.stage}, {each.goal.text}: {each.note}", file=sys.stderr)
    worse = False if args.quick else compared(made)
    return 1 if failed or wrong or worse else 0


def chosen(plan: Plan, names: Iterable[str], *, own: bool) -> Mapping[str, Callable[[], Iterator[Outcome]]]:
    """Return the themes to measure: those that are named, else all of those beside libraries, or beside peers."""
    themes: dict[str, Callable[[], Iterator[Outcome]]] = {name: partial(theme, plan) for name, theme in OWN.items()}
    if plan.is_quick:
        del themes["validation"]  # pySHACL takes a minute whatever it is given
    if plan.peers:
        beside = {"reasonable": partial(beside_reasonable, plan, python_of(plan.peers)), "web": partial(web, plan)}
        themes = (themes if own or set(names) & set(OWN) else {}) | beside
    return {name: themes[name] for name in names} if names else themes


def measure(themes: Mapping[str, Callable[[], Iterator[Outcome]]]) -> tuple[tuple[Outcome, ...], bool]:
    """Measure each theme; one that fails is told, and the others go on."""
    outcomes: list[Outcome] = []
    failed = False
    for name, theme in themes.items():
        print(f"{datetime.now(UTC):%H:%M:%S} {name} …", file=sys.stderr, flush=True)
        try:
            outcomes.extend(theme())
        except Exception:  # whatever it was, the rest of a run of minutes is worth having
            failed = True
            print(f"{name} is not measured:\n{traceback.format_exc()}", file=sys.stderr)
    return tuple(outcomes), failed


def record(plan: Plan, outcomes: tuple[Outcome, ...], *, remark: str) -> Record:
    """Put a run down with what a reader needs to judge it."""
    return Record(
        version=VERSION,
        revision=machine.revision(plan.inputs.project.root),
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=machine.here(),
        versions=machine.versions() | (peer_versions(plan.peers) if plan.peers else {}),
        outcomes=outcomes,
        remark=remark,
        is_quick=plan.is_quick,
    )


def write(made: Record, path: Path) -> None:
    """Write a run as JSON and as Markdown, and show its goals."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".json").write_text(to_json(made), encoding="utf-8")
    text = f"# Speed\n\n{about(made)}\n\n{goals_table(made)}\n\n## Details\n\n{details_table(made)}\n"
    path.with_suffix(".md").write_text(text, encoding="utf-8")
    print(text)


def compared(made: Record) -> bool:
    """Compare with the last release, where there is a record of one; tell whether anything is worse."""
    path = latest(Path(__file__).parent / "baseline")
    return tell(read_record(path), made, title=path.stem) if path else False


if __name__ == "__main__":
    sys.exit(main())
