"""What is fitted: the abstention model, and where the questions it is fitted on come from."""

from __future__ import annotations

import numpy as np

from assistant.retrieval.calibration import Support, calibration
from training import logistic
from training.calibrate import QUESTIONS, sample


def test_separable_questions_are_separated() -> None:
    """A feature that tells the classes apart gets its sign, and the probabilities fall on either side of a half."""
    x = np.array([[0.1], [0.2], [0.3], [0.7], [0.8], [0.9]])
    y = np.array([0.0, 0, 0, 1, 1, 1])
    model = logistic.fit(x, y)
    assert model[0] > 0
    assert ((logistic.probability(x, model) > 0.5) == (y == 1)).all()


def test_classes_of_different_size_weigh_the_same() -> None:
    """A feature that says nothing gives a half, however many questions there are of each class."""
    x, y = np.zeros((10, 1)), np.array([1.0] * 9 + [0.0])
    assert np.allclose(logistic.probability(x, logistic.fit(x, y)), 0.5, atol=1e-6)


def test_the_shipped_model_is_the_formula_that_was_fitted() -> None:
    """`Support.probability` is the logistic function of the fitted sum."""
    model = np.array([2.0, 1.0, 0.5])
    support = Support(nearness=2.0, leaning=1.0, intercept=0.5)
    x = np.array([[0.6, -1.5]])
    assert np.isclose(support.probability(0.6, -1.5), logistic.probability(x, model)[0])


def test_a_better_match_supports_more_and_a_foreign_matter_less() -> None:
    """The fitted numbers have the signs that make sense."""
    support = calibration().support
    assert support.probability(0.65, 1.0) > support.probability(0.55, 1.0) > support.probability(0.55, 0.0)
    assert calibration().thresholds.least <= calibration().thresholds.likely


def test_what_is_kept_aside_is_not_fitted_on() -> None:
    """The held-out semantic questions and every second unanswerable one are not in the sample."""
    assert not any("semantic_b" in str(f) for f in QUESTIONS)
    ids = {c.id for c in (*sample().answerable, *sample().unanswerable)}
    assert not any(i.startswith("SB") or i.startswith("UN") and int(i[2:]) % 2 == 0 for i in ids)
