"""The published shapes: what is printed is what is committed, and every answer and form keeps to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assistant import Answer, Assistant
from assistant.faces.cli.main import main
from assistant.faces.cli.transcript import Shape, Transcript, schema
from assistant.question.notation import data, loads
from tests.question.forms import QUESTIONS

ROOT = Path(__file__).parents[2]
FILES: dict[Shape, str] = {"answer": "answer-4.json", "form": "form-2.json"}
VALID = {of: Draft202012Validator(schema(of)) for of in FILES}
UNANSWERABLE = [
    json.loads(line)["question"]
    for line in (ROOT / "tests" / "questions" / "unanswerable.jsonl").read_text("utf-8").splitlines()[::4]
]


def told(answer: Answer) -> Any:
    """The JSON of an answer."""
    return json.loads(Transcript.of(answer).model_dump_json())


@pytest.mark.parametrize("of", FILES)
def test_a_change_of_a_schema_is_a_new_version(of: Shape, capsys: pytest.CaptureFixture[str]) -> None:
    """What the command prints is the committed file, whose name, address and version agree."""
    assert main(["schema", of]) == 0
    printed = capsys.readouterr().out
    assert printed == (ROOT / "docs" / "schema" / FILES[of]).read_text("utf-8")
    found = json.loads(printed)
    assert FILES[of] == f"{of}-{found['version']}.json"
    assert found["$id"].endswith(f"{of}:{found['version']}")
    Draft202012Validator.check_schema(found)


def test_every_form_and_its_answer_keep_to_the_schemas(assistant: Assistant) -> None:
    """All forms of the language, as they are written and as they are answered in both languages."""
    forms = {json.dumps(data(form)): form for form in QUESTIONS}
    for written, form in forms.items():
        VALID["form"].validate(json.loads(written))
        assert loads(written) == form
        for language in ("zh-TW", "en"):
            answer = told(assistant.run(form, language))
            VALID["answer"].validate(answer)
            assert answer["format"] == 4


def test_the_schema_refuses_what_it_should() -> None:
    """A test that could not fail would hold nothing: an unknown operation and an answer without its proof are none."""
    assert not VALID["form"].is_valid({"op": "drop"})
    assert not VALID["answer"].is_valid({"format": 4, "text": "x"})


def test_a_refusal_never_says_proved(assistant: Assistant) -> None:
    """Whatever is declined, by a code that is not there or for want of evidence, is `declined` and nothing else."""
    refused = [a for a in map(assistant.ask, ("K99", "這個職位的薪水多少？", *UNANSWERABLE)) if a.refused]
    assert len(refused) > 20
    for answer in refused:
        assert answer.confidence == "declined"
        assert "proved" not in Transcript.of(answer).model_dump_json()
    assert assistant.ask("T5 需要哪些技能？").confidence == "proved"
