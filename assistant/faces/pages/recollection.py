"""What the browser keeps of a conversation: its questions and how each was read, to be answered again by rule.

No answer is kept: what comes back was in the reader's hands, and an answer is shown only as found and proved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ...errors import UsageError
from ...language.tag import Language
from ...question.form import Question, loads

MOST = 50
"""Questions that are kept, the last ones."""
LARGEST = 1_000_000
"""Characters that are read back; fifty of the longest questions have a tenth of it."""


class Asked(BaseModel):
    """A question, the form and the language in which it was answered, and who chose the form and the words.

    Without a form it had no answer yet.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str
    form: str = ""
    language: Language = "zh-TW"
    chosen: bool = False
    worded: bool = False

    @property
    def read(self) -> Question | None:
        """The form; None where there is none that this program can read."""
        try:
            return loads(self.form)
        except UsageError:
            return None


class Recollection(BaseModel):
    """A conversation about a standard, answered from the index that was built from certain inputs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["competency-conversation-1"] = "competency-conversation-1"
    standard: str
    index: str
    turns: tuple[Asked, ...] = ()


def written(turns: Sequence[Asked], standard: str, index: str) -> str:
    """The text that is kept; empty where nothing was asked."""
    if not turns:
        return ""
    return Recollection(standard=standard, index=index, turns=tuple(turns[-MOST:])).model_dump_json()


def recovered(text: str, standard: str, index: str, limit: int) -> Recollection:
    """What can be read of a kept conversation; without turns where the text is none about the standard.

    :param index: what the index is built from now; it counts where nothing else can be read.
    :param limit: characters of a question; longer ones are left out.
    """
    nothing = Recollection(standard=standard, index=index)
    try:
        read = Recollection.model_validate_json(text) if len(text) <= LARGEST else nothing
    except ValidationError:
        return nothing
    if read.standard != standard:
        return nothing
    turns = [turn for turn in read.turns if len(turn.question) <= limit]
    return read.model_copy(update={"turns": tuple(turns[-MOST:])})
