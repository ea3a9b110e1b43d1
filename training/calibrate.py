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

from assistant.answer.situation import situation
from assistant.evaluation.cases import Case, load
from assistant.index.generation import current
from assistant.retrieval.calibration import FILE, Thresholds, Weights, calibration
from assistant.retrieval.items import StandardRetriever, Survey
from assistant.retrieval.port import Retrieved
from assistant.settings import ROOT
from assistant.settings import load as settings
from assistant.standard.relations import Relations

from . import logistic
from .logistic import Vector

QUESTIONS = (
    ROOT / "corpus" / "evaluation",
    *(
        ROOT / "tests" / "questions" / f"{name}.jsonl"
        for name in ("semantic_a", "semantic_c", "true_premises", "unanswerable", "semantic_e")
    ),
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
SURE = 0.15  # share of the questions with an answer that are called a best match rather than an answer
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

    @property
    def all(self) -> tuple[Case, ...]:
        """Both."""
        return self.answerable + self.unanswerable


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
    argparse.ArgumentParser(prog="python -m training.calibrate", description=__doc__).parse_args()
    chosen = settings()
    generation = current(chosen.index)
    retriever = StandardRetriever.open(generation, chosen)
    relations = Relations(generation.standards[0].standard)
    questions = sample([code for code in generation.manifest.standards if code != retriever.standard])
    print(f"{len(questions.answerable)} questions with an answer, {len(questions.unanswerable)} without")

    own = tuple(c for c in questions.answerable if c.standard is None)
    weights = _weights(retriever, own)
    fitted = replace(retriever, weights=weights)
    surveys = {c.id: _survey(fitted, c, 30) for c in questions.all}
    model, least, likely = _support([c for c in questions.all if c.standard is None], surveys)
    elsewhere = _elsewhere([c for c in questions.all if c.standard], surveys, model, least)
    support = dict(zip(("nearness", "leaning", "intercept"), map(float, model), strict=True))
    tables = (
        _table("weights", weights.model_dump()),
        _table("support", support | {"elsewhere": elsewhere}) + f'standards = ["{retriever.standard}"]\n',
        _table("thresholds", {"likely": likely, "least": least} | _citing(relations, own, surveys)),
        _table("names", calibration().names.model_dump()),
    )
    FILE.write_text("\n".join(("# Written by `python -m training.calibrate`.\n", *tables)), encoding="utf-8")
    print(f"{FILE.name} written")


def _table(name: str, numbers: dict[str, float]) -> str:
    return f"[{name}]\n" + "".join(f"{key} = {round(value, 4)}\n" for key, value in numbers.items())


def _folds(cases: Sequence[Case]) -> Iterator[tuple[list[int], list[int]]]:
    """Places to fit on and places left out, every fold with a share of each language."""
    order = sorted(range(len(cases)), key=lambda i: (cases[i].lang == "en", cases[i].id))
    for fold in range(FOLDS):
        out = order[fold::FOLDS]
        yield [i for i in order if i not in set(out)], out


def _balanced(values: Vector, cases: Sequence[Case]) -> float:
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
            codes = [hit.code for hit in _survey(tried, case, 10).items]
            recalls[row, column] = (_recall(codes[:5], case) + _recall(codes[:10], case)) / 2
    best, held = _cross(recalls, cases)
    print(f"weights {grid[best]}: mean recall@5 and @10 of the best {held:.3f} on folds left out")
    return grid[best]


def _recall(codes: Sequence[str], case: Case) -> float:
    return len(set(codes) & set(case.gold_codes)) / len(case.gold_codes)


def _cross(values: Vector, cases: Sequence[Case]) -> tuple[int, float]:
    """The row that is best over all questions, and the mean that the best row of the other folds reaches on each."""

    def mean(row: int, places: Sequence[int]) -> float:
        return _balanced(values[row, places], [cases[i] for i in places])

    def best(places: Sequence[int]) -> int:
        return max(range(len(values)), key=lambda row: mean(row, places))

    held = [mean(best(inside), outside) for inside, outside in _folds(cases)]
    return best(range(len(cases))), float(np.mean(held))


def _features(cases: Sequence[Case], surveys: dict[str, Survey]) -> tuple[Vector, Vector]:
    """What the surveys measured, *Shape:* (questions, 2), and which questions have an answer."""
    x = np.array([(surveys[c.id].nearness, surveys[c.id].leaning) for c in cases])
    return x, np.array([float(c.answerable) for c in cases])


def _support(cases: Sequence[Case], surveys: dict[str, Survey]) -> tuple[Vector, float, float]:
    """The model of whether a standard fitted on answers a question, and the thresholds `least` and `likely`."""
    x, y = _features(cases, surveys)
    caught, over = [], []
    for inside, outside in _folds(cases):
        model = logistic.fit(x[inside], y[inside])
        least = _least(logistic.probability(x[inside], model), y[inside], OVER)
        declined = logistic.probability(x[outside], model) < least
        caught += list(declined[y[outside] == 0])
        over += list(declined[y[outside] == 1])
    print(f"abstention by scores alone: recall {np.mean(caught):.3f}, over-abstention {np.mean(over):.3f} left out")
    model = logistic.fit(x, y)
    fresh = np.array([c.id.startswith(FRESH) for c in cases])
    chances, answers = logistic.probability(x, model)[fresh], y[fresh]
    least = _least(chances, answers, OVER)
    return model, least, max(_least(chances, answers, SURE), least)


def _elsewhere(cases: Sequence[Case], surveys: dict[str, Survey], model: Vector, least: float) -> float:
    """Log odds with which at most `OVER_OTHERS` of what other standards answer are declined.

    What was fitted before stays where the index holds none of them.
    """
    if not cases:
        print("other standards: none in the index, so that their limit stays as it is")
        return calibration().support.elsewhere
    x, answers = _features(cases, surveys)
    chances = logistic.probability(x, model)
    limit = _least(chances, answers, OVER_OTHERS)
    print(f"other standards: {np.mean(chances[answers == 0] < limit):.3f} of what none holds declined from {limit:.3f}")
    return max(0.0, math.log(least / (1 - least)) - math.log(limit / (1 - limit)))


def _least(chances: Vector, answers: Vector, over: float) -> float:
    """The chance below which a share of the questions that have an answer lies."""
    return float(np.quantile(chances[answers == 1], over))


def _citing(relations: Relations, cases: Sequence[Case], surveys: dict[str, Survey]) -> dict[str, float]:
    judged = [c for c in cases if c.acceptable_codes]
    names = ("near", "place", "gathered")
    grid = list(itertools.product((0.8, 0.85, 0.9, 0.93, 0.95), (0.9, 0.95, 0.98), (0.1, 0.2, 0.3)))
    scored = []
    for numbers in grid:
        limits = Thresholds(likely=1, least=0, **dict(zip(names, numbers, strict=True)))
        precision, recall = np.zeros(len(judged)), np.zeros(len(judged))
        for n, case in enumerate(judged):
            cited = cited_codes(relations, surveys[case.id].items, limits)
            right = {*case.gold_codes, *case.acceptable_codes}
            precision[n] = len(cited & right) / len(cited) if cited else 0.0
            recall[n] = _recall(tuple(cited), case)
        scored.append((_balanced(precision, judged), _balanced(recall, judged)))
    best = max(range(len(grid)), key=lambda row: min(scored[row][0] / RIGHT, scored[row][1] / CITED))
    chosen = dict(zip(names, grid[best], strict=True))
    print(f"citing {chosen}: precision {scored[best][0]:.3f}, gold cited {scored[best][1]:.3f}")
    return chosen


def cited_codes(relations: Relations, found: Sequence[Retrieved], limits: Thresholds) -> set[str]:
    """What an answer from these would cite."""
    chosen = situation(relations, found, limits)
    if chosen is None:
        return set()
    homes = {t for p in chosen.places[:1] for t in relations.task_of(p)}
    return {i.code for i in (*chosen.places, *chosen.items)} | homes


if __name__ == "__main__":
    main()
