"""Which engine answers the questions of a run: the rules, or the configured chat model before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..settings import Settings
from ..standard.relations import Relations
from ..worded.chat import Chat
from ..worded.provider import configured
from ..worded.writer import Finder, Writer
from . import standing
from .judging import Judging, Labelled
from .record import Engine
from .run import Answerer
from .summary import Scored

if TYPE_CHECKING:
    from .judge import Judge


def answerer(finder: Finder, settings: Settings, engine: Engine) -> Answerer:
    """What a run asks.

    :raises UsageError: when a model is asked for and none is configured.
    """
    return finder if engine == "rules" else Writer(finder=finder, chat=_chat(settings), settings=settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """A judge with what it needs: the labelled sample, and the relations of the standards that answers cite."""

    judge: Judge
    sample: tuple[Labelled, ...]
    relations: Callable[[str | None], Relations]

    def work(self, results: Sequence[Scored]) -> int:
        """How many answers there are to grade."""
        from .judge import gradable

        return sum(map(gradable, results)) + len(self.sample)

    def opinions(self, results: Sequence[Scored]) -> Iterator[Judging]:
        """The opinions so far, after every answer."""
        from .judge import opinions

        return opinions(self.judge, results, self.sample, self.relations)


def grading(finder: Finder, settings: Settings) -> Grading:
    """The configured chat model as a judge of answers.

    :raises UsageError: when none is configured, or the labelled sample is bad.
    """
    from .judge import Judge

    judge = Judge(_chat(settings), settings)
    return Grading(judge=judge, sample=standing.labelled(settings), relations=finder.relations)


def wording(finder: Finder) -> Callable[[str | None, str], str]:
    """What the standards of a finder print under a code; empty where a standard or a code is not there."""
    loaded = {standard.code for standard in finder.standards}

    def printed(standard: str | None, code: str) -> str:
        if standard is not None and standard not in loaded:
            return ""
        return " / ".join(dict.fromkeys(item.text for item in finder.relations(standard).find(code)))

    return printed


def _chat(settings: Settings) -> Chat:
    chat = configured(settings)
    if chat is None:
        raise UsageError(
            "沒有設定聊天模型，請以 ASSISTANT_CHAT_MODEL 指定 provider:model。"
            " No chat model is configured; name one in ASSISTANT_CHAT_MODEL."
        )
    return chat


def model(settings: Settings, engine: Engine) -> str:
    """The model on record for a run; empty when the rules answer."""
    return settings.chat_model if engine == "model" else ""
