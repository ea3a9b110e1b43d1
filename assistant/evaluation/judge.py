"""A chat model that grades answers for usefulness and faithfulness, apart from everything that is computed.

What it says is an opinion: it never enters a score or a gate, and is shown with its own error on labelled answers.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..answer.worded.chat import Chat, Prompt
from ..answer.worded.prompt import framed
from ..errors import ModelFault
from ..settings import Settings
from ..standard.relations import Relations
from .judging import Compared, Judging, Labelled, Opinion
from .summary import Scored

_LONGEST = 8000
"""Of an answer and of its evidence, in characters; the rest is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Grades answers, and with them a sample that people have graded.

    `relations` gives those of a standard by its code, of the first one by None.
    """

    chat: Chat
    settings: Settings
    relations: Callable[[str | None], Relations]
    sample: tuple[Labelled, ...] = ()

    def work(self, results: Sequence[Scored]) -> int:
        """How many answers there are to grade."""
        return sum(map(_gradable, results)) + len(self.sample)

    def opinions(self, results: Sequence[Scored]) -> Iterator[Judging]:
        """Grade one answer after the other, the sample first; each step gives all opinions so far, the first none.

        Whoever stops iterating stops the judge.
        """
        said = Judging(model=self.chat.name, opinions={})
        yield said
        for label in self.sample:
            found = self.opinion(label.question, label.answer, self._evidence(None, label.evidence))
            said = said.model_copy(update={"sample": (*said.sample, Compared(label=label, opinion=found))})
            yield said
        for case, given in ((r.case, r.prediction) for r in results if _gradable(r)):
            evidence = self._evidence(case.standard, given.cited_codes)
            found = self.opinion(case.question, given.answer_text, evidence)
            said = said.model_copy(update={"opinions": said.opinions | {case.id: found}})
            yield said

    def opinion(self, question: str, answer: str, evidence: Sequence[str]) -> Opinion | None:
        """Grade an answer; None when the model fails or says something else than a grade."""
        from langchain_core.exceptions import OutputParserException  # slow to import, and few runs are judged
        from langchain_core.output_parsers import PydanticOutputParser

        parts = {"question": question, "evidence": "\n".join(evidence)[:_LONGEST], "answer": answer[:_LONGEST]}
        asked = "\n".join(f"<{name}>\n{framed(text)}\n</{name}>" for name, text in parts.items())
        try:
            reply = self._reply(Prompt(system=instructions(), user=asked))
            return PydanticOutputParser(pydantic_object=Opinion).parse(reply)
        except (ModelFault, OutputParserException):
            return None

    def _reply(self, prompt: Prompt) -> str:
        said, until = "", time.monotonic() + self.settings.chat_time
        for piece in self.chat.reply(prompt):
            said += piece
            if len(said) > self.settings.chat_characters or time.monotonic() > until:
                raise ModelFault("too_long")
        return said

    def _evidence(self, standard: str | None, codes: Sequence[str]) -> list[str]:
        """The entries behind codes as lines: code, wording, details, and what each belongs to."""
        relations = self.relations(standard)
        return [
            " ".join(filter(None, (item.code, item.text, *item.details, f"({', '.join(item.parents)})")))
            for code in codes
            for item in relations.find(code)
        ]


@cache
def instructions() -> str:
    """What the model is told."""
    return str(tomllib.loads(Path(__file__).with_name("judge.toml").read_text("utf-8"))["system"]).strip()


def _gradable(result: Scored) -> bool:
    """Whether an answer says something that can be graded."""
    return not result.prediction.refused and not result.prediction.error and bool(result.prediction.answer_text)
