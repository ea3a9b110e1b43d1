"""What is fitted: the abstention model, and where the questions it is fitted on come from."""

from __future__ import annotations

import numpy as np

from assistant.retrieval.calibration import Support, calibration
from training import logistic
from training.calibrate import NOWHERE, QUESTIONS, sample

OWN = "BAS1499-002v2"


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
    support = Support(nearness=2.0, leaning=1.0, intercept=0.5, elsewhere=1.0, standards=("A",))
    x = np.array([[0.6, -1.5]])
    assert np.isclose(support.probability(0.6, -1.5, "A"), logistic.probability(x, model)[0])


def test_a_better_match_supports_more_and_a_foreign_matter_less() -> None:
    """The fitted numbers have the signs that make sense; less has to be near in a standard that was not fitted on."""
    support = calibration().support
    near, far, foreign = (support.probability(n, f, OWN) for n, f in ((0.65, 1.0), (0.55, 1.0), (0.55, 0.0)))
    assert near > far > foreign
    assert support.probability(0.55, 0.0, "XYZ1234-001v1") > foreign
    assert calibration().thresholds.least <= calibration().thresholds.likely


def test_what_is_kept_aside_is_not_fitted_on() -> None:
    """The held-out semantic questions and every second unanswerable one are not in the sample."""
    assert not any(f.stem in ("semantic_b", "semantic_d", "semantic_f") for f in QUESTIONS)
    ids = {c.id for c in (*sample().answerable, *sample().unanswerable)}
    assert not any(i.startswith("SB") or i.startswith("UN") and int(i[2:]) % 2 == 0 for i in ids)


def test_other_standards_are_asked_where_the_index_holds_them() -> None:
    """Their questions, and of those that no standard answers each one of them."""
    own, more = sample(), sample(["BGM1219-004v2"])
    assert all(c.standard is None for c in (*own.answerable, *own.unanswerable))
    assert {c.standard for c in more.answerable} == {None, "BGM1219-004v2"}
    moved = [c for c in more.unanswerable if c.standard]
    assert moved and all(c.notes.startswith(NOWHERE) for c in moved)
