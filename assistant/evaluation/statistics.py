"""How sure a number is, and whether two runs differ by more than chance. Seeded, so that reports repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, comb

import numpy as np
from numpy.typing import NDArray

SEED = 20181221
RESAMPLES = 2000
_TAIL = 0.025
"""What a 95 % interval leaves out on each side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A mean or a percentile of `count` values with its 95 % interval."""

    value: float
    low: float
    high: float
    count: int


def estimate(values: Sequence[float]) -> Estimate | None:
    """The mean with a percentile bootstrap interval (Efron 1979); None without values.

    Where all values are 0 or all are 1 resampling sees no spread at all; the exact binomial limit
    (Clopper and Pearson 1934) stands in, so that three right out of three do not look certain.
    """
    if not values:
        return None
    count, mean = len(values), sum(values) / len(values)
    if min(values) == max(values):
        reach = _TAIL ** (1 / count)
        low, high = (reach, 1.0) if mean == 1 else (0.0, 1 - reach) if mean == 0 else (mean, mean)
        return Estimate(value=mean, low=low, high=high, count=count)
    return _spread(mean, _resampled(values).mean(axis=1), count)


def percentile(values: Sequence[float], share: float) -> Estimate | None:
    """The smallest value that `share` of all do not exceed (nearest rank), bootstrapped; None without values."""
    if not values:
        return None
    rank = max(0, ceil(share * len(values)) - 1)
    return _spread(sorted(values)[rank], np.partition(_resampled(values), rank, axis=1)[:, rank], len(values))


def _spread(value: float, resampled: NDArray[np.float64], count: int) -> Estimate:
    low, high = np.quantile(resampled, [_TAIL, 1 - _TAIL])
    return Estimate(value=value, low=float(low), high=float(high), count=count)


def _resampled(values: Sequence[float]) -> NDArray[np.float64]:
    """Samples of the same size drawn with replacement, one a row."""
    count = len(values)
    picks = np.random.default_rng(SEED).integers(0, count, size=(RESAMPLES, count))
    return np.asarray(values, dtype=np.float64)[picks]


def mcnemar(fixed: int, broken: int) -> float:
    """Two-sided p of the exact McNemar test (1947): how likely so uneven a change is if neither run is better."""
    changed = fixed + broken
    if changed == 0:
        return 1.0
    tail = sum(comb(changed, k) for k in range(min(fixed, broken) + 1)) / 2**changed
    return float(min(1.0, 2 * tail))
