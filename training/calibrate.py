"""`python -m training.calibrate`: fit the numbers of retrieval, write `retrieval/calibration.toml`.

Weights and citation thresholds are those with the best mean over folds in which they were not chosen; the abstention
model is fitted the same way, over other standards too where the index holds them, and its threshold is the highest
that wrongly declines at most `OVER` of those that have an answer. What is printed is measured on the folds left out.
"""

from __future__ import annotations

import argparse
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answer.situation import situation
from assistant.evaluation.cases import Case, load
from assistant.index.generation import current
from assistant.retrieval.calibration import FILE, Thresholds, Weights, calibration
from assistant.retrieval.items import StandardRetriever, Survey
from assistant.retrieval.port import Found
from assistant.settings import ROOT
from assistant.settings import load as settings
from assistant.standard.relations import Relations

from . import logistic

QUESTIONS = (
    ROOT / "corpus" / "evaluation",
    ROOT / "tests" / "questions" / "semantic_a.jsonl",
    ROOT / "tests" / "questions" / "semantic_c.jsonl",
    ROOT / "tests" / "questions" / "true_premises.jsonl",
    ROOT / "tests" / "questions" / "unanswerable.jsonl",
    ROOT / "tests" / "questions" / "semantic_e.jsonl",
)
"""Sets that may be tuned on, the last over other standards, asked where the index holds those. `semantic_b.jsonl`,
`semantic_d.jsonl`, `semantic_f.jsonl` and half the unanswerable ones are kept aside."""
NOWHERE = ("outside scope", "nonsense")
"""Sorts of unanswerable questions that no standard answers; they are asked of the other standards too."""
FRESH = "SC"
"""Ids of questions that hardly any writer of phrasings has read: thresholds are set on them, the others lie nearer to
what the model was trained on."""
OVER, OVER_OTHERS = 0.02, 0.08
"""Most of those, and most questions over other standards, that have an answer and may be declined."""
SURE = 0.15
"""Share of the questions with an answer that are called a best match rather than an answer."""
RIGHT, CITED = 0.8, 0.7
"""What is aimed at: share of cited codes that is right, share of right codes that is cited; the lesser counts."""
LEXICAL = (0.15, 0.3)
"""Weights of wording in common that are tried: the questions fitted on copy none, others do, and then it decides."""
FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The questions fitted on."""

    answerable: tuple[Case, ...]
    unanswerable: tuple[Case, ...]


def sample(others: Sequence[str] = (), files: Sequence[Path] = QUESTIONS) -> Sample:
    """Questions in own words that have an answer, and questions that have none and no table settles.

    :param others: codes of the other standards that the index holds; questions over any but these are passed over.
    """
    cases = [c for f in files if f.exists() for c in load([f]) if not c.history and c.standard in (None, *others)]
    answerable = [c for c in cases if c.answerable and c.category.startswith("semantic")]
    none = [c for c in cases if not c.answerable and c.category == "unanswerable"]
    none = [c for c in none if not (c.id.startswith("UN") and int(c.id[2:]) % 2 == 0)]  # kept aside
    nowhere = [c for c in none if c.notes.startswith(NOWHERE)]
    asked = sorted({c.standard for c in answerable if c.standard})
    moved = [
        c.model_copy(update={"standard": code, "id": f"{c.id}-{code}"})
        for n, code in enumerate(asked)
        for c in nowhere[n :: len(asked)]
    ]
    return Sample(answerable=tuple(answerable), unanswerable=(*none, *moved))


def main() -> None:
    """Fit, print and write."""
    options = argparse.ArgumentParser(prog="python -m training.calibrate", description=__doc__)
    options.parse_args()
    chosen = settings()
    generation = current(chosen.index)
    retriever = StandardRetriever.open(generation, chosen)
    relations = Relations(generation.standards[0].standard)
    questions = sample([code for code in generation.manifest.standards if code != retriever.standard])
    print(f"{len(questions.answerable)} questions with an answer, {len(questions.unanswerable)} without")

    own = tuple(c for c in questions.answerable if c.standard is None)
    weights = _weights(retriever, own)
    fitted = replace(retriever, weights=weights)
    surveys = {c.id: _survey(fitted, c, 30) for c in _all(questions)}
    support, elsewhere, least, likely = _support(questions, surveys)
    citing = _citing(relations, own, surveys)
    FILE.write_text(
        "# Written by `python -m training.calibrate`.\n\n"
        + _table("weights", weights.model_dump())
        + _table("support", _named(support) | {"elsewhere": elsewhere}).rstrip("\n")
        + f'\nstandards = ["{retriever.standard}"]\n\n'
        + _table("thresholds", {"likely": likely, "least": least} | citing)
        + _table("names", calibration().names.model_dump()).rstrip("\n")
        + "\n",
        encoding="utf-8",
    )
    print(f"{FILE.name} written")


def _all(questions: Sample) -> tuple[Case, ...]:
    return questions.answerable + questions.unanswerable


def _table(name: str, numbers: dict[str, float]) -> str:
    return f"[{name}]\n" + "".join(f"{key} = {round(value, 4)}\n" for key, value in numbers.items()) + "\n"


def _folds(cases: Sequence[Case]) -> Iterator[tuple[list[int], list[int]]]:
    """Places to fit on and places left out, every fold with a share of each language."""
    order = sorted(range(len(cases)), key=lambda i: (cases[i].lang == "en", cases[i].id))
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        yield [i for i in order if i not in set(out)], out


def _balanced(values: NDArray[np.float64], cases: Sequence[Case]) -> float:
    """The mean over Chinese and English questions, each language weighing the same."""
    english = np.array([c.lang == "en" for c in cases])
    return float(np.mean([values[side].mean() for side in (english, ~english) if side.any()]))


def _survey(retriever: StandardRetriever, case: Case, most: int) -> Survey:
    return retriever.survey(case.question, standard=case.standard or retriever.standard, limit=most)


def _weights(retriever: StandardRetriever, cases: Sequence[Case]) -> Weights:
    """The weights to search with; that of a kind asked for stays, since no kind is asked for here."""
    kind = calibration().weights.kind
    grid = [Weights(parent=p, lexical=w, kind=kind) for p, w in itertools.product((0.0, 0.15, 0.3), LEXICAL)]
    recalls = np.zeros((len(grid), len(cases)))
    for row, weights in enumerate(grid):
        tried = replace(retriever, weights=weights)
        for column, case in enumerate(cases):
            hits = _survey(tried, case, 10).items
            recalls[row, column] = (_recall(_codes(hits, 5), case) + _recall(_codes(hits, 10), case)) / 2
    best, held = _cross(recalls, cases)
    print(f"weights {grid[best]}: mean recall@5 and @10 of the best {held:.3f} on folds left out")
    return grid[best]


def _codes(hits: Sequence[Found], most: int) -> list[str]:
    """The codes of the first hits."""
    return [h.code for h in hits[:most]]


def _recall(codes: Sequence[str], case: Case) -> float:
    return len(set(codes) & set(case.gold_codes)) / len(case.gold_codes)


def _cross(values: NDArray[np.float64], cases: Sequence[Case]) -> tuple[int, float]:
    """The row that is best over all questions, and the mean that the best row of the other folds reaches on each."""
    held = []
    for inside, outside in _folds(cases):
        best = max(range(len(values)), key=lambda r: _balanced(values[r, inside], [cases[i] for i in inside]))
        held.append(_balanced(values[best, outside], [cases[i] for i in outside]))
    return max(range(len(values)), key=lambda r: _balanced(values[r], cases)), float(np.mean(held))


def _features(survey: Survey) -> tuple[float, float]:
    return survey.nearness, survey.leaning


def _support(questions: Sample, surveys: dict[str, Survey]) -> tuple[NDArray[np.float64], float, float, float]:
    """The model, what it adds for a standard not fitted on, and the thresholds."""
    cases = [c for c in _all(questions) if c.standard is None]
    x = np.array([_features(surveys[c.id]) for c in cases])
    y = np.array([float(c.answerable) for c in cases])
    caught, over = [], []
    for inside, outside in _folds(cases):
        model = logistic.fit(x[inside], y[inside])
        least = _least(logistic.probability(x[inside], model), y[inside])
        declined = logistic.probability(x[outside], model) < least
        caught += list(declined[y[outside] == 0])
        over += list(declined[y[outside] == 1])
    print(f"abstention by scores alone: recall {np.mean(caught):.3f}, over-abstention {np.mean(over):.3f} left out")
    model = logistic.fit(x, y)
    fresh = np.array([c.id.startswith(FRESH) for c in cases])
    chances, answers = logistic.probability(x, model)[fresh], y[fresh]
    least = _least(chances, answers)
    likely = float(np.quantile(chances[answers == 1], SURE))
    return model, _elsewhere(questions, surveys, model, least), least, max(likely, least)


def _elsewhere(questions: Sample, surveys: dict[str, Survey], model: NDArray[np.float64], least: float) -> float:
    """Log odds with which at most `OVER_OTHERS` of what other standards answer are declined.

    What was fitted before stays where the index holds none of them.
    """
    cases = [c for c in _all(questions) if c.standard is not None]
    if not cases:
        print("other standards: none in the index, so that their limit stays as it is")
        return calibration().support.elsewhere
    chances = logistic.probability(np.array([_features(surveys[c.id]) for c in cases]), model)
    answers = np.array([float(c.answerable) for c in cases])
    limit = _least(chances, answers, OVER_OTHERS)
    print(f"other standards: {np.mean(chances[answers == 0] < limit):.3f} of what none holds declined from {limit:.3f}")
    return max(0.0, math.log(least / (1 - least)) - math.log(limit / (1 - limit)))


def _named(model: NDArray[np.float64]) -> dict[str, float]:
    return dict(zip(("nearness", "leaning", "intercept"), map(float, model), strict=True))


def _least(chances: NDArray[np.float64], answers: NDArray[np.float64], over: float = OVER) -> float:
    return float(np.quantile(chances[answers == 1], over))


def _citing(relations: Relations, cases: Sequence[Case], surveys: dict[str, Survey]) -> dict[str, float]:
    judged = [c for c in cases if c.acceptable_codes]
    grid = list(itertools.product((0.8, 0.85, 0.9, 0.93, 0.95), (0.9, 0.95, 0.98), (0.1, 0.2, 0.3)))
    precision = np.zeros((len(grid), len(judged)))
    recall = np.zeros((len(grid), len(judged)))
    for row, (near, place, gathered) in enumerate(grid):
        limits = Thresholds(likely=1, least=0, near=near, place=place, gathered=gathered)
        for column, case in enumerate(judged):
            cited = cited_codes(relations, surveys[case.id].items, limits)
            right = set(case.gold_codes) | set(case.acceptable_codes)
            precision[row, column] = len(cited & right) / len(cited) if cited else 0.0
            recall[row, column] = len(cited & set(case.gold_codes)) / len(case.gold_codes)
    scored = [(_balanced(precision[row], judged), _balanced(recall[row], judged)) for row in range(len(grid))]
    best = max(range(len(grid)), key=lambda row: min(scored[row][0] / RIGHT, scored[row][1] / CITED))
    p, r = scored[best]
    chosen = dict(zip(("near", "place", "gathered"), grid[best], strict=True))
    print(f"citing {chosen}: precision {p:.3f}, gold cited {r:.3f}")
    return chosen


def cited_codes(relations: Relations, found: Sequence[Found], limits: Thresholds) -> set[str]:
    """What an answer from these would cite."""
    chosen = situation(relations, found, limits)
    if chosen is None:
        return set()
    homes = {t for p in chosen.places[:1] for t in relations.task_of(p)}
    return {i.code for i in (*chosen.places, *chosen.items)} | homes


if __name__ == "__main__":
    main()
