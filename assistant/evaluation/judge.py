"""A chat model that grades answers for usefulness and faithfulness, apart from everything that is computed.

What it says is an opinion: it never enters a score or a gate, and is shown with its own error on labelled answers.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from langchain_core.exceptions import OutputParserException
from langchain_core.output_parsers import PydanticOutputParser

from ..errors import ModelFault
from ..settings import Settings
from ..standard.relations import Relations
from ..worded.chat import Chat, Prompt
from ..worded.prompt import framed
from .judging import Compared, Judging, Labelled, Opinion
from .summary import Scored

_LONGEST = 8000
"""Of an answer and of its evidence, in characters; the rest is left out."""


class Judge:
    """Grades one answer at a time."""

    def __init__(self, chat: Chat, settings: Settings) -> None:
        self._chat = chat
        self._seconds, self._characters = settings.chat_time, settings.chat_characters
        self._parser: PydanticOutputParser[Opinion] = PydanticOutputParser(pydantic_object=Opinion)

    @property
    def name(self) -> str:
        """The model, as configured."""
        return self._chat.name

    def opinion(self, question: str, answer: str, evidence: Sequence[str]) -> Opinion | None:
        """Grade an answer; None when the model fails or says something else than a grade."""
        prompt = Prompt(
            system=instructions(),
            user="\n".join(
                (
                    f"<question>\n{framed(question)}\n</question>",
                    f"<evidence>\n{framed(_short(evidence))}\n</evidence>",
                    f"<answer>\n{framed(answer[:_LONGEST])}\n</answer>",
                )
            ),
        )
        try:
            found: Opinion = self._parser.parse(self._reply(prompt))
        except (ModelFault, OutputParserException):
            return None
        return found

    def _reply(self, prompt: Prompt) -> str:
        said, until = "", time.monotonic() + self._seconds
        for piece in self._chat.reply(prompt):
            said += piece
            if len(said) > self._characters or time.monotonic() > until:
                raise ModelFault("too_long")
        return said


def evidence(relations: Relations, codes: Sequence[str]) -> list[str]:
    """The entries behind codes as lines: code, wording, details, and what each belongs to."""
    return [
        " ".join(filter(None, (item.code, item.text, *item.details, f"({', '.join(item.parents)})")))
        for code in codes
        for item in relations.find(code)
    ]


@cache
def instructions() -> str:
    """What the model is told."""
    tables = tomllib.loads(Path(__file__).with_name("judge.toml").read_text("utf-8"))
    return str(tables["system"]).strip()


def _short(lines: Sequence[str]) -> str:
    return "\n".join(lines)[:_LONGEST]


def gradable(result: Scored) -> bool:
    """Whether an answer says something that can be graded."""
    return not result.prediction.refused and not result.prediction.error and bool(result.prediction.answer_text)


def opinions(
    judge: Judge,
    results: Sequence[Scored],
    sample: Sequence[Labelled],
    relations: Callable[[str | None], Relations],
) -> Iterator[Judging]:
    """Grade one answer after the other, the sample first; each step gives all opinions so far, the first none.

    Whoever stops iterating stops the judge.

    :param relations: the relations of a standard by its code, of the first one by None.
    """
    said = Judging(model=judge.name, opinions={})
    yield said
    for label in sample:
        found = judge.opinion(label.question, label.answer, evidence(relations(None), label.evidence))
        said = said.model_copy(update={"sample": (*said.sample, Compared(label=label, opinion=found))})
        yield said
    for result in filter(gradable, results):
        lines = evidence(relations(result.case.standard), result.prediction.cited_codes)
        found = judge.opinion(result.case.question, result.prediction.answer_text, lines)
        said = said.model_copy(update={"opinions": said.opinions | {result.case.id: found}})
        yield said
