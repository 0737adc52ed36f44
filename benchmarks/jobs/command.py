"""The command line: whole processes, as a person starts them."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from speed.contest import CONTESTANTS, spent
from speed.goals import GOALS
from speed.model import Measurement, Outcome, compare

from jobs.plan import OURS, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobs.plan import Plan

MGI: Final = Path(sys.executable).with_name("mgi")
SCRIPT: Final = CONTESTANTS / "script_rdflib.py"
WHERE: Final = "WHERE { ?finding a migov:AbsenceFinding ; migov:hasEvidence ?passage } ORDER BY ?finding ?passage"
QUERY: Final = f"PREFIX migov: <https://w3id.org/migov/ontology#> SELECT ?finding ?passage {WHERE}"
#: What a search comes to without an index: every text is read.
WORD: Final = "isLiteral(?text) && CONTAINS(LCASE(STR(?text)), 'trafficking')"
CONTAINS: Final = f"SELECT ?x ?text WHERE {{ ?x ?p ?text FILTER ({WORD}) }}"
SAVED: Final = "treaty-status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command, run as a process of its own; ``keeps`` is the folder of what it may keep, anew where there is none."""

    words: Sequence[str | Path]
    keeps: str = ""

    def __call__(self) -> bytes:
        """Run it, and return what it says."""
        with tempfile.TemporaryDirectory() as fresh:
            environment = {**os.environ, **({} if self.keeps else {"MGI_CACHE": fresh})}
            return subprocess.run(self.words, check=True, capture_output=True, env=environment).stdout


def command(plan: Plan) -> Iterator[Outcome]:
    """Run each command and its peer in turn; cold is a first run of all, in which the dataset is built."""
    text = plan.inputs.text(SAVED).text
    saved = ["query", "run", SAVED, "--format", "csv"]
    rdflib: list[str | Path] = [sys.executable, SCRIPT, plan.inputs.quads]
    yield _pair("command.help", ["--help"], [sys.executable, "-c", "pass"], plan.rounds * 3, "")
    yield _pair("command.query", saved, [*rdflib, text], plan.rounds, f"`{SAVED}`")
    yield _pair("command.sparql", ["sparql", QUERY, "--format", "csv"], [*rdflib, QUERY], plan.rounds, "")
    if not plan.is_quick:
        words = ["search", "trafficking", "--format", "csv"]
        yield _pair("command.search", words, [*rdflib, CONTAINS], plan.rounds, "peer: every text is read")
        yield _cold(saved, [*rdflib, text])


def _pair(goal: str, ours: Sequence[str], peer: Sequence[str | Path], rounds: int, note: str) -> Outcome:
    commands = (Command(words=[MGI, *ours], keeps="."), Command(words=peer, keeps="."))
    own, theirs = (each() for each in commands)
    if goal == "command.sparql" and len(_rows(own)) != len(_rows(theirs)):
        return Outcome(goal=GOALS[goal], state="warm", wrong="the script gives another number of rows")
    pairs = [tuple(spent(each) for each in commands) for _ in range(rounds)]
    names = (OURS, named("rdflib") if SCRIPT in peer else "python -c pass")
    measured = [
        Measurement(who=who, unit="s", values=values)
        for who, values in zip(names, zip(*pairs, strict=True), strict=True)
    ]
    return compare(GOALS[goal], "warm", *measured, note=note)


def _cold(ours: Sequence[str], peer: Sequence[str | Path]) -> Outcome:
    commands = (Command(words=[MGI, *ours]), Command(words=peer))
    measured = [
        Measurement(who=who, unit="s", values=(spent(each),))
        for who, each in zip((OURS, named("rdflib")), commands, strict=True)
    ]
    note = "with nothing kept: the files are read, inferred from and validated first, which the script does not"
    return compare(GOALS["command.query"], "cold", *measured, note=note)


def _rows(text: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.decode())))[1:]
