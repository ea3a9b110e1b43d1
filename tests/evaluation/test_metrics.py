"""Every measure of one answer, worked by hand."""

from __future__ import annotations

import random
from math import isfinite, log2

import pytest
from hand import answer, case, unanswerable

from assistant.evaluation.metrics import METRICS, score
from assistant.evaluation.prediction import Prediction

ALL = ("S27", "S28", "S29", "S30")


def test_a_right_answer() -> None:
    """An answer with every gold code and phrase scores 1 wherever a measure applies, and passes."""
    verdict = score(case(), answer(*ALL, "T5", checked={"wording": 5, "relation": 4}))
    assert verdict.scores == {
        "refusal": 1,
        "exact": 1,
        "over_abstention": 0,
        "recall": 1,
        "relaxed": 1,
        "precision": 1,
        "gold_precision": 0.8,
        "completeness": 1,
        "must": 1,
        "must_all": 1,
        "grounded": 1,
    }
    assert verdict.passed


def test_recall_and_precision() -> None:
    """Three of four gold codes and two wrong ones of six give recall 3/4 and precision 4/6."""
    verdict = score(case(), answer("S27", "S28", "S29", "T5", "K1", "S1"))
    assert verdict.scores["recall"] == 3 / 4
    assert verdict.scores["precision"] == pytest.approx(4 / 6)
    assert verdict.scores["exact"] == 0
    assert (verdict.missed, verdict.wrong) == (("S30",), ("K1", "S1"))


def test_the_empty_answer() -> None:
    """An answer without words and codes cites nothing, so it has no precision, and fails the rest."""
    scores = score(case(), Prediction(id="H1")).scores
    assert "precision" not in scores
    assert (scores["recall"], scores["exact"], scores["must"], scores["completeness"]) == (0, 0, 0, 0)
    assert scores["refusal"] == 1


def test_the_missing_answer() -> None:
    """A question that nobody answered fails even where an empty answer would be let through."""
    for lost in (None, Prediction(id="H1", error="IndexMissing", refused=True)):
        assert score(case(), lost).scores["refusal"] == 0
        assert score(unanswerable(), lost).scores == {"refusal": 0, "exact": 0, "abstention": 0}


def test_the_abstained_answer() -> None:
    """Refusing what the standard answers is over-abstention, and neither exact nor a right refusal."""
    scores = score(case(), answer(text="沒有依據", refused=True)).scores
    assert (scores["over_abstention"], scores["refusal"], scores["exact"], scores["recall"]) == (1, 0, 0, 0)
    assert "abstention" not in scores


def test_the_wholly_wrong_answer() -> None:
    """An answer with none of the gold codes and only wrong ones scores 0 in recall and precision."""
    scores = score(
        case(), answer("K1", "K2", text="K1 K2", checked={"wording": 2}, unborne=("wording: K1", "wording: K2"))
    ).scores
    shares = ("recall", "relaxed", "precision", "exact", "must", "must_all", "completeness", "grounded")
    assert all(scores[m] == 0 for m in shares)  # type: ignore[index]


def test_a_right_refusal() -> None:
    """Refusing what the standard lacks is right, also when the code asked for is named."""
    verdict = score(unanswerable(), answer("T9", "T6", text="沒有 T9", refused=True))
    assert verdict.scores == {"refusal": 1, "exact": 1, "abstention": 1}
    assert verdict.passed


def test_a_refusal_with_a_foreign_code() -> None:
    """A refusal that cites something neither named nor acceptable is not exact."""
    verdict = score(unanswerable(), answer("K1", text="沒有", refused=True))
    assert (verdict.scores["exact"], verdict.scores["abstention"], verdict.wrong) == (0, 1, ("K1",))


def test_an_answer_to_the_unanswerable() -> None:
    """Answering what the standard lacks fails abstention, and cites without a precision being counted."""
    scores = score(unanswerable(), answer("T6", text="T9 是…")).scores
    assert (scores["exact"], scores["abstention"], scores["refusal"]) == (0, 0, 0)
    assert "precision" not in scores and "over_abstention" not in scores


def test_relaxed_recall() -> None:
    """An activity stands for what is under it and the other way round; a task stands for nothing."""
    wanted = case(gold_codes=("P6.1.4", "T6.2", "T5"), acceptable_codes=(), must_include=())
    scores = score(wanted, answer("T6.1", "O6.2.1", "T5.1")).scores
    assert (scores["recall"], scores["relaxed"]) == (0, pytest.approx(2 / 3))


def test_spelling_of_codes() -> None:
    """Codes count in any written form and once; the code of a standard or a file name is no citation."""
    verdict = score(case(), answer("s27", "Ｓ 28", "S029", "S30", "S30", "BAS1499-002v2", "profile"))
    assert verdict.scores["exact"] == 1 and verdict.scores["precision"] == 1


