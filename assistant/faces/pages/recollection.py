"""What the browser keeps of conversations: their questions and how each was read, to be answered again by rule.

No answer is kept: what comes back was in the reader's hands, and an answer is shown only as found and proved.
"""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ...errors import UsageError
from ...language.tag import Language
from ...question.form import Question
from ...question.notation import loads

MOST = 50
"""Questions of a conversation that are kept, the last ones."""
CONVERSATIONS = 30
"""Conversations that are kept, the newest."""
LONGEST_TITLE = 80
"""Characters of a title."""
LARGEST = 1_000_000
"""Characters that are kept and read back; fifty of the longest questions have a tenth of it."""
_DELETED = 200
"""Ids of deleted conversations that are kept, the last ones."""
_NEVER = 253_402_300_800_000
"""The year 10000, which no date can show."""


class RecalledQuestion(BaseModel):
    """A question, form and language in which it was answered (none yet without a form), who chose form and words."""

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


class Kept(BaseModel):
    """A conversation: its own title, when it was last asked something (ms), from which index it was answered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(default="first", min_length=1, max_length=64)
    title: str = Field(default="", max_length=LONGEST_TITLE)
    last: int = Field(default=0, ge=0, lt=_NEVER)
    index: str
    turns: tuple[RecalledQuestion, ...] = ()


class Recollection(BaseModel):
    """The conversations about a standard, newest first, and the ids of those that were deleted.

    The ids keep another window, which still has such a conversation, from bringing it back.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["competency-conversations-2"] = "competency-conversations-2"
    standard: str
    conversations: tuple[Kept, ...] = ()
    deleted: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _first_format(cls, read: Any) -> Any:
        """The format before this one held a single conversation."""
        if isinstance(read, dict) and read.get("format") == "competency-conversation-1":
            rest = {name: value for name, value in read.items() if name not in ("format", "standard")}
            return {"standard": read.get("standard"), "conversations": [rest]}
        return read


def written(conversations: Sequence[Kept], deleted: Sequence[str], standard: str) -> str:
    """The text that is kept: of the newest conversations, as many as there is room for; empty where there was none."""
    kept = [one.model_copy(update={"turns": one.turns[-MOST:]}) for one in conversations[:CONVERSATIONS]]
    gone = tuple(deleted[-_DELETED:])
    while True:
        text = Recollection(standard=standard, conversations=tuple(kept), deleted=gone).model_dump_json()
        if len(text) <= LARGEST:
            return text if kept or gone else ""
        kept.pop()


def recovered(text: str, standard: str, limit: int) -> Recollection:
    """What can be read of the conversations kept about a standard, without questions longer than the `limit`."""
    nothing = Recollection(standard=standard)
    try:
        read = Recollection.model_validate_json(text) if len(text) <= LARGEST else nothing
    except ValidationError:
        return nothing
    found = list[Kept]()
    for one in read.conversations[:CONVERSATIONS]:
        turns = [turn for turn in one.turns if len(turn.question) <= limit]
        found += [one.model_copy(update={"turns": tuple(turns[-MOST:])})] if turns else []
    known = {"conversations": tuple(found), "deleted": read.deleted[-_DELETED:]}
    return read.model_copy(update=known) if read.standard == standard else nothing
