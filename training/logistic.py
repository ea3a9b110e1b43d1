"""Logistic regression by Newton's method with a ridge, enough for three features and a few hundred questions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RIDGE = 1e-2
STEPS = 50

Vector = NDArray[np.float64]


def fit(features: Vector, answers: Vector) -> Vector:
    """Coefficients and, last, the intercept. Both classes weigh the same, however many there are of each.

    *Shape:* features (questions, n), answers (questions,) of 0 and 1; gives (n + 1,).
    """
    x = np.column_stack([features, np.ones(len(features))])
    weight = np.where(answers == 1, 0.5 / max(1, answers.sum()), 0.5 / max(1, (1 - answers).sum())) * len(answers)
    ridge = np.diag([RIDGE] * features.shape[1] + [0.0])
    found = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chance = probability(features, found)
        gradient = x.T @ (weight * (chance - answers)) + ridge @ found
        curvature = (x * (weight * chance * (1 - chance))[:, None]).T @ x + ridge + 1e-9 * np.eye(len(found))
        step = np.linalg.solve(curvature, gradient)
        found -= step
        if np.abs(step).max() < 1e-8:
            break
    return found


def probability(features: Vector, coefficients: Vector) -> Vector:
    """The fitted probability of 1. *Shape:* (questions,)."""
    log_odds = features @ coefficients[:-1] + coefficients[-1]
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -60, 60))))
