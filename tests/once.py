"""An assistant that answers and reads each question once, for tests that put many models before the same rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

import pytest

from assistant import Answer, Assistant, Turn
from assistant.question.conversation import Context


@contextmanager
def once(rules: Assistant) -> Iterator[None]:
    """Keep every answer by rule while it lasts: what is said of a question a second time stands on the same answer."""
    kept = cache(rules.ask)

    def ask(
        question: str, history: Sequence[Turn] = (), standard: str | None = None, context: Context | None = None
    ) -> Answer:
        return kept(question, tuple(history), standard, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "ask", ask)
        patch.setattr(rules, "read", cache(rules.read))
        yield
