"""The table of examples: for every constructor, questions in each language and the form that reads them right.

`examples.jsonl` is the specification that people read first: `of` names the constructor, `form` is its JSON form, `or`
are other forms that are as right, `after` the questions asked before. A reading is right when it says the same,
whichever of equal forms it is. Entries marked `open` are not read right yet; one that comes to be has to lose its mark.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.question.conversation import Turn
from assistant.question.node import nodes
from assistant.question.notation import loads
from tests.question.forms import QUESTIONS

FILE = Path(__file__).with_name("examples.jsonl")
EXAMPLES: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
UNASKED = {"together", "unknown", "all", "list", "across", "each"}
"""Constructors that stand in other examples, of one standard or of several (`over_several.jsonl`), or in none."""


@pytest.mark.parametrize("example", EXAMPLES, ids=[" · ".join([*e.get("after", ()), e["question"]]) for e in EXAMPLES])
def test_an_example_is_read_as_the_table_says(assistant: Assistant, example: dict[str, Any]) -> None:
    """The best form says what a form of the table says."""
    ranker = assistant.ranker()
    context = assistant.recall([Turn(role="user", content=asked) for asked in example.get("after", ())])
    read = assistant.read(example["question"], context).best.form
    forms = [loads(json.dumps(form)) for form in (example["form"], *example.get("or", ()))]
    right = ranker.sense(read) in [ranker.sense(form) for form in forms]
    assert right is not example.get("open", False)


def test_the_table_holds_every_constructor_in_every_language() -> None:
    """A constructor without an example is one that nobody can look up."""
    whole = {getattr(n, "op") for form in QUESTIONS for n in nodes(form)} - UNASKED  # noqa: B009 - of any node
    assert whole <= {e["of"] for e in EXAMPLES}
    assert {e["lang"] for e in EXAMPLES} == {"zh-TW", "zh-CN", "en"}
    assert len({e["question"] for e in EXAMPLES}) >= 1000
    assert sum(e.get("open", False) for e in EXAMPLES) <= 47
