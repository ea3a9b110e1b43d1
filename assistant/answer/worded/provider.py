"""The configured chat model through LangChain: any provider it knows, any OpenAI-compatible server.

The only importer of a chat-model client, and only when a model is asked: the default install needs none.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ...errors import ModelFault
from ...settings import Settings
from .chat import Prompt, Reason

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_REGULAR = {"stop", "end_turn", "stop_sequence", "eos", "completed"}
_CALLED = {"tool_calls", "tool_use", "function_call"}
_CUT = {"length", "max_tokens", "model_length", "max_output_tokens", "incomplete"}
_ENDS = ("finish_reason", "stop_reason", "done_reason", "status")
NO_KEY = "none"
"""Sent to a server of one's own that wants no key: the client will not start without one."""


class Provider:
    """A `Chat` over LangChain's `init_chat_model`.

    Nothing is tried twice here: what may be tried again, and when, is decided where the time is counted.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._model: BaseChatModel | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """`provider:model`, as configured."""
        return self._settings.chat_model

    def model(self) -> BaseChatModel:
        """The LangChain model, made once.

        :raises ModelFault: when its package is missing or it cannot be configured.
        """
        with self._lock:
            if self._model is None:
                self._model = self._made()
            return self._model

    def reply(self, prompt: Prompt) -> Iterator[str]:
        """The reply in pieces; one piece when streaming is off, or when it is JSON of a schema.

        :raises ModelFault: when there is no reply or it ends early.
        """
        model = self.model()
        messages = [("system", prompt.system), ("human", prompt.user)]
        if prompt.schema is not None:
            yield _structured(model, messages, dict(prompt.schema))
            return
        try:
            with _untraced():
                chunks = model.stream(messages) if self._settings.chat_streaming else iter([model.invoke(messages)])
                end: str | None = None
                for chunk in chunks:
                    end = _end(chunk.response_metadata) or end
                    if text := str(chunk.text):
                        yield text
        except Exception as error:  # noqa: BLE001 - every client has errors of its own; all become a reason
            raise fault(error) from None
        if end not in _REGULAR:
            raise ModelFault(_ended(end))

    def _made(self) -> BaseChatModel:
        settings = self._settings
        options: dict[str, Any] = {
            "timeout": settings.chat_silence,
            "max_retries": 0,
            "max_tokens": settings.chat_tokens,
        }
        if settings.chat_temperature is not None:
            options["temperature"] = settings.chat_temperature
        if settings.chat_base_url:
            options["base_url"] = settings.chat_base_url
        if settings.chat_api_key:
            options["api_key"] = settings.chat_api_key.get_secret_value()
        elif settings.chat_base_url:
            options["api_key"] = NO_KEY
        try:
            from langchain.chat_models import init_chat_model

            made: BaseChatModel = init_chat_model(settings.chat_model, **options)
            return made
        except ImportError:
            raise ModelFault("not_installed") from None
        except Exception:  # noqa: BLE001 - what a client says of its configuration may hold the key
            raise ModelFault("not_configured") from None


def configured(settings: Settings) -> Provider | None:
    """The chat model of the settings; None when none is named."""
    return Provider(settings) if settings.chat_model else None


def fault(error: Exception) -> ModelFault:
    """What a client's error means, without anything it says. `wait` is the server's retry-after, in seconds."""
    if isinstance(error, ModelFault):
        return error
    found = ModelFault(_reason(error))
    if found.reason == "busy":
        with contextlib.suppress(AttributeError, LookupError, TypeError, ValueError):
            found.wait = float(error.response.headers["retry-after"])  # type: ignore[attr-defined]
    return found


def _reason(error: Exception) -> Reason:
    from langchain_core import exceptions as known

    table: tuple[tuple[type[Exception], Reason], ...] = (
        (known.ModelTimeoutError, "slow"),
        (known.ModelAuthenticationError, "denied"),
        (known.ModelPermissionDeniedError, "denied"),
        (known.ModelNotFoundError, "not_found"),
        (known.ModelRateLimitError, "busy"),
        (known.ContextOverflowError, "rejected"),
        (known.ModelInvalidRequestError, "rejected"),
        (known.ModelConnectionError, "unreachable"),
        (UnicodeError, "unreadable"),
        (json.JSONDecodeError, "unreadable"),
        (known.ModelAPIError, "server"),
        (TimeoutError, "slow"),
        (OSError, "unreachable"),
        (ValueError, "unreadable"),  # LangChain: no chunk could be made of what came
        (LookupError, "unreadable"),
        (TypeError, "unreadable"),
        (AttributeError, "unreadable"),
    )
    return next((reason for kind, reason in table if isinstance(error, kind)), "unknown")


def _end(metadata: dict[str, Any]) -> str | None:
    return next((str(metadata[name]).lower() for name in _ENDS if metadata.get(name)), None)


def _ended(end: str | None) -> Reason:
    if end is None:
        return "interrupted"
    return "too_long" if end in _CUT else "filtered"


def _structured(model: BaseChatModel, messages: list[tuple[str, str]], schema: dict[str, Any]) -> str:
    """A reply as JSON: what the model calls the schema's function with, or else what it says."""
    try:
        with _untraced():
            asked = model.with_structured_output(schema, method="function_calling", include_raw=True)
            reply = asked.invoke(messages)
        raw, parsed = reply["raw"], reply["parsed"]  # type: ignore[index]
        end = _end(raw.response_metadata)
        text = json.dumps(parsed, ensure_ascii=False) if parsed else str(raw.text)
    except Exception as error:  # noqa: BLE001 - as in `reply`
        raise fault(error) from None
    if end not in _REGULAR | _CALLED:
        raise ModelFault(_ended(end))
    return text


def _untraced() -> contextlib.AbstractContextManager[Any]:
    """Send nothing to a tracing service, whatever the reader's environment says."""
    from langsmith import tracing_context

    return tracing_context(enabled=False)
