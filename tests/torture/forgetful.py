"""`python -m tests.torture.forgetful run …`: Streamlit over pages that tell of ratings before they are kept."""

from __future__ import annotations

from unittest.mock import patch

from streamlit.web.cli import main

from assistant.evaluation.feedback import FeedbackStore, RatedAnswer

_TOGETHER = 5
_waiting: list[tuple[str, RatedAnswer]] = []
_rate = FeedbackStore.rate


def _later(store: FeedbackStore, identity: str, entry: RatedAnswer) -> None:
    """Hold a rating in memory until some can be written together."""
    _waiting.append((identity, entry))
    if len(_waiting) >= _TOGETHER:
        for one in _waiting:
            _rate(store, *one)
        _waiting.clear()


if __name__ == "__main__":
    with patch.object(FeedbackStore, "rate", _later):
        main()
