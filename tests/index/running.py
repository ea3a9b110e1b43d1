"""A Chroma server of its own on loopback, as an operator starts one."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

WAIT = 60
"""Seconds that it may take to start."""


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Its address while it runs; the test is skipped where none can be started."""
    program = Path(sys.executable).with_name("chroma")
    if not program.is_file():
        pytest.skip("the chroma command is not installed, so that no server can be started")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = ["run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen([program, *given], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    try:
        address = f"http://127.0.0.1:{port}"
        if not _answers(address, process):
            pytest.skip("a Chroma server cannot be started here")
        yield address
    finally:
        process.kill()
        process.wait()


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + WAIT
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{address}/api/v2/heartbeat", timeout=5):
                return True
        except (URLError, OSError):
            time.sleep(0.2)
    return False
