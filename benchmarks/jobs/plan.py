"""How much is measured: rounds, laps, what it is measured on, and where peers are."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from speed.inputs import Inputs

OURS: Final = "mgi-graph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``rounds`` is how often each pair takes turns; ``peers`` the folder of those installed beside, if any."""

    inputs: Inputs
    rounds: int
    peers: Path | None = None
    is_quick: bool = False

    @property
    def laps(self) -> int:
        """Return how often a contestant does its job in one process."""
        return 2 if self.is_quick else 4

    def shortened(self, rounds: int) -> int:
        """Return how many rounds a job gets that takes long."""
        return min(self.rounds, rounds)


def named(package: str) -> str:
    """Return a package of this environment with its version."""
    return f"{package} {version(package)}"
