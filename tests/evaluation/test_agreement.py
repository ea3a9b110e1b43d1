"""The project's measures and the scorer of the shared folder agree on the same answers."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hand import ROOT

from assistant import Assistant, Settings
from assistant.__main__ import main
from assistant.evaluation.cases import Case, load
from assistant.evaluation.metrics import Metric, score
from assistant.evaluation.prediction import Prediction
from assistant.evaluation.run import scored
from assistant.evaluation.summary import Scored, summarize

NAMES: dict[str, Metric] = {
    "cite_recall": "recall",
    "cite_recall_relaxed": "relaxed",
    "cite_precision": "precision",
    "exact": "exact",
    "must": "must",
    "must_all": "must_all",
    "refusal": "refusal",
    "r@5": "recall@5",
    "r@10": "recall@10",
    "mrr": "mrr",
}
CASES = load([ROOT / "corpus" / "evaluation"])


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    """The scorer of the shared folder."""
    spec = importlib.util.spec_from_file_location("shared_scorer", shared / "eval" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def agree(case: Case, prediction: Prediction | None, scorer: ModuleType) -> None:
    """Compare every measure both have of one answer; one that is absent here is None there."""
    given = None if prediction is None else json.loads(prediction.model_dump_json())
    theirs, _ = scorer.score_one(json.loads(case.model_dump_json()), given)
    ours = score(case, prediction).scores
    for name, metric in NAMES.items():
        assert ours.get(metric) == pytest.approx(theirs[name]), (case.id, metric)


def test_agreement_on_the_answers_given(index: Path, scorer: ModuleType) -> None:
    """On every answer of the assistant to the standing set both give the same numbers."""
    for result in scored(Assistant(Settings(index=index)), CASES):
        agree(result.case, result.prediction, scorer)


def test_agreement_on_odd_answers(scorer: ModuleType) -> None:
    """On empty, missing, refused, misspelt and foreign answers both give the same numbers."""
    odd: list[Prediction | None] = [
        None,
        Prediction(id="x"),
        Prediction(id="x", refused=True),
        Prediction(id="x", answer_text="T5 共 5 項", cited_codes=("t5", "Ｓ 27", "K01", "A1", "BAS1499-002v2")),
        Prediction(id="x", cited_codes=("T1", "T1"), retrieved_codes=("K1", "T5", "S27", "P5.1.4", "T6.1")),
        Prediction(id="x", retrieved_codes=()),
    ]
    for case in CASES:
        for prediction in odd:
            agree(case, prediction, scorer)


def test_agreement_on_whole_tables(index: Path, shared: Path, scorer: ModuleType, tmp_path: Path) -> None:
    """The scorer run as a program over predictions of `batch` prints what a summary of the same answers holds."""
    questions, out, table = shared / "eval" / "questions_dev.jsonl", tmp_path / "out.jsonl", tmp_path / "table.json"
    assert main(["batch", str(questions), str(out), "--index", str(index)]) == 0
    command = [sys.executable, str(shared / "eval" / "score.py"), str(questions), str(out), "--json", str(table)]
    subprocess.run(command, check=True, capture_output=True)
    given = {p.id: p for p in map(Prediction.model_validate_json, out.read_text("utf-8").splitlines())}
    cases = load([questions])
    summary = summarize([Scored(case=c, prediction=given[c.id], verdict=score(c, given[c.id])) for c in cases])
    theirs = json.loads(table.read_text("utf-8"))
    for group in (summary.overall, *summary.categories):
        means = theirs["table"]["OVERALL" if group.name == "overall" else group.name]
        for name, metric in NAMES.items():
            ours = group.measures.get(metric)
            assert (ours.value if ours else None) == (
                means[name] if means[name] is None else pytest.approx(means[name])
            )
