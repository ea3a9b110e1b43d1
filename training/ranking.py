"""The fit of the weights by which readings of a question are ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from .samples import Sample

RIDGE = 2.0
"""What a weight pays for leaving the value it began with, squared."""
STEPS = 300
"""Iterations of L-BFGS at most."""
Weights = dict[str, float]


def fit(samples: Sequence[Sample], start: Mapping[str, float], ridge: float = RIDGE) -> Weights:
    """Weights under which right candidates are likeliest, near the ones to start from.

    A question whose candidates are all right, or all wrong, tells nothing and is passed over.
    """
    told = [s for s in samples if any(s.wanted) and not all(s.wanted)]
    names = sorted({k for s in told for f in s.features for k in f} | set(start))
    column = {name: n for n, name in enumerate(names)}
    begun = np.array([start.get(name, 0.0) for name in names])
    if not told:
        return dict(zip(names, begun.tolist(), strict=True))
    rows = [f for s in told for f in s.features]
    at = np.repeat(np.arange(len(rows)), [len(f) for f in rows])
    columns = [column[k] for f in rows for k in f]
    table = csr_matrix(([v for f in rows for v in f.values()], (at, columns)), shape=(len(rows), len(names)))
    sizes = [len(s.features) for s in told]
    question = np.repeat(np.arange(len(told)), sizes)
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.array([float(r) for s in told for r in s.wanted])
    counts = np.array([s.weight for s in told])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = table @ weights
        mass = np.exp(scores - np.maximum.reduceat(scores, begins)[question])
        whole = np.add.reduceat(mass, begins)
        good = np.add.reduceat(mass * right, begins) + 1e-12
        away = weights - begun
        slope = counts[question] * (mass / whole[question] - mass * right / good[question])
        value = float((counts * (np.log(whole) - np.log(good))).sum() + ridge * (away**2).sum())
        return value, table.T @ slope + 2 * ridge * away

    found = minimize(loss, begun, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return dict(zip(names, map(float, found.x), strict=True))
