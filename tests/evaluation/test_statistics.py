"""Intervals and the test of differences, against values worked by hand."""

from __future__ import annotations

import pytest

from assistant.evaluation.statistics import estimate, mcnemar, percentile


def test_interval_holds_the_mean() -> None:
    """The interval of a mixed sample holds its mean, is not a point, and is the same every time."""
    first, second = estimate([1.0] * 30 + [0.0] * 10), estimate([1.0] * 30 + [0.0] * 10)
    assert first is not None and first == second
    assert first.low < first.value == 0.75 < first.high
    assert first.low == pytest.approx(0.6, abs=0.05) and first.high == pytest.approx(0.875, abs=0.05)


def test_three_of_three_is_not_certain() -> None:
    """Where all are right or all wrong the exact binomial limit is given: 0.025 ** (1/3) for three."""
    right, wrong = estimate([1.0] * 3), estimate([0.0] * 3)
    assert right is not None and (right.low, right.high) == (pytest.approx(0.2924, abs=1e-4), 1)
    assert wrong is not None and (wrong.low, wrong.high) == (0, pytest.approx(0.7076, abs=1e-4))


def test_no_values_no_number() -> None:
    """Nothing measured gives nothing, not NaN."""
    assert estimate([]) is None
    assert percentile([], 0.5) is None


def test_percentiles_by_nearest_rank() -> None:
    """The median of 1…100 is 50 and the 95th percentile 95; of one value it is that value."""
    found = [percentile(range(1, 101), 0.5), percentile(range(1, 101), 0.95), percentile([7.0], 0.95)]
    assert [each.value for each in found if each] == [50, 95, 7]


def test_percentiles_have_intervals() -> None:
    """The interval of the median of 1…100 holds it and spans about 20; that of one value is that value."""
    middle, single = percentile(range(1, 101), 0.5), percentile([7.0], 0.5)
    assert middle and middle == percentile(range(1, 101), 0.5)
    assert middle.low == pytest.approx(40, abs=3) and middle.high == pytest.approx(60, abs=3)
    assert single and (single.low, single.high, single.count) == (7, 7, 1)


@pytest.mark.parametrize(("fixed", "broken", "p"), [(0, 0, 1), (5, 5, 1), (6, 0, 2 / 64), (1, 8, 20 / 512)])
def test_mcnemar(fixed: int, broken: int, p: float) -> None:
    """The exact test doubles the smaller binomial tail and never exceeds 1."""
    assert mcnemar(fixed, broken) == pytest.approx(p)
    assert mcnemar(broken, fixed) == pytest.approx(p)
