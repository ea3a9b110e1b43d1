"""`serve-tools`: the tools offered to another assistant over standard input and output."""

from __future__ import annotations

from dataclasses import dataclass

from ...answer.assistant import Assistant
from ...errors import UsageError
from ...settings import Settings
from .command import Command


@dataclass(frozen=True, kw_only=True)
class ServeTools(Command):
    """offer tools to another assistant (MCP)"""

    def run(self, settings: Settings) -> int:
        """Serve until the input ends.

        :raises UsageError: when the extra is not installed.
        """
        try:
            from ..tools.server import server
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] != "mcp":
                raise
            raise UsageError(
                "工具伺服器需要額外套件，請執行 pip install -e '.[tools]'。"
                " The tool server needs an extra: pip install -e '.[tools]'."
            ) from error
        assistant = Assistant(settings)
        assistant.index  # noqa: B018 - an index that cannot be used is told now, to whoever starts the server
        server(assistant).run("stdio")
        return 0
