"""Proved answers about an occupational competency standard."""

from .answer import Answer, Citation
from .assistant import Assistant, Example
from .conversation import Turn
from .settings import Settings

__all__ = ["Answer", "Assistant", "Citation", "Example", "Settings", "Turn"]