def test_completeness_reads_the_words() -> None:
    """A list is complete only when every item is in the words, whatever the citations say."""
    assert score(case(), answer(*ALL, text="S27 S28 S29")).scores["completeness"] == 0
    assert "completeness" not in score(case(gold_codes=("S27",)), answer("S27")).scores


def test_completeness_needs_no_blanks() -> None:
    """Codes are found between Chinese characters, and a longer code is not taken for a shorter."""
    assert score(case(), answer(*ALL, text="技能為S27、S28、S29和S30。")).scores["completeness"] == 1
    assert score(case(), answer(*ALL, text="S27 S28 S29 S300")).scores["completeness"] == 0


def test_groundedness() -> None:
    """Groundedness is the share of statements borne out, and absent where nothing was stated."""
    verdict = score(
        case(),
        answer(*ALL, checked={"wording": 4, "relation": 4}, unborne=("relation: S27 < T4", "relation: S28 < T4")),
    )
    assert verdict.scores["grounded"] == 6 / 8 and not verdict.passed
    assert "grounded" not in score(case(), answer(*ALL)).scores


def test_ranking() -> None:
    """Gold codes at ranks 2 and 6 of two give recall 1/2 and 1, MRR 1/2 and the nDCG of those places."""
    wanted = case(gold_codes=("S27", "S28"))
    scores = score(wanted, answer("S27", "S28", retrieved_codes=("K1", "S27", "T5", "S1", "S2", "S28"))).scores
    assert (scores["recall@5"], scores["recall@10"], scores["mrr"]) == (1 / 2, 1, 1 / 2)
    assert scores["ndcg@10"] == pytest.approx((1 / log2(3) + 1 / log2(7)) / (1 / log2(2) + 1 / log2(3)))


def test_ranking_can_reach_one() -> None:
    """With more gold codes than places, recall divides by the places."""
    gold = tuple(f"K{n}" for n in range(1, 10))
    scores = score(case(gold_codes=gold), answer(*gold, retrieved_codes=gold)).scores
    assert (scores["recall@5"], scores["recall@10"], scores["ndcg@10"]) == (1, 1, 1)


def test_ranking_of_nothing() -> None:
    """An empty retrieval scores 0; none at all is not measured."""
    scores = score(case(), answer(*ALL, retrieved_codes=())).scores
    assert (scores["recall@5"], scores["mrr"], scores["ndcg@10"]) == (0, 0, 0)
    assert "mrr" not in score(case(), answer(*ALL)).scores


def test_numbers_are_numbers() -> None:
    """No measure of any of the odd answers is out of range or not a number."""
    odd = [None, Prediction(id="H1"), answer("K1", refused=True, retrieved_codes=()), answer()]
    for given in odd:
        for asked in (case(), unanswerable(), case(gold_codes=())):
            found = score(asked, given).scores
            assert set(found) <= set(METRICS)
            assert all(isfinite(value) and 0 <= value <= 1 for value in found.values())


@pytest.mark.parametrize("seed", range(20))
def test_ndcg_is_that_of_a_library(seed: int) -> None:
    """On random rankings of all gold codes among others, nDCG@10 is what scikit-learn computes."""
    library = pytest.importorskip("sklearn.metrics")
    draw = random.Random(seed)
    ranked = [f"K{n}" for n in range(1, 31)]
    draw.shuffle(ranked)
    gold = tuple(draw.sample(ranked, draw.randint(1, 15)))
    expected = library.ndcg_score([[float(c in gold) for c in ranked]], [[-float(n) for n in range(30)]], k=10)
    found = score(case(gold_codes=gold, acceptable_codes=()), answer(*gold, retrieved_codes=tuple(ranked))).scores
    assert found["ndcg@10"] == pytest.approx(expected)


def test_only_what_the_page_calls_proved_counts_as_proved() -> None:
    """An answer with the green badge is right or wrong; one without it has no such score."""
    assert score(case(), answer(*ALL, proved=True)).scores["proved"] == 1
    assert score(case(), answer("S27", proved=True)).scores["proved"] == 0
    assert "proved" not in score(case(), answer(*ALL)).scores


def test_precision_in_both_ways() -> None:
    """What is merely acceptable counts as right in the lenient precision and as wrong in that of the expected alone."""
    scores = score(case(), answer("S27", "S28", "S29", "S30", "T5", "K1")).scores
    assert scores["precision"] == pytest.approx(5 / 6) and scores["gold_precision"] == pytest.approx(4 / 6)
    assert "gold_precision" not in score(unanswerable(), answer("T6", refused=True)).scores
