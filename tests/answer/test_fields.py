"""Fields of the header, answered by themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answer.draft import Draft
from assistant.answer.fields import fields
from assistant.standard import companion
from assistant.standard.model import Standard
from assistant.standard.relations import Relations
from tests.answer.made import desk, standard


def test_a_field_is_answered_in_the_order_asked_and_a_blank_one_is_said_to_be_blank() -> None:
    """Every value stands as the source prints it, and is claimed."""
    made = replace(standard(merged=True), level=None, prerequisites=("高中畢業。",))
    draft = Draft(desk=desk(made), language="zh-TW", text="")
    fields(draft, ("prerequisites", "level", "versions"))
    answer = draft.close()
    assert answer.text.index("高中畢業") < answer.text.index("沒有填寫")
    assert [c.claim for c in answer.proof if not c.holds] == []
    assert not answer.refused


@pytest.mark.parametrize(
    "question", ["what is the job description", "what education is required", "what industry is it"]
)
def test_the_header_has_a_translation_for_english_readers(assistant: Assistant, question: str) -> None:
    """It stands below the source's own words and says whose it is; who reads Chinese is not told it."""
    answer = assistant.ask(question)
    assert "「" in answer.text and "this project's translation" in answer.text
    form = answer.understood.form if answer.understood else None
    assert form and "translation" not in assistant.run(form, "zh-TW").text


def test_a_translation_of_what_is_not_printed_is_unknown(standard: Standard, source: Path) -> None:
    """Every field that has one is printed; where the source is blank it would be the project's own claim."""
    found = companion.read(source)
    assert companion.unknown(found, Relations(standard)) == []
    assert companion.unknown(found, Relations(replace(standard, prerequisites=()))) == ["prerequisites"]
