"""The fits of the weights by which readings of a question are ranked, and of how certain the likeliest one is.

How certain it is, is fitted on questions by writers whom the ranking was not fitted on.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from assistant.question.decide import LIKELY

from .samples import Best, Sample

RIDGE = 2.0  # what a weight pays for leaving the value it began with, squared
DOUBT = 10.0  # the same of a weight of the certainty: they are fitted on fewer questions
STEPS = 300  # iterations of L-BFGS at most
OFTEN = 30  # readings that a feature has to be in to speak for the certainty
PRECISE = 0.985
"""Share of the readings of left-out writers that has to be right where a reading is called sure: two of a hundred may
be wrong, and a writer to come is harder than those measured."""
FINE = 200  # steps of certainty in which it is looked for from where that is so
Weights = dict[str, float]
Judged = list[tuple[float, bool]]  # the certainty of each reading, and whether it is right


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


def certainty(seen: Sequence[Best]) -> Weights:
    """Weights of what speaks for a reading's being right: a choice between the reading and none."""
    often = Counter(name for best in seen for name in best.evidence)
    samples = []
    for best in seen:
        evidence = {name: value for name, value in best.evidence.items() if often[name] >= OFTEN}
        choice = (best.right, not best.right)
        samples.append(Sample(writer=best.writer, features=(evidence, {}), right=choice, outcomes=(True, False)))
    return fit(samples, {}, DOUBT)


def judged(seen: Sequence[Best]) -> Judged:
    """How certain each reading is by weights that were fitted without its writer."""
    found: Judged = []
    for writer in sorted({best.writer for best in seen}):
        weights = certainty([best for best in seen if best.writer != writer])
        for best in seen:
            if best.writer == writer:
                speaking = sum(weights.get(k, 0.0) * v for k, v in best.evidence.items())
                found.append((1 / (1 + math.exp(-speaking)), best.right))
    return found


def sure(readings: Judged) -> float:
    """The least certainty from which enough of the readings are right; the highest where it is never so."""
    for step in range(FINE // 2, FINE):
        above = [right for certain, right in readings if certain >= step / FINE]
        if above and sum(above) >= PRECISE * len(above):
            return step / FINE
    return (FINE - 1) / FINE


def bands(readings: Judged) -> Iterator[str]:
    """How many readings of the table are sure, likely and unsure, and how many of them are right."""
    limits = (sure(readings), LIKELY, 0.0)
    yield "Certainty of their readings of the table, each by weights fitted without its writer:"
    for name, low, high in zip(("sure", "likely", "unsure"), limits, (1.01, *limits), strict=False):
        rights = [right for certain, right in readings if low <= certain < high]
        yield f"  {name:7} from {low:.3f}  {len(rights):5}  right {sum(rights) / max(1, len(rights)):.3f}"
