"""Intervals and the test of differences, against values worked by hand."""

from __future__ import annotations

from math import comb

import pytest

from assistant.evaluation.statistics import detectable, estimate, kappa, mcnemar, percentile


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


def test_the_smallest_difference_that_shows() -> None:
    """Where nothing breaks about 7.85 changes are needed, whatever the size; nine times as many where a third does."""
    best, usual = detectable(1000, 1), detectable(1000, 2 / 3)
    assert best is not None and usual is not None
    assert best * 1000 == pytest.approx(7.85, abs=0.05) and usual * 3000 == pytest.approx(70, abs=1)
    assert detectable(7, 1) is None and detectable(0, 1) is None


def test_the_smallest_difference_has_its_power() -> None:
    """Of sets in which so many questions get better, the exact test sees four in five or a little less."""
    share = detectable(200, 1)
    assert share is not None
    changes = [comb(200, k) * share**k * (1 - share) ** (200 - k) for k in range(201)]
    assert sum(chance for k, chance in enumerate(changes) if mcnemar(k, 0) < 0.05) == pytest.approx(0.8, abs=0.03)


def marked(*counts: int) -> list[tuple[str, str]]:
    """Pairs of marks by how often each of yes-yes, yes-no, no-yes and no-no comes."""
    pairs = [("y", "y"), ("y", "n"), ("n", "y"), ("n", "n")]
    return [pair for pair, count in zip(pairs, counts, strict=True) for _ in range(count)]


def test_kappa() -> None:
    """20, 5, 10 and 15 of 50 is 0.4, with an interval near that of the formula, 0.15 to 0.65."""
    found = kappa(marked(20, 5, 10, 15))
    assert found is not None and found.value == pytest.approx(0.4) and found.count == 50
    assert (found.low, found.high) == (pytest.approx(0.15, abs=0.03), pytest.approx(0.65, abs=0.03))
    assert found == kappa(marked(20, 5, 10, 15))


def test_kappa_at_its_ends() -> None:
    """Full agreement of four is not certain, one mark throughout tells nothing, and chance gives 0."""
    full, chance = kappa(marked(2, 0, 0, 2)), kappa(marked(5, 5, 5, 5))
    assert full is not None and (full.value, full.high) == (1, 1) and full.low < 0
    assert chance is not None and chance.value == 0 and chance.low < 0 < chance.high
    assert kappa(marked(4, 0, 0, 0)) is None and kappa([]) is None
