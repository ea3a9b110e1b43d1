"""`batch`: a file of questions answered. One failing question never ends the run, and is reported at its end."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, model_validator
from pydantic_core import PydanticCustomError
from tqdm import tqdm

from ...answer.assistant import Assistant
from ...answer.model import Answer
from ...errors import AssistantError, UsageError
from ...evaluation.prediction import Prediction, stated
from ...language.entries import entries
from ...language.tag import tag
from ...question.conversation import Turn
from ...question.form import Question
from ...settings import Settings
from .command import Argument, Command


class BatchLine(BaseModel, frozen=True, extra="ignore"):
    """One question of a file, or a form in its place; fields that only a scorer reads are ignored."""

    id: str
    question: str = ""
    form: Question | None = None
    history: tuple[Turn, ...] = ()
    standard: str | None = None
    lang: str = ""

    @model_validator(mode="after")
    def _asked(self) -> BatchLine:
        if self.form is None and "question" not in self.model_fields_set:
            raise PydanticCustomError("unasked", "question or form is required")
        return self


class Batch(Command):
    """answer a file of questions, one JSON object a line"""

    questions: Annotated[Path, Argument(placed=True)]
    out: Annotated[Path, Argument(placed=True)]
    standard: Annotated[str | None, Argument("for questions that name none", "CODE")] = None

    def run(self, settings: Settings) -> int:
        """Write one prediction a question to `out`; return 1 when some could not be answered, else 0."""
        if not self.questions.is_file():
            raise UsageError("command.no_file", name=self.questions.name)
        lines = [line for _, line in entries(self.questions.name, self.questions.read_bytes(), BatchLine)]
        assistant, failed = Assistant(settings), 0
        aside = self.out.with_name(self.out.name + ".part")
        with aside.open("w", encoding="utf-8") as file:
            for line in tqdm(lines, unit="q", file=sys.stderr, disable=None):
                found = self._predicted(assistant, line)
                failed += bool(found.error)
                file.write(found.model_dump_json(exclude_unset=True) + "\n")
        aside.replace(self.out)
        print(f"{len(lines) - failed}/{len(lines)} → {self.out.name}", file=sys.stderr)
        return 1 if failed else 0

    def _predicted(self, assistant: Assistant, line: BatchLine) -> Prediction:
        try:
            return stated(line.id, self._answer(assistant, line))
        except Exception as error:  # noqa: BLE001 - one question must not end the run
            told = str(error) if isinstance(error, AssistantError) else type(error).__name__
            print(f"{line.id}: {told}", file=sys.stderr)
            return Prediction(id=line.id, answer_text="", cited_codes=(), refused=True, error=told)

    def _answer(self, assistant: Assistant, line: BatchLine) -> Answer:
        standard = line.standard or self.standard
        if line.form is not None:
            return assistant.run(line.form, tag(line.lang), standard)
        return assistant.ask(line.question, line.history, standard)
