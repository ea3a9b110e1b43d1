"""`serve-pages`: the pages, from wherever the program is installed."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from ...settings import PREFIX, Settings, data
from .command import Command, extra


@dataclass(frozen=True, kw_only=True)
class ServePages(Command):
    """open the pages in the browser, on this machine alone"""

    def run(self, settings: Settings) -> int:
        """Become the server of the pages; what it is told by default lies beside `server.py`, in `.streamlit`.

        :raises UsageError: when the extra is not installed.
        """
        extra("pages", "streamlit", "pypdfium2", "PIL")
        environment = {**os.environ, f"{PREFIX}INDEX": str(settings.index)}
        os.execve(sys.executable, [sys.executable, "-m", "streamlit", "run", str(data("server.py"))], environment)
