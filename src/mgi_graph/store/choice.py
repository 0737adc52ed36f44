"""Whether a dataset is held in memory or on disk: by its size and what memory there is, or as the environment says."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mgi_graph.build.cache import MANIFEST
from mgi_graph.errors import ParameterError, Place
from mgi_graph.store.room import available

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Medium: TypeAlias = Literal["memory", "disk"]

#: Names where a dataset is held: ``memory``, ``disk``, or ``auto``, which is the default.
ENVIRONMENT: Final = "MGI_STORE_IN"
#: Bytes that a quad takes while it is loaded into memory, measured: 320 when all is loaded, 390 to 620 meanwhile
#: (docs/scale.md).
PER_QUAD: Final = 600
#: The part of the memory at hand that a dataset may take: a server has several processes, and queries need some too.
SHARE: Final = 0.5
_PIECE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Where a dataset of so many quads is held, and why in words, where it is not as usual."""

    medium: Medium
    quads: int
    reason: str = ""


def choose(path: Path, environment: Mapping[str, str] | None = None, room: int | None = None) -> Choice:
    """Choose for the N-Quads at a path; ``room`` is how many bytes of memory there are, where not all are meant.

    Raises :class:`ParameterError` where the environment names neither memory nor disk.
    """
    named = (os.environ if environment is None else environment).get(ENVIRONMENT) or "auto"
    if named not in {"auto", "disk", "memory"}:
        raise ParameterError(
            f"{ENVIRONMENT} is auto, memory or disk, and not {named!r}", place=Place(file="environment")
        )
    if named == "memory":
        return Choice(medium="memory", quads=0)
    quads = count_quads(path)
    if named == "disk":
        return Choice(medium="disk", quads=quads, reason=f"{ENVIRONMENT}=disk")
    least = room if room is not None else available()
    if least is None or quads * PER_QUAD <= least * SHARE:
        return Choice(medium="memory", quads=quads)
    needs = f"{quads:,} quads need {_gigabytes(quads * PER_QUAD)} of memory"
    return Choice(medium="disk", quads=quads, reason=f"{needs}, and half of the {_gigabytes(least)} available is less")


def count_quads(path: Path) -> int:
    """Return how many quads a dataset holds: as its manifest says, else one a line."""
    try:
        return int(json.loads((path.parent / MANIFEST).read_bytes())["content"]["facts"]["quads"])
    except (OSError, ValueError, KeyError, TypeError):
        with path.open("rb") as file:
            return sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b""))


def _gigabytes(size: float) -> str:
    return f"{size / 1e9:.1f} GB"
