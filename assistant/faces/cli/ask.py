"""`ask`: one question, or a form of the query language in its place."""

import json
import os
import sys
from typing import Annotated

from ...answer.assistant import Assistant
from ...answer.model import Answer
from ...errors import UsageError
from ...language.tag import Language
from ...question.notation import loads
from ...settings import Settings
from .command import Argument, Command
from .transcript import Transcript, as_reading

LONGEST_FORM = 100_000
"""Longest form read, in characters; no form of the language comes near it."""
MOST_FORMS = 5
"""Forms shown of a reading."""


class AskQuestion(Command):
    """answer one question"""

    question: Annotated[str | None, Argument("in Chinese or English; left out where a form is given", placed=True)] = (
        None
    )
    form: Annotated[
        str | None, Argument("a form of the query language in its place; - reads standard input", "JSON")
    ] = None
    reading: Annotated[bool, Argument("only how the question is read: its best forms")] = False
    language: Annotated[Language, Argument("of the answer to a form")] = "zh-TW"
    standard: Annotated[str | None, Argument("which standard, when several are loaded", "CODE")] = None
    json: Annotated[bool, Argument("the whole answer with citations and proof as JSON")] = False

    def run(self, settings: Settings) -> int:
        """Print the answer, or how the question is read."""
        if (self.question is None) is (self.form is None) or self.reading and self.form is not None:
            raise UsageError("command.no_question")
        assistant = Assistant(settings)
        if self.form is not None:
            answer = assistant.run(loads(_form(self.form)), self.language, self.standard)
        else:
            answer = assistant.ask(_typed(str(self.question)), standard=self.standard)
        if self.reading:
            self._tell_reading(assistant, answer)
        elif self.json:
            print(Transcript.of(answer).model_dump_json(indent=2))
        else:
            print(answer.text)
            if answer.citations:
                checks = f"{sum(check.holds for check in answer.proof)}/{len(answer.proof)}"
                print(f"\n[{answer.standard}] {' '.join(answer.cited_codes)} · {answer.method} · {checks}")
        return 0

    def _tell_reading(self, assistant: Assistant, answer: Answer) -> None:
        """The best forms of a question with their probabilities, and what each part was taken for."""
        back = assistant.readback(answer.language, answer.standard)
        found = as_reading(assistant.read(answer.question, standard=answer.standard), back.said, MOST_FORMS)
        if self.json:
            print(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for one in found["forms"]:
            print(f"{one['probability']:.2f}  {one['words']}\n      {json.dumps(one['form'], ensure_ascii=False)}")
        print(" · ".join(f"{token['text']} = {token['role']}" for token in found["tokens"]))


def _typed(argument: str) -> str:
    """An argument as it was typed, whatever the locale made of it."""
    return os.fsencode(argument).decode("utf-8", "replace")


def _form(argument: str) -> bytes:
    text = sys.stdin.read(LONGEST_FORM + 1) if argument == "-" else _typed(argument)
    if len(text) > LONGEST_FORM:
        raise UsageError("command.long_form", limit=LONGEST_FORM)
    return text.encode("utf-8", "replace")
