"""`serve-tools`: the tools offered to another assistant over standard input and output."""

from __future__ import annotations

from dataclasses import dataclass

from ...answer.assistant import Assistant
from ...settings import Settings
from ..manage import journal
from .command import Command, extra


@dataclass(frozen=True, kw_only=True)
class ServeTools(Command):
    """offer tools to another assistant (MCP)"""

    def run(self, settings: Settings) -> int:
        """Serve until the input ends.

        :raises UsageError: when the extra is not installed.
        """
        extra("tools", "mcp")
        from ..tools.server import server

        assistant = Assistant(settings)
        assistant.index  # noqa: B018 - an index that cannot be used is told now, to whoever starts the server
        journal.keep()
        server(assistant).run("stdio")
        return 0
