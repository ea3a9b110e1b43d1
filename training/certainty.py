"""The fit of how certain a reading is, on readings of questions by writers whom the ranking was not fitted on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.question.decide import LIKELY

from .ranking import Weights, fit
from .samples import Best, Sample

DOUBT = 10.0
"""What a weight of the certainty pays for leaving 0, squared: they are fitted on fewer questions."""
OFTEN = 30
"""Readings that a feature has to be in to speak for the certainty."""
PRECISE = 0.985
"""Share of the readings of left-out writers that has to be right where a reading is called sure: two of a hundred may
be wrong, and a writer to come is harder than those measured."""
FINE = 200
"""Steps of certainty in which it is looked for from where that is so."""


def certainty(seen: Sequence[Best]) -> Weights:
    """Weights of what speaks for a reading's being right: a choice between the reading and none."""
    often = Counter(name for best in seen for name in best.evidence)
    samples = [
        Sample(
            id="",
            writer=best.writer,
            category="",
            weight=1.0,
            features=({k: v for k, v in best.evidence.items() if often[k] >= OFTEN}, {}),
            right=(best.right, not best.right),
            wanted=(best.right, not best.right),
            outcomes=(True, False),
        )
        for best in seen
    ]
    return fit(samples, {}, DOUBT)


Judged = list[tuple[float, bool]]
"""The certainty of each reading, and whether it is right."""


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
