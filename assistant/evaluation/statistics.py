"""How sure a number is, and whether two runs differ by more than chance. Seeded, so that reports repeat."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, comb, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

SEED = 20181221
RESAMPLES = 2000
_TAIL = 0.025  # what a 95 % interval leaves out on each side
POWER = 0.8
"""How often a difference has to show for a set to be called large enough for it."""
_FEWEST = 6  # changes, all one way, from which the exact test can tell them from chance: of five p is 1/16


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


def detectable(count: int, fixed: float) -> float | None:
    """The smallest difference of two shares that `count` paired questions show, McNemar, with 80 % power.

    Connor's formula (1987). None where the questions are too few to show any.

    :param fixed: of the questions that change, the share that gets better: 1 where none gets worse.
    """
    lean, changed = 2 * fixed - 1, 1.0
    alpha, beta = NormalDist().inv_cdf(1 - _TAIL), NormalDist().inv_cdf(POWER)
    for _ in range(50):  # the share that changes stands on both sides; a few steps settle it
        needed = (alpha + beta * sqrt(1 - changed * lean**2)) ** 2 / lean**2
        changed = (changed + min(1.0, needed / max(count, 1))) / 2
    return changed * lean if changed < 0.999 and changed * count >= _FEWEST else None


def kappa(pairs: Sequence[tuple[str, str]]) -> Estimate | None:
    """Cohen's kappa (1960) of two marks a case, with a percentile bootstrap interval.

    Where all pairs agree resampling sees no spread; the exact binomial limit of the share stands in. None where
    both gave one and the same mark throughout, or there is none.
    """
    marks = sorted({mark for pair in pairs for mark in pair})
    if len(marks) < 2:
        return None
    table = np.zeros((len(marks), len(marks)))
    for one, other in pairs:
        table[marks.index(one), marks.index(other)] += 1
    count = len(pairs)
    value = float(_kappas(table[np.newaxis])[0])
    if value == 1:
        chance = float((table.sum(0) * table.sum(1)).sum()) / count**2
        return Estimate(value=1.0, low=(_TAIL ** (1 / count) - chance) / (1 - chance), high=1.0, count=count)
    drawn = np.random.default_rng(SEED).multinomial(count, table.ravel() / count, size=RESAMPLES)
    kappas = _kappas(drawn.reshape(RESAMPLES, *table.shape).astype(np.float64))
    return _spread(value, kappas[~np.isnan(kappas)], count)


def _kappas(tables: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kappa of each table of counts; NaN where chance alone agrees on everything."""
    count = tables.sum((1, 2))
    agreed = np.trace(tables, axis1=1, axis2=2) / count
    chance = (tables.sum(1) * tables.sum(2)).sum(1) / count**2
    with np.errstate(invalid="ignore"):
        return np.where(chance < 1, (agreed - chance) / np.where(chance < 1, 1 - chance, 1), np.nan)
