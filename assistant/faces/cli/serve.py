"""`serve-api`, `serve-pages` and `serve-tools`: answers over HTTP, in a browser, and to another assistant."""

import ipaddress
import os
import socket
import sys
from typing import Annotated

from ...answer.assistant import Assistant
from ...errors import UsageError
from ...language.catalogue.area import ERRORS
from ...settings import PREFIX, Settings, data
from ..manage import journal
from .command import Argument, Command, extra

AT_ONCE = 64
"""Requests under way at once; more are told to come again."""


class ServeApi(Command):
    """serve questions and answers over HTTP"""

    host: Annotated[str, Argument("address to listen on; the default is this machine alone", "ADDRESS")] = "127.0.0.1"
    port: Annotated[int, Argument("port to listen on", "PORT")] = 8502

    def run(self, settings: Settings) -> int:
        """Serve until it is stopped."""
        extra("api", "fastapi", "uvicorn")
        _listened(self.host, self.port)
        import uvicorn

        from ..api import server

        assistant = _opened(settings)
        assistant.warm()
        if not _local(self.host):
            print(ERRORS.both("command.open_to_others", host=self.host), file=sys.stderr)
        print(f"http://{self.host}:{self.port}/openapi.json", file=sys.stderr)
        uvicorn.run(server(assistant), host=self.host, port=self.port, limit_concurrency=AT_ONCE, log_level="warning")
        return 0


class ServePages(Command):
    """open the pages in the browser, on this machine alone"""

    def run(self, settings: Settings) -> int:
        """Become the server of the pages; what it is told by default lies beside `server.py`, in `.streamlit`."""
        extra("pages", "streamlit", "pypdfium2", "PIL")
        environment = {**os.environ, f"{PREFIX}INDEX": str(settings.index)}
        os.execve(sys.executable, [sys.executable, "-m", "streamlit", "run", str(data("server.py"))], environment)


class ServeTools(Command):
    """offer tools to another assistant (MCP)"""

    def run(self, settings: Settings) -> int:
        """Serve over standard input and output until the input ends."""
        extra("tools", "mcp")
        from ..tools.server import server

        server(_opened(settings)).run("stdio")
        return 0


def _opened(settings: Settings) -> Assistant:
    """The assistant, its answers noted; an index that cannot be used is told now, to whoever starts the server."""
    assistant = Assistant(settings)
    assistant.index  # noqa: B018
    journal.keep()
    return assistant


def _listened(host: str, port: int) -> None:
    """:raises UsageError: when another program listens there, or nobody may."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except (OSError, OverflowError) as error:
        raise UsageError("command.unusable_address", host=host, port=port) from error


def _local(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
