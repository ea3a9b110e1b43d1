"""The fit of how certain a reading is: held to what it is for, on readings that are made up."""

from __future__ import annotations

from training.ranking import certainty, judged, sure
from training.samples import Best


def _seen(good: int, bad: int) -> list[Best]:
    """Readings by three writers: those that pass something over are mostly wrong."""
    told = [Best(f"W{n % 3}", True, {"always": 4.0}) for n in range(good)]
    return [*told, *(Best(f"W{n % 3}", n % 10 == 0, {"always": 4.0, "passed.skip": 1.0}) for n in range(bad))]


def test_what_is_passed_over_speaks_against_a_reading() -> None:
    """The fit finds what the wrong readings have in common; what is rare has no say."""
    weights = certainty([*_seen(300, 150), Best("W0", False, {"always": 4.0, "rare": 1.0})])
    assert weights["passed.skip"] < 0 < weights["always"] and "rare" not in weights


def test_the_limit_keeps_the_wrong_ones_out() -> None:
    """From the limit on 99 of 100 are right, by weights that never saw the writer."""
    readings = judged(_seen(3000, 300))
    limit = sure(readings)
    above = [right for certain, right in readings if certain >= limit]
    assert 0.5 <= limit < 0.995 and len(above) == 3000 and all(above)


def test_a_limit_that_is_never_reached_is_the_highest() -> None:
    """Where half of what looks certain is wrong, nothing is sure."""
    assert sure([(0.99, True), (0.99, False)] * 50) == 0.995
