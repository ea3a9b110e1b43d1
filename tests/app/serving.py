"""The app served at an address of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parents[2]
_OPTIONS = ("-m", "streamlit", "run", "server.py", "--server.headless", "true", "--server.port")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def started(
    index: Path, port: int | None = None, settings: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple[str, int]]:
    """The app over an index until the block ends: its address, and the number of its process."""
    port = port or free_port()
    server = subprocess.Popen(
        [sys.executable, *_OPTIONS, str(port)],
        cwd=ROOT,
        env=os.environ | {"ASSISTANT_INDEX": str(index)} | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = settings.get("STREAMLIT_SERVER_BASE_URL_PATH")
    url = f"http://127.0.0.1:{port}" + (f"/{base}" if base else "")
    try:
        _wait(f"{url}/_stcore/health")
        yield url, server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def served(index: Path, port: int | None = None, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """The same: its address alone."""
    with started(index, port, settings) as (url, _):
        yield url


def _wait(url: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)  # what is waited for needs the processor
    raise TimeoutError(url)
