"""Answering a file of questions. One failing question never ends the run, and is reported at its end."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from tqdm import tqdm

from .answer.model import Answer
from .assistant import Assistant
from .errors import AssistantError, UsageError
from .language.tag import tag
from .question.conversation import Turn
from .question.form import Question
from .transcript import as_prediction


class Line(BaseModel):
    """One question of a file, or a form in its place; fields that only a scorer reads are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    question: str = ""
    form: Question | None = None
    history: tuple[Turn, ...] = ()
    standard: str | None = None
    lang: str = ""

    @model_validator(mode="after")
    def _asked(self) -> Line:
        if self.form is None and "question" not in self.model_fields_set:
            raise ValueError("question or form is required")
        return self


def read(path: Path) -> list[Line]:
    """Read a questions file.

    :raises UsageError: naming the line and what is wrong with it.
    """
    lines = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name} 不是 UTF-8 文字檔（位元組 {error.start}）。 The file is not UTF-8.") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                lines.append(Line.model_validate_json(line))
            except ValidationError as error:
                first = error.errors()[0]
                field = ".".join(map(str, first["loc"])) or "JSON"
                raise UsageError(
                    f"{path.name} 第 {number} 行，{field}：{first['msg']}。 Line {number}, {field}."
                ) from error
    return lines


def _answer(assistant: Assistant, line: Line, standard: str | None) -> Answer:
    if line.form is not None:
        return assistant.run(line.form, tag(line.lang), standard)
    return assistant.ask(line.question, line.history, standard)


def predictions(assistant: Assistant, questions: Path, out: Path, standard: str | None = None) -> int:
    """Write one prediction a question to `out`; return 1 when some could not be answered, else 0."""
    lines, failed = read(questions), 0
    aside = out.with_name(out.name + ".part")
    with aside.open("w", encoding="utf-8") as file:
        for line in tqdm(lines, unit="q", file=sys.stderr, disable=None):
            try:
                found: dict[str, Any] = as_prediction(line.id, _answer(assistant, line, line.standard or standard))
            except Exception as error:  # noqa: BLE001 - one question must not end the run
                failed += 1
                told = str(error) if isinstance(error, AssistantError) else type(error).__name__
                found = {"id": line.id, "answer_text": "", "cited_codes": [], "refused": True, "error": told}
                print(f"{line.id}: {told}", file=sys.stderr)
            file.write(json.dumps(found, ensure_ascii=False) + "\n")
    aside.replace(out)
    print(f"{len(lines) - failed}/{len(lines)} → {out.name}", file=sys.stderr)
    return 1 if failed else 0
