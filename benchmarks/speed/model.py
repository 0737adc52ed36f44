"""What a benchmark finds: measurements of two contestants, the ratios between them, and the goal that these have."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

#: ``cold``: the first time after a start, in a process that has done nothing yet. ``warm``: each time after that.
State: TypeAlias = Literal["cold", "warm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """One value a round; never empty."""

    values: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse what has no median."""
        if not self.values:
            raise ValueError("a measurement has one value at least")

    @property
    def median(self) -> float:
        """Return the value in the middle."""
        return statistics.median(self.values)

    @property
    def least(self) -> float:
        """Return the smallest value."""
        return min(self.values)

    @property
    def most(self) -> float:
        """Return the largest value."""
        return max(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement(Values):
    """What a job took of one contestant: ``who`` with its version; ``unit`` is s, MB, or one of a share."""

    who: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Values):
    """How two contestants compare, round by round: rounds of one run alone can be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is promised: ``bound`` on a ratio that is large when we are good (``is_least``) or small.

    A goal without a bound is shown for context. ``stage`` groups goals that stand in one line of the promise. What is
    counted and not timed ``is_exact``: between two runs, any difference counts.
    """

    name: str
    stage: str
    text: str
    bound: float | None
    is_least: bool = True
    is_exact: bool = False

    def is_met(self, value: float) -> bool | None:
        """Tell whether a value keeps the promise; ``None`` where nothing was promised."""
        if self.bound is None:
            return None
        return value >= self.bound if self.is_least else value <= self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came out for a goal in one state.

    ``wrong`` says why nothing was timed: a contestant that answers wrongly has no ratio. ``note`` says what was
    compared, and what a reader must know of the values.
    """

    goal: Goal
    state: State
    ours: Measurement | None = None
    peer: Measurement | None = None
    ratio: Ratio | None = None
    wrong: str = ""
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Tell whether the goal is met; ``None`` where nothing was promised, or nothing timed."""
        return None if self.ratio is None else self.goal.is_met(self.ratio.median)


def compare(goal: Goal, state: State, ours: Measurement, peer: Measurement, *, note: str = "") -> Outcome:
    """Set two measurements of the same rounds against each other: peer ÷ ours where large is good, else ours ÷ peer."""
    pairs = zip(ours.values, peer.values, strict=True)
    values = tuple(theirs / own if goal.is_least else own / theirs for own, theirs in pairs)
    return Outcome(goal=goal, state=state, ours=ours, peer=peer, ratio=Ratio(values=values), note=note)


def geometric_mean(values: Sequence[float]) -> float:
    """Return the mean that treats twice as fast and half as fast alike."""
    return statistics.geometric_mean(values)
