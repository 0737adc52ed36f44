"""Run contestants in turn, each round a new process of each, and collect what they say."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from speed.model import Measurement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from speed.model import State

CONTESTANTS: Final = Path(__file__).parent.parent / "contestants"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """Who takes part: ``who`` with its version, its module of contestants, what it is given, which Python runs it."""

    who: str
    script: str
    arguments: tuple[str | Path | int, ...]
    python: Path = field(default=Path(sys.executable))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a contestant said of one round: seconds of each lap of each job, and what it found."""

    laps: Mapping[str, tuple[float, ...]]
    facts: Mapping[str, object]

    def seconds(self, job: str, state: State) -> float:
        """Return what a job took: the first lap is cold; warm is the median of the others, where there are others."""
        first, *others = self.laps[job]
        return first if state == "cold" or not others else statistics.median(others)


def contest(contestants: Sequence[Contestant], rounds: int) -> tuple[tuple[Report, ...], ...]:
    """Run so many rounds; return the reports of each contestant, in the order of the rounds."""
    found: list[list[Report]] = [[] for _ in contestants]
    for _ in range(rounds):
        for number, contestant in enumerate(contestants):
            found[number].append(_run(contestant))
    return tuple(map(tuple, found))


def measurement(who: str, reports: Sequence[Report], job: str, state: State) -> Measurement:
    """Return the seconds that a job took, one value a round."""
    return Measurement(who=who, unit="s", values=tuple(each.seconds(job, state) for each in reports))


def spent(job: Callable[[], object]) -> float:
    """Return the seconds of the processor that the processes take that a job starts and waits for."""
    before = _of_children()
    job()
    return _of_children() - before


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)  # os.times() counts in hundredths
    return used.ru_utime + used.ru_stime


def _run(contestant: Contestant) -> Report:
    words = [str(contestant.python), "-m", f"contestants.{contestant.script}", *map(str, contestant.arguments)]
    done = subprocess.run(words, check=False, capture_output=True, text=True, cwd=CONTESTANTS.parent)
    if done.returncode:
        raise RuntimeError(
            f"{contestant.who}: {contestant.script} ended with {done.returncode}:\n{done.stderr[-2000:]}"
        )
    said = json.loads(done.stdout)
    return Report(laps={name: tuple(each) for name, each in said["laps"].items()}, facts=said["facts"])
