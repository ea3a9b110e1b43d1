"""From ranked forms to a decision: what is sure, and which other readings are worth offering.

How likely a form is among the candidates says little of whether one of them is right. So the decision has a model of
its own: a logistic regression over that likelihood and over what the best reading uses, passes over and guesses at.
It is fitted on readings of questions by writers whom the ranking was not fitted on (`python -m training.reader`).
"""

import math
from collections.abc import Mapping

from .conversation import Context
from .form import List, Situation, Talk
from .notation import oversized
from .rank import Ranked, fitted
from .reading import Reading

OFFERED = 2
"""Other readings offered."""
LEAST = 0.08
"""Probability among the candidates from which another reading is offered."""
LIKELY = 0.8
"""Certainty below which a reading is told as unsure; the badge asks for more (`sure`)."""
UNMEASURED = LIKELY - 0.01
"""Certainty at most of a reading that a chat model made: how often those are right nobody has measured."""
_FAR = 1e-4
"""How near to 0 or 1 a probability is told from its neighbours."""
_UNIT = 4.0
"""Log odds are counted in these, so that a weight for them costs the fit no less than one for a word passed over."""
_HIGH = 3.0
"""Log odds from which more of them may count otherwise."""
_WIDE = 60.0
"""Log odds below which nothing is less likely."""
_PASSED = {"skip.": "passed.skip", "named.": "passed.named", "unread": "passed.unread"}
"""Sums over what a reading skips, takes for what a description likely means, and leaves unread."""


def sure() -> float:
    """The certainty from which a reading is sure; fitted with the weights (`python -m training.reader`)."""
    return fitted()["decision"]["sure"]


def evidence(features: Mapping[str, float], first: float, second: float) -> dict[str, float]:
    """What speaks for a reading's being right, and against it.

    :param first: its probability among the candidates, 0 to 1; `second`: that of the likeliest one that says otherwise.
    """
    near = min(max(first, _FAR), 1 - _FAR)
    odds = math.log(near / (1 - near))
    found = dict(features) | {"always": _UNIT, "odds": odds / _UNIT, "second": second}
    found["odds.high"] = max(0.0, odds - _HIGH) / _UNIT
    for name, value in features.items():
        for start, entry in _PASSED.items():
            if name.startswith(start) or start == "unread" and name.endswith("_unread"):
                found[entry] = found.get(entry, 0.0) + value
    return found


def certainty(reading: Reading) -> float:
    """How likely the best form is what was meant, 0 to 1; of what the table does not answer, only among the candidates.

    A form that nobody had to read is certain.
    """
    best = reading.best
    if not best.features or isinstance(best.form, Talk | Situation):
        return best.probability
    second = max((r.probability for r in reading.ranked[1:] if r.outcome != best.outcome), default=0.0)
    weights, told = fitted()["certainty"], evidence(best.features, best.probability, second)
    speaking = sum(weights.get(name, 0.0) * value for name, value in told.items())
    return 1 / (1 + math.exp(-max(speaking, -_WIDE)))


def grounded(reading: Reading, context: Context) -> float:
    """The certainty of a reading in its conversation: what owes something to the last question is no surer than that.

    The same holds of a request about the last answer (again, in English).
    """
    best, last = reading.best, context.last
    owing = isinstance(best.form, Talk) or any(name.startswith("context_used") for name in best.features)
    certain = certainty(reading)
    return min(certain, last.certainty) if owing and last else certain


def others(reading: Reading) -> tuple[Ranked, ...]:
    """The next best forms that would say something else and can be asked by themselves, likeliest first.

    A list of nothing is not offered: it would tell less than the answer that is there.
    """
    best = reading.best
    found: list[Ranked] = []
    for ranked in reading.ranked[1:]:
        told = isinstance(ranked.form, Talk | Situation)
        if ranked.probability < LEAST or told or ranked.outcome == best.outcome or oversized(ranked.form):
            continue
        if not _empty(ranked) and all(ranked.outcome != other.outcome for other in found):
            found.append(ranked)
    return tuple(found[:OFFERED])


def _empty(ranked: Ranked) -> bool:
    match ranked.form, ranked.outcome:
        case List(), ("items", tuple(codes)):
            return not any(codes)
    return False
