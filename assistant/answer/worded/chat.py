"""What a chat model is to this program: a prompt goes in, pieces of text come out, or a fault is raised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Reason = Literal[
    "not_installed",
    "not_configured",
    "unreachable",
    "denied",
    "not_found",
    "busy",
    "server",
    "rejected",
    "slow",
    "interrupted",
    "empty",
    "unreadable",
    "endless",
    "too_long",
    "filtered",
    "unknown",
]
"""Why there are no words of a model: each an entry `fault` of `catalogue/model.toml`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a model is given: `system` says what to do, `user` holds evidence and question, framed as data.

    With a `schema` the reply is asked for as JSON of that shape; whether it is so, is for the caller to see.
    """

    system: str
    user: str
    schema: Mapping[str, Any] | None = None


class Chat(Protocol):
    """A chat model. It keeps no conversation and may be used by several threads."""

    @property
    def name(self) -> str:
        """What records and pages call it."""
        ...

    def reply(self, prompt: Prompt) -> Iterator[str]:
        """The reply in pieces, as they come; the end of the iterator is the regular end of the reply.

        :raises ModelFault: when there is no reply or it ends early.
        """
        ...
