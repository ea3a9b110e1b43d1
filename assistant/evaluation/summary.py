"""The table of a run: every measure with its interval, for the whole set, each category, language and tag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from .cases import LANGUAGES, Case, names
from .metrics import METRICS, AnswerVerdict, Metric, score
from .prediction import Prediction
from .statistics import Estimate, estimate, percentile

_WEAKEST = 3  # categories named as the weakest


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A question, its answer and the verdict on it."""

    case: Case
    prediction: Prediction
    verdict: AnswerVerdict

    @classmethod
    def of(cls, case: Case, prediction: Prediction) -> Scored:
        """An answer, scored."""
        return cls(case=case, prediction=prediction, verdict=score(case, prediction))


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Milliseconds an answer took: the median and what 95 of 100 answers do not exceed."""

    p50: Estimate
    p95: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGroup:
    """The measures of some of the questions; one that applies to none of them is absent."""

    name: str
    questions: int
    passed: int
    measures: dict[Metric, Estimate]
    latency: Latency | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A run in numbers. Groups without questions are left out; `methods` counts the ways answers came about.

    `errors` are the ids of the questions that failed with an error, which count as wrong.
    """

    overall: QuestionGroup
    categories: tuple[QuestionGroup, ...]
    languages: tuple[QuestionGroup, ...]
    tags: tuple[QuestionGroup, ...]
    methods: dict[str, int]
    errors: tuple[str, ...] = ()

    @property
    def weakest(self) -> tuple[QuestionGroup, ...]:
        """The categories with wrong answers, at most three, the one with the smallest share right first."""
        wrong = [group for group in self.categories if group.passed < group.questions]
        return tuple(sorted(wrong, key=lambda group: group.passed / group.questions)[:_WEAKEST])


def summarize(scored: Sequence[Scored]) -> Summary:
    """Compute all groups of a run, which may be empty."""
    cases = [s.case for s in scored]

    def groups(named: Iterable[str], names_of: Callable[[Case], Collection[str]]) -> tuple[QuestionGroup, ...]:
        members = ((name, [s for s in scored if name in names_of(s.case)]) for name in named)
        return tuple(_group(name, found) for name, found in members if found)

    return Summary(
        overall=_group("overall", scored),
        categories=groups(names(cases), lambda case: (case.category,)),
        languages=groups(LANGUAGES, lambda case: (case.lang,)),
        tags=groups(sorted({tag for case in cases for tag in case.tags}), lambda case: case.tags),
        methods=Counter(s.prediction.method for s in scored if s.prediction.method),
        errors=tuple(s.case.id for s in scored if s.prediction.error),
    )


def failures(scored: Sequence[Scored]) -> list[Scored]:
    """The wrong answers, worst first."""
    return sorted((s for s in scored if not s.verdict.passed), key=lambda s: (-s.verdict.badness, s.case.id))


def _group(name: str, scored: Sequence[Scored]) -> QuestionGroup:
    scores = [s.verdict.scores for s in scored]
    means = {metric: estimate([given[metric] for given in scores if metric in given]) for metric in METRICS}
    taken = [s.prediction.latency_ms for s in scored if s.prediction.latency_ms is not None]
    p50, p95 = percentile(taken, 0.5), percentile(taken, 0.95)
    return QuestionGroup(
        name=name,
        questions=len(scored),
        passed=sum(s.verdict.passed for s in scored),
        measures={metric: mean for metric, mean in means.items() if mean},
        latency=Latency(p50=p50, p95=p95) if p50 and p95 else None,
    )
