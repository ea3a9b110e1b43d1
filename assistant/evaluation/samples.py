"""A run or its questions as other tools read them: samples for Ragas, a collection for BEIR, tests for promptfoo."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from ..standard.relations import Relations
from .cases import Case
from .report import Report
from .summary import Scored
from .words import alternatives


def lines(report: Report) -> str:
    """Question, contexts, answer and ground truth of every question that was asked, one JSON object a line.

    Contexts are what retrieval found, or where nothing was searched what the answer cites, best first. The ground truth
    is what the standard prints under the expected codes, then the expected phrases; empty where a refusal is right.
    `context_ids` and `relevant_ids` are the codes of both.
    """
    return _lines(_sample(s, report) for s in report.record.scored)


def beir(cases: Sequence[Case], standards: Mapping[str, Relations]) -> dict[str, str]:
    """The questions that have expected codes as a collection in the form of BEIR, by the names of its files.

    A document is an item, its id `STANDARD/CODE`; expected codes are of relevance 2, acceptable ones of 1.

    :param standards: those the questions are about, the one of questions that name none first.
    """
    first = next(iter(standards))
    asked = [case for case in cases if case.gold_codes and (case.standard or first) in standards]
    graded = ["query-id\tcorpus-id\tscore"]
    for case in asked:
        home = case.standard or first
        codes = dict.fromkeys(case.acceptable_codes, 1) | dict.fromkeys(case.gold_codes, 2)
        found = {standards[home].get(c).code: score for c, score in codes.items() if standards[home].find(c)}
        graded += [f"{case.id}\t{home}/{code}\t{score}" for code, score in found.items()]
    items = {f"{home}/{item.code}": item for home, held in standards.items() for item in held.items if item.code}
    texts = {name: "\n".join((item.text, *item.details)) for name, item in items.items()}
    return {
        "corpus.jsonl": _lines({"_id": name, "title": "", "text": text} for name, text in texts.items()),
        "queries.jsonl": _lines({"_id": case.id, "text": case.question} for case in asked),
        "qrels/test.tsv": "\n".join(graded) + "\n",
    }


def promptfoo(cases: Sequence[Case]) -> str:
    """The questions as tests of promptfoo: expected codes and phrases stand in the answer, one line a test.

    Whether a refusal is right it cannot tell by words; such questions are left to `evaluate`.
    """
    return _lines(map(_test, (case for case in cases if case.answerable)))


def write(files: Mapping[str, str], folder: Path) -> None:
    """Write files by their names into a folder, which is made where there is none."""
    for name, text in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _lines(entries: Iterable[Mapping[str, object]]) -> str:
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)


def _sample(s: Scored, report: Report) -> dict[str, object]:
    case, given = s.case, s.prediction
    printed = partial(report.printed, case.standard)
    found = given.cited_codes if given.retrieved_codes is None else given.retrieved_codes
    return {
        "id": case.id,
        "question": case.question,
        "contexts": list(map(printed, found)),
        "answer": given.answer_text,
        "ground_truth": "\n".join([*map(printed, case.gold_codes), *map(alternatives, case.must_include)]),
        "context_ids": found,
        "relevant_ids": case.gold_codes,
    }


def _test(case: Case) -> dict[str, object]:
    turns = [turn.model_dump() for turn in case.history]
    codes = [{"type": "contains", "value": code} for code in case.gold_codes]
    phrases = [{"type": "contains-any", "value": phrase.split("|")} for phrase in case.must_include]
    return {
        "description": case.id,
        "vars": {"question": case.question, "standard": case.standard or "", "history": turns},
        "metadata": {"category": case.category, "lang": case.lang, "tags": case.tags},
        "assert": [*codes, *phrases],
    }
