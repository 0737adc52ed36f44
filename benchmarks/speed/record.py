"""A run as it is kept: JSON that another run can be compared with, years later."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from speed.machine import Machine
from speed.model import Goal, Measurement, Outcome, Ratio

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One run: which revision of the project, when, where, with which versions, and what came out.

    ``remark`` says in words what a reader must know, such as that others used the machine.
    """

    version: str
    revision: str
    made: str
    machine: Machine
    versions: Mapping[str, str]
    outcomes: tuple[Outcome, ...]
    remark: str = ""
    is_quick: bool = False
    format: int = field(default=FORMAT)


def to_json(record: Record) -> str:
    """Write a record; a person can read it, and its lines can be compared."""
    return json.dumps(asdict(record), indent=1, ensure_ascii=False) + "\n"


def read_record(path: Path) -> Record:
    """Read a record; raises :class:`ValueError` for one of another format."""
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ValueError(f"{path} is no record of a benchmark in format {FORMAT}")
    outcomes = tuple(_outcome(each) for each in found.pop("outcomes"))
    return Record(machine=Machine(**found.pop("machine")), outcomes=outcomes, **found)


def _outcome(found: dict[str, Any]) -> Outcome:
    goal = Goal(**found.pop("goal"))
    ours, peer = (_measurement(found.pop(name)) for name in ("ours", "peer"))
    ratio = found.pop("ratio")
    return Outcome(
        goal=goal, ours=ours, peer=peer, ratio=Ratio(values=tuple(ratio["values"])) if ratio else None, **found
    )


def _measurement(found: dict[str, Any] | None) -> Measurement | None:
    return Measurement(**(found | {"values": tuple(found["values"])})) if found else None
