"""`python -m assistant serve-tools`: offer the tools to another assistant over standard input and output."""

from __future__ import annotations

import argparse

from ..assistant import Assistant
from ..errors import UsageError
from ..settings import Settings


def add(parser: argparse.ArgumentParser) -> None:
    """Set the command up."""
    parser.set_defaults(run=_serve)


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    try:
        from .server import server
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
