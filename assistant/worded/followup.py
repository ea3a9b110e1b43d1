"""A follow-up put as a question of its own by the model, and the check that it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import QuestionError
from ..language.folding import fold
from ..language.tag import Language
from ..question.codes import mentions
from ..question.conversation import Turn
from ..question.take import take
from ..standard.code import clean

_ASKS = re.compile(r"[?？]\s*$")
_MARKUP = re.compile(r"[<>\[\]{}`$\\|]|\w+://|www\.", re.IGNORECASE)
TURNS = 6
"""Earlier turns the model sees."""


def accepted(reply: str, question: str, history: Sequence[Turn], language: Language, limit: int) -> str | None:
    """The rewritten question; None when the reply is not one.

    It must be one line that ends as a question, in the language of the follow-up, without mark-up, and name no
    code that neither the follow-up nor the conversation names.
    """
    text = clean(reply.strip())
    if "\n" in text or not _ASKS.search(text) or _MARKUP.search(text):
        return None
    try:
        taken = take(text, limit, language)
    except QuestionError:
        return None
    known = codes(question) | {c for turn in history for c in codes(turn.content)}
    return taken.text if taken.language == language and codes(text) <= known else None


def codes(text: str) -> set[str]:
    """The codes a text names, in compared form."""
    plain = clean(text)
    return {code for m in mentions(fold(plain), plain) for code in m.codes}
