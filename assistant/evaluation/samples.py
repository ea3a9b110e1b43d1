"""The answers of a run as tools like Ragas and BEIR read them: one JSON object a line."""

from __future__ import annotations

import json

from .report import Report
from .summary import Scored
from .words import alternatives


def lines(report: Report) -> str:
    """Question, contexts, answer and ground truth of every question that was asked.

    Contexts are what retrieval found, or where nothing was searched what the answer cites, best first. The ground truth
    is what the standard prints under the expected codes, then the expected phrases; empty where a refusal is right.
    `context_ids` and `relevant_ids` are the codes of both.
    """
    return "".join(json.dumps(_sample(s, report), ensure_ascii=False) + "\n" for s in report.record.scored)


def _sample(s: Scored, report: Report) -> dict[str, object]:
    case, given = s.case, s.prediction

    def printed(code: str) -> str:
        return f"{code} {report.wording(case.standard, code) if report.wording else ''}".rstrip()

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
