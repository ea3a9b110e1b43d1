"""The standard asked when none is named: the first, or that of the settings; a case of an evaluation names its own."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.errors import UsageError
from assistant.evaluation.cases import Case
from assistant.evaluation.run import scored
from assistant.question.notation import loads
from assistant.standard import companion
from ingest.build import build
from ingest.document import Document
from ingest.parse import Parsed

OTHER = "BAS1499-009v1"
FORM = loads('{"op": "field", "names": ["code"]}')


@pytest.fixture(scope="module")
def two(parsed: Parsed, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the shipped standard and of one with another code and one task less."""
    folder = tmp_path_factory.mktemp("two")
    shorter = replace(parsed.standard, code=OTHER, name="另一份", tasks=parsed.standard.tasks[:-1])
    documents = [
        Document(parsed=parsed, companion=companion.read(source)),
        Document(parsed=replace(parsed, standard=shorter), companion=companion.read(source)),
    ]
    build(documents, Settings(index=folder))
    return folder


@pytest.mark.parametrize("code", ["", "BAS1499-002v2", OTHER])
def test_the_default_is_asked_where_none_is_named(two: Path, code: str) -> None:
    """Questions, forms and look-ups without a standard go to the default; a standard that is named goes first."""
    assistant = Assistant(Settings(index=two, default_standard=code))
    expected = code or assistant.standards[0].code
    assert assistant.ask("有幾個工作任務？").standard == expected
    assert assistant.run(FORM).standard == assistant.relations().standard.code == expected
    for named in ("BAS1499-002v2", OTHER):
        assert assistant.run(FORM, standard=named).standard == named
        assert assistant.ask(f"{named} 有幾個工作任務？").standard == named


def test_a_default_that_is_not_there_is_named(two: Path) -> None:
    """A setting that names no installed standard is wrong usage, and the message says which there are."""
    with pytest.raises(UsageError, match=f"XXX.*{OTHER}"):
        Assistant(Settings(index=two, default_standard="XXX")).ask("T5 技能")


def test_a_case_is_asked_of_its_own_standard(two: Path) -> None:
    """A case that names a standard is asked of it, by question or by form; one that names none of the default."""
    assistant = Assistant(Settings(index=two, default_standard=OTHER))
    entry = {
        "id": "1",
        "lang": "mixed",
        "category": "attribute",
        "question": "職能基準代碼是什麼？",
        "answerable": True,
        "must_include": [OTHER],
    }
    own = entry | {"id": "2", "standard": "BAS1499-002v2", "must_include": ["BAS1499-002v2"]}
    asked = {"form": json.loads('{"op": "field", "names": ["code"]}')}
    cases = [Case.model_validate(e) for e in (entry, own, entry | asked | {"id": "3"}, own | asked | {"id": "4"})]
    assert [(s.case.id, s.verdict.passed, s.prediction.error) for s in scored(assistant, cases)] == [
        (c.id, True, "") for c in cases
    ]


def test_a_question_over_all_standards_is_answered_from_each(two: Path) -> None:
    """Which standards there are, and which of them hold something: every installed one is looked at."""
    assistant = Assistant(Settings(index=two))
    for question in ("有哪些職能基準？", "哪些基準提到統計？", "which standards mention statistics?"):
        answer = assistant.ask(question)
        assert OTHER in answer.text and "BAS1499-002v2" in answer.text and not answer.refused
        assert all(check.holds for check in answer.proof)
