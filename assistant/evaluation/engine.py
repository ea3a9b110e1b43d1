"""Which engine answers the questions of a run: the rules, or the configured chat model before them."""

from __future__ import annotations

from ..errors import UsageError
from ..settings import Settings
from ..worded.provider import configured
from ..worded.writer import Finder, Writer
from .record import Engine
from .run import Answerer


def answerer(finder: Finder, settings: Settings, engine: Engine) -> Answerer:
    """What a run asks.

    :raises UsageError: when a model is asked for and none is configured.
    """
    if engine == "rules":
        return finder
    chat = configured(settings)
    if chat is None:
        raise UsageError(
            "沒有設定聊天模型，請以 ASSISTANT_CHAT_MODEL 指定 provider:model。"
            " No chat model is configured; name one in ASSISTANT_CHAT_MODEL."
        )
    return Writer(finder=finder, chat=chat, settings=settings)


def model(settings: Settings, engine: Engine) -> str:
    """The model on record for a run; empty when the rules answer."""
    return settings.chat_model if engine == "model" else ""
