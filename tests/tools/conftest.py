"""A real client that speaks to a real tool server, over its standard input and output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from assistant import Assistant, Settings

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def rules(index: Path) -> Assistant:
    """The assistant over the same index, for comparison; it may be asked as fast as a test asks."""
    return Assistant(Settings(index=index, questions_per_minute=10_000, questions_per_minute_all=10_000))


@pytest.fixture(scope="session")
def connected(index: Path) -> Iterator[Callable[..., Any]]:
    """Calls a coroutine method of a client that is connected to the server of the session's index."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "assistant", "serve-tools", "--index", str(index)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"},
    )
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(stdio_client(server))) as client,
    ):

        def do(method: str, *arguments: Any) -> Any:
            return portal.call(getattr(client, method), *arguments)

        yield do


@pytest.fixture(scope="session")
def call(connected: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """Calls a tool and gives its structured result, which its text repeats."""

    def made(tool: str, **arguments: Any) -> dict[str, Any]:
        result = connected("call_tool", tool, arguments)
        assert not result.is_error, result.content
        assert json.loads(result.content[0].text) == result.structured_content
        return dict(result.structured_content)

    return made


@pytest.fixture(scope="session")
def refused(connected: Callable[..., Any]) -> Callable[..., str]:
    """Calls a tool that cannot do what it is asked, and gives what it says."""

    def made(tool: str, **arguments: Any) -> str:
        result = connected("call_tool", tool, arguments)
        assert result.is_error
        return str(result.content[0].text)

    return made
