"""Proved answers about an occupational competency standard."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .answer.assistant import Assistant
    from .answer.model import Answer, Citation
    from .question.conversation import Turn
    from .question.examples import Example
    from .settings import Settings

__all__ = ["Answer", "Assistant", "Citation", "Example", "Settings", "Turn"]
_HOME = {
    "Answer": "answer.model",
    "Assistant": "answer.assistant",
    "Citation": "answer.model",
    "Example": "question.examples",
    "Settings": "settings",
    "Turn": "question.conversation",
}


if not TYPE_CHECKING:  # a type checker is to tell misspelt names

    def __getattr__(name: str) -> Any:
        """Import a public name when it is asked for: reading a store takes nothing that reads questions."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f".{_HOME[name]}", __name__), name)
        return found
