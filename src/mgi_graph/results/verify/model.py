"""What a comparison found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from mgi_graph.results.run import Run

Outcome: TypeAlias = Literal["same", "changed", "not reproducible"]
EXIT: Final[dict[Outcome, int]] = {"same": 0, "changed": 1, "not reproducible": 2}
Cells: TypeAlias = "tuple[str, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether a run still gives its answer, and what is different where it does not.

    ``reasons`` are sentences. Rows are as the file shows them under ``heads``; ``changed`` pairs a row with
    the one that has its first cell now. ``now`` is the run as it is today, where it could be repeated.
    """

    outcome: Outcome
    reasons: tuple[str, ...]
    run: Run
    now: Run | None = None
    heads: Cells = ()
    added: tuple[Cells, ...] = ()
    removed: tuple[Cells, ...] = ()
    changed: tuple[tuple[Cells, Cells], ...] = ()
