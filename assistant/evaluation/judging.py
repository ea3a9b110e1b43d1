"""A chat model that grades answers for usefulness and faithfulness, and how far it is from people who graded some.

What it says is an opinion: it never enters a score or a gate, and is shown with its own error on labelled answers.
"""

import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, Field

from ..answer.worded.chat import Chat, Prompt
from ..answer.worded.prompt import framed
from ..errors import ModelFault
from ..settings import Settings
from ..standard.relations import Relations
from .statistics import Estimate, estimate
from .summary import Scored

Grade = Literal["usefulness", "faithfulness"]
GRADES: tuple[Grade, ...] = get_args(Grade)
MOST = 4
"""The best grade; the worst is 1."""
GOOD = 3
"""The grade from which an answer counts as good."""
_LONGEST = 8000  # of an answer and of its evidence, in characters; the rest is left out
Mark = Annotated[int, Field(ge=1, le=MOST)]


class Opinion(BaseModel, frozen=True, extra="ignore"):
    """What the model thinks of one answer: two grades, 1 to 4, and why."""

    usefulness: Mark
    faithfulness: Mark
    reason: str = Field(default="", max_length=1000)


class Labelled(BaseModel, frozen=True, extra="forbid"):
    """An answer that a person has graded; `evidence` are the codes it cites."""

    id: str
    question: str
    answer: str
    evidence: tuple[str, ...] = ()
    usefulness: Mark
    faithfulness: Mark
    why: str = ""


class JudgedLabel(BaseModel, frozen=True, extra="forbid"):
    """A labelled answer with what the judge said of it, if anything."""

    label: Labelled
    opinion: Opinion | None


class Judging(BaseModel, frozen=True, extra="forbid"):
    """Everything a judge said: of the answers of a run, by question, and of the labelled sample."""

    model: str
    opinions: dict[str, Opinion | None]
    sample: tuple[JudgedLabel, ...] = ()

    @property
    def unjudged(self) -> int:
        """Answers that the judge did not grade."""
        return sum(opinion is None for opinion in self.opinions.values())

    def mean(self, grade: Grade) -> Estimate | None:
        """The mean grade of the run, 1 to 4, with its interval; None when nothing was graded."""
        return estimate([float(getattr(o, grade)) for o in self.opinions.values() if o])

    def error(self, grade: Grade) -> Estimate | None:
        """Mean absolute distance to the people's grades on the sample, 0 to 3."""
        return estimate([float(abs(judged - labelled)) for judged, labelled in self._beside_people(grade)])

    def agreement(self, grade: Grade) -> Estimate | None:
        """Share of the sample on which judge and people agree whether an answer is good."""
        pairs = self._beside_people(grade)
        return estimate([float((judged >= GOOD) == (labelled >= GOOD)) for judged, labelled in pairs])

    def lowest(self, most: int) -> list[tuple[str, Opinion]]:
        """The questions whose answers were graded lowest."""
        graded = [(name, o) for name, o in self.opinions.items() if o and min(o.usefulness, o.faithfulness) < MOST]
        return sorted(graded, key=lambda pair: (pair[1].usefulness + pair[1].faithfulness, pair[0]))[:most]

    def _beside_people(self, grade: Grade) -> list[tuple[int, int]]:
        return [(getattr(c.opinion, grade), getattr(c.label, grade)) for c in self.sample if c.opinion]


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
            said = said.model_copy(update={"sample": (*said.sample, JudgedLabel(label=label, opinion=found))})
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
            reply = self._reply(Prompt(system=_instructions(), user=asked))
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
def _instructions() -> str:
    return str(tomllib.loads(Path(__file__).with_name("judge.toml").read_text("utf-8"))["system"]).strip()


def _gradable(result: Scored) -> bool:
    return not result.prediction.refused and not result.prediction.error and bool(result.prediction.answer_text)
