"""Proved answers about an occupational competency standard."""

from .answer.assistant import Assistant
from .answer.model import Answer, Citation
from .question.conversation import Turn
from .question.examples import Example
from .settings import Settings

__all__ = ["Answer", "Assistant", "Citation", "Example", "Settings", "Turn"]
