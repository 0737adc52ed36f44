"""When a difference between two runs is more than noise.

What is compared are ratios within a run (peer ÷ ours), so that a faster machine or an hour with more neighbours falls
out. The noise of a run is the spread of its rounds: the standard deviation that a range of n values stands for is the
range divided by d2(n), the expected range of n values of a normal distribution with deviation 1 (NIST/SEMATECH
e-Handbook of Statistical Methods, §6.3.2, control charts). Ratios are compared by their logarithms, in which
twice and half are alike. The deviation of a difference is the root of the sum of the squares of both (JCGM 100:2008,
§5.1.2), and three of it is the limit, as on a control chart: chance alone passes it on one side once in 740 times.

The deviation is not divided by the root of n: runs differ from each other at least as much as rounds of one do
(Kalibera and Jones, Rigorous Benchmarking in Reasonable Time, ISMM 2013, §3). And below :data:`FLOOR` nothing counts:
the order of linking and the size of the environment alone move a program by some percent in ways that rounds of one
run do not show (Mytkowicz et al., Producing Wrong Data Without Doing Anything Obviously Wrong!, ASPLOS 2009).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from speed.model import Outcome, Ratio

#: The expected range of n values of a standard normal distribution; for more than ten, that of ten is near enough.
D2: Final = {2: 1.128, 3: 1.693, 4: 2.059, 5: 2.326, 6: 2.534, 7: 2.704, 8: 2.847, 9: 2.970, 10: 3.078}
#: How many deviations a difference must have.
LIMIT: Final = 3.0
#: The least relative difference that counts.
FLOOR: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How an outcome differs from the same one of an earlier run; ``factor`` above 1 is better, below 1 worse.

    ``noise`` is the factor that chance may make; infinite where a run had a single round, which shows no spread.
    """

    old: Outcome
    new: Outcome
    factor: float
    noise: float

    @property
    def is_regression(self) -> bool:
        """Tell whether we are worse by more than the noise."""
        return self.factor < 1 / self.noise

    @property
    def is_gain(self) -> bool:
        """Tell whether we are better by more than the noise."""
        return self.factor > self.noise


def change(old: Outcome, new: Outcome) -> Change | None:
    """Compare two outcomes of one goal and state; ``None`` where one of them has no ratio."""
    if old.ratio is None or new.ratio is None:
        return None
    factor = new.ratio.median / old.ratio.median
    noise = 1.0 if new.goal.is_exact else _noise(old.ratio, new.ratio)
    return Change(old=old, new=new, factor=factor if new.goal.is_least else 1 / factor, noise=noise)


def _noise(old: Ratio, new: Ratio) -> float:
    deviation = LIMIT * math.hypot(_deviation(old), _deviation(new))
    return max(math.exp(deviation), 1 + FLOOR) if math.isfinite(deviation) else math.inf


def _deviation(ratio: Ratio) -> float:
    """Estimate the standard deviation of the logarithm of a ratio by its range; one value tells nothing of it."""
    count = len(ratio.values)
    if count < 2:
        return math.inf
    return math.log(ratio.most / ratio.least) / D2[min(count, max(D2))]
