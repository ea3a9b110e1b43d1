"""The measures of one answer. Pure and deterministic; a measure that does not apply is absent, never NaN.

Citation recall and precision follow Gao et al. 2023 (ALCE, arXiv:2305.14627) with codes in place of
passages; abstention recall and over-abstention follow Wen et al. 2024 (arXiv:2407.18418); reciprocal
rank is Voorhees 1999 (TREC-8); nDCG is Järvelin and Kekäläinen 2002 with gains 0 and 1. Recall@k divides by
what k places can hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Literal, get_args

from ..standard.code import ICAP, key, kind_of
from ..standard.model import Kind
from ..standard.relations import OF_ACTIVITY
from .cases import Case
from .phrase import codes, holds
from .prediction import Prediction

Metric = Literal[
    "exact",
    "recall",
    "relaxed",
    "precision",
    "gold_precision",
    "completeness",
    "grounded",
    "must",
    "must_all",
    "refusal",
    "abstention",
    "over_abstention",
    "proved",
    "recall@5",
    "recall@10",
    "mrr",
    "ndcg@10",
]
METRICS: tuple[Metric, ...] = get_args(Metric)
LOWER_IS_BETTER: frozenset[Metric] = frozenset({"over_abstention"})
Scores = dict[Metric, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerVerdict:
    """The scores of one answer, each from 0 to 1, and what is wrong with it in codes and phrases."""

    scores: Scores
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    missing_phrases: tuple[str, ...] = ()
    unborne: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the answer is right in everything that was asked of it."""
        return all(self.scores.get(metric, 1.0) == 1.0 for metric in ("exact", "must_all", "grounded", "completeness"))

    @property
    def badness(self) -> float:
        """How wrong the answer is, for sorting: higher is worse."""
        shares = ("exact", "recall", "precision", "must", "refusal", "grounded", "completeness")
        return sum(1 - value for metric, value in self.scores.items() if metric in shares)


def score(case: Case, prediction: Prediction | None) -> AnswerVerdict:
    """Score an answer; None, or one with an error, fails whatever applies."""
    given = prediction is not None and not prediction.error
    answer = prediction if prediction is not None and given else Prediction(id=case.id)
    gold, cited = normal(case.gold_codes), normal(answer.cited_codes)
    allowed = {*gold, *normal(case.acceptable_codes)}
    if not case.answerable:
        allowed |= codes(case.question)  # "there is no T9" cites nothing
    missed = tuple(code for code in gold if code not in cited)
    wrong = tuple(code for code in cited if code not in allowed)
    lacking = tuple(phrase for phrase in case.must_include if not holds(answer.answer_text, phrase))
    exact = given and not (answer.refused or missed or wrong) if case.answerable else answer.refused and not wrong
    found: dict[Metric, float | None] = {
        "refusal": given and answer.refused != case.answerable,
        "exact": exact,
        "over_abstention": answer.refused if case.answerable else None,
        "abstention": None if case.answerable else answer.refused,
        "recall": _kept(len(missed), len(gold)),
        "relaxed": sum(_near(code, cited) for code in gold) / len(gold) if gold else None,
        "precision": _kept(len(wrong), len(cited)) if case.answerable else None,
        "gold_precision": _kept(sum(code not in gold for code in cited), len(cited)) if gold else None,
        "completeness": set(gold) <= codes(answer.answer_text) if len(gold) > 1 else None,
        "must": _kept(len(lacking), len(case.must_include)),
        "must_all": not lacking if case.must_include else None,
        "proved": exact and not lacking if answer.proved else None,
        "grounded": _kept(len(answer.unborne), sum(answer.checked.values())),
        **_ranking(gold, answer.retrieved_codes),
    }
    printed = {_key(code): code for code in (*answer.cited_codes, *case.gold_codes)}
    return AnswerVerdict(
        scores={metric: float(value) for metric, value in found.items() if value is not None},
        missed=tuple(printed[form] for form in missed),
        wrong=tuple(printed[form] for form in wrong),
        missing_phrases=lacking,
        unborne=answer.unborne,
    )


def normal(found: Iterable[str]) -> tuple[str, ...]:
    """Keys of the item codes among `found`, in order and each once; a standard's code or a file name is left out."""
    return tuple(dict.fromkeys(form for code in found if (form := _key(code))))


def _key(code: str) -> str:
    try:
        return key(code)
    except ValueError:
        return ""


def _kept(lost: int, whole: int) -> float | None:
    """The share of a whole that is not lost; None where there is nothing to lose."""
    return 1 - lost / whole if whole else None


def _near(gold: str, cited: Sequence[str]) -> bool:
    """Whether a code is cited, or else its activity, or what an activity gives or shows."""
    return gold in cited or _activity(gold) in cited or gold in map(_activity, cited)


def _activity(code: str) -> str:
    """P6.1.4 and O6.1.2 give T6.1; any other code itself."""
    whole = kind_of(code) in OF_ACTIVITY and len(ICAP.numbers(code)) > 2
    return ICAP.relettered(code.rpartition(".")[0], Kind.ACTIVITY) if whole else code


def _ranking(gold: Sequence[str], retrieved: Sequence[str] | None) -> Mapping[Metric, float]:
    if not gold or retrieved is None:
        return {}
    ranks = [rank for rank, code in enumerate(normal(retrieved), 1) if code in gold]
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(10, len(gold)) + 1))
    return {
        "recall@5": sum(rank <= 5 for rank in ranks) / min(5, len(gold)),
        "recall@10": sum(rank <= 10 for rank in ranks) / min(10, len(gold)),
        "mrr": 1 / ranks[0] if ranks else 0.0,
        "ndcg@10": sum(1 / log2(rank + 1) for rank in ranks if rank <= 10) / ideal,
    }
