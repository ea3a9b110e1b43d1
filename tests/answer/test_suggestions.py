"""What may be asked next: in everyday words, and read as it is meant."""

from __future__ import annotations

import re

import pytest

from assistant import Assistant
from assistant.standard.model import Kind
from assistant.standard.relations import Relations

CODE = re.compile(r"\b[TOPKSA]\d")


@pytest.mark.parametrize(
    "question", ["T5 需要哪些技能？", "what skills does T5 require", "客人電話等太久該怎麼改善？", "T9"]
)
def test_they_name_no_code(assistant: Assistant, question: str) -> None:
    """A next question calls what it is about by its name in the language of the answer, and is answered."""
    found = assistant.ask(question).suggestions
    assert found and not any(CODE.search(said) or "」 " in said for said in found)
    assert all(assistant.ask(said).citations for said in found)


@pytest.mark.parametrize("kind", [Kind.TASK, Kind.ACTIVITY])
def test_a_name_means_what_its_code_means(kind: Kind, assistant: Assistant, relations: Relations) -> None:
    """Asked as suggested under a task or activity, a question gives what it gives by code, also where names repeat."""
    for item in relations.of_kind(kind):
        suggested = next(said for said in assistant.ask(f"{item.code} 是什麼？").suggestions if "產出" in said)
        by_code = assistant.ask(f"{item.code} 的工作產出有哪些？")
        assert set(assistant.ask(suggested).cited_codes) == set(by_code.cited_codes), suggested
